/** The elements around a page's content, by the theme that draws them: their ids and classes are what its stylesheet and its menu know. */
import { type Html, markup } from './html.ts';

interface Parts {
	/** The menu, where the server draws it; else an empty list for the theme's own module. */
	menu: Html;
	tabs: Html;
	content: Html;
}

export type Frame = (parts: Parts) => Html;

const HIDDEN = markup` style="display:none"`;

/** One column below a bar: our own runtime's and the theme bootstrap's. */
export const columnFrame: Frame = ({ menu, tabs, content }) => markup`<header>
<a class="brand" href="/">OpenWrt</a>
${menu}
<div id="indicators" class="pull-right"></div>
</header>
<div id="maincontent" class="container">
${tabs}
${content}
</div>
<footer><span>Emulated router</span><ul class="breadcrumb pull-right" id="modemenu"${HIDDEN}></ul></footer>`;

export const materialFrame: Frame = ({
	tabs,
	content,
}) => markup`<header><div class="fill"><div class="container">
<span class="showSide"></span>
<a class="brand" href="#">OpenWrt</a>
<span class="status" id="indicators"></span>
</div></div></header>
<div class="main">
<div class="loading"><span><div class="loading-img"></div></span></div>
<div class="main-left" id="mainmenu"${HIDDEN}></div>
<div class="main-right">
<div class="modemenu-buttons"${HIDDEN}><ul id="modemenu"></ul></div>
<div class="darkMask"></div>
<div id="maincontent"><div class="container">
${tabs}
${content}
</div></div>
</div>
</div>`;

export const openwrtFrame: Frame = ({ tabs, content }) => markup`<div id="menubar">
<h2 class="navigation"><a id="navigation">Navigation</a></h2>
<div class="hostinfo">OpenWrt</div>
<div id="indicators"></div>
<ul id="modemenu"${HIDDEN}></ul>
<div class="clear"></div>
</div>
<div id="maincontainer">
<div id="mainmenu"${HIDDEN}></div>
<div id="maincontent">
${tabs}
${content}
<div class="clear"></div>
</div>
</div>`;

export const openwrt2020Frame: Frame = ({ tabs, content }) => markup`<div id="menubar">
<h2 class="navigation"><a id="navigation">Navigation</a></h2>
<span class="hostname"><a class="brand" href="/">OpenWrt</a></span>
<span id="indicators"></span>
</div>
<div id="modemenu"${HIDDEN}></div>
<div id="maincontainer">
<div id="mainmenu"></div>
<div id="maincontent">
${tabs}
${content}
</div>
</div>`;

/** The HTML around every page, as LuCI's header and footer templates lay it out. */
import { type MenuNode, type Page, visibleChildren } from '../admin/menu.ts';
import type { Session } from '../rpc/sessions.ts';
import type { ScenarioName } from '../scenarios.ts';
import type { Frame } from './frames.ts';
import { type Html, markup, scriptValue } from './html.ts';
import { switcher } from './switcher.ts';

export const SCRIPT_NAME = '/cgi-bin/luci';
export const RESOURCE = '/luci-static/resources';

/** What differs between our own runtime and a LuCI checkout's client code. */
export interface Skin {
	/** Path of the theme's folder. */
	media: string;
	/** Media query by address. */
	stylesheets: Record<string, string>;
	/** LuCI module that draws the menu of a login; null: the server draws it. */
	menuModule: string | null;
	frame: Frame;
}

export interface Surroundings {
	skin: Skin;
	scenario: ScenarioName;
	tree: MenuNode;
	page: Page | null;
	session: Session | null;
	lang: string;
}

const DARK_MODE = markup`<script>
(function () {
	var query = matchMedia('(prefers-color-scheme: dark)');
	function apply() { document.documentElement.setAttribute('data-darkmode', query.matches); }
	query.addEventListener('change', apply);
	apply();
})();
</script>`;

export function url(...path: string[]): string {
	return [SCRIPT_NAME, ...path].join('/');
}

/** The entries of level two and three, as links. */
function menu({ tree, page }: Surroundings): Html {
	const admin = tree.children?.admin;
	const entries = visibleChildren(admin).map(([name, node]) => {
		const below = visibleChildren(node).map(
			([child, { title }]) =>
				markup`<li><a href="${url('admin', name, child)}"${current(page, name, child)}>${title}</a></li>`
		);
		const list = below.length ? markup`<ul class="dropdown-menu">${below}</ul>` : '';
		return markup`<li class="dropdown"><a class="menu" href="${url('admin', name)}">${node.title}</a>${list}</li>`;
	});
	return markup`<ul class="nav" id="topmenu">${entries}</ul>`;
}

function current(page: Page | null, ...path: string[]): Html | string {
	return page?.path.slice(0, path.length + 1).join('/') === ['admin', ...path].join('/')
		? markup` aria-current="page"`
		: '';
}

/** The tabs of the page's menu entry, as themes draw them; nothing where it has one page only. */
function tabs({ tree, page }: Surroundings): Html | string {
	const [, area = '', entry = '', open] = page?.path ?? [];
	const pages = visibleChildren(tree.children?.admin?.children?.[area]?.children?.[entry]);
	if (pages.length < 2) return '';
	const items = pages.map(
		([name, { title }]) =>
			markup`<li class="${name === open ? 'active' : ''}"><a href="${url('admin', area, entry, name)}">${title}</a></li>`
	);
	return markup`<ul class="tabs">${items}</ul>`;
}

/** The constructor's argument of the class LuCI, as luci-base's header template passes it. */
function environment({ skin, page, session }: Surroundings): object {
	return {
		media: skin.media,
		resource: RESOURCE,
		scriptname: SCRIPT_NAME,
		pathinfo: `/${(page?.path ?? []).join('/')}`,
		documentroot: '/www',
		requestpath: page?.path ?? [],
		dispatchpath: page?.path ?? [],
		pollinterval: 5,
		ubuspath: '/ubus/',
		sessionid: session?.id,
		token: session?.token,
		nodespec: page?.node ?? {},
		apply_rollback: 90,
		apply_holdoff: 4,
		apply_timeout: 5,
		apply_display: 1.5,
	};
}

export function layout(around: Surroundings, content: Html): string {
	const { skin, page, lang, scenario } = around;
	const title = page?.node.title ? `OpenWrt | ${page.node.title}` : 'OpenWrt';
	return markup`<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<title>${title}</title>
${DARK_MODE}
<meta name="viewport" content="width=device-width, initial-scale=1">
${Object.entries(skin.stylesheets).map(([href, query]) => markup`<link rel="stylesheet" media="${query}" href="${href}">\n`)}
<link rel="icon" href="data:,">
<script src="${url('admin/translations', lang)}"></script>
<script src="${RESOURCE}/cbi.js"></script>
</head>
<body class="lang_${lang}${around.session ? ' logged-in' : ''}" data-page="${(page?.path ?? []).join('-')}">
${switcher(scenario)}
${skin.frame({
	menu: skin.menuModule ? markup`<ul class="nav" id="topmenu" style="display:none"></ul>` : menu(around),
	tabs: skin.menuModule
		? markup`<div id="tabmenu" style="display:none"></div>`
		: markup`<div id="tabmenu">${tabs(around)}</div>`,
	content: markup`<noscript><div class="alert-message warning">JavaScript is needed.</div></noscript>
<script src="${RESOURCE}/luci.js?v=emulated"></script>
<script>L = new LuCI(${scriptValue(environment(around))});</script>
${content}`,
})}
${skin.menuModule && around.session ? markup`<script>L.require(${scriptValue(skin.menuModule)})</script>` : ''}
</body>
</html>
`.text;
}

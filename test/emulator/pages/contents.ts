/** What stands between header and footer. */
import { ACCOUNTS } from '../rpc/sessions.ts';
import { type Html, markup, scriptValue } from './html.ts';

/** A page drawn by a LuCI view. */
export function viewContent(view: string): Html {
	return markup`<div id="view">
<div class="spinning">Loading view…</div>
<script>L.require('ui').then(function(ui) { ui.instantiateView(${scriptValue(view)}); });</script>
</div>`;
}

export function stubContent(title: string | undefined): Html {
	return markup`<h2>${title}</h2>
<p>The emulated router has no ${title} page. It shows Network &gt; Flow Offloading.</p>`;
}

export function missingContent(): Html {
	return markup`<h2>404 Not Found</h2><p>No page is registered here.</p>`;
}

function field(label: string, name: string, type: string, value: string): Html {
	return markup`<div class="cbi-value"><label class="cbi-value-title" for="${name}">${label}</label>
<div class="cbi-value-field"><input class="cbi-input-text" id="${name}" type="${type}" name="${name}" value="${value}"></div></div>`;
}

/** `proposed`: the user's name to begin with. `failed`: the last attempt was refused. */
export function loginContent(proposed: string, failed: boolean): Html {
	const known = Object.entries(ACCOUNTS).map(
		([user, { password, rights }]) =>
			markup`<li><code>${user}</code>, password <code>${password}</code>${rights.write.length ? '' : ': may look, but change nothing'}</li>`
	);
	const refusal = failed
		? markup`<div class="alert-message warning"><p>Invalid username and/or password! Please try again.</p></div>`
		: '';
	return markup`<form method="post">${refusal}
<div class="cbi-map"><h2>Authorization Required</h2>
<div class="cbi-map-descr">Please enter your username and password. The emulated router knows:<ul>${known}</ul></div>
<div class="cbi-section"><div class="cbi-section-node">
${field('Username', 'luci_username', 'text', proposed)}
${field('Password', 'luci_password', 'password', '')}
</div></div></div>
<div class="cbi-page-actions"><button type="submit" class="btn cbi-button cbi-button-apply">Log in</button></div>
</form>`;
}

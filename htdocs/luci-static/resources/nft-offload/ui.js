// Generated from src/ui/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require nft-offload.model as model';
'require ui';
'require baseclass';


function button(text, style, click, attributes = {}) {
	return E("button", { type: "button", class: `btn cbi-button ${style}`, click, ...attributes }, [text]);
}

function onChange(draw, keyOf = (value) => value) {
	let drawn = null;
	return (value) => {
		const key = JSON.stringify(keyOf(value));
		if (key === drawn) return;
		drawn = key;
		draw(value);
	};
}

function checkList() {
	const element = E("ol", { class: "nft-offload-checks", "aria-label": _("Checks") });
	const draw = onChange((checks) => element.replaceChildren(...checks.map(itemOf)));
	return { element, update: draw };
}
function itemOf({ name, title, state }) {
	const spoken = E("span", { class: "nft-offload-spoken" }, [`: ${wordOf(state)}`]);
	return E("li", { class: `nft-offload-check ${state}`, "data-check": name, title: wordOf(state) }, [
		`${signOf(state)} ${title}`,
		spoken
	]);
}
function signOf(state) {
	return { reached: "✓", partly: "½", failed: "✗", unknown: "?", waiting: "…", open: "·" }[state];
}
function wordOf(state) {
	return {
		reached: _("yes"),
		partly: _("in part"),
		failed: _("not yet"),
		unknown: _("unknown"),
		waiting: _("waiting for traffic"),
		open: _("open")
	}[state];
}

function setText(element, text) {
	if (element.textContent !== text) element.textContent = text;
}
function setAlert(element, level, text) {
	const classes = `alert-message ${level}`;
	if (element.className !== classes) element.className = classes;
	setText(element, text);
}
function showText(element, text) {
	element.hidden = text === null;
	setText(element, text ?? "");
}

function counterTable() {
	const columns = counterColumns();
	const heads = columns.map(({ title }) => E("th", { class: "th right", scope: "col" }, [title]));
	const rows = [
		drawRow("software", _("Software", "flow offloading"), columns),
		drawRow("hardware", _("Hardware"), columns)
	];
	return {
		element: E("table", { class: "table nft-offload-counts", "aria-label": _("Offloaded connections") }, [
			E("tr", { class: "tr table-titles" }, [E("td", { class: "th" }), ...heads]),
			...rows.map(({ element }) => element)
		]),
		update(offloaded, counted) {
			const shown = columns.map((column) => isShown(column, offloaded));
			heads.forEach((head, index) => {
				head.hidden = !shown[index];
			});
			for (const row of rows) row.update(offloaded, counted, shown);
		}
	};
}
function counterColumns() {
	const kinds = [
		["ipv4_tcp", _("IPv4 TCP")],
		["ipv4_udp", _("IPv4 UDP")],
		["ipv6_tcp", _("IPv6 TCP")],
		["ipv6_udp", _("IPv6 UDP")],
		["other", _("Other")]
	];
	return [
		{
			title: _("All"),
			entries: null,
			text: (tally) => model.countText(tally.total.entries)
		},
		...kinds.map(([kind, title]) => ({
			title,
			entries: (tally) => tally[kind].entries,
			text: (tally) => model.countText(tally[kind].entries)
		})),
		{
			title: _("Data"),
			entries: null,
			text: (tally, counted) => model.carriedText(tally.total, counted)
		}
	];
}
function isShown({ entries }, offloaded) {
	if (!entries) return true;
	return offloaded !== null && entries(offloaded.software) + entries(offloaded.hardware) > 0;
}
function drawRow(name, title, columns) {
	const cells = columns.map((column) => E("td", { class: "td right", "data-title": column.title }, ["…"]));
	const element = E("tr", { class: "tr" }, [E("th", { class: "td left", scope: "row" }, [title]), ...cells]);
	const update = (offloaded, counted, shown) => {
		element.hidden = name === "hardware" && offloaded?.hardware.total.entries === 0;
		cells.forEach((cell, index) => {
			cell.hidden = !shown[index];
			setText(cell, offloaded ? columns[index].text(offloaded[name], counted) : _("unknown"));
		});
	};
	return { element, update };
}

function tieDescriptions(drawn) {
	for (const description of drawn.querySelectorAll(".cbi-value-description")) {
		const control = description.parentElement?.querySelector(":is(input, select):not([type=hidden])");
		if (!control) continue;
		description.id ||= `nft-offload-description-${++count}`;
		control.setAttribute("aria-describedby", description.id);
	}
}
let count = 0;

function factTable(caption) {
	const element = E("table", { class: "table", "aria-label": caption });
	const cells = /* @__PURE__ */ new Map();
	return {
		element,
		update(rows) {
			for (const [label, value] of rows) setText(cells.get(label) ?? addRow(element, cells, label), value);
			for (const [label, cell] of cells)
				if (!rows.some(([name]) => name === label)) dropRow(cells, label, cell);
		}
	};
}
function addRow(table, cells, label) {
	const value = E("td", { class: "td left" });
	table.append(
		E("tr", { class: "tr" }, [E("th", { class: "td left", scope: "row", width: "33%" }, [label]), value])
	);
	cells.set(label, value);
	return value;
}
function dropRow(cells, label, cell) {
	cell.parentElement?.remove();
	cells.delete(label);
}

const GROUPS = /* @__PURE__ */ new Map([
	["admin/network/firewall", "luci-app-firewall"],
	["admin/network/firewall/rules", "luci-app-firewall"],
	["admin/network/network", "luci-mod-network-config"],
	["admin/system/package-manager", "luci-app-package-manager"],
	["admin/system/startup", "luci-mod-system-init"]
]);
const denied = /* @__PURE__ */ new Set();
async function readPageAccess(mayRead) {
	const ask = async (group) => {
		if (!await mayRead(group)) denied.add(group);
	};
	await Promise.all([...new Set(GROUPS.values())].map(ask));
}
function pageLink([path, query], label, attributes = {}) {
	if (denied.has(GROUPS.get(path) ?? "")) return [];
	return [E("a", { ...attributes, href: L.url(path) + (query ? `?${query}` : "") }, [label])];
}

function helpButton(help, helpers) {
	if (!help) return [];
	const button = help.kind === "page" ? linkTo(help) : buttonFor(help, helpers);
	if (button.length === 0) return [];
	return "command" in help && help.command ? [...button, " ", overSsh(help.command)].map(asElement) : button;
}
function linkTo({ path, query, label }) {
	return pageLink([path, query], label, { class: "btn cbi-button cbi-button-action" });
}
function buttonFor(help, helpers) {
	if (help.kind === "repair") return repairButton(help.network, helpers);
	const click = helpers[help.kind];
	if (!click) return [];
	const labels = { enable: _("Enable", "flow offloading"), apply: _("Apply now"), measure: _("Measure") };
	const label = help.kind === "load" ? help.label : labels[help.kind];
	return [E("button", { class: "btn cbi-button cbi-button-action", click }, [label])];
}
function repairButton(network, { repair }) {
	if (!repair) return [];
	const label = _("Repair %s").format(network);
	return [E("button", { class: "btn cbi-button cbi-button-action", click: () => repair(network) }, [label])];
}
function asElement(content) {
	return typeof content === "string" ? E("span", [content]) : content;
}
function overSsh(command) {
	return E("span", [_("Or over SSH:"), " ", E("code", [command])]);
}

function meterBar() {
	const entries = categoryTitles().map(([category, title, color]) => ({
		category,
		title,
		bar: E("span", { style: `background:${color}` }),
		legend: E("li", { style: `--nft-offload-colour:${color}` })
	}));
	const bar = E("div", { class: "nft-offload-meter", "aria-hidden": "true" });
	bar.append(...entries.map((entry) => entry.bar));
	const legend = E("ul", { class: "nft-offload-legend", "aria-label": _("Tracked connections by kind") });
	legend.append(...entries.map((entry) => entry.legend));
	return {
		element: E("div", [bar, legend]),
		update(meter) {
			bar.hidden = meter === null;
			for (const entry of entries) {
				const count = meter ? meter[entry.category] : null;
				entry.bar.style.flexGrow = String(count ?? 0);
				setText(entry.legend, _("%s: %s").format(entry.title, categoryText(entry.category, count, meter)));
			}
		}
	};
}
function categoryText(category, count, meter) {
	const number = model.countText(count);
	if (count === null || meter?.complete !== false) return number;
	if (category === "eligible") return _("at least %s").format(number);
	return category === "other" ? _("at most %s").format(number) : number;
}
function categoryTitles() {
	return [
		["software", _("Software", "flow offloading"), "#2e8540"],
		["hardware", _("Hardware"), "#2877bd"],
		["eligible", _("Eligible, not offloaded"), "#c77700"],
		["other", _("Idle, new, or the router’s own"), "#8a8a8a"]
	];
}

function notify(text, level) {
	ui.addNotification(null, [E("p", [text])], level).setAttribute("role", "alert");
}

function markQuotations() {
	new MutationObserver((changes) => {
		if (model.quotations.size > 0) new Set(changes.map(({ target }) => target)).forEach(mark);
	}).observe(document.body, { childList: true, characterData: true, subtree: true });
}
function mark(node) {
	if (!(node instanceof Text)) {
		[...node.childNodes].forEach(mark);
		return;
	}
	if (node.parentElement?.closest("[lang=en], textarea, svg")) return;
	for (const quotation of model.quotations) {
		const at = node.data.indexOf(quotation);
		if (at < 0) continue;
		const quoted = node.splitText(at);
		mark(quoted.splitText(quotation.length));
		quoted.replaceWith(E("bdi", { lang: "en" }, [quotation]));
	}
}

const memory = /* @__PURE__ */ new Map();
function stored(kind, key, isValid) {
	const name = `${kind} ${key}`;
	const storage = () => kind === "local" ? window.localStorage : window.sessionStorage;
	const read = () => {
		if (memory.has(name)) return memory.get(name);
		try {
			return JSON.parse(storage().getItem(key) ?? "null");
		} catch {
			return null;
		}
	};
	return {
		get() {
			const value = read();
			return isValid(value) ? value : null;
		},
		set(value) {
			try {
				if (value === null) storage().removeItem(key);
				else storage().setItem(key, JSON.stringify(value));
				memory.delete(name);
			} catch {
				memory.set(name, value);
			}
		}
	};
}

function addStyle() {
	const id = "nft-offload-style";
	if (document.getElementById(id)) return;
	const style = E("style", { id }, [RULES]);
	document.head.append(style);
	const [language = ""] = document.documentElement.lang.split("-");
	if (RIGHT_TO_LEFT.includes(language)) {
		document.getElementById("view")?.setAttribute("dir", "rtl");
		style.append(RIGHT_TO_LEFT_RULES);
	}
}
const PAGE = ":is(#view, #modal_overlay)";
const MESSAGE = ":is(#view, #modal_overlay .modal) .alert-message";
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];
const RIGHT_TO_LEFT_RULES = `
#modal_overlay .modal { direction: rtl; text-align: start }
#view svg, #view .nft-offload-chart { direction: ltr }
#view svg text { direction: rtl }
#view .td { unicode-bidi: plaintext }
${PAGE} .left { text-align: right !important }
${PAGE} .right { text-align: left !important }
#view .cbi-value-description { margin-inline: 1.5em 0 }
#view .cbi-value-description::before { left: auto !important; right: -1.5em }
`;
const RULES = `
#view .cbi-section { margin-top: .75em; padding: .5em .75em }
#view .cbi-section .cbi-section { margin: 0; padding: 0; border: 0; background: none; box-shadow: none }
#view .cbi-section > h3 { margin: .25em 0 .5em; padding: 0 }
#view .cbi-section p { padding: 0 }
#view h2 { margin: .25em 0 .5em }
${PAGE} [hidden] { display: none !important }
#view :is(a, button, input, select, textarea, summary, .btn, [tabindex]) { scroll-margin-block: 6rem 1rem }
#modal_overlay .modal > h4 { color: inherit }
${PAGE} :is(pre, code) { white-space: pre-wrap; overflow-wrap: anywhere }
body > .cbi-tooltip { max-width: 80vw; white-space: pre-wrap }
#view .cbi-value-description, #view .cbi-section-descr, #view .cbi-map-descr { color: inherit; opacity: 1 }
${PAGE} li { color: inherit }
#view p a { text-decoration: underline }
#view summary { display: list-item; min-height: 24px; list-style: inside disclosure-closed; cursor: pointer; padding: .25em 0 }
#view details[open] > summary { list-style-type: disclosure-open }
#view details > ul { padding-inline-start: 1.25em }
#view details > ul > li { list-style: disc outside }
#view details h3 { font-size: 1.1em; margin: .75em 0 .25em }
#view .nft-offload-band { display: flex; flex-flow: row wrap; gap: .5em 2em; align-items: flex-start }
.nft-offload-columns { display: flex; flex-wrap: wrap; gap: .75em 1.5em; margin: .75em 0; align-items: stretch }
#view .nft-offload-columns > * { flex: 1 1 26em; min-width: 0; margin: 0 }
#view .cbi-section .nft-offload-columns { margin: 0 }
#view .nft-offload-columns p { margin: .25em 0 .5em }
.nft-offload-counts th, .nft-offload-counts td { padding: .25em .15em }
.nft-offload-counts td { white-space: nowrap }
.nft-offload-dense th, .nft-offload-dense td { padding: .25em .4em }
.nft-offload-answer { flex: 1 1 20em; min-width: 0 }
.nft-offload-picture { flex: 1 1 20em; max-width: 32em; min-width: 0 }
.nft-offload-badge { display: inline-block; padding: .25em .75em; border-radius: 4px; font-weight: bold; line-height: 1.4; color: #fff; background: #4a5560; border: 1px solid transparent }
.nft-offload-badge[data-level=success] { background: #1d6b2f }
.nft-offload-badge[data-level=warning] { background: #8a5300 }
.nft-offload-badge[data-level=danger] { background: #a3201a }
#view .nft-offload-sentence { margin: .5em 0; font-size: 110% }
#view .nft-offload-share { margin: .25em 0 0; text-align: center }
.nft-offload-hint { margin: .25em 0; padding-inline-start: .75em; border-inline-start: 4px solid #10567f }
.nft-offload-hint[data-level=warning] { border-color: #c77700 }
.nft-offload-hint[data-level=danger] { border-color: #a3201a }
.nft-offload-below { margin: 0 0 .5em }
.nft-offload-below .alert-message { margin: .5em 0; padding: .5em .75em }
#nft-offload-measure .alert-message { margin: .5em 0 }
${MESSAGE} { color: #fff !important; background: #4a5560 !important; border-color: transparent; text-shadow: none }
${MESSAGE}.success { background: #1d6b2f !important }
${MESSAGE}:is(.info, .notice) { background: #10567f !important }
${MESSAGE}.warning { background: #8a5300 !important }
${MESSAGE}:is(.danger, .error) { background: #a3201a !important }
${MESSAGE} a:not(.btn) { color: inherit }
#view .nft-offload-below p { margin: .25em 0 }
.nft-offload-confirmations { margin: .25em 0; padding-inline-start: 1.25em }
.nft-offload-actions { display: flex; flex-wrap: wrap; gap: .5em; justify-content: end; margin-block: .5em; margin-inline: auto 0 }
#view :is(th, td) { overflow-wrap: break-word }
#view th { word-break: keep-all }
.nft-offload-checks { display: flex; flex-wrap: wrap; gap: .25em 1.25em; margin: .5em 0; padding: 0 }
.nft-offload-check.open { opacity: .75 }
.nft-offload-check.failed, .nft-offload-check.partly { font-weight: bold }
.nft-offload-help:empty { display: none }
.nft-offload-help { margin: .5em 0; display: flex; flex-wrap: wrap; gap: .5em; align-items: center }
#nft-offload-exceptions select, #nft-offload-exceptions input, #nft-offload-exceptions .nft-offload-help > span { max-width: 100%; min-width: 0 }
#nft-offload-exceptions select { width: auto }
#nft-offload-exceptions .add-item { display: flex; max-width: 100%; min-width: 0 }
#nft-offload-exceptions .add-item > .btn { flex: none; min-width: 24px; min-height: 24px }
#nft-offload-exceptions .item span { overflow-wrap: anywhere }
.nft-offload-spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.nft-offload-help code { display: inline-block; overflow-wrap: anywhere }
.nft-offload-path { width: 100%; height: auto; display: block }
.nft-offload-path .arrow { fill: none; stroke-width: 4; stroke-linejoin: round }
.nft-offload-path .flow { fill: none; stroke: #fff; stroke-width: 2; stroke-linecap: round; stroke-dasharray: 0 24; animation: nft-offload-flow 2s linear infinite }
@keyframes nft-offload-flow { from { stroke-dashoffset: 48 } }
.nft-offload-path .box { fill: none; stroke: currentColor }
.nft-offload-path text { fill: currentColor; font-size: 13px; text-anchor: middle }
.nft-offload-path .title { font-size: 12px }
.nft-offload-path .device { font-size: 11.5px; opacity: .85 }
.nft-offload-path .words { font-weight: bold }
@media (min-width: 601px) and (max-width: 900px) { .nft-offload-dense { font-size: 85% } }
@media (min-width: 601px) and (max-width: 700px) { .nft-offload-dense { font-size: 80% } .nft-offload-dense th, .nft-offload-dense td { padding: .25em .3em } }
@media (max-width: 600px) { .nft-offload-counts th, .nft-offload-counts td { padding: .25em .3em; font-size: 90% } #nft-offload-settings .cbi-value { margin-bottom: 0; padding: .25em } #view h2 { font-size: 1.3em } #view .nft-offload-sentence { font-size: 100% } .nft-offload-checks { font-size: 88%; gap: .25em .75em; margin: .25em 0 } #view .nft-offload-band { gap: 0; padding: 0 } #view .cbi-section { margin-top: .4em; margin-bottom: .4em } #nft-offload-settings .cbi-checkbox { display: inline-block; height: auto; margin-inline: 0 .5em } #nft-offload-settings .cbi-value-description { display: inline; padding: 0 } }
.nft-offload-meter, .nft-offload-legend li::before, .nft-offload-series i { forced-color-adjust: none }
.nft-offload-meter { display: flex; height: 1.2em; border: 1px solid currentColor; border-radius: 3px; overflow: hidden }
.nft-offload-legend { display: flex; flex-wrap: wrap; gap: .25em 1.25em; margin: .5em 0; padding: 0 }
.nft-offload-legend li::before { content: ''; display: inline-block; width: .8em; height: .8em; margin-inline-end: .4em; background: var(--nft-offload-colour) }
#view .nft-offload-legend li, #view .nft-offload-checks li { list-style: none }
#view .nft-offload-counts td.th { border: 0 }
.nft-offload-under { display: flex; flex-wrap: wrap; gap: .5em; align-items: center; justify-content: space-between }
@media (min-width: 601px) and (max-width: 854px) {
${PAGE} table.table { display: table }
${PAGE} tbody { display: table-row-group }
${PAGE} .tr { display: table-row }
${PAGE} :is(.td, .th) { display: table-cell; padding: .25em .4em }
${PAGE} .td::before, ${PAGE} .td::after { content: none }
}
@media (max-width: 600px) {
${PAGE} :is(table.table, tbody) { display: block }
${PAGE} .tr { display: flex; flex-wrap: wrap }
${PAGE} .tr.table-titles { display: none }
${PAGE} :is(.td, .th) { display: block; flex: 2 1 50%; min-width: 0 }
${PAGE} th { flex: 1 1 33% }
${PAGE} .td[data-title] { flex: 1 1 20%; min-width: min-content; padding: .25em .3em }
${PAGE} .td[data-title]::before { content: attr(data-title); display: block; font-weight: bold }
${PAGE} .td[data-title]::after { content: none }
}
@media not all and (prefers-contrast: more) {
${PAGE} .btn { color: #fff !important; background: #4a5560 !important; border: 1px solid #fff; text-shadow: none }
${PAGE} .btn:is(.primary, .cbi-button-action, .cbi-button-apply) { background: #10567f !important }
${PAGE} .btn.cbi-button-positive { background: #1d6b2f !important }
${PAGE} .btn:is(.cbi-button-negative, .cbi-button-remove) { background: #a3201a !important }
${PAGE} .btn:hover { filter: brightness(.8) }
${PAGE} .btn.spinning::before { filter: invert(1) }
}
@media (prefers-contrast: more) { ${PAGE} .btn { color: ButtonText; background: ButtonFace; border: 1px solid ButtonText } }
@media (prefers-reduced-motion: reduce) { .nft-offload-path .flow { animation: none } }
`;

function svg(name, attributes) {
	const element = document.createElementNS("http://www.w3.org/2000/svg", name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
	return element;
}
function setAttribute(element, name, value) {
	if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

return baseclass.extend({
	addStyle,
	button,
	checkList,
	counterTable,
	factTable,
	helpButton,
	markQuotations,
	meterBar,
	notify,
	onChange,
	pageLink,
	readPageAccess,
	setAlert,
	setAttribute,
	setText,
	showText,
	signOf,
	stored,
	svg,
	tieDescriptions
});

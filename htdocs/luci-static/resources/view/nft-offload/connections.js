// Generated from src/view/connections/page.ts by `npm run build`: change the source, not this file.
'use strict';
'require view';
'require nft-offload.connections as entries';
'require nft-offload.model as model';
'require nft-offload.ui as components';
'require poll';
'require nft-offload.router as router';


const PERIOD = 3;
const STATUS_PERIOD = 15;
const HINTS_PERIOD = 60;
const REST = 4;
function pollConnections(query, onUpdate) {
	const snapshot = {
		connections: null,
		before: null,
		query: null,
		status: null,
		hints: {},
		error: null
	};
	const due = { connections: 0, status: 0, hints: 0 };
	let busy = false;
	let again = false;
	async function readConnections(wanted) {
		try {
			const reply = await router.connections(wanted);
			snapshot.before = snapshot.connections;
			snapshot.connections = reply;
			snapshot.query = wanted;
			snapshot.error = null;
			due.connections = performance.now() + reply.took_ms * REST;
		} catch (error) {
			if (!router.isBusy(error)) snapshot.error = error ?? new Error();
		}
	}
	async function readStatus() {
		due.status = performance.now() + STATUS_PERIOD * 1e3;
		const before = snapshot.status;
		snapshot.status = await router.status().catch((error) => router.isBusy(error) ? before : null);
	}
	async function readHints() {
		due.hints = performance.now() + HINTS_PERIOD * 1e3;
		snapshot.hints = await L.resolveDefault(router.hostHints(), snapshot.hints);
	}
	async function tick() {
		const wanted = query();
		const now = performance.now();
		if (!wanted || busy || document.hidden || now < due.connections) return;
		busy = true;
		const calls = [readConnections(wanted)];
		if (due.status <= now) calls.push(readStatus());
		if (due.hints <= now) calls.push(readHints());
		await Promise.all(calls);
		busy = false;
		onUpdate(snapshot);
		if (again) await readNow();
	}
	function readNow() {
		again = busy;
		due.connections = 0;
		return tick();
	}
	poll.add(tick, PERIOD);
	return readNow;
}

function addStyle() {
	const id = "nft-offload-connections-style";
	if (!document.getElementById(id)) document.head.append(E("style", { id }, [RULES]));
}
const RULES = `
.nft-offload-toolbar { display: flex; flex-wrap: wrap; gap: .5em 1em; align-items: flex-end; margin: .5em 0 1em }
.nft-offload-toolbar label { float: none; width: auto; padding: 0; text-align: start; display: block }
.nft-offload-toolbar input[type=text], .nft-offload-toolbar select { width: auto; min-width: 0; max-width: 100%; margin: 0 }
.nft-offload-field { display: flex; flex-direction: column; min-width: 0; max-width: 100% }
#nft-offload-search { width: 17em }
.nft-offload-toolbar .nft-offload-check { padding: .4em 0 }
#view .nft-offload-sort, #view .nft-offload-toggle { background: none; border: 0; border-radius: 0; box-shadow: none; margin: 0; font: inherit; color: inherit; cursor: pointer; text-align: inherit; word-break: normal }
#view .nft-offload-sort { padding: 0; min-height: 24px; white-space: nowrap }
#view .nft-offload-toggle { display: flex; gap: .5em; align-items: baseline; width: 100%; padding: .25em 0; text-align: start; overflow-wrap: anywhere; outline-offset: -2px }
.nft-offload-toggle::before { content: ''; flex: none; align-self: flex-start; margin-top: .4em; border: .35em solid transparent; border-inline-start-color: currentColor; border-inline-end: 0 }
.nft-offload-toggle[aria-expanded=true]::before { transform: rotate(90deg) }
.nft-offload-connections .td, .nft-offload-connections .th { vertical-align: top }
.nft-offload-connections .td.right { white-space: nowrap }
.nft-offload-name, .nft-offload-connections small, .nft-offload-lines { overflow-wrap: anywhere }
.nft-offload-connections summary { cursor: pointer }
.nft-offload-connections .nft-offload-badge { padding: 0 .4em; font-size: 85%; font-weight: normal }
.nft-offload-connections .nft-offload-badge[data-level=none] { color: inherit; background: none; border-color: currentColor }
.nft-offload-lines { padding-inline-start: 1em; font-size: 90% }
.nft-offload-why { font-size: 90%; max-width: 30em }
.nft-offload-name { min-width: 11em; max-width: 12em }
.nft-offload-group .nft-offload-toggle { font-weight: bold }
.nft-offload-group.nft-offload-group .nft-offload-name { max-width: 16em }
.nft-offload-count { white-space: nowrap }
.nft-offload-group .nft-offload-why { min-height: 1.5em }
.nft-offload-connections .nft-offload-group .td, .nft-offload-connections .nft-offload-group .th { vertical-align: baseline }
.nft-offload-name[hidden] + .nft-offload-what { padding-inline-start: 1.75em }
.nft-offload-member .nft-offload-what, .nft-offload-member .nft-offload-name[hidden] + .nft-offload-what { padding-inline-start: 3em }
@media screen and (max-width: 600px) {
.nft-offload-field { flex: 1 1 40% }
.nft-offload-field:first-child { flex-basis: 100% }
.nft-offload-field select, .nft-offload-field #nft-offload-search { width: 100% }
.nft-offload-connections .td.nft-offload-wide, #view .nft-offload-connections .nft-offload-name { display: block; flex: 1 1 100%; max-width: none }
.nft-offload-connections .td.nft-offload-count { flex: 1 1 auto }
.nft-offload-connections .td.right { flex: 1 1 25% }
}
@media (pointer: coarse) { .nft-offload-toggle { min-height: 44px } }
`;

function arrange(parent, wanted) {
	const wantedSet = new Set(wanted);
	for (const child of [...parent.children]) if (!wantedSet.has(child)) child.remove();
	const fixed = Math.max(
		0,
		wanted.findIndex(
			(element) => element.parentElement === parent && element.contains(document.activeElement)
		)
	);
	const anchor = wanted[fixed];
	if (!anchor) return;
	if (anchor.parentElement !== parent) parent.append(anchor);
	let next = anchor;
	for (const element of wanted.slice(0, fixed).reverse()) {
		if (next.previousElementSibling !== element) next.before(element);
		next = element;
	}
	let last = anchor;
	for (const element of wanted.slice(fixed + 1)) {
		if (last.nextElementSibling !== element) last.after(element);
		last = element;
	}
}

function numberCells() {
	const rate = E("td", { class: "td right", "data-title": _("Rate") });
	const bytes = E("td", { class: "td right", "data-title": _("Data") });
	return {
		elements: [rate, bytes],
		update(numbers) {
			components.setText(rate, rateText(numbers.rate));
			components.setText(bytes, dataText(numbers.bytes, numbers.complete));
		}
	};
}
function rateText(rate) {
	return rate === null ? "–" : model.localized("%1000.1mbit/s".format(Math.round(rate * 8)));
}
function dataText(bytes, complete) {
	const text = model.bytesText(bytes);
	return bytes === null || complete ? text : _("at least %s").format(text);
}
const LEVELS = {
	hardware: "success",
	software: "success",
	slow: "warning",
	idle: "none",
	excluded: "none"
};
function stateCell() {
	const label = E("span", { class: "nft-offload-badge" });
	const why = E("div", { class: "nft-offload-why" });
	return {
		element: E("td", { class: "td left nft-offload-wide" }, [label, why]),
		update(judgement) {
			components.setText(label, entries.labelText(judgement));
			components.setText(why, entries.mainWhyText(judgement.whys));
			components.setAttribute(label, "data-level", levelOf(judgement));
		}
	};
}
function levelOf({ state, whys }) {
	return state === "software" && whys.length > 0 ? LEVELS.slow : LEVELS[state];
}

function detailLines({ connection, judgement }) {
	const { family, protocol, original, reply, tcp_state, timeout, mark, helper } = connection;
	const lines = [
		...judgement.whys.map(entries.whyText),
		_("IPv%d, %s").format(family, entries.protocolText(protocol)),
		_("Original: %s").format(tupleText(original)),
		_("Reply: %s").format(tupleText(reply))
	];
	if (tcp_state) lines.push(_("TCP state: %s").format(tcp_state));
	if (timeout !== null) lines.push(_("Times out in %d s if idle").format(timeout));
	if (helper) lines.push(_("Conntrack helper: %s").format(helper));
	if (mark) lines.push(_("Mark: 0x%x").format(mark));
	return lines;
}
function tupleText({ src, dst, sport, dport, packets, bytes }) {
	return _("%s → %s, %s packets, %s").format(
		endText(src, sport),
		endText(dst, dport),
		model.countText(packets),
		model.bytesText(bytes)
	);
}
function endText(address, port) {
	const tidy = model.tidyAddress(address);
	if (port === null) return tidy;
	return tidy.includes(":") ? `[${tidy}]:${port}` : `${tidy}:${port}`;
}

function connectionRow(toggled) {
	const host = E("td", { class: "td left nft-offload-name" });
	const summary = E("summary");
	const where = E("small");
	const lines = E("div", { class: "nft-offload-lines" });
	const details = E("details", [summary, lines]);
	const what = E("td", { class: "td left nft-offload-wide nft-offload-what" }, [details, where]);
	const numbers = numberCells();
	const state = stateCell();
	const element = E("tr", { class: "tr" }, [host, what, ...numbers.elements, state.element]);
	let shown = null;
	const showLines = () => {
		if (shown && details.open) updateLines(lines, detailLines(shown));
	};
	details.addEventListener("toggle", () => {
		toggled(details.open);
		showLines();
	});
	return {
		element,
		update(row, { named, member }) {
			shown = row;
			components.setText(host, row.host.name);
			nameOnce(host, what, named);
			components.setText(summary, row.service);
			components.setText(where, whereText(row.remote, row.direction));
			numbers.update({ ...row, complete: true });
			state.update(row.judgement);
			element.dataset.state = row.judgement.state;
			element.classList.toggle("nft-offload-member", member);
			showLines();
		}
	};
}
function nameOnce(host, what, named) {
	host.hidden = named;
	components.setAttribute(what, "colspan", named ? "2" : "1");
}
function whereText(remote, direction) {
	return direction === "unknown" ? remote : _("%s, %s").format(remote, entries.directionText(direction));
}
function updateLines(element, texts) {
	while (element.children.length > texts.length) element.lastElementChild?.remove();
	texts.forEach((text, index) => {
		const line = element.children[index] ?? element.appendChild(E("div"));
		components.setText(line, text);
	});
}

function toggle(toggled) {
	const element = E("button", { type: "button", class: "nft-offload-toggle", "aria-expanded": "false" });
	element.addEventListener("click", () => toggled(element.getAttribute("aria-expanded") !== "true"));
	return {
		element,
		update(text, open) {
			components.setText(element, text);
			components.setAttribute(element, "aria-expanded", String(open));
		}
	};
}

function foldRow(toggled) {
	const host = E("td", { class: "td left nft-offload-name" });
	const button = toggle(toggled);
	const where = E("small");
	const what = E("td", { class: "td left nft-offload-wide nft-offload-what" }, [button.element, where]);
	const numbers = numberCells();
	const state = stateCell();
	return {
		element: E("tr", { class: "tr nft-offload-fold" }, [host, what, ...numbers.elements, state.element]),
		update(rows, named, open) {
			const [first] = rows;
			if (!first) return;
			components.setText(host, first.host.name);
			nameOnce(host, what, named);
			button.update(_("%s × %d").format(serviceText(rows), rows.length), open);
			components.setText(where, whereText(remoteText(rows), first.direction));
			numbers.update(entries.sumsOf(rows));
			state.update(first.judgement);
		}
	};
}
function serviceText(rows) {
	const services = new Set(rows.map(({ service: service2 }) => service2));
	const { service, connection } = rows[0];
	if (services.size === 1) return service;
	const ports = N_(services.size, "%s, %d port", "%s, %d ports");
	return ports.format(entries.protocolText(connection.protocol), services.size);
}
function remoteText(rows) {
	const remotes = new Set(rows.map(({ remote }) => remote));
	if (remotes.size === 1) return rows[0].remote;
	return N_(remotes.size, "%d address", "%d addresses").format(remotes.size);
}

function groupRow(toggled) {
	const button = toggle(toggled);
	const name = E("th", { class: "th left nft-offload-name", scope: "rowgroup" }, [button.element]);
	const count = E("td", { class: "td left nft-offload-count" });
	const numbers = numberCells();
	const share = E("strong", { class: "nft-offload-group-share" });
	const why = E("div", { class: "nft-offload-why" });
	const state = E("td", { class: "td left nft-offload-wide" }, [share, why]);
	const element = E("tr", { class: "tr nft-offload-group" }, [name, count, ...numbers.elements, state]);
	return {
		element,
		update(group, open) {
			button.update(group.name, open);
			components.setText(
				count,
				N_(group.count, "%s connection", "%s connections").format(model.countText(group.count))
			);
			numbers.update(group);
			components.showText(share, group.share && entries.offloadedShareText(group.share));
			components.setText(why, entries.groupReasonText(group));
			element.dataset.kind = group.kind;
		}
	};
}

function columns() {
	return [
		["host", _("Device")],
		["service", _("Connection")],
		["rate", _("Rate")],
		["bytes", _("Data")],
		["state", _("State")]
	];
}
function connectionTable(sortBy, toggled) {
	const headings = columns().map(([column, title]) => heading(column, title, sortBy));
	const titles = headings.map(({ element: element2 }) => element2);
	const head = E("thead", [E("tr", { class: "tr table-titles" }, titles)]);
	const element = E("table", { class: "table nft-offload-connections", "aria-label": _("Connections") }, [
		head
	]);
	const openGroups = /* @__PURE__ */ new Map();
	const openKeys = /* @__PURE__ */ new Set();
	const setOpen = (key, open) => {
		if (open) openKeys.add(key);
		else openKeys.delete(key);
	};
	const rows = elementsByKey((key) => connectionRow((open) => setOpen(key, open)));
	const folds = elementsByKey(
		(key) => foldRow((open) => {
			setOpen(key, open);
			toggled();
		})
	);
	const titleRows = elementsByKey(
		(id) => groupRow((open) => {
			openGroups.set(id, open);
			toggled();
		})
	);
	const bodies = elementsByKey(() => E("tbody"));
	function rowsOf({ key, folded, rows: connections }, named) {
		const draw = (row, member) => {
			const drawn = rows.get(row.key);
			drawn.update(row, { named, member });
			return drawn.element;
		};
		if (!folded) return connections.map((row) => draw(row, false));
		const fold = folds.get(key);
		const open = openKeys.has(key);
		fold.update(connections, named, open);
		return [fold.element, ...open ? connections.map((row) => draw(row, true)) : []];
	}
	function bodyOf(group, openByDefault) {
		const body = bodies.get(group.id);
		const titled = group.kind !== "all";
		const open = !titled || (openGroups.get(group.id) ?? openByDefault);
		const members = open ? group.items.flatMap((item) => rowsOf(item, group.kind === "device")) : [];
		if (!titled) arrange(body, members);
		else {
			const title = titleRows.get(group.id);
			title.update(group, open);
			arrange(body, [title.element, ...members]);
		}
		return body;
	}
	return {
		element,
		update(groups, order, open) {
			for (const { show } of headings) show(order);
			const caches = [rows, folds, titleRows, bodies];
			for (const cache of caches) cache.begin();
			arrange(element, [head, ...groups.map((group) => bodyOf(group, open))]);
			for (const cache of caches) cache.end();
		},
		open: () => openKeys
	};
}
function elementsByKey(make) {
	let now = /* @__PURE__ */ new Map();
	let before = /* @__PURE__ */ new Map();
	return {
		get(key) {
			const found = now.get(key) ?? before.get(key) ?? make(key);
			now.set(key, found);
			return found;
		},
		begin() {
			before = now;
			now = /* @__PURE__ */ new Map();
		},
		end() {
			before = /* @__PURE__ */ new Map();
		}
	};
}
function heading(column, title, sortBy) {
	const button = E("button", { type: "button", class: "nft-offload-sort", click: () => sortBy(column) }, [
		title
	]);
	const isNumber = column === "rate" || column === "bytes";
	const element = E("th", { class: `th ${isNumber ? "right" : "left"}`, scope: "col" }, [button]);
	const show = (order) => {
		const sorted = order.column === column;
		element.setAttribute("aria-sort", sorted ? order.descending ? "descending" : "ascending" : "none");
		components.setText(button, sorted ? `${title} ${order.descending ? "▼" : "▲"}` : title);
	};
	return { element, show };
}

function toolbar(changed) {
	const text = E("input", {
		type: "text",
		class: "cbi-input-text",
		id: "nft-offload-search",
		placeholder: _("Device, address, port, reason…"),
		input: changed
	});
	const state = select("state", [["", _("All")], ...stateOptions()], changed);
	const protocol = select("protocol", protocolOptions(), changed);
	const host = select("host", [["", _("All")]], changed);
	const limit = select(
		"limit",
		["50", "100", "200"].map((count) => [count, count]),
		changed
	);
	limit.value = "100";
	const order = select("order", orderOptions(), changed);
	order.value = "bytes desc";
	const grouped = E("input", {
		type: "checkbox",
		id: "nft-offload-grouped",
		change: changed
	});
	grouped.checked = true;
	const pause = pauseButton(changed);
	const hosts = /* @__PURE__ */ new Map();
	const element = E("div", { class: "nft-offload-toolbar" }, [
		field(_("Search"), text),
		field(_("State"), state),
		field(_("Protocol"), protocol),
		field(_("Device"), host),
		field(_("Sort by"), order),
		field(_("Largest"), limit),
		E("label", { for: grouped.id, class: "nft-offload-check" }, [grouped, " ", _("Group by device")]),
		pause.element
	]);
	const orderNow = () => {
		const [column, direction] = order.value.split(" ");
		return { column, descending: direction === "desc" };
	};
	return {
		element,
		filters: () => ({
			choice: {
				text: text.value,
				state: state.value || null,
				protocol: protocol.value || null,
				host: hosts.get(host.value) ?? null,
				limit: Number(limit.value)
			},
			order: orderNow(),
			grouped: grouped.checked,
			paused: pause.paused()
		}),
		sortBy(column) {
			const now = orderNow();
			const descending = now.column === column ? !now.descending : column === "rate" || column === "bytes";
			order.value = `${column} ${descending ? "desc" : "asc"}`;
			changed();
		},
		offerHosts(found) {
			for (const one of found) {
				if (!hosts.has(one.id)) host.append(E("option", { value: one.id }, [one.name]));
				hosts.set(one.id, one);
			}
		}
	};
}
function stateOptions() {
	const states = ["hardware", "software", "slow", "idle", "excluded"];
	return states.map((state) => [state, entries.stateText(state)]);
}
function protocolOptions() {
	return [
		["", _("All")],
		["tcp", "TCP"],
		["udp", "UDP"],
		["other", _("Other protocols")]
	];
}
function orderOptions() {
	return columns().flatMap(
		([column, title]) => [
			[`${column} desc`, `${title} ▼`],
			[`${column} asc`, `${title} ▲`]
		]
	);
}
function select(name, options, change) {
	const children = options.map(([value, title]) => E("option", { value }, [title]));
	return E(
		"select",
		{ class: "cbi-input-select", id: `nft-offload-${name}`, change },
		children
	);
}
function field(title, input) {
	return E("div", { class: "nft-offload-field" }, [E("label", { for: input.id }, [title]), input]);
}
function pauseButton(changed) {
	let paused = false;
	const element = E(
		"button",
		{ type: "button", class: "btn cbi-button cbi-button-action", id: "nft-offload-pause" },
		[_("Pause")]
	);
	element.addEventListener("click", () => {
		paused = !paused;
		element.setAttribute("aria-pressed", String(paused));
		components.setText(element, paused ? _("Resume") : _("Pause"));
		changed();
	});
	return { element, paused: () => paused };
}

var page = view.extend({
	render() {
		components.addStyle();
		components.markQuotations();
		addStyle();
		const error = E("div", { class: "alert-message warning", "aria-live": "polite", hidden: "" });
		const summary = E("p", { class: "nft-offload-summary" }, [_("Reading the connections…")]);
		let snapshot = null;
		let rows = [];
		const shares = entries.shareCounter();
		let lastQuery = "";
		const bar = toolbar(() => changed());
		const table = connectionTable(
			(column) => bar.sortBy(column),
			() => draw()
		);
		const draw = () => {
			if (!snapshot) return;
			components.showText(error, errorTextOf(snapshot));
			const found = drawTable(rows, shares, bar, table);
			table.element.hidden = !snapshot.connections?.connections;
			components.setText(summary, summaryText(snapshot.connections, found, shares.since()));
		};
		const query = () => {
			const { paused, choice } = bar.filters();
			return paused ? null : entries.queryOf(choice);
		};
		const readNow = pollConnections(query, (read) => {
			snapshot = read;
			rows = rowsOf(read);
			if (read.connections) shares.add({ ...read, reading: read.connections, rows, time: Date.now() });
			draw();
		});
		const changed = () => {
			draw();
			const wanted = JSON.stringify(query());
			if (wanted !== lastQuery) readNow();
			lastQuery = wanted;
		};
		lastQuery = JSON.stringify(query());
		return E("div", [
			E("h2", [_("Connections")]),
			E("p", { class: "cbi-map-descr" }, [introduction()]),
			E("div", { class: "cbi-section" }, [
				E("div", { class: "cbi-section-node" }, [bar.element, error, summary, table.element])
			])
		]);
	},
	handleSave: null,
	handleSaveApply: null,
	handleReset: null
});
function introduction() {
	return _(
		"Your devices with the connections that have carried the most data, and why each one is offloaded or not. Rates are of the data between the last two readings, shares of all data since this page began to count, on the connections listed here."
	);
}
function rowsOf({ connections, before, status, hints }) {
	return connections ? entries.rowsOf(connections, before, status, entries.hostFinder(hints)) : [];
}
function drawTable(rows, shares, bar, table) {
	const { choice, order, grouped } = bar.filters();
	bar.offerHosts(entries.hostsOf(rows));
	const chosen = entries.chooseRows(rows, choice);
	const groups = entries.groupsOf(chosen, {
		order,
		byDevice: grouped,
		all: choice.state === null ? rows : null,
		counted: shares.of,
		open: table.open()
	});
	table.update(groups, order, !grouped || choice.text.trim() !== "");
	return chosen.length;
}
function errorTextOf({ error, connections: reply }) {
	if (error) return model.callErrorText(error);
	if (!reply) return null;
	if (!reply.connections)
		return _("Could not read the connections: %s").format(model.reasonText(reply.unknown.connections));
	if (reply.unknown.rest && reply.unknown.rest.code !== "garbled")
		return _("Not all connections were examined: %s").format(model.reasonText(reply.unknown.rest));
	return null;
}
function summaryText(reply, shown, since) {
	if (!reply?.connections) return _("Number of connections: unknown");
	const words = [
		N_(shown, "%s connection is shown.", "%s connections are shown.").format(model.countText(shown)),
		N_(reply.seen, "%s examined.", "%s examined.").format(model.countText(reply.seen))
	];
	if (reply.left_out > 0)
		words.push(
			N_(reply.left_out, "%s smaller one is not shown.", "%s smaller ones are not shown.").format(
				model.countText(reply.left_out)
			)
		);
	if (reply.unreadable > 0)
		words.push(
			N_(reply.unreadable, "%s entry could not be read.", "%s entries could not be read.").format(
				model.countText(reply.unreadable)
			)
		);
	if (since !== null) words.push(_("Shares are counted since %s.").format(model.timeOfDayText(since)));
	return words.join(" ");
}

return page;

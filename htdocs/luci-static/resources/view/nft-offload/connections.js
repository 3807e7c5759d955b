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
  const snapshot = { connections: null, before: null, status: null, hints: {}, error: null };
  const due = { connections: 0, status: 0, hints: 0 };
  let busy = false;
  let again = false;
  async function readConnections(wanted) {
    try {
      const reply = await router.connections(wanted);
      snapshot.before = snapshot.connections;
      snapshot.connections = reply;
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
.nft-offload-toolbar .nft-offload-check { padding: .4em 0 }
.nft-offload-sort { background: none; border: 0; padding: 0; margin: 0; font: inherit; color: inherit; cursor: pointer; text-align: inherit }
.nft-offload-connections .td, .nft-offload-connections .th { vertical-align: top }
.nft-offload-connections .td.right { white-space: nowrap }
.nft-offload-name, .nft-offload-connections small, .nft-offload-lines { overflow-wrap: anywhere }
.nft-offload-connections summary { cursor: pointer }
.nft-offload-connections .label { margin-inline-start: 0 }
.nft-offload-lines { padding-inline-start: 1em; font-size: 90% }
.nft-offload-why { font-size: 90%; max-width: 30em }
.nft-offload-name { max-width: 12em }
.nft-offload-group .th, .nft-offload-group .td { font-weight: bold }
@media screen and (max-width: 600px) {
.nft-offload-field { flex: 1 1 40% }
.nft-offload-field select, .nft-offload-field input[type=text] { width: 100% }
.nft-offload-connections .td.nft-offload-wide, .nft-offload-connections .td.nft-offload-name,
.nft-offload-group .th { flex: 1 1 100%; max-width: none }
.nft-offload-group .th { display: block }
}
`;

function arrange(parent, wanted) {
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
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

function rateText(rate) {
  return rate === null ? "–" : "%1000.1mbit/s".format(Math.round(rate * 8));
}

const LOOKS = {
  hardware: "success",
  software: "success",
  slow: "warning",
  idle: "",
  excluded: ""
};
function connectionRow() {
  const host = E("td", { class: "td left nft-offload-name" });
  const summary = E("summary");
  const where = E("small");
  const lines = E("div", { class: "nft-offload-lines" });
  const details = E("details", [summary, lines]);
  const rate = E("td", { class: "td right", "data-title": _("Rate") });
  const bytes = E("td", { class: "td right", "data-title": _("Data") });
  const label = E("span", { class: "label" });
  const why = E("div", { class: "nft-offload-why" });
  const element = E("tr", { class: "tr" }, [
    host,
    E("td", { class: "td left nft-offload-wide" }, [details, where]),
    rate,
    bytes,
    E("td", { class: "td left nft-offload-wide" }, [label, why])
  ]);
  let shown = null;
  const showLines = () => {
    if (shown && details.open) updateLines(lines, detailLines(shown));
  };
  details.addEventListener("toggle", showLines);
  return {
    element,
    update(row) {
      shown = row;
      const { judgement } = row;
      components.setText(host, row.host.name);
      components.setText(summary, row.service);
      components.setText(where, whereText(row));
      components.setText(rate, rateText(row.rate));
      components.setText(bytes, model.bytesText(row.bytes));
      components.setText(label, entries.stateText(judgement.state));
      components.setText(why, entries.mainWhyText(judgement.whys));
      const look = `label ${lookOf(judgement)}`.trim();
      if (label.className !== look) label.className = look;
      element.dataset.state = judgement.state;
      showLines();
    }
  };
}
function lookOf({ state, whys }) {
  return state === "software" && whys.length > 0 ? LOOKS.slow : LOOKS[state];
}
function whereText({ remote, direction }) {
  return direction === "unknown" ? remote : _("%s, %s").format(remote, entries.directionText(direction));
}
function updateLines(element, texts) {
  while (element.children.length > texts.length) element.lastElementChild?.remove();
  texts.forEach((text, index) => {
    const line = element.children[index] ?? element.appendChild(E("div"));
    components.setText(line, text);
  });
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
function connectionTable(sortBy) {
  const headings = columns().map(([column, title]) => heading(column, title, sortBy));
  const head = E("thead", [
    E(
      "tr",
      { class: "tr table-titles" },
      headings.map(({ element: element2 }) => element2)
    )
  ]);
  const element = E("table", { class: "table nft-offload-connections", "aria-label": _("Connections") }, [
    head
  ]);
  let rows = /* @__PURE__ */ new Map();
  let bodies = /* @__PURE__ */ new Map();
  return {
    element,
    update(groups, order) {
      for (const { show } of headings) show(order);
      const [before, bodiesBefore] = [rows, bodies];
      rows = /* @__PURE__ */ new Map();
      bodies = /* @__PURE__ */ new Map();
      for (const group of groups) {
        const body = bodiesBefore.get(group.host.id) ?? groupBody();
        bodies.set(group.host.id, body);
        for (const row of group.rows) rows.set(row.key, before.get(row.key) ?? connectionRow());
      }
      arrange(element, [head, ...[...bodies.values()].map((body) => body.element)]);
      for (const group of groups) {
        for (const row of group.rows) rows.get(row.key).update(row);
        const elements = group.rows.map((row) => rows.get(row.key).element);
        bodies.get(group.host.id).update(group, elements);
      }
    }
  };
}
function groupBody() {
  const name = E("th", { class: "th left", scope: "rowgroup", colspan: "2" });
  const rate = E("td", { class: "td right", "data-title": _("Rate") });
  const bytes = E("td", { class: "td right", "data-title": _("Data") });
  const title = E("tr", { class: "tr nft-offload-group" }, [name, rate, bytes, E("td", { class: "td" })]);
  const element = E("tbody");
  return {
    element,
    update(group, rows) {
      const words = N_(group.rows.length, "%s: %d connection", "%s: %d connections");
      components.setText(name, words.format(group.host.name, group.rows.length));
      components.setText(rate, rateText(group.rate));
      components.setText(bytes, model.bytesText(group.bytes));
      arrange(element, group.titled ? [title, ...rows] : rows);
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
  order.value = "rate desc";
  const grouped = E("input", {
    type: "checkbox",
    id: "nft-offload-grouped",
    change: changed
  });
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
  const element = E("button", { type: "button", class: "btn cbi-button", id: "nft-offload-pause" }, [
    _("Pause")
  ]);
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
    addStyle();
    const error = E("div", { class: "alert-message warning", role: "status", hidden: "" });
    const summary = E("p", { class: "nft-offload-summary" }, [_("Reading the connections…")]);
    let snapshot = null;
    let lastQuery = "";
    const bar = toolbar(() => changed());
    const table = connectionTable((column) => bar.sortBy(column));
    const draw = () => {
      if (!snapshot) return;
      components.showText(error, errorTextOf(snapshot));
      const found = drawTable(snapshot, bar, table);
      components.setText(summary, summaryText(snapshot.connections, found));
    };
    const query = () => {
      const { paused, choice } = bar.filters();
      return paused ? null : entries.queryOf(choice);
    };
    const readNow = pollConnections(query, (read) => {
      snapshot = read;
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
      bar.element,
      error,
      summary,
      table.element
    ]);
  },
  handleSave: null,
  handleSaveApply: null,
  handleReset: null
});
function introduction() {
  return _(
    "The connections that have carried the most data since they were opened, and why each one is offloaded or not. The rate is the difference between the last two readings."
  );
}
function drawTable(snapshot, bar, table) {
  const { connections, before, status, hints } = snapshot;
  if (!connections) return 0;
  const rows = entries.rowsOf(connections, before, status, entries.hostFinder(hints));
  const { choice, order, grouped } = bar.filters();
  bar.offerHosts(entries.hostsOf(rows));
  const sorted = entries.sortRows(entries.chooseRows(rows, choice), order);
  table.update(entries.groupsOf(sorted, grouped), order);
  return sorted.length;
}
function errorTextOf({ error, connections: reply }) {
  if (error) return model.callFaultText(error);
  if (!reply) return null;
  if (!reply.connections)
    return _("Could not read the connections: %s").format(model.reasonText(reply.unknown.connections));
  if (reply.unknown.rest && reply.unknown.rest.code !== "garbled")
    return _("Not all connections were examined: %s").format(model.reasonText(reply.unknown.rest));
  return null;
}
function summaryText(reply, shown) {
  if (!reply?.connections) return _("Number of connections: unknown");
  const words = [
    N_(shown, "%d connection is shown.", "%d connections are shown.").format(shown),
    N_(reply.seen, "%d examined.", "%d examined.").format(reply.seen)
  ];
  if (reply.left_out > 0)
    words.push(
      N_(reply.left_out, "%d smaller one is not shown.", "%d smaller ones are not shown.").format(
        reply.left_out
      )
    );
  if (reply.unreadable > 0)
    words.push(
      N_(reply.unreadable, "%d entry could not be read.", "%d entries could not be read.").format(
        reply.unreadable
      )
    );
  return words.join(" ");
}

return page;

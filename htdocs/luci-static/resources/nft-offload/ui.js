// Generated from src/ui/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require nft-offload.model as model';
'require baseclass';


function button(text, style, click, attributes = {}) {
  return E("button", { type: "button", class: `btn cbi-button ${style}`, click, ...attributes }, [text]);
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

function checkList() {
  const element = E("ol", { class: "nft-offload-checks", "aria-label": _("Checks") });
  return {
    element,
    update(checks) {
      checks.forEach((check, index) => {
        const item = element.children[index] ?? element.appendChild(E("li"));
        item.className = `nft-offload-check ${check.state}`;
        item.setAttribute("data-check", check.name);
        setText(item, `${signOf(check.state)} ${check.title}: ${wordOf(check.state)}`);
      });
    }
  };
}
function signOf(state) {
  return { reached: "✓", partly: "±", failed: "✗", unknown: "?", open: "·" }[state];
}
function wordOf(state) {
  return {
    reached: _("yes"),
    partly: _("in part"),
    failed: _("not yet"),
    unknown: _("unknown"),
    open: _("open")
  }[state];
}

function counterTable() {
  const rows = counterRows().map(drawRow);
  const head = [_("Software", "flow offloading"), _("Hardware")].map(
    (title) => E("th", { class: "th right", scope: "col" }, [title])
  );
  const element = E("table", { class: "table", "aria-label": _("Offloaded connections") }, [
    E("tr", { class: "tr table-titles" }, [E("td", { class: "th" }), ...head]),
    ...rows.map((row) => row.element)
  ]);
  return {
    element,
    update(offloaded, counted) {
      for (const row of rows) row.update(offloaded, counted);
    }
  };
}
function counterRows() {
  const kinds = [
    ["ipv4_tcp", _("IPv4 TCP")],
    ["ipv4_udp", _("IPv4 UDP")],
    ["ipv6_tcp", _("IPv6 TCP")],
    ["ipv6_udp", _("IPv6 UDP")],
    ["other", _("Other protocols")]
  ];
  return [
    { title: _("Connections"), text: (tally) => model.countText(tally.total.entries) },
    ...kinds.map(([kind, title]) => ({
      title,
      text: (tally) => model.countText(tally[kind].entries)
    })),
    { title: _("Data carried"), text: (tally, counted) => model.carriedText(tally.total, counted) }
  ];
}
function drawRow({ title, text }) {
  const software = E("td", { class: "td right", "data-title": _("Software", "flow offloading") }, ["…"]);
  const hardware = E("td", { class: "td right", "data-title": _("Hardware") }, ["…"]);
  const element = E("tr", { class: "tr" }, [
    E("th", { class: "td left", scope: "row" }, [title]),
    software,
    hardware
  ]);
  const update = (offloaded, counted) => {
    setText(software, offloaded ? text(offloaded.software, counted) : _("unknown"));
    setText(hardware, offloaded ? text(offloaded.hardware, counted) : _("unknown"));
  };
  return { element, update };
}

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

function helpButton(help, helpers) {
  if (!help) return [];
  const button = help.kind === "page" ? linkTo(help) : buttonFor(help, helpers);
  if (!button) return [];
  return "command" in help && help.command ? [button, " ", overSsh(help.command)].map(asElement) : [button];
}
function linkTo({ path, query, label }) {
  const href = L.url(path) + (query ? `?${query}` : "");
  return E("a", { class: "btn cbi-button cbi-button-action", href }, [label]);
}
function buttonFor(help, helpers) {
  const click = helpers[help.kind];
  if (!click) return null;
  const labels = { enable: _("Enable"), apply: _("Apply now"), measure: _("Measure") };
  const label = help.kind === "load" ? help.label : labels[help.kind];
  return E("button", { class: "btn cbi-button cbi-button-action", click }, [label]);
}
function asElement(part) {
  return typeof part === "string" ? E("span", [part]) : part;
}
function overSsh(command) {
  return E("span", [_("Or over SSH:"), " ", E("code", [command])]);
}

function meterBar() {
  const parts = partTitles().map(([part, title, color]) => ({
    part,
    title,
    bar: E("span", { style: `background:${color}` }),
    legend: E("li", { style: `--nft-offload-part:${color}` })
  }));
  const bar = E("div", { class: "nft-offload-meter", "aria-hidden": "true" });
  bar.append(...parts.map((entry) => entry.bar));
  const legend = E("ul", { class: "nft-offload-legend", "aria-label": _("Tracked connections by kind") });
  legend.append(...parts.map((entry) => entry.legend));
  return {
    element: E("div", [bar, legend]),
    update(meter) {
      for (const entry of parts) {
        const count = meter ? meter[entry.part] : null;
        entry.bar.style.flexGrow = String(count ?? 0);
        setText(entry.legend, _("%s: %s").format(entry.title, partText(entry.part, count, meter)));
      }
    }
  };
}
function partText(part, count, meter) {
  const number = model.countText(count);
  if (count === null || meter?.complete !== false) return number;
  if (part === "slow") return _("at least %s").format(number);
  return part === "other" ? _("at most %s").format(number) : number;
}
function partTitles() {
  return [
    ["software", _("Software", "flow offloading"), "#2e8540"],
    ["hardware", _("Hardware"), "#1f6fb4"],
    ["slow", _("Eligible, not offloaded"), "#c77700"],
    ["other", _("Idle, new, or the router’s own"), "#8a8a8a"]
  ];
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

function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function pathPicture() {
  const { ways, arrows, boxes, texts } = model.pathDrawing(null);
  const paths = ways.map(
    ({ name, path }) => svg("path", { d: path, class: "way", stroke: model.WAY_COLOURS[name] })
  );
  const flows = ways.map(({ path }) => svg("path", { d: path, class: "flow", display: "none" }));
  const directions = arrows.map(
    ({ direction, path }) => svg("path", { d: path, class: "direction", "data-direction": direction })
  );
  const labels = texts.map(([x, y, text]) => label(x, y, text));
  const element = svg("svg", { class: "nft-offload-path", viewBox: "0 0 480 150", role: "img" });
  element.append(...paths, ...flows, ...directions, ...boxes.flatMap(boxed), ...labels);
  return {
    element,
    update(share, states, words) {
      const drawn = model.pathDrawing(share, states);
      const carrying = share === null ? [false, false] : [share < 1, share > 0];
      drawn.ways.forEach(({ width, dashed }, index) => {
        setAttribute(paths[index], "stroke-width", width.toFixed(1));
        setAttribute(paths[index], "stroke-dasharray", dashed ? "2 6" : "none");
        setAttribute(flows[index], "display", carrying[index] ? "inline" : "none");
      });
      drawn.arrows.forEach(({ path, state, dashed }, index) => {
        setAttribute(directions[index], "d", path);
        setAttribute(directions[index], "data-state", state);
        setAttribute(directions[index], "stroke-dasharray", dashed ? "4 4" : "none");
      });
      drawn.texts.forEach(([, , text], index) => {
        setText(labels[index], text);
      });
      setAttribute(element, "aria-label", `${model.directionsText(states)} ${words}`);
    }
  };
}
function label(x, y, text) {
  const element = svg("text", { x, y });
  element.textContent = text;
  return element;
}
function boxed({ x, y, width, height, text }) {
  const frame = svg("rect", { x, y, width, height, rx: 4, class: "box" });
  return [frame, label(x + width / 2, y + height / 2 + 4, text)];
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
}
const RULES = `
#view .cbi-section { margin-top: 1em }
#view [hidden] { display: none !important }
#view li, #modal_overlay li { color: inherit }
#view p a { text-decoration: underline }
.nft-offload-verdict { display: flex; flex-wrap: wrap; gap: .5em 1em; align-items: center; margin-bottom: .5em }
.nft-offload-verdict .label { font-size: 110%; white-space: normal }
.nft-offload-checks { list-style: none; display: flex; flex-wrap: wrap; gap: .25em 1.25em; margin: .5em 0; padding: 0 }
.nft-offload-check.open { opacity: .75 }
.nft-offload-check.failed, .nft-offload-check.partly { font-weight: bold }
.nft-offload-help { margin: .5em 0; display: flex; flex-wrap: wrap; gap: .5em; align-items: center }
.nft-offload-first-step [data-name="flow_offloading_hw"] { display: none }
.nft-offload-spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.nft-offload-help code { overflow-wrap: anywhere }
.nft-offload-path { width: 100%; max-width: 40em; height: auto; display: block }
.nft-offload-path .way { fill: none; stroke-opacity: .9 }
.nft-offload-path .flow { fill: none; stroke: #fff; stroke-width: 2; stroke-linecap: round; stroke-dasharray: 0 24; animation: nft-offload-flow 2s linear infinite }
@keyframes nft-offload-flow { from { stroke-dashoffset: 48 } }
.nft-offload-path .direction { fill: none; stroke: currentColor; stroke-width: 1.5 }
.nft-offload-path .box { fill: none; stroke: currentColor }
.nft-offload-path text { fill: currentColor; font-size: 13px; text-anchor: middle }
.nft-offload-meter { display: flex; height: 1.2em; border: 1px solid currentColor; border-radius: 3px; overflow: hidden }
.nft-offload-meter span { transition: flex-grow .5s }
.nft-offload-legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25em 1.25em; margin: .5em 0; padding: 0 }
.nft-offload-legend li::before { content: ''; display: inline-block; width: .8em; height: .8em; margin-right: .4em; background: var(--nft-offload-part) }
.nft-offload-legend li, .nft-offload-checks li { color: inherit }
.nft-offload-chart { display: grid; grid-template-columns: auto 1fr auto; gap: 1em .5em }
.nft-offload-chart .axis { display: flex; flex-direction: column-reverse; justify-content: space-between; text-align: right }
.nft-offload-chart .axis span { height: 0; line-height: 0 }
.nft-offload-chart .times { display: flex }
.nft-offload-chart .times span { flex: 1; text-align: center; white-space: nowrap }
.nft-offload-chart .times :first-child { text-align: left }
.nft-offload-chart .times :last-child { text-align: right }
.nft-offload-plot { height: 14em; touch-action: pan-y; cursor: crosshair }
.nft-offload-plot svg { display: block; width: 100%; height: 100%; overflow: visible }
.nft-offload-plot path { fill: none; vector-effect: non-scaling-stroke; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.nft-offload-plot .grid { stroke: currentColor; stroke-opacity: .25; stroke-width: 1 }
.nft-offload-plot .softirq, .nft-offload-plot .reload { stroke-dasharray: 4 4 }
.nft-offload-plot .mark { stroke: #c77700 }
.nft-offload-plot .cursor { stroke: currentColor; stroke-width: 1 }
.nft-offload-lines li::before { display: none }
.nft-offload-lines label { display: inline; float: none; width: auto; padding: 0 }
.nft-offload-lines i { display: inline-block; width: 1.5em; border-top: 3px solid; vertical-align: middle }
.nft-offload-lines i.mark { width: 0; height: 1em; border: 0; border-left: 3px solid #c77700 }
.nft-offload-lines i.softirq { border-top-style: dashed }
.nft-offload-lines i.reload { border-left-style: dashed }
@media (prefers-reduced-motion: reduce) { .nft-offload-meter span { transition: none } .nft-offload-path .flow { animation: none } }
#nft-offload-measure [hidden] { display: none }
`;

return baseclass.extend({
  addStyle,
  button,
  checkList,
  counterTable,
  factTable,
  helpButton,
  meterBar,
  onChange,
  pathPicture,
  setAlert,
  setAttribute,
  setText,
  showText,
  signOf,
  stored,
  svg
});

// Generated from src/ui/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require nft-offload.model as model';
'require baseclass';


function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
function setAlert(element, level, text) {
  const classes = `alert-message ${level}`;
  if (element.className !== classes) element.className = classes;
  setText(element, text);
}

function counterTable() {
  const rows = counterRows().map(drawRow);
  const head = ["", _("Software"), _("Hardware")].map(
    (title) => E("th", { class: "th right", scope: "col" }, [title])
  );
  const element = E("table", { class: "table", "aria-label": _("Offloaded connections") }, [
    E("tr", { class: "tr table-titles" }, head),
    ...rows.map((row) => row.element)
  ]);
  return {
    element,
    update(offloaded) {
      for (const row of rows) row.update(offloaded);
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
    { title: _("Data carried"), text: (tally) => model.carriedText(tally.total) }
  ];
}
function drawRow({ title, text }) {
  const software = E("td", { class: "td right" }, ["…"]);
  const hardware = E("td", { class: "td right" }, ["…"]);
  const element = E("tr", { class: "tr" }, [
    E("th", { class: "td left", scope: "row" }, [title]),
    software,
    hardware
  ]);
  const update = (offloaded) => {
    setText(software, offloaded ? text(offloaded.software) : _("unknown"));
    setText(hardware, offloaded ? text(offloaded.hardware) : _("unknown"));
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

return baseclass.extend({
  counterTable,
  factTable,
  setAlert,
  setText
});

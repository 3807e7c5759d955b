// Generated from src/ui/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require nft-offload.model as model';
'require baseclass';


function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
function setAlert(element, level, text) {
  const classes = level === "good" ? "alert-message" : `alert-message ${level}`;
  if (element.className !== classes) element.className = classes;
  setText(element, text);
}

function counterTable() {
  const titles = [_("Connections"), ...columns().map(([, title]) => title), _("Data")];
  const software = row(_("Software"), titles);
  const hardware = row(_("Hardware"), titles);
  const head = ["", ...titles].map((title) => E("th", { class: "th right", scope: "col" }, [title]));
  const element = E("table", { class: "table", "aria-label": _("Offloaded connections") }, [
    E("tr", { class: "tr table-titles" }, head),
    software.element,
    hardware.element
  ]);
  return {
    element,
    update(offloaded) {
      software.update(offloaded?.software ?? null);
      hardware.update(offloaded?.hardware ?? null);
    }
  };
}
function columns() {
  return [
    ["ipv4_tcp", _("IPv4 TCP")],
    ["ipv4_udp", _("IPv4 UDP")],
    ["ipv6_tcp", _("IPv6 TCP")],
    ["ipv6_udp", _("IPv6 UDP")],
    ["other", _("Other")]
  ];
}
function row(name, titles) {
  const cells = titles.map((title) => E("td", { class: "td right", "data-title": title }, ["–"]));
  const element = E("tr", { class: "tr" }, [E("th", { class: "td left", scope: "row" }, [name]), ...cells]);
  const update = (tally) => {
    const texts = tally ? tallyTexts(tally) : titles.map(() => model.countText(null));
    cells.forEach((cell, index) => {
      setText(cell, texts[index] ?? "");
    });
  };
  return { element, update };
}
function tallyTexts(tally) {
  const counts = columns().map(([kind]) => model.countText(tally[kind].entries));
  return [model.countText(tally.total.entries), ...counts, model.carriedText(tally.total)];
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

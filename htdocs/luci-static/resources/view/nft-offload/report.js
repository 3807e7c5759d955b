// Generated from src/view/pages/report.ts by `npm run build`: change the source, not this file.
'use strict';
'require view';
'require nft-offload.model as model';
'require nft-offload.conflicts as conflicts';
'require nft-offload.connections as entries';
'require nft-offload.ui as parts';
'require rpc';
'require uci';
'require nft-offload.router as router';


function newLabels() {
  const known = /* @__PURE__ */ new Map();
  const counts = /* @__PURE__ */ new Map();
  return {
    labelFor(kind, thing) {
      const key = `${kind} ${thing}`;
      const found = known.get(key);
      if (found) return found;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const label = `${kind}_${count}`;
      known.set(key, label);
      return label;
    }
  };
}

const COMMON = new Set(
  "openwrt lede immortalwrt router gateway firewall lan wan wan6 guest dmz iot vpn localhost ip6-localhost kernel system default unknown ipv4 ipv6 tcp udp icmp hardware software offload flow on off yes no".split(
    " "
  )
);
const HEX_WORD = /^[\da-f]{1,4}$/i;
const LETTER = /[\p{L}\p{N}]/u;
function nameHider(vocabulary) {
  const kinds = /* @__PURE__ */ new Map();
  for (const [kind, names2] of Object.entries(vocabulary))
    for (const name of names2) kinds.set(name.toLowerCase(), kind);
  const names = Object.values(vocabulary).flat().filter(isTelling);
  const before = patternOf(names.filter((name) => !HEX_WORD.test(name)));
  const after = patternOf(names.filter((name) => HEX_WORD.test(name)));
  return {
    before: (text, hide) => hideNames(text, before, kinds, hide),
    after: (text, hide) => hideNames(text, after, kinds, hide)
  };
}
function isTelling(name) {
  return name.trim().length > 1 && !COMMON.has(name.toLowerCase());
}
function patternOf(names) {
  if (names.length === 0) return null;
  const sources = names.sort((a, b) => b.length - a.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(sources.join("|"), "giu");
}
function hideNames(text, pattern, kinds, hide) {
  if (!pattern) return text;
  return text.replace(pattern, (found, offset) => {
    const name = found.toLowerCase();
    return standsAlone(text, offset, found) ? hide(kinds.get(name) ?? "name", name, found) : found;
  });
}
function standsAlone(text, offset, found) {
  const [before, after] = [text[offset - 1] ?? "", text[offset + found.length] ?? ""];
  const begins = !(LETTER.test(found[0] ?? "") && LETTER.test(before));
  return begins && !(LETTER.test(found[found.length - 1] ?? "") && LETTER.test(after));
}

const MAPPED = model.parseAddress("::ffff:0:0");
const SOLICITED = model.parseAddress("ff02::1:ff00:0");
const LOCAL_BIT = 2;
function hideAddress(bytes, written, hide) {
  if (bytes.length === 4) return isPublic(bytes) ? hide("ipv4", model.addressText(bytes), written) : written;
  if (model.samePrefix(bytes, MAPPED, 96)) {
    const inner = bytes.slice(12);
    return isPublic(inner) ? hide("ipv4", model.addressText(inner), written) : written;
  }
  if (isPublic(bytes) || model.samePrefix(bytes, SOLICITED, 104))
    return hide("ipv6", model.addressText(bytes), written);
  return hideEui64(bytes, written, hide);
}
function isPublic(bytes) {
  return !model.isPrivate(bytes) && !model.isSpecial(bytes);
}
function hideEui64(bytes, written, hide) {
  if (bytes[11] !== 255 || bytes[12] !== 254) return written;
  const [first = 0, ...rest] = [...bytes.slice(8, 11), ...bytes.slice(13)];
  const hidden = hide("mac", macText([first ^ LOCAL_BIT, ...rest]), "");
  const network = model.addressText([...bytes.slice(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]);
  return hidden === "" ? written : `${network}${hidden}`;
}
function macText(bytes) {
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}

const COLON_RUN = /[\da-f.]*:[\da-f.]*:[\da-f:.]*/gi;
const COLON_MAC = /^[\da-f]{2}(?::[\da-f]{2}){5,}$/i;
const COLON_MAC_INSIDE = /[\da-f]{2}(?::[\da-f]{2}){5,}/i;
const SHORT_RUN = /^[\da-f]{0,4}:[\da-f]{0,4}:[\da-f]{0,4}$/i;
const OTHER_MACS = [/[\da-f]{2}(?:-[\da-f]{2}){5,}/gi, /[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}/gi];
const HEX_RUN = /[\da-f]{12,}/gi;
const HEX_MAC = /^(?:[\da-f]{12}|000[1-4][\da-f]{16,36})$/i;
const DOTTED_RUN = /\d+(?:[.-]\d+){3,}/g;
const NIBBLES = /(?:[\da-f]\.){8,}/gi;
const WORD = /[\da-z]/i;
const SILENT_MACS = ["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"];
function hideColonRuns(text, hide) {
  return text.replace(COLON_RUN, (run, offset) => {
    const start = WORD.test(text[offset - 1] ?? "") ? run.indexOf(":") : 0;
    const after = WORD.test(text[offset + run.length] ?? "") ? run.lastIndexOf(":") + 1 : run.length;
    if (after <= start) return run;
    return run.slice(0, start) + hideRun(run.slice(start, after), hide) + run.slice(after);
  });
}
function hideRun(run, hide) {
  for (const [head, body, tail] of readings(run)) {
    if (COLON_MAC.test(body)) return head + hideMac(body, hide) + tail;
    const bytes = model.parseAddress(body);
    if (bytes) return head + hideAddress(bytes, body, hide) + tail;
  }
  if (SHORT_RUN.test(run)) return run;
  if (COLON_MAC_INSIDE.test(run)) return hide("mac", run, run);
  return run.includes("::") || run.split(":").length > 6 ? hide("ipv6", run, run) : run;
}
function readings(run) {
  const head = /^:?(?!:)/.exec(run)?.[0] ?? "";
  const tail = (/[^.:]([.:]+)$/.exec(run)?.[1] ?? "").replace(/^::/, "");
  const middle = run.slice(head.length, run.length - tail.length);
  return [
    ["", run, ""],
    [head, middle, tail],
    [head, middle.replace(/::?\.?$/, ""), (/::?\.?$/.exec(middle)?.[0] ?? "") + tail]
  ];
}
function hideMac(written, hide) {
  const mac = macText((written.match(/[\da-f]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16)));
  return SILENT_MACS.includes(mac) ? written : hide("mac", mac, written);
}
function hideOtherMacs(text, hide) {
  const dashed = OTHER_MACS.reduce((rest, form) => rest.replace(form, (run) => hideMac(run, hide)), text);
  return dashed.replace(HEX_RUN, (run, offset) => {
    const isNumber = /0x$/i.test(dashed.slice(0, offset));
    return HEX_MAC.test(run) && !isNumber ? hideMac(run, hide) : run;
  });
}
function hideDottedRuns(text, hide) {
  return text.replace(NIBBLES, (run) => `${hide("ipv6", run, run.slice(0, -1))}.`).replace(DOTTED_RUN, (run) => {
    const groups = run.split(/[.-]/);
    const windows = groups.slice(3).map((_group, index) => groups.slice(index, index + 4).join("."));
    for (const window of windows) {
      const bytes = model.parseAddress(window);
      const hidden = bytes ? hideAddress(bytes, run, hide) : run;
      if (hidden !== run) return hidden;
    }
    return run;
  });
}

const HIDE_ALL = { addresses: true, macs: true, hosts: true, accounts: true };
const SWITCH_OF = {
  ipv4: "addresses",
  ipv6: "addresses",
  mac: "macs",
  host: "hosts",
  name: "hosts",
  wifi: "accounts",
  login: "accounts"
};
const COMMENT = /(\bcomment ")((?:[^"\\]|\\.)*)/g;
const SECTION = /(\bSection \S+ \()(.*)(?=\))/g;
const ACCOUNT = /[^\s"'()<>,;:=]+@[^\s"'()<>,;:=]+/g;
function newMask(vocabulary, switches = HIDE_ALL) {
  const labels = newLabels();
  const names = nameHider(vocabulary);
  const text = (given) => {
    const hidden = [];
    const hide = (kind, thing, written) => {
      if (!switches[SWITCH_OF[kind]]) return written;
      hidden.push(labels.labelFor(kind, thing));
      return `${OPEN}${String.fromCharCode(FIRST + hidden.length - 1)}`;
    };
    const masked = STEPS(names).reduce((rest, step) => step(rest, hide), given.replace(PRIVATE_USE, "?"));
    return masked.replace(PLACEHOLDER, (_all, index) => hidden[index.charCodeAt(0) - FIRST] ?? "");
  };
  const value = (given) => {
    if (typeof given === "string") return text(given);
    if (Array.isArray(given)) return given.map(value);
    if (typeof given !== "object" || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([key, member]) => [key, value(member)]));
  };
  return { text, value };
}
const OPEN = "";
const FIRST = 57345;
const PRIVATE_USE = /[\uE000-\uF8FF]/g;
const PLACEHOLDER = /\uE000([\uE001-\uF8FF])/g;
function STEPS(names) {
  return [
    (text, hide) => text.replace(COMMENT, (_all, head, name) => head + hide("name", name, name)),
    (text, hide) => text.replace(SECTION, (_all, head, name) => head + hide("name", name, name)),
    names.before,
    (text, hide) => text.replace(ACCOUNT, (account) => hide("login", account.toLowerCase(), account)),
    hideColonRuns,
    hideOtherMacs,
    hideDottedRuns,
    names.after
  ];
}

const SIGNS = {
  reached: "[x]",
  failed: "[!]",
  unknown: "[?]",
  open: "[ ]"
};
function rungsText({ rungs }) {
  return rungs.map(({ state, title }) => `${SIGNS[state]} ${title}`).join("  ");
}
function timeText$1(made) {
  return `${new Date(made).toISOString().replace("T", " ").slice(0, 16)} UTC`;
}
function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}
function titleText() {
  return _("Flow offloading report");
}
function filled({ sections }) {
  return sections.filter(({ rows, lines }) => rows.length > 0 || lines.length > 0);
}

function asBbcode(report) {
  const parts = [
    `[b]${plain(titleText())}: ${plain(report.badge.text)}[/b]`,
    `${plain(report.headline.text)} (${plain(report.headline.id)})`,
    plain(rungsText(report)),
    list$2(report.notes.map(plain)),
    ...filled(report).map(sectionText$2),
    plain(timeText$1(report.made))
  ];
  return `${parts.filter(Boolean).join("\n\n")}
`;
}
function sectionText$2({ title, rows, lines }) {
  const head = `[b]${plain(title)}[/b]`;
  const items = list$2(rows.map(([label, value]) => `${plain(label)}: ${plain(value)}`));
  const block = lines.length > 0 ? ["[code]", ...lines.map(plain), "[/code]"].join("\n") : "";
  return [head, items, block].filter(Boolean).join("\n");
}
function list$2(items) {
  return items.length > 0 ? ["[list]", ...items.map((item) => `[*]${item}`), "[/list]"].join("\n") : "";
}
function plain(text) {
  return oneLine(text).replaceAll("[", "(").replaceAll("]", ")");
}

const WRITTEN = 10;
function connectionsSection({
  connections: reply,
  connectionsBefore,
  status,
  hints
}) {
  if (!reply) return null;
  const title = _("Connections");
  if (!reply.connections)
    return {
      id: "connections",
      title,
      rows: [[title, model.reasonText(reply.unknown.connections)]],
      lines: []
    };
  const rows = entries.rowsOf(reply, connectionsBefore, status, entries.hostFinder(hints));
  const counted = N_(rows.length, "%d of %d", "%d of %d").format(rows.length, reply.seen);
  return {
    id: "connections",
    title,
    rows: [[_("Looked at"), counted], ...countStates(rows)],
    lines: entries.sortRows(rows, { column: "bytes", descending: true }).slice(0, WRITTEN).map(lineOf)
  };
}
function countStates(rows) {
  const counts = /* @__PURE__ */ new Map();
  for (const { judgement } of rows) {
    const why = entries.whyText(judgement);
    const name = entries.stateText(judgement.state) + (why ? `: ${why}` : "");
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => [name, String(count)]);
}
function lineOf({ connection, judgement, bytes }) {
  const { protocol, original, reply, tcp_state } = connection;
  const parts = [
    entries.protocolText(protocol),
    tcp_state ?? "",
    tupleText(original),
    tupleText(reply),
    `bytes=${bytes ?? "?"}`,
    `[${[judgement.state, judgement.why].filter(Boolean).join(": ")}]`
  ];
  return parts.filter(Boolean).join(" ");
}
function tupleText({ src, dst, sport, dport }) {
  const ports = sport === null ? "" : ` sport=${sport} dport=${dport ?? "?"}`;
  return `src=${model.tidyAddress(src)} dst=${model.tidyAddress(dst)}${ports}`;
}

function conntrackSection(source) {
  return {
    id: "conntrack",
    title: _("Connection tracking"),
    rows: [...source.counters ? countRows(source.counters) : [], ...settingRows(source)],
    lines: []
  };
}
function countRows(counters) {
  const { tracked, tracked_max, offloaded, source, ppe_bound, unknown } = counters;
  const rows = [[_("Tracked connections"), model.shareText(tracked, tracked_max)]];
  if (offloaded) {
    rows.push([_("Offloaded in software"), tallyText(offloaded.software)]);
    rows.push([_("Offloaded in hardware"), tallyText(offloaded.hardware)]);
  } else rows.push([_("Offloaded connections"), model.reasonText(unknown.offloaded)]);
  rows.push([_("Counted through"), source ?? _("unknown")]);
  if (ppe_bound !== null) rows.push([_("Bound in the packet engine"), model.countText(ppe_bound)]);
  return rows;
}
function tallyText(tally) {
  const kinds = [
    ["IPv4 TCP", tally.ipv4_tcp],
    ["IPv4 UDP", tally.ipv4_udp],
    ["IPv6 TCP", tally.ipv6_tcp],
    ["IPv6 UDP", tally.ipv6_udp],
    [_("other"), tally.other]
  ];
  const parts = kinds.filter(([, { entries: entries2 }]) => entries2 > 0).map(([name, { entries: entries2 }]) => `${name} ${entries2}`);
  const { entries, bytes } = tally.total;
  return entries === 0 ? "0" : `${entries} (${parts.join(", ")}), ${model.bytesText(bytes)}`;
}
function settingRows({ status }) {
  if (!status) return [];
  const { acct, flowtable_tcp_timeout, flowtable_udp_timeout } = status.conntrack;
  const seconds = (value) => value === null ? _("unknown") : `${value} s`;
  return [
    ["nf_conntrack_acct", acct === null ? _("unknown") : acct ? "1" : "0"],
    ["nf_flowtable_tcp_timeout", seconds(flowtable_tcp_timeout)],
    ["nf_flowtable_udp_timeout", seconds(flowtable_udp_timeout)]
  ];
}

function devicesSection({ status, facts }) {
  const rows = [];
  if (status) {
    const { drivers, accelerators, unknown } = status;
    const known = (drivers ?? []).filter(({ driver }) => driver !== null);
    rows.push([_("Drivers"), drivers ? listText(known.map(driverText)) : model.reasonText(unknown.drivers)]);
    rows.push([
      _("Other accelerators"),
      accelerators ? listText(accelerators) : model.reasonText(unknown.accelerators)
    ]);
  }
  if (facts) {
    const qdiscs = facts.qdiscs?.map(({ device, kinds }) => `${device}: ${kinds.join(" ")}`);
    rows.push([_("Queues"), qdiscs ? listText(qdiscs) : model.reasonText(facts.unknown.qdiscs)]);
    rows.push([
      _("Services"),
      facts.services ? listText(facts.services.map(serviceText)) : model.reasonText(facts.unknown.services)
    ]);
    rows.push([
      _("Other tables"),
      facts.tables ? listText(facts.tables) : model.reasonText(facts.unknown.tables)
    ]);
  }
  return { id: "devices", title: _("Devices and services"), rows, lines: [] };
}
function driverText({
  device,
  driver,
  hw_tc_offload
}) {
  const tc = hw_tc_offload === null ? "" : ` (hw-tc-offload ${hw_tc_offload ? "on" : "off"})`;
  return `${device}: ${driver}${tc}`;
}
function serviceText({ name, enabled }) {
  return enabled ? name : _("%s (does not start at boot)").format(name);
}
function listText(items) {
  return items.length === 0 ? _("none", "flow offloading") : items.join(", ");
}

function flowtablesSection({ status }) {
  const section = { id: "flowtables", title: _("Flowtables and forward rules") };
  if (!status) return { ...section, rows: [], lines: [] };
  const { flowtables, forward_rules, unknown } = status;
  const rows = [];
  if (!flowtables) rows.push([_("Flowtables"), model.reasonText(unknown.flowtables)]);
  else if (flowtables.length === 0) rows.push([_("Flowtables"), _("none", "flow offloading")]);
  if (!forward_rules) rows.push([_("Forward rule"), model.reasonText(unknown.forward_rules)]);
  else if (forward_rules.length === 0) rows.push([_("Forward rule"), _("none", "flow offloading")]);
  const rules = (forward_rules ?? []).map(({ index, text }) => `inet fw4 forward #${index}: ${text}`);
  return { ...section, rows, lines: [...(flowtables ?? []).map(flowtableText), ...rules] };
}
function flowtableText({ family, table, name, devices, hardware, counter }) {
  const flags = `${hardware ? " flags offload;" : ""}${counter ? " counter;" : ""}`;
  return `table ${family} ${table} { flowtable ${name} { devices = { ${devices.join(", ")} };${flags} } }`;
}

function loadSection(source, seals) {
  const { measured } = source;
  const rows = [
    [_("Measured"), seals.measured.text],
    [_("Hardware"), seals.hardware.text],
    ...measured.map((measurement) => [
      timeText(measurement.ended),
      measurementText(measurement)
    ]),
    ...nowRows(source)
  ];
  return { id: "load", title: _("Measurements and load"), rows, lines: [] };
}
function measurementText(measurement) {
  const { mode, total_bytes, seconds, hardware_entries } = measurement;
  const share = model.bypassedShare(measurement);
  const name = mode ? model.modeName(mode) : _("unknown");
  if (share === null)
    return _("%s: %s in %d s, too little to tell; %d connections in hardware").format(
      name,
      model.bytesText(total_bytes),
      seconds,
      hardware_entries
    );
  return _("%s: %s of %s bypassed the firewall in %d s").format(
    name,
    model.percentText(share),
    model.bytesText(total_bytes),
    seconds
  );
}
function timeText(time) {
  return new Date(time).toISOString().replace("T", " ").slice(0, 16);
}
function nowRows({ before, counters, status }) {
  if (!before || !counters) return [];
  const line = { device: model.wanDeviceOf(status), counted: model.countsOffloadedBytes(status) };
  const interval = model.intervalBetween(before, counters, line);
  if (!interval) return [];
  const { cpu, wan_bytes, seconds } = interval;
  const rows = [];
  if (cpu)
    rows.push([
      _("Busiest processor core"),
      _("%s, of it %s for network packets").format(
        model.percentText(cpu.busiest),
        model.percentText(cpu.softirq)
      )
    ]);
  if (wan_bytes !== null) rows.push([_("Internet line"), "%1000.1mbit/s".format(wan_bytes * 8 / seconds)]);
  return rows;
}

function messagesSection({ messages }) {
  if (!messages) return null;
  const { kernel, system, left_out, unknown } = messages;
  const rows = [];
  if (!kernel) rows.push([_("Kernel log"), model.reasonText(unknown.kernel)]);
  if (!system) rows.push([_("System log"), model.reasonText(unknown.system)]);
  if (left_out > 0) rows.push([_("Older lines left out"), model.countText(left_out)]);
  const lines = [
    ...(kernel ?? []).map(({ time, text }) => `[${time}] ${text}`),
    ...(system ?? []).map(({ time, text }) => `${time} ${text}`)
  ];
  if (lines.length === 0 && rows.length === 0)
    rows.push([_("Lines about offloading"), _("none", "flow offloading")]);
  return { id: "messages", title: _("Log messages"), rows, lines };
}

function networksSection({ status }) {
  const section = { id: "networks", title: _("Zones and networks") };
  if (!status) return { ...section, rows: [], lines: [] };
  const { zones, forwardings, unknown } = status;
  const rows = [];
  if (!zones) rows.push([_("Zones"), model.reasonText(unknown.zones)]);
  if (!forwardings) rows.push([_("Forwardings"), model.reasonText(unknown.forwardings)]);
  else rows.push([_("Forwardings"), forwardings.map(({ src, dest }) => `${src} > ${dest}`).join(", ")]);
  return { ...section, rows, lines: (zones ?? []).flatMap(zoneLines) };
}
function zoneLines({ name, masq, networks }) {
  const head = `zone ${name}${masq ? " masq" : ""}`;
  return networks.length === 0 ? [head] : networks.map((network) => `${head}: ${networkText(network)}`);
}
function networkText(network) {
  const { name, up, proto, device, l3_device, lower_devices, default_route, covered } = network;
  const parts = [
    `network ${name}`,
    up ? "up" : "down",
    `proto ${proto ?? "?"}`,
    `device ${device ?? "-"}`,
    l3_device !== device ? `l3_device ${l3_device ?? "-"}` : "",
    lower_devices.length > 0 ? `lower ${lower_devices.join(" ")}` : "",
    default_route ? "default route" : "",
    covered === null ? "covered ?" : covered ? "covered" : "NOT covered"
  ];
  return parts.filter(Boolean).join(", ");
}

function routerSection({ status }) {
  const section = { id: "router", title: _("Router") };
  if (!status) return { ...section, rows: [], lines: [] };
  const {
    model,
    board,
    target,
    release,
    kernel,
    package_manager,
    app_version,
    firewall4_version,
    kmod_version
  } = status.system;
  const text = (value) => value ?? _("unknown");
  return {
    ...section,
    rows: [
      [_("Model"), `${text(model)} (${text(board)})`],
      [_("Target"), text(target)],
      [_("Release"), text(release)],
      [_("Kernel"), text(kernel)],
      ["firewall4", text(firewall4_version)],
      ["kmod-nft-offload", text(kmod_version)],
      ["luci-app-nft-offload", text(app_version)],
      [_("Package manager"), text(package_manager)]
    ],
    lines: []
  };
}

function settingsSection({ status, unapplied, facts }) {
  const title = _("Settings");
  if (!status) return { id: "settings", title, rows: [], lines: [] };
  const loaded = model.loadedMode(status);
  const rows = [
    [
      _("Requested"),
      status.requested ? optionsText(status.requested) : model.reasonText(status.unknown.requested)
    ],
    [
      _("Loaded by the kernel"),
      loaded ? model.modeName(loaded) : model.reasonText(status.unknown.flowtables)
    ],
    [_("Kernel module nft_flow_offload"), status.module ?? model.reasonText(status.unknown.module)],
    [_("Firewall"), firewallText(status.firewall_loaded, facts?.firewall_enabled ?? null)]
  ];
  if (unapplied) rows.push([_("Saved, but not applied"), optionsText(unapplied)]);
  if (status.waiting) rows.push([_("Waiting on the command line"), optionsText(status.waiting)]);
  return { id: "settings", title, rows, lines: [] };
}
function optionsText(options) {
  const value = (on) => on ? "1" : "0";
  const { flow_offloading, flow_offloading_hw } = options;
  const both = `flow_offloading=${value(flow_offloading)}, flow_offloading_hw=${value(flow_offloading_hw)}`;
  return `${model.modeName(model.modeOf(options))} (${both})`;
}
function firewallText(loaded, enabled) {
  const now = loaded === null ? _("unknown") : loaded ? _("running") : _("not running");
  return enabled === false ? _("%s, does not start at boot").format(now) : now;
}

function emptySource(made) {
  return {
    made,
    status: null,
    before: null,
    counters: null,
    facts: null,
    connections: null,
    connectionsBefore: null,
    messages: null,
    names: null,
    hints: {},
    unapplied: null,
    staysSlow: null,
    measured: [],
    samples: [],
    faults: []
  };
}
function evidenceOf(source) {
  const { status, counters, unapplied, staysSlow, measured, facts } = source;
  return {
    status,
    counters,
    unapplied,
    staysSlow,
    measured: measured[measured.length - 1] ?? null,
    misplaced: misplacedIn(facts)
  };
}
function misplacedIn(facts) {
  const misplaced = facts?.misplaced;
  if (!misplaced) return [];
  const { globals_flow_offloading, globals_flow_offloading_hw, in_ignored_defaults } = misplaced;
  const inGlobals = globals_flow_offloading === true || globals_flow_offloading_hw === true;
  return [
    ...inGlobals ? ["network.globals"] : [],
    ...in_ignored_defaults ? ["firewall.@defaults[1]"] : []
  ];
}
function vocabularyOf({ names, hints }) {
  const hinted = Object.values(hints).flatMap(({ name }) => name ? [name] : []);
  return {
    host: [...names?.hosts ?? [], ...hinted],
    wifi: names?.wifi ?? [],
    login: names?.users ?? []
  };
}
function knowsNames({ names }) {
  return Boolean(names?.hosts && names.wifi && names.users);
}

function reportOn(source, mask, parts) {
  const { badge, headline, rungs, hints, seals } = model.judgeRouter(evidenceOf(source));
  const sections = [
    settingsSection(source),
    flowtablesSection(source),
    networksSection(source),
    devicesSection(source),
    conntrackSection(source),
    loadSection(source, seals),
    parts.connections ? connectionsSection(source) : null,
    parts.messages ? messagesSection(source) : null,
    routerSection(source)
  ];
  const found = conflictsOf(source).map(conflictText);
  return {
    made: source.made,
    badge,
    headline: { ...headline, text: mask.text(headline.text) },
    rungs,
    notes: [...found, ...hints.map(({ text }) => text), ...source.faults].map((note) => mask.text(note)),
    sections: sections.filter((section) => section !== null).map((section) => masked(section, mask))
  };
}
function conflictsOf({ status, facts }) {
  return status && facts ? conflicts.findConflicts({ status, facts }) : [];
}
function conflictText({ rule, found }) {
  const words = _("%s: %s").format(conflicts.severityName(rule.severity), rule.effect());
  return `${words} [${[rule.id, ...found].join(", ")}]`;
}
function masked({ id, title, rows, lines }, mask) {
  return {
    id,
    title,
    rows: rows.map(([label, value]) => [label, mask.text(value)]),
    lines: lines.map((line) => mask.text(line))
  };
}

const REPORT_FORMAT = "nft-offload-report";
const SCHEMA_VERSION = 1;
function asJson(report, source, mask, masked, parts) {
  const { status, before, counters, facts, connections, messages, measured, samples } = source;
  const { badge, headline, rungs } = report;
  const file = {
    format: REPORT_FORMAT,
    schema_version: SCHEMA_VERSION,
    made: new Date(report.made).toISOString(),
    masked,
    verdict: {
      badge: badge.id,
      headline: headline.id,
      text: headline.text,
      rungs: Object.fromEntries(rungs.map(({ name, state }) => [name, state]))
    },
    conflicts: conflictsOf(source).map(({ rule, found }) => ({
      id: rule.id,
      severity: rule.severity,
      found
    })),
    measured,
    samples,
    replies: {
      status,
      counters_before: before,
      counters,
      facts,
      connections: parts.connections ? connections : null,
      messages: parts.messages ? messages : null
    },
    faults: source.faults
  };
  return `${JSON.stringify(mask.value(file), null, 2)}
`;
}

function asMarkdown(report) {
  const parts = [
    `## ${escaped(titleText())}: ${escaped(report.badge.text)}`,
    `${escaped(report.headline.text)} (${code(report.headline.id)})`,
    code(rungsText(report)),
    list$1(report.notes.map(escaped)),
    ...filled(report).map(sectionText$1),
    escaped(timeText$1(report.made))
  ];
  return `${parts.filter(Boolean).join("\n\n")}
`;
}
function sectionText$1({ title, rows, lines }) {
  const head = `**${escaped(title)}**`;
  const items = list$1(rows.map(([label, value]) => `${escaped(label)}: ${code(value)}`));
  return [head, items, fence(lines)].filter(Boolean).join("\n\n");
}
function list$1(items) {
  return items.map((item) => `- ${item}`).join("\n");
}
function code(text) {
  const line = oneLine(text);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = "`".repeat(longest + 1);
  const blank = longest > 0 ? " " : "";
  return line === "" ? "" : ticks + blank + line + blank + ticks;
}
function fence(lines) {
  if (lines.length === 0) return "";
  const texts = lines.map(oneLine);
  const longest = Math.max(2, ...texts.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = "`".repeat(longest + 1);
  return [`${ticks}text`, ...texts, ticks].join("\n");
}
function escaped(text) {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~&@!]/g, "\\$&");
}

function asPlainText(report) {
  const parts = [
    `${titleText()}: ${oneLine(report.badge.text)}`,
    `${oneLine(report.headline.text)} (${report.headline.id})`,
    rungsText(report),
    list(report.notes),
    ...filled(report).map(sectionText),
    timeText$1(report.made)
  ];
  return `${parts.filter(Boolean).join("\n\n")}
`;
}
function sectionText({ title, rows, lines }) {
  const width = Math.max(0, ...rows.map(([label]) => label.length));
  const name = (label) => `${label}:`.padEnd(width + 2);
  const items = rows.map(([label, value]) => `  ${name(label)}${oneLine(value)}`);
  return [title.toUpperCase(), ...items, ...lines.map((line) => `  ${oneLine(line)}`)].join("\n");
}
function list(items) {
  return items.map((item) => `- ${oneLine(item)}`).join("\n");
}

function cardOf(report, source) {
  const rowsOf = (id) => report.sections.find((section) => section.id === id)?.rows ?? [];
  return {
    made: report.made,
    badge: report.badge,
    headline: report.headline.text,
    rungs: report.rungs,
    share: shareOf(source),
    samples: source.samples,
    settings: [...rowsOf("settings").slice(0, 2), ...devicesOf(source), ...rowsOf("conntrack").slice(0, 3)],
    versions: rowsOf("router").slice(0, 6),
    notes: report.notes
  };
}
function devicesOf({ status }) {
  const flowtable = model.firewallFlowtable(status?.flowtables ?? []);
  return flowtable ? [[_("Covered devices"), flowtable.devices.join(", ")]] : [];
}
function shareOf({ samples, before, counters, status }) {
  const recent = samples[samples.length - 1]?.share ?? null;
  if (recent !== null || !before || !counters) return recent;
  const line = { device: model.wanDeviceOf(status), counted: model.countsOffloadedBytes(status) };
  const interval = model.intervalBetween(before, counters, line);
  if (!interval?.wan_bytes || interval.offloaded_bytes === null) return null;
  return Math.min(1, interval.offloaded_bytes / interval.wan_bytes);
}

const DUMP_FORMAT = "nft-offload-dump";
const DUMP_VERSION = 1;

function openDump(text) {
  const dump = parse(text);
  if (dump?.format !== DUMP_FORMAT) throw new Error(_('This is no file of "nft-offload dump".'));
  if (dump.version !== DUMP_VERSION)
    throw new Error(
      _("This file was made by another version of the app (format %s).").format(String(dump.version))
    );
  const { replies } = dump;
  if (typeof replies !== "object" || replies === null) throw new Error(_("This file is not complete."));
  const faults = [];
  const take = (name, reply) => {
    if (reply?.ok) return reply;
    if (reply) faults.push(_("%s: %s").format(name, String(reply.error?.text ?? "?")));
    return null;
  };
  return {
    ...emptySource(Number(dump.made) * 1e3 || 0),
    before: take("counters_before", replies.counters_before),
    counters: take("counters", replies.counters),
    status: take("status", replies.status),
    facts: take("facts", replies.facts),
    connectionsBefore: take("connections_before", replies.connections_before),
    connections: take("connections", replies.connections),
    messages: take("messages", replies.messages),
    names: take("names", replies.names),
    faults
  };
}
function parse(text) {
  try {
    return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  } catch {
    return null;
  }
}

function writeReport(form, report, source, mask, masked, parts) {
  if (form === "json") return asJson(report, source, mask, masked, parts);
  return { markdown: asMarkdown, bbcode: asBbcode, text: asPlainText }[form](report);
}

const PALETTES = {
  light: {
    paper: "#ffffff",
    text: "#1b2128",
    quiet: "#55606b",
    line: "#c5ccd4",
    fast: "#2e8540",
    slow: "#c77700",
    levels: { success: "#1d6b2f", info: "#10567f", notice: "#10567f", warning: "#8a5300", danger: "#a3201a" },
    onLevel: "#ffffff"
  },
  dark: {
    paper: "#1c2127",
    text: "#eef1f4",
    quiet: "#b3bdc7",
    line: "#4a5460",
    fast: "#5cc474",
    slow: "#f0a63a",
    levels: { success: "#8fd89f", info: "#8cc8ef", notice: "#8cc8ef", warning: "#f0c36a", danger: "#ff9d97" },
    onLevel: "#10161c"
  }
};
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
function setFont({ context }, size, weight = "normal") {
  context.font = `${weight} ${size}px ${FONT}`;
  context.textBaseline = "alphabetic";
}
function write(pen, text, x, y, width, colour = pen.colours.text) {
  pen.context.fillStyle = colour;
  pen.context.fillText(shortened(pen, text, width), x, y);
}
function shortened({ context }, text, width) {
  if (context.measureText(text).width <= width) return text;
  let [fits, tooLong] = [0, text.length];
  while (tooLong - fits > 1) {
    const middle = fits + tooLong >> 1;
    if (context.measureText(`${text.slice(0, middle)}…`).width <= width) fits = middle;
    else tooLong = middle;
  }
  return `${text.slice(0, fits)}…`;
}
function wrap({ context }, text, width, most) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    const longer = last === "" ? word : `${last} ${word}`;
    if (last === "" || context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), lines.slice(most - 1).join(" ")];
}
function field({ context }, x, y, width, height, colour) {
  const radius = Math.min(12, height / 2);
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x + radius, y);
  context.arcTo(x + width, y, x + width, y + height, radius);
  context.arcTo(x + width, y + height, x, y + height, radius);
  context.arcTo(x, y + height, x, y, radius);
  context.arcTo(x, y, x + width, y, radius);
  context.fill();
}
function frame({ context, colours }, x, y, width, height) {
  context.strokeStyle = colours.line;
  context.lineWidth = 2;
  context.strokeRect(x, y, width, height);
}

const INDENT = 70;
function drawChart(pen, x, y, width, height, samples) {
  const [left, right, bottom] = [x + INDENT, x + width, y + height - 40];
  frame(pen, left, y, right - left, bottom - y);
  setFont(pen, 18);
  write(pen, "100 %", x, y + 16, INDENT - 8, pen.colours.quiet);
  write(pen, "0 %", x, bottom, INDENT - 8, pen.colours.quiet);
  const end = samples[samples.length - 1]?.time ?? 0;
  const place = (time) => right - (end - time) / model.HISTORY_SECONDS * (right - left);
  const level = (value) => bottom - value * (bottom - y);
  const points = (read) => samples.map((sample) => {
    const value = read(sample);
    return [place(sample.time), value === null ? null : level(value)];
  });
  if (samples.length < 2) {
    write(
      pen,
      _("No readings of the last minutes"),
      left + 16,
      (y + bottom) / 2,
      right - left - 32,
      pen.colours.quiet
    );
  } else {
    line(
      pen,
      points(({ cpu }) => cpu),
      pen.colours.slow
    );
    line(
      pen,
      points(({ share }) => share),
      pen.colours.fast
    );
  }
  legend(pen, left, y + height - 8, right - left);
}
function line({ context }, points, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.beginPath();
  let drawing = false;
  for (const [x, y] of points) {
    if (y !== null) {
      if (drawing) context.lineTo(x, y);
      else context.moveTo(x, y);
    }
    drawing = y !== null;
  }
  context.stroke();
}
function legend(pen, x, y, width) {
  const half = width / 2;
  setFont(pen, 18);
  const entries = [
    [_("Short cut"), pen.colours.fast],
    [_("Busiest processor core"), pen.colours.slow]
  ];
  entries.forEach(([text, colour], index) => {
    pen.context.fillStyle = colour;
    pen.context.fillRect(x + index * half, y - 14, 16, 16);
    write(pen, text, x + index * half + 24, y, half - 28);
  });
}

const THINNEST = 4;
const THICKEST = 26;
function drawPath(pen, x, y, share) {
  way(
    pen,
    [x + 130, y + 105, x + 210, y + 40, x + 320, y + 40, x + 400, y + 105],
    pen.colours.slow,
    share === null ? null : 1 - share
  );
  way(pen, [x + 130, y + 105, x + 210, y + 180, x + 320, y + 180, x + 400, y + 105], pen.colours.fast, share);
  box$1(pen, x, y + 70, 130, _("Your network"));
  box$1(pen, x + 400, y + 70, 130, _("Internet"));
  box$1(pen, x + 200, y + 5, 130, _("Firewall"));
  setFont(pen, 22);
  centred(pen, percent(_("Short cut"), share), x + 265, y + 158, 240);
  if (share !== null) centred(pen, model.percentText(1 - share), x + 265, y + 108, 200);
}
function percent(name, share) {
  return share === null ? name : _("%s: %s").format(name, model.percentText(share));
}
function way({ context }, points, colour, share) {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = points;
  context.strokeStyle = colour;
  context.lineWidth = share === null ? THINNEST : THINNEST + share * (THICKEST - THINNEST);
  context.setLineDash(share === null ? [4, 14] : []);
  context.beginPath();
  context.moveTo(x0, y0);
  context.bezierCurveTo(x0 + 50, y0, x1 - 50, y1, x1, y1);
  context.lineTo(x2, y2);
  context.bezierCurveTo(x2 + 50, y2, x3 - 50, y3, x3, y3);
  context.stroke();
  context.setLineDash([]);
}
function box$1(pen, x, y, width, text) {
  pen.context.fillStyle = pen.colours.paper;
  pen.context.fillRect(x, y, width, 70);
  frame(pen, x, y, width, 70);
  setFont(pen, 20, "bold");
  centred(pen, text, x + width / 2, y + 42, width - 8);
}
function centred(pen, text, x, y, width) {
  pen.context.textAlign = "center";
  write(pen, text, x, y, width);
  pen.context.textAlign = "start";
}

const WIDTH = 1200;
const MARGIN = 48;
const INNER = WIDTH - 2 * MARGIN;
const NOTES = 4;
const ROW = 36;
function drawCard(canvas, content, scheme) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const pen = { context, colours: PALETTES[scheme] };
  canvas.width = WIDTH;
  canvas.height = drawAll(pen, content);
  context.fillStyle = pen.colours.paper;
  context.fillRect(0, 0, WIDTH, canvas.height);
  drawAll(pen, content);
}
function drawAll(pen, content) {
  let y = drawHead(pen, content);
  y = drawRungs(pen, content, y + 34);
  drawPath(pen, MARGIN, y + 36, content.share);
  drawChart(pen, MARGIN + 570, y + 36, INNER - 570, 210, content.samples);
  y += 36 + 210 + 44;
  const half = INNER / 2 - 15;
  const left = drawRows(pen, content.settings, MARGIN, y, half);
  const right = drawRows(pen, content.versions, MARGIN + INNER / 2 + 15, y, half);
  return drawNotes(pen, content.notes, Math.max(left, right) + 16) + MARGIN - 20;
}
function drawHead(pen, { badge, headline, made }) {
  setFont(pen, 30, "bold");
  write(pen, _("Flow Offloading"), MARGIN, 74, 600);
  pen.context.textAlign = "end";
  setFont(pen, 20);
  write(pen, new Date(made).toISOString().slice(0, 10), WIDTH - MARGIN, 74, 300, pen.colours.quiet);
  pen.context.textAlign = "start";
  setFont(pen, 34, "bold");
  const width = Math.min(INNER, pen.context.measureText(badge.text).width + 48);
  field(pen, MARGIN, 100, width, 64, pen.colours.levels[badge.level]);
  write(pen, badge.text, MARGIN + 24, 144, INNER - 48, pen.colours.onLevel);
  setFont(pen, 24);
  const lines = wrap(pen, headline, INNER, 3);
  for (const [index, line] of lines.entries()) write(pen, line, MARGIN, 208 + index * 34, INNER);
  return 208 + lines.length * 34;
}
function drawRungs(pen, { rungs }, y) {
  const signs = { reached: "✔", failed: "✘", unknown: "?", open: "○" };
  const { levels, quiet } = pen.colours;
  const colours = { reached: levels.success, failed: levels.danger, unknown: quiet, open: quiet };
  const step = INNER / rungs.length;
  setFont(pen, 24, "bold");
  rungs.forEach(({ state, title }, index) => {
    const x = MARGIN + index * step;
    write(pen, signs[state], x, y, 30, colours[state]);
    write(pen, title, x + 34, y, step - 44, state === "open" ? quiet : pen.colours.text);
  });
  return y;
}
function drawRows(pen, rows, x, y, width) {
  rows.forEach(([label, value], index) => {
    setFont(pen, 20);
    write(pen, label, x, y + index * ROW, width * 0.42, pen.colours.quiet);
    setFont(pen, 20, "bold");
    write(pen, value, x + width * 0.44, y + index * ROW, width * 0.56);
  });
  return y + rows.length * ROW;
}
function drawNotes(pen, notes, y) {
  setFont(pen, 20);
  const shown = notes.slice(0, NOTES).map((note) => `• ${note}`);
  if (notes.length > NOTES) shown.push(_("and %d more in the report").format(notes.length - NOTES));
  for (const [index, note] of shown.entries()) write(pen, note, MARGIN, y + index * 32, INNER);
  return y + shown.length * 32;
}

function copyFrom(field) {
  field.focus();
  field.select();
  field.setSelectionRange(0, field.value.length);
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}
function save(content, name) {
  const url = URL.createObjectURL(content);
  const link = E("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), 6e4);
}
function fileName(what, made, ending) {
  return `nft-offload-${what}-${new Date(made).toISOString().slice(0, 10)}.${ending}`;
}

function pictureSection() {
  const canvas = E("canvas", { class: "nft-offload-card", role: "img" });
  const scheme = E("select", { class: "cbi-input-select", id: "nft-offload-scheme" }, [
    E("option", { value: "light" }, [_("Light")]),
    E("option", { value: "dark" }, [_("Dark")])
  ]);
  let shown = null;
  const draw = () => {
    if (!shown) return;
    drawCard(canvas, shown, scheme.value);
    canvas.setAttribute("aria-label", _("%s: %s").format(shown.badge.text, shown.headline));
  };
  const download = () => {
    const made = shown?.made ?? 0;
    canvas.toBlob((blob) => blob && save(blob, fileName("card", made, "png")), "image/png");
  };
  scheme.addEventListener("change", draw);
  const element = E("div", { class: "cbi-section" }, [
    E("h3", [_("Picture")]),
    E("div", { class: "nft-offload-actions" }, [
      E("label", { for: scheme.id }, [_("Colours")]),
      scheme,
      E(
        "button",
        {
          type: "button",
          class: "btn cbi-button cbi-button-action",
          id: "nft-offload-picture",
          click: download
        },
        [_("Save picture")]
      )
    ]),
    canvas
  ]);
  return {
    element,
    show(content) {
      shown = content;
      draw();
    }
  };
}

const KEY$1 = "nft-offload.history";
function loadHistory() {
  try {
    const samples = JSON.parse(sessionStorage.getItem(KEY$1) ?? "[]");
    return Array.isArray(samples) ? { ...model.NO_HISTORY, samples } : model.NO_HISTORY;
  } catch {
    return model.NO_HISTORY;
  }
}

const KEY = "nft-offload.measurements";
let kept = [];
function loadResults() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return Array.isArray(stored) ? stored.filter(isResult) : kept;
  } catch {
    return kept;
  }
}
function isResult(value) {
  return typeof value?.total_bytes === "number" && typeof value.slow_bytes === "number";
}

const PAUSE = 2e3;
const CONNECTIONS = { limit: 200 };
const hostHints = rpc.declare({ object: "luci-rpc", method: "getHostHints", reject: true });
async function gather() {
  const faults = [];
  const attempt = (name, call) => call.catch((error) => {
    faults.push(_("%s: %s").format(name, model.callFaultText(error)));
    return null;
  });
  const [status, before, facts, connectionsBefore, messages, names, hints, changes] = await Promise.all([
    attempt("status", router.status()),
    attempt("counters", router.counters()),
    attempt("facts", router.facts()),
    attempt("connections", router.connections(CONNECTIONS)),
    attempt("messages", router.messages()),
    attempt("names", router.names()),
    L.resolveDefault(hostHints(), {}),
    L.resolveDefault(uci.changes(), null)
  ]);
  await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
  const [counters, connections] = await Promise.all([
    L.resolveDefault(router.counters(), before),
    L.resolveDefault(router.connections(CONNECTIONS), connectionsBefore)
  ]);
  return {
    ...emptySource(Date.now()),
    status,
    before,
    counters,
    facts,
    connections,
    connectionsBefore,
    messages,
    names,
    hints,
    unapplied: model.pendingOptions(changes?.firewall ?? []),
    measured: loadResults(),
    samples: [...loadHistory().samples],
    faults
  };
}

function sourceSection(gather, show) {
  const state = E("p", { role: "status" });
  const file = E("input", {
    type: "file",
    id: "nft-offload-dump",
    accept: ".json,.txt,application/json"
  });
  const button = E("button", { type: "button", class: "btn cbi-button" }, [_("Read this router again")]);
  let turn = 0;
  async function ask() {
    const mine = ++turn;
    parts.setText(state, _("Reading this router…"));
    const source = await gather();
    if (mine === turn) tell(() => show(source), _("From this router."));
  }
  async function open() {
    const chosen = file.files?.[0];
    if (!chosen) return;
    turn++;
    const text = await chosen.text();
    tell(() => show(openDump(text)), _("From the file %s.").format(chosen.name));
  }
  function tell(action, done) {
    try {
      action();
      parts.setText(state, done);
    } catch (error) {
      parts.setText(state, _("No report could be made: %s").format(model.callFaultText(error)));
    }
  }
  button.addEventListener("click", ask);
  file.addEventListener("change", open);
  const element = E("div", [
    state,
    E("div", { class: "nft-offload-actions" }, [button]),
    E("details", [
      E("summary", [_("Open a file of another router")]),
      E("p", [
        _("Where the web interface does not work, this command over SSH writes what it would show:"),
        " ",
        E("code", ["nft-offload dump > dump.json"])
      ]),
      E("p", [_("That file is private; the report made of it here is masked.")]),
      E("label", { for: file.id }, [_("File:")]),
      " ",
      file
    ])
  ]);
  return { element, ask };
}

function addStyle() {
  const id = "nft-offload-report-style";
  if (!document.getElementById(id)) document.head.append(E("style", { id }, [RULES]));
}
const RULES = `
.nft-offload-options { display: flex; flex-wrap: wrap; gap: .5em 2em; align-items: flex-start; margin: .5em 0 }
.nft-offload-options fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
.nft-offload-options legend { font-size: 100%; font-weight: bold; border: 0; margin: 0; padding: 0; color: inherit; width: auto; line-height: 1.5 }
.nft-offload-options label { display: block; float: none; width: auto; padding: .15em 0; text-align: start }
.nft-offload-report select, .nft-offload-report input[type=file] { max-width: 100%; width: auto }
.nft-offload-actions { display: flex; flex-wrap: wrap; gap: .5em; align-items: center; margin: .5em 0 }
.nft-offload-preview { width: 100%; box-sizing: border-box; height: 30em; font-family: monospace; font-size: 90%; white-space: pre; resize: vertical }
.nft-offload-card { display: block; width: 100%; max-width: 50em; height: auto; border: 1px solid currentColor }
`;

function optionFields(changed) {
  const addresses = box("addresses", _("Public IP addresses"), changed);
  const macs = box("macs", _("Hardware (MAC) addresses"), changed);
  const hosts = box("hosts", _("Names of devices and rules"), changed);
  const accounts = box("accounts", _("Wi-Fi names and login names"), changed);
  const connections = box("connections", _("Largest connections"), changed);
  const messages = box("messages", _("Log messages"), changed);
  const forms = Object.entries(formNames()).map(([value, title]) => E("option", { value }, [title]));
  const form = E("select", { class: "cbi-input-select", id: "nft-offload-form", change: changed }, forms);
  const element = E("div", { class: "nft-offload-options" }, [
    group(_("Hide"), [addresses, macs, hosts, accounts]),
    group(_("Include"), [connections, messages]),
    E("div", [E("label", { for: form.id }, [_("Write as")]), " ", form])
  ]);
  return {
    element,
    options: () => ({
      hide: {
        addresses: addresses.checked(),
        macs: macs.checked(),
        hosts: hosts.checked(),
        accounts: accounts.checked()
      },
      parts: { connections: connections.checked(), messages: messages.checked() },
      form: form.value
    })
  };
}
function formNames() {
  return {
    markdown: _("Markdown (OpenWrt forum, GitHub)"),
    bbcode: _("BBCode (older forums)"),
    text: _("Plain text"),
    json: _("JSON (for programs)")
  };
}
function box(name, title, change) {
  const input = E("input", { type: "checkbox", id: `nft-offload-${name}`, change });
  input.checked = true;
  return { element: E("label", { for: input.id }, [input, " ", title]), checked: () => input.checked };
}
function group(title, boxes) {
  return E("fieldset", [E("legend", [title]), ...boxes.map(({ element }) => element)]);
}

function textSection(changed) {
  const fields = optionFields(changed);
  const preview = E("textarea", {
    class: "nft-offload-preview",
    readonly: "",
    spellcheck: "false",
    "aria-label": _("Preview: exactly this is shared")
  });
  const told = E("span", { role: "status" });
  let made = 0;
  const copy = () => {
    const copied = copyFrom(preview);
    parts.setText(
      told,
      copied ? _("Copied.") : _("The browser does not copy: press Ctrl+C, the text is selected.")
    );
  };
  const download = () => {
    const isJson = fields.options().form === "json";
    const type = isJson ? "application/json" : "text/plain";
    save(
      new Blob([preview.value], { type: `${type};charset=utf-8` }),
      fileName("report", made, isJson ? "json" : "txt")
    );
  };
  const element = E("div", { class: "cbi-section" }, [
    E("h3", [_("Text")]),
    fields.element,
    E("div", { class: "nft-offload-actions" }, [
      E(
        "button",
        { type: "button", class: "btn cbi-button cbi-button-action", id: "nft-offload-copy", click: copy },
        [_("Copy")]
      ),
      E("button", { type: "button", class: "btn cbi-button", id: "nft-offload-save", click: download }, [
        _("Save as file")
      ]),
      told
    ]),
    preview
  ]);
  return {
    element,
    options: fields.options,
    show(text, time) {
      made = time;
      if (preview.value !== text) preview.value = text;
      parts.setText(told, "");
    }
  };
}

var report = view.extend({
  async render() {
    addStyle();
    const warning = E("div", { class: "alert-message warning", role: "status", hidden: "" });
    let source = null;
    const text = textSection(() => source && draw(source));
    const picture = pictureSection();
    const draw = (found) => {
      const { hide, parts: wanted, form } = text.options();
      const mask = newMask(vocabularyOf(found), hide);
      const report = reportOn(found, mask, wanted);
      text.show(writeReport(form, report, found, mask, hide, wanted), report.made);
      picture.show(cardOf(report, found));
      warnOfNames(warning, found, hide.hosts && hide.accounts);
      source = found;
    };
    const origin = sourceSection(gather, draw);
    origin.ask();
    return E("div", { class: "nft-offload-report" }, [
      E("h2", [_("Report")]),
      E("p", { class: "cbi-map-descr" }, [introduction()]),
      origin.element,
      warning,
      text.element,
      picture.element
    ]);
  },
  handleSave: null,
  handleSaveApply: null,
  handleReset: null
});
function introduction() {
  return _(
    "Everything that somebody who helps you needs to know, to be posted in one go. Nothing is sent anywhere: you copy or save it, and the preview is exactly what you share."
  );
}
function warnOfNames(element, source, wanted) {
  element.hidden = !wanted || knowsNames(source);
  parts.setText(
    element,
    _("Not all names could be read, so some may not be hidden: look through the preview before you share it.")
  );
}

return report;

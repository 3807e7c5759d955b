// Generated from src/model/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require baseclass';

const OCTET = /^\d{1,3}$/;
const GROUP = /^[\da-f]{1,4}$/i;
function parseAddress(text) {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}
function parseIpv4(text) {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => OCTET.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}
function parseIpv6(text) {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const head = bytesOfGroups(halves[0] ?? "", halves.length === 1);
  const tail = bytesOfGroups(halves[1] ?? "", true);
  if (!head || !tail) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1) return missing === 0 ? head : null;
  return missing >= 2 ? [...head, ...Array(missing).fill(0), ...tail] : null;
}
function bytesOfGroups(text, last) {
  if (text === "") return [];
  const groups = text.split(":");
  const dotted = last && groups[groups.length - 1]?.includes(".") ? parseIpv4(groups.pop() ?? "") : [];
  if (!dotted || !groups.every((group) => GROUP.test(group))) return null;
  const numbers = groups.map((group) => Number.parseInt(group, 16));
  return [...numbers.flatMap((number) => [number >> 8, number & 255]), ...dotted];
}
function addressText(bytes) {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, at) => bytes[at * 2] << 8 | bytes[at * 2 + 1]);
  const [start, length] = longestZeros(groups);
  const print = (list) => list.map((group) => group.toString(16)).join(":");
  if (length < 2) return print(groups);
  return [print(groups.slice(0, start)), print(groups.slice(start + length))].join("::");
}
function longestZeros(groups) {
  let best = [0, 0];
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === 0) end++;
    if (end - start > best[1]) best = [start, end - start];
  }
  return best;
}
function tidyAddress(text) {
  const bytes = parseAddress(text);
  return bytes ? addressText(bytes) : text;
}
function samePrefix(a, b, bits) {
  if (a.length !== b.length) return false;
  const whole = bits >> 3;
  for (let at = 0; at < whole; at++) if (a[at] !== b[at]) return false;
  const rest = bits & 7;
  return rest === 0 || (a[whole] ^ b[whole]) >> 8 - rest === 0;
}
function isPrivate(bytes) {
  return within(bytes, [
    ["10.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["100.64.0.0", 10],
    ["fc00::", 7]
  ]);
}
function isSpecial(bytes) {
  return within(bytes, [
    ["0.0.0.0", 8],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["224.0.0.0", 3],
    ["::", 127],
    ["fe80::", 10],
    ["ff00::", 8]
  ]);
}
function isMulticast(bytes) {
  return within(bytes, [
    ["224.0.0.0", 4],
    ["255.255.255.255", 32],
    ["ff00::", 8]
  ]);
}
function within(bytes, prefixes) {
  return prefixes.some(([prefix, bits]) => samePrefix(bytes, parseAddress(prefix), bits));
}

const TOLERANCE = 1.1;
function intervalBetween(before, after, line) {
  const seconds = (after.monotonic_ms - before.monotonic_ms) / 1e3;
  if (!(seconds > 0)) return null;
  const wan_bytes = growth(deviceBytes(before, line.device), deviceBytes(after, line.device));
  return {
    seconds,
    wan_bytes,
    offloaded_bytes: line.counted ? offloadedGrowth(before, after, wan_bytes) : null,
    cpu: cpuLoad(before.cpus, after.cpus)
  };
}
function offloadedGrowth(before, after, wan) {
  return plausible(growth(offloadedBytes(before), offloadedBytes(after)), wan);
}
function deviceBytes(counters, device) {
  const found = counters.devices?.find((entry) => entry.device === device);
  return found ? found.rx_bytes + found.tx_bytes : null;
}
function offloadedBytes({ offloaded }) {
  if (!offloaded) return null;
  const { software, hardware } = offloaded;
  if (software.total.bytes === null || hardware.total.bytes === null) return null;
  return software.total.bytes + hardware.total.bytes;
}
function growth(before, after) {
  return before === null || after === null || after < before ? null : after - before;
}
function plausible(offloaded, wan) {
  if (offloaded === null || wan === null) return offloaded;
  return offloaded > wan * TOLERANCE ? null : Math.min(offloaded, wan);
}
function cpuLoad(before, after) {
  if (!before || !after || before.length !== after.length) return null;
  const loads = after.map((now, core) => coreLoad(before[core], now)).filter((load) => load !== null);
  return loads.sort((a, b) => b.busiest - a.busiest)[0] ?? null;
}
function coreLoad(before, after) {
  const idle = after.idle - before.idle;
  const softirq = after.softirq - before.softirq;
  const total = idle + softirq + (after.user - before.user) + (after.system - before.system);
  if (total <= 0 || idle < 0 || softirq < 0) return null;
  return { busiest: 1 - idle / total, softirq: softirq / total };
}

const HISTORY_SECONDS = 600;
const SHARE_SECONDS = 30;
const GAP_SECONDS = 10;
const VANISHED_SHARE = 0.8;
const VANISHED_ENTRIES = 5;
const NO_HISTORY = { samples: [], recent: [], last: null };
function addCounters(history, counters, time, line) {
  const interval = history.last ? intervalBetween(history.last, counters, line) : null;
  const recent = interval ? lastSeconds([...history.recent, interval], SHARE_SECONDS) : [];
  const sample = sampleOf(interval, recent, counters, time);
  const mark = vanished(history.last, counters) ? "reload" : void 0;
  return { samples: append(history.samples, mark ? { ...sample, mark } : sample), recent, last: counters };
}
function addChange(history, time) {
  return { ...history, samples: append(history.samples, { ...gapAt(time), mark: "change" }) };
}
function addGap(history, time) {
  return { ...history, samples: append(history.samples, gapAt(time)), recent: [], last: null };
}
function recentShare(recent) {
  const known = recent.filter(
    ({ wan_bytes, offloaded_bytes }) => wan_bytes !== null && offloaded_bytes !== null
  );
  const total = known.reduce((sum, { wan_bytes }) => sum + (wan_bytes ?? 0), 0);
  const offloaded = known.reduce((sum, { offloaded_bytes }) => sum + (offloaded_bytes ?? 0), 0);
  return total > 0 ? offloaded / total : null;
}
function averageLoad({ samples }, since) {
  const loads = samples.flatMap(({ time, cpu }) => time > since && cpu !== null ? [cpu] : []);
  return loads.length > 0 ? loads.reduce((sum, load) => sum + load, 0) / loads.length : null;
}
function sampleOf(interval, recent, counters, time) {
  const wan = interval?.wan_bytes ?? null;
  return {
    time,
    wan_bits: interval && wan !== null ? wan * 8 / interval.seconds : null,
    share: recentShare(recent),
    cpu: interval?.cpu?.busiest ?? null,
    softirq: interval?.cpu?.softirq ?? null,
    entries: entriesOf(counters)
  };
}
function entriesOf({ offloaded }) {
  return offloaded ? offloaded.software.total.entries + offloaded.hardware.total.entries : null;
}
function vanished(before, after) {
  const [was, is] = [before && entriesOf(before), entriesOf(after)];
  if (was === null || is === null || was < VANISHED_ENTRIES) return false;
  return is <= was * (1 - VANISHED_SHARE) && (after.tracked ?? 0) >= was;
}
function gapAt(time) {
  return { time, wan_bits: null, share: null, cpu: null, softirq: null, entries: null };
}
function append(samples, sample) {
  const last = samples[samples.length - 1];
  if (last && sample.time < last.time) return [sample];
  const broken = last && sample.time - last.time > GAP_SECONDS ? [gapAt(last.time + 1)] : [];
  return [...samples, ...broken, sample].filter(({ time }) => sample.time - time <= HISTORY_SECONDS);
}
function lastSeconds(intervals, seconds) {
  let total = 0;
  const kept = [...intervals].reverse().filter((interval) => {
    total += interval.seconds;
    return total <= seconds + interval.seconds / 2;
  });
  return kept.reverse();
}

function countText(count) {
  return count === null ? _("unknown") : "%d".format(count);
}
function bytesText(bytes) {
  return bytes === null ? _("no data") : "%1024.1mB".format(bytes);
}
function shareText(count, most) {
  return most === null ? countText(count) : _("%s of %s").format(countText(count), countText(most));
}
function carriedText(tally, counted) {
  return tally.entries === 0 ? "–" : bytesText(counted ? tally.bytes : null);
}
function percentText(share) {
  const percent = Math.round(share * 100);
  const honest = share > 0 && share < 1 ? Math.min(99, Math.max(1, percent)) : percent;
  return _("%d %%").format(honest);
}
function timeText(time) {
  return `${new Date(time).toISOString().replace("T", " ").slice(0, 16)} UTC`;
}

const CHART_LINES = [
  { id: "share", axis: "percent", read: ({ share }) => share },
  { id: "cpu", axis: "percent", read: ({ cpu }) => cpu },
  { id: "softirq", axis: "percent", read: ({ softirq }) => softirq },
  { id: "rate", axis: "rate", read: ({ wan_bits }) => wan_bits === null ? null : wan_bits / 1e6 }
];
const LINE_COLOURS = {
  share: "#2e8540",
  cpu: "#b3446c",
  softirq: "#8a8a8a",
  rate: "#1f6fb4"
};
function lineTitles() {
  return {
    share: _("Fast path"),
    cpu: _("Busiest CPU core"),
    softirq: _("of which softirq"),
    rate: _("Internet connection")
  };
}
function lineText({ axis, read }, sample) {
  const value = read(sample);
  if (value === null) return _("unknown");
  return axis === "percent" ? percentText(value) : _("%s Mbit/s").format(value.toFixed(1));
}

const GRID_PARTS = 4;
const TOPS = [1, 2, 4, 6, 8, 10];
function drawingOf(samples, field) {
  const top = topOf(samples);
  const ends = samples[samples.length - 1]?.time ?? 0;
  const x = (time) => round(field.x + field.width * placeOf(time, ends));
  const lineOf = (line) => pathOf(samples, line, x, yOf(field, line.axis === "rate" ? top : 1));
  const marksOf = (mark) => samples.filter((sample) => sample.mark === mark).map(({ time }) => `M${x(time)} ${field.y}v${field.height}`).join("");
  const lines = CHART_LINES.map((line) => [line.id, lineOf(line)]);
  return {
    lines: Object.fromEntries(lines),
    marks: { reload: marksOf("reload"), change: marksOf("change") },
    top
  };
}
function gridOf({ x, y, width, height }) {
  const steps = Array.from({ length: GRID_PARTS + 1 }, (_all, step) => step / GRID_PARTS);
  return steps.map((part) => `M${x} ${round(y + part * height)}h${width}M${round(x + part * width)} ${y}v${height}`).join("");
}
function ticksOf(top) {
  return Array.from({ length: GRID_PARTS + 1 }, (_all, step) => top * step / GRID_PARTS);
}
function placeOf(time, ends) {
  return 1 - (ends - time) / HISTORY_SECONDS;
}
function nearestTo(samples, place) {
  const ends = samples[samples.length - 1]?.time ?? 0;
  const away = samples.map(({ time }) => Math.abs(placeOf(time, ends) - place));
  return away.indexOf(Math.min(...away));
}
function topOf(samples) {
  const most = Math.max(1, ...samples.map(({ wan_bits }) => (wan_bits ?? 0) / 1e6));
  const decade = 10 ** Math.floor(Math.log10(most));
  return (TOPS.find((top) => top * decade >= most) ?? 10) * decade;
}
function yOf(field, top) {
  return (value) => round(field.y + field.height * (1 - value / top));
}
function pathOf(samples, { read }, x, y) {
  const parts = [];
  let connected = false;
  for (const sample of samples) {
    const value = read(sample);
    if (value !== null)
      parts.push(`${connected ? "L" : "M"}${x(sample.time)} ${y(value)}${connected ? "" : "h0"}`);
    connected = value !== null;
  }
  return parts.join("");
}
function round(value) {
  return Math.round(value * 10) / 10;
}

const TRUE_WORDS = ["1", "on", "true", "yes"];
function isOn(value) {
  return typeof value === "string" && TRUE_WORDS.includes(value);
}
function modeOf(options) {
  if (!options.flow_offloading) return "off";
  return options.flow_offloading_hw ? "hardware" : "software";
}
function sameOptions(a, b) {
  return a.flow_offloading === b.flow_offloading && a.flow_offloading_hw === b.flow_offloading_hw;
}
function firewallFlowtable(flowtables) {
  return flowtables.find((flowtable) => isFirewalls(flowtable)) ?? null;
}
function isFirewalls(flowtable) {
  return flowtable.family === "inet" && flowtable.table === "fw4" && flowtable.name === "ft";
}
function loadedMode(status) {
  if (!status.flowtables || !status.forward_rules) return null;
  const flowtable = firewallFlowtable(status.flowtables);
  if (!flowtable || !feeds(status.forward_rules, flowtable)) return "off";
  return flowtable.hardware ? "hardware" : "software";
}
function feeds(rules, flowtable) {
  return rules.some((rule) => rule.flowtable === flowtable.name);
}
function modeName(mode) {
  if (mode === "hardware") return _("Hardware");
  return mode === "software" ? _("Software", "flow offloading") : _("Off");
}
function foreignFlowtables(status) {
  return (status.flowtables ?? []).filter((flowtable) => !isFirewalls(flowtable)).map(({ family, table, name }) => `${family} ${table} ${name}`);
}
const SILENT_TARGETS = ["ramips/mt7621", "mediatek/mt7623", "airoha/"];
function isSilentHardware(status) {
  return loadedMode(status) === "hardware" && hasSilentHardware(status);
}
function hasSilentHardware({ system }) {
  return SILENT_TARGETS.some((silent) => system.target?.startsWith(silent));
}

function offloadChange(option, value) {
  return { config: "firewall", section: "@defaults[0]", option, value };
}
function modeChanges(mode) {
  return [
    offloadChange("flow_offloading", mode === "off" ? null : "1"),
    offloadChange("flow_offloading_hw", mode === "hardware" ? "1" : null)
  ];
}
function modeAfter(options, changes) {
  const after = { ...options };
  for (const { option, value } of changes) after[option] = isOn(value);
  return modeOf(after);
}
function shellCommands(changes) {
  const configs = [...new Set(changes.map((change) => change.config))];
  const commits = configs.map((config) => `uci commit ${config}`);
  return [...changes.map(uciCommand), ["fw4 check", ...commits, "service firewall reload"].join(" && ")];
}
function uciCommand({ config, section, option, value }) {
  const path = `${config}.${section}.${option}`;
  return value === null ? `uci -q delete ${path}` : `uci set ${path}=${quote(value)}`;
}
function quote(value) {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

function reasonText(reason) {
  if (!reason) return _("The router gave no reason.");
  return _("%s (%s)").format(reasonWords(reason.code), reason.text);
}
function reasonWords(code) {
  const words = {
    missing: _("This router does not have it."),
    denied: _("Permission denied."),
    garbled: _("Unexpected format."),
    truncated: _("The answer is incomplete."),
    overrun: _("Too much changed during the reading."),
    timeout: _("No answer in time."),
    failed: _("It reported an error.")
  };
  return words[code] ?? code;
}
function callFaultText(error) {
  const message = firstLine(error instanceof Error ? error.message : String(error));
  const words = callFaultWords(message);
  return words ? _("%s (%s)").format(words, message) : message;
}
function ubusStatus(error) {
  const found = /ubus code (\d+)/.exec(error instanceof Error ? error.message : "");
  return found ? Number(found[1]) : null;
}
function firstLine(message) {
  return message.replace(/\s+at [\s\S]*$/, "").trim();
}
function callFaultWords(message) {
  const faults = [
    [/error -32000/, _("This page’s backend is not installed, or rpcd has not been reloaded since.")],
    [/error -32002|ubus code 6/, _("Permission denied. Your session may have expired.")],
    [/ubus code 4/, _("This router does not have it.")],
    [/ubus code 5/, _("No reply: there is nothing to do, or the backend crashed.")],
    [/ubus code (2|9)/, _("The backend sent an invalid reply.")],
    [/ubus code 7|timed out/, _("The router took too long to answer.")],
    [/HTTP error|XHR/, _("The router did not answer.")]
  ];
  return faults.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

function listText(items, reason, gap = ", ") {
  if (!items) return reasonText(reason);
  return items.length > 0 ? items.join(gap) : _("none", "flow offloading");
}
function valueText(value) {
  return typeof value === "boolean" ? String(Number(value)) : String(value ?? _("unknown"));
}

function flowtableRows({ flowtables, forward_rules, unknown }) {
  const rules = forward_rules?.map(({ index, text }) => `inet fw4 forward #${index}: ${text}`);
  return [
    [_("Flowtables"), listText(flowtables?.map(flowtableText), unknown.flowtables, "; ")],
    [_("Forward rule"), listText(rules, unknown.forward_rules, "; ")]
  ];
}
function flowtableText({ family, table, name, devices, hardware, counter }) {
  const flags = `${hardware ? " flags offload;" : ""}${counter ? " counter;" : ""}`;
  return `table ${family} ${table} { flowtable ${name} { devices = { ${devices.join(", ")} };${flags} } }`;
}

function settingRows(status, environment = null, unapplied = null) {
  const { requested, waiting, module, flowtables, firewall_loaded, unknown } = status;
  const loaded = loadedMode(status);
  const covered = flowtables && (firewallFlowtable(flowtables)?.devices ?? []);
  const rows = [
    [_("Enabled"), requested ? modeName(modeOf(requested)) : reasonText(unknown.requested)],
    [
      _("Loaded by the kernel"),
      loaded ? modeName(loaded) : reasonText(unknown.flowtables ?? unknown.forward_rules)
    ],
    [_("Covered devices"), listText(covered, unknown.flowtables)],
    [_("Kernel module nft_flow_offload"), module ?? reasonText(unknown.module)],
    [_("Firewall"), valueText(firewall_loaded)]
  ];
  if (environment) rows.push([_("Firewall starts at boot"), valueText(environment.firewall_enabled)]);
  const options = [
    ["/etc/config/firewall", requested],
    ["/tmp/.uci/firewall", waiting],
    [_("Saved, but not applied"), unapplied]
  ];
  for (const [place, found] of options) if (found) rows.push([place, optionsText(found)]);
  return rows;
}
function optionsText({ flow_offloading, flow_offloading_hw }) {
  return `flow_offloading=${valueText(flow_offloading)}, flow_offloading_hw=${valueText(flow_offloading_hw)}`;
}

function systemRows(system) {
  const parts = [
    [_("Model"), system.model],
    [_("Target"), system.target],
    [_("Release"), system.release],
    [_("Kernel"), system.kernel],
    ["firewall4", system.firewall4_version],
    ["kmod-nft-offload", system.kmod_version],
    ["luci-app-nft-offload", system.app_version],
    [_("Board"), system.board],
    [_("Package manager"), system.package_manager]
  ];
  return parts.map(([label, value]) => [label, valueText(value)]);
}

const MEASURE_SECONDS = 20;
const ENOUGH_BYTES = 2e7;
const WORKING_SHARE = 0.8;
const NOT_WORKING_SHARE = 0.2;
function bypassedShare(measurement) {
  const { slow_bytes, total_bytes } = measurement;
  if (total_bytes < ENOUGH_BYTES) return null;
  return Math.max(0, 1 - slow_bytes / total_bytes);
}
function judgeMeasurement(measurement) {
  const share = bypassedShare(measurement);
  if (share === null) return measurement.hardware_entries > 0 ? "hardware" : "not-enough";
  if (share >= WORKING_SHARE) return "working";
  return share > NOT_WORKING_SHARE ? "partly" : "not-working";
}
const JOINED_HEADER = 40;
function bytesBetween(first, last) {
  const received = countBetween(first.line.received, last.line.received);
  const sent = countBetween(first.line.sent, last.line.sent);
  const forwarded = countBetween(first.forwarded, last.forwarded);
  const own = countBetween(first.own, last.own);
  if (!received || !sent || !forwarded || !own) return null;
  const own_bytes = contentOf(own, 0);
  return {
    slow_bytes: contentOf(forwarded, 0) + own_bytes,
    own_bytes,
    total_bytes: contentOf(received, last.line.received_header) + contentOf(sent, last.line.sent_header)
  };
}
function countBetween(first, last) {
  const count = { packets: last.packets - first.packets, bytes: last.bytes - first.bytes };
  return count.packets < 0 || count.bytes < 0 ? null : count;
}
function contentOf({ packets, bytes }, linkHeader) {
  return Math.max(0, bytes - packets * (linkHeader + JOINED_HEADER));
}

function finding(id, level, text, help) {
  return help ? { id, level, text, help } : { id, level, text };
}
function firstOf(evidence, judges) {
  for (const judge of judges) {
    const found = judge(evidence);
    if (found) return found;
  }
  return null;
}

function sidesOf(status) {
  const { zones, forwardings } = status;
  if (!zones || !forwardings) return null;
  const wanZones = zones.filter(
    (zone) => zone.networks.some((network) => network.up && network.default_route)
  );
  const wanNames = wanZones.map((zone) => zone.name);
  const sources = forwardings.filter(({ dest }) => wanNames.includes(dest)).map(({ src }) => src);
  const lanZones = zones.filter((zone) => sources.includes(zone.name) && !wanNames.includes(zone.name));
  return { wan: networksUp(wanZones), lan: networksUp(lanZones), wanZones, lanZones };
}
function networksUp(zones) {
  return zones.flatMap((zone) => zone.networks).filter((network) => network.up);
}
const LAYER3_ONLY = [
  "wireguard",
  "qmi",
  "mbim",
  "ncm",
  "modemmanager",
  "6in4",
  "6to4",
  "6rd",
  "gre",
  "ipip",
  "vti",
  "xfrm"
];
function isLayer3Only(network) {
  return network.device === null || LAYER3_ONLY.includes(network.proto ?? "");
}
function namesOf(networks) {
  return networks.map((network) => network.name).join(", ");
}

function offloadedNow({ counters }) {
  if (!counters?.offloaded) return null;
  return counters.offloaded.software.total.entries + counters.offloaded.hardware.total.entries;
}
function judgePickedUp(evidence) {
  if (offloadedNow(evidence) !== 0) return null;
  const slow = evidence.staysSlow ?? 0;
  if (slow === 0) return waiting();
  return staysSlow(evidence, slow);
}
function waiting() {
  return finding(
    "waiting",
    "info",
    _(
      "Ready, but nothing is being forwarded right now. Open a website or start a download on a device in your network, not on the router. Traffic that stays within your network, or that a proxy or VPN on the router handles, is never offloaded."
    ),
    { kind: "measure" }
  );
}
function staysSlow(evidence, slow) {
  const words = N_(
    slow,
    "%d connection is eligible, but still goes through the firewall.",
    "%d connections are eligible, but still go through the firewall."
  ).format(slow);
  const reason = usualReason(evidence);
  return finding("stays-slow", "warning", reason ? `${words} ${reason}` : words, { kind: "measure" });
}
function usualReason({ status }) {
  const protocols = (sidesOf(status)?.wan ?? []).map((network) => network.proto);
  if ((status.accelerators ?? []).length > 0)
    return _("Another accelerator (%s) is loaded and may handle them first.").format(
      status.accelerators?.join(", ") ?? ""
    );
  if (protocols.includes("pppoe")) return _("This is a known weakness of some routers on PPPoE lines.");
  return null;
}

const OFF = ["off", "unapplied", "uncommitted"];
const WAITING = ["waiting", "wan-down", "lan-down", "access-point", "no-forwarding"];
function badgeOf(evidence, headline) {
  if (headline.id === "unknown") return { id: "unknown", level: "notice", text: _("Unknown") };
  if (OFF.includes(headline.id)) return { id: "off", level: "info", text: _("Off") };
  if (WAITING.includes(headline.id)) return { id: "waiting", level: "info", text: _("Waiting for traffic") };
  if (headline.id !== "working")
    return { id: "not-working", level: headline.level, text: _("Enabled, but not working") };
  return measuredBadge(evidence) ?? hardwareBadge(evidence) ?? acceleratingBadge(evidence);
}
function measuredBadge({ measured }) {
  const share = measured && bypassedShare(measured);
  if (!measured || typeof share !== "number") return null;
  const level = judgeMeasurement(measured) === "working" ? "success" : "notice";
  return { id: "measured", level, text: _("Measured: %s bypassed").format(percentText(share)) };
}
function hardwareBadge({ counters }) {
  const count = counters?.offloaded?.hardware.total.entries ?? 0;
  if (count === 0) return null;
  const text = N_(count, "Hardware: %d connection offloaded", "Hardware: %d connections offloaded").format(
    count
  );
  return { id: "hardware", level: "success", text };
}
function acceleratingBadge(evidence) {
  const count = offloadedNow(evidence) ?? 0;
  const text = N_(count, "On: %d connection offloaded", "On: %d connections offloaded").format(count);
  return { id: "accelerating", level: "success", text };
}

function evidenceOf(parts) {
  const { status = null, counters = null, unapplied = null, staysSlow = null } = parts;
  return {
    status,
    counters,
    unapplied,
    staysSlow,
    measured: measuredNow(status, parts.results ?? []),
    misplaced: misplacedIn(parts.environment)
  };
}
function measuredNow(status, results) {
  const loaded = status && loadedMode(status);
  return (status && results.find(({ mode }) => mode === loaded)) ?? null;
}
function misplacedIn(facts) {
  const misplaced = facts?.misplaced;
  if (!misplaced) return [];
  const { globals_flow_offloading, globals_flow_offloading_hw, in_ignored_defaults } = misplaced;
  return [
    ...globals_flow_offloading || globals_flow_offloading_hw ? ["network.globals"] : [],
    ...in_ignored_defaults ? ["firewall.@defaults[1]"] : []
  ];
}

function judgeLoaded(evidence) {
  if (loadedMode(evidence.status) !== "off") return null;
  return firstOf(evidence, [judgeModule, judgeFirewall, judgeRule, judgeRejected]);
}
function judgeModule({ status }) {
  if (status.module !== "missing") return null;
  return finding(
    "module-missing",
    "danger",
    _("The kernel module for flow offloading is missing. Install the package kmod-nft-offload."),
    installHelp(status.system.package_manager)
  );
}
function installHelp(manager) {
  const commands = {
    apk: "apk update && apk add kmod-nft-offload",
    opkg: "opkg update && opkg install kmod-nft-offload"
  };
  const page = {
    kind: "page",
    label: _("Open the Software page"),
    path: "admin/system/package-manager",
    query: "query=kmod-nft-offload"
  };
  return manager ? { ...page, command: commands[manager] } : page;
}
function judgeFirewall({ status }) {
  if (status.firewall_loaded !== false) return null;
  return finding(
    "firewall-stopped",
    "danger",
    _("The firewall is not running, so nothing can be offloaded."),
    { kind: "load", label: _("Start the firewall"), command: "service firewall start" }
  );
}
function judgeRule({ status }) {
  if (!firewallFlowtable(status.flowtables ?? [])) return null;
  return finding(
    "rule-missing",
    "danger",
    _("The flowtable is loaded, but no forward rule adds connections to it."),
    reload()
  );
}
function judgeRejected() {
  return finding(
    "rejected",
    "danger",
    _(
      "The firewall has not loaded this setting: it has not been reloaded since, or the kernel rejected its rules."
    ),
    reload()
  );
}
function reload() {
  return { kind: "load", label: _("Reload the firewall"), command: "service firewall reload" };
}

const APART = 10;
const NO_WATCH = { before: null, staysSlow: null };
function followSlow({ before, staysSlow }, status) {
  if (!status?.slow) return NO_WATCH;
  const { entries } = status.slow;
  const now = { monotonic_ms: status.monotonic_ms, entries };
  const seconds = before ? (now.monotonic_ms - before.monotonic_ms) / 1e3 : -1;
  if (!before || seconds < 0) return { before: now, staysSlow: entries === 0 ? 0 : null };
  if (entries > 0 && seconds < APART) return { before, staysSlow };
  return { before: now, staysSlow: Math.min(before.entries, entries) };
}

function judgeComplete(evidence) {
  const sides = sidesOf(evidence.status);
  if (!sides) return null;
  return firstOf({ ...evidence, sides }, [
    judgeAccessPoint,
    judgeWanDown,
    judgeNoForwarding,
    judgeEmptyZone,
    judgeNoDevices,
    judgeWan,
    judgeLan
  ]);
}
function judgeAccessPoint({ status, sides }) {
  const routes = status.zones?.some((zone) => zone.masq) || (status.forwardings?.length ?? 0) > 0;
  if (sides.wan.length > 0 || routes) return null;
  return finding(
    "access-point",
    "info",
    _(
      "This device does not route between networks, so there is nothing to offload. Traffic within one network is switched."
    )
  );
}
function judgeWanDown({ sides }) {
  if (sides.wan.length > 0) return null;
  return finding("wan-down", "info", _("No network has a route to the Internet right now."), {
    kind: "page",
    label: _("Open the Interfaces page"),
    path: "admin/network/network"
  });
}
function judgeNoForwarding({ sides }) {
  if (sides.lanZones.length > 0) return null;
  return finding(
    "no-forwarding",
    "info",
    _("No firewall zone is allowed to forward to the Internet, so nothing is routed."),
    zonePage()
  );
}
function judgeEmptyZone({ sides }) {
  const empty = sides.lanZones.filter((zone) => zone.networks.length === 0);
  if (sides.lan.length > 0 || empty.length === 0) return null;
  const names = empty.map((zone) => zone.name).join(", ");
  return finding("zone-empty", "warning", _("The zone %s has no network.").format(names), zonePage());
}
function judgeNoDevices({ status }) {
  const devices = firewallFlowtable(status.flowtables ?? [])?.devices;
  if (!devices || devices.length > 0) return null;
  return finding("no-devices", "danger", _("The flowtable has no devices."), zonePage());
}
function judgeWan({ sides }) {
  if (isCovered(sides.wan)) return null;
  if (sides.wan.every(isLayer3Only))
    return finding(
      "wan-layer3",
      "warning",
      _(
        "The Internet connection (%s) has no network device that the firewall can offload. This is usual for mobile modems and tunnels."
      ).format(namesOf(sides.wan))
    );
  return finding(
    "wan-missing",
    "danger",
    _("The WAN side (%s) is not in the flowtable, so nothing can be offloaded.").format(namesOf(sides.wan)),
    zonePage()
  );
}
function judgeLan({ sides }) {
  if (isCovered(sides.lan)) return null;
  if (sides.lan.length === 0)
    return finding("lan-down", "info", _("No local network is up right now."), {
      kind: "page",
      label: _("Open the Interfaces page"),
      path: "admin/network/network"
    });
  return finding(
    "lan-missing",
    "danger",
    _("The LAN side (%s) is not in the flowtable, so nothing can be offloaded.").format(namesOf(sides.lan)),
    zonePage()
  );
}
function isCovered(networks) {
  return networks.some((network) => network.covered);
}
function zonePage() {
  return { kind: "page", label: _("Open the zone settings"), path: "admin/network/firewall" };
}

const NEARLY_FULL = 0.85;
function judgeHints(evidence) {
  return JUDGES.map((judge) => judge(evidence)).filter((hint) => hint !== null);
}
const JUDGES = [
  judgeLeftOver,
  judgeTableFull,
  judgeFallback,
  judgeUncovered,
  judgePppoe,
  judgeForeign,
  judgePatchedRule,
  judgeAccounting,
  judgeNoCounter,
  judgeSilentHardware
];
function judgeLeftOver({ status }) {
  if (!status.requested || modeOf(status.requested) !== "off") return null;
  const loaded = loadedMode(status);
  if (loaded === null || loaded === "off") return null;
  return finding(
    "left-over",
    "warning",
    _(
      "Offloading is disabled, but the kernel still offloads: the firewall has not been reloaded since. Run: %s"
    ).format("service firewall reload")
  );
}
function judgeTableFull({ counters }) {
  const { tracked, tracked_max } = counters ?? {};
  if (!tracked || !tracked_max || tracked / tracked_max < NEARLY_FULL) return null;
  return finding(
    "table-full",
    "warning",
    _(
      "The connection table is nearly full (%d of %d). New connections may be dropped, with or without offloading."
    ).format(tracked, tracked_max)
  );
}
function judgeFallback({ status }) {
  if (!status.requested || modeOf(status.requested) !== "hardware" || loadedMode(status) !== "software")
    return null;
  return finding(
    "fallback",
    "notice",
    _(
      "Hardware offloading is enabled, but this router does not support it. Software offloading is used instead."
    )
  );
}
function judgeUncovered({ status }) {
  const sides = sidesOf(status);
  if (!sides || loadedMode(status) === "off") return null;
  const uncovered = [...sides.lan, ...sides.wan].filter((network) => network.covered === false);
  if (uncovered.length === 0) return null;
  const words = uncovered.every(isLayer3Only) ? _("Traffic on %s is not offloaded: tunnels and modems without a network device of their own cannot be.") : _("Traffic on %s is not offloaded: its device is not in the flowtable.");
  return finding("uncovered", "info", words.format(namesOf(uncovered)));
}
function judgePppoe({ status }) {
  if (!sidesOf(status)?.wan.some((network) => network.proto === "pppoe")) return null;
  if (!status.requested?.flow_offloading) return null;
  return finding("pppoe", "info", _("On PPPoE lines the gain differs from router to router. Measure it."), {
    kind: "measure"
  });
}
function judgeForeign({ status }) {
  const foreign = foreignFlowtables(status);
  if (foreign.length === 0) return null;
  return finding(
    "foreign-flowtable",
    "notice",
    _("Another program has its own flowtable (%s). Its connections are included in these counts.").format(
      foreign.join("; ")
    )
  );
}
function judgePatchedRule({ status }) {
  const rule = status.forward_rules?.[0];
  if (!rule || rule.index === 0 && !rule.text.includes("ct original packets")) return null;
  return finding(
    "patched-rule",
    "notice",
    _("The rule that offloads connections is not the firewall’s own: %s").format(rule.text)
  );
}
function judgeAccounting({ status }) {
  if (status.conntrack.acct !== false) return null;
  return finding(
    "no-accounting",
    "info",
    _("Connection accounting is off (nf_conntrack_acct is 0), so data volumes are unknown.")
  );
}
function judgeNoCounter({ status }) {
  const flowtable = firewallFlowtable(status.flowtables ?? []);
  if (!flowtable || flowtable.counter) return null;
  return finding(
    "no-counter",
    "info",
    _("The flowtable has no counter, so the data volume of offloaded connections does not increase.")
  );
}
function judgeSilentHardware({ status }) {
  if (!isSilentHardware(status)) return null;
  return finding(
    "silent-hardware",
    "info",
    _("The hardware does not count what it forwards, so data volumes are unknown.")
  );
}

function judgeSeals(evidence) {
  return { measured: judgeMeasured(evidence), hardware: judgeHardware(evidence) };
}
function judgeMeasured({ measured }) {
  if (!measured) return finding("not-measured", "info", _("Not measured yet."), { kind: "measure" });
  const share = bypassedShare(measured);
  const figure = share === null ? "" : percentText(share);
  const verdicts = {
    working: finding(
      "measured",
      "success",
      _("Measured: %s of the data bypassed the firewall.").format(figure)
    ),
    partly: finding(
      "partly-measured",
      "notice",
      _("Partly: %s of the data bypassed the firewall.").format(figure)
    ),
    "not-working": finding(
      "measured-slow",
      "warning",
      _("Only %s of the data bypassed the firewall.").format(figure)
    ),
    "not-enough": finding("not-enough", "info", _("There was not enough traffic to measure."), {
      kind: "measure"
    }),
    hardware: finding(
      "measured-hardware",
      "success",
      _("The hardware handled the traffic. Its amount cannot be measured.")
    )
  };
  return verdicts[judgeMeasurement(measured)];
}
function judgeHardware({ status, counters }) {
  const entries = counters?.offloaded?.hardware.total.entries ?? null;
  if (entries !== null && entries > 0)
    return finding(
      "hardware-takes",
      "success",
      N_(
        entries,
        "%d connection is offloaded to hardware.",
        "%d connections are offloaded to hardware."
      ).format(entries)
    );
  if (!status?.requested) return finding("hardware-unknown", "info", _("unknown"));
  if (modeOf(status.requested) !== "hardware")
    return finding("hardware-not-asked", "info", _("Not enabled."));
  if (entries === null) return finding("hardware-unknown", "info", _("unknown"));
  return finding(
    "hardware-none",
    "notice",
    _("Enabled, but no connection is offloaded to hardware right now. Software offloading continues.")
  );
}

function judgeRequested(evidence) {
  if (evidence.status.requested?.flow_offloading) return null;
  return firstOf(evidence, [judgeUnapplied, judgeCommandLine, judgeHardwareAlone, judgeMisplaced, judgeOff]);
}
function judgeUnapplied({ unapplied }) {
  if (!unapplied?.flow_offloading) return null;
  return finding(
    "unapplied",
    "notice",
    _("Offloading is enabled, but the change has not been applied yet."),
    {
      kind: "apply"
    }
  );
}
function judgeCommandLine({ status }) {
  if (!status.waiting || modeOf(status.waiting) === "off") return null;
  return finding(
    "uncommitted",
    "notice",
    _("Offloading was enabled over SSH, but not committed. Run: %s").format(
      "uci commit firewall && service firewall reload"
    )
  );
}
function judgeHardwareAlone({ status }) {
  if (!status.requested?.flow_offloading_hw) return null;
  return finding(
    "hardware-alone",
    "warning",
    _("Hardware offloading is enabled, but it needs software offloading, which is off."),
    { kind: "enable" }
  );
}
function judgeMisplaced({ misplaced }) {
  if (misplaced.length === 0) return null;
  return finding(
    "misplaced",
    "warning",
    _("The option is set in the wrong place (%s), where it has no effect.").format(misplaced.join(", ")),
    { kind: "enable" }
  );
}
function judgeOff() {
  return finding("off", "info", _("Flow offloading is off: every packet goes through the firewall."), {
    kind: "enable"
  });
}

function judgeRouter(evidence) {
  const { rungs, headline } = climb(evidence);
  return {
    rungs,
    headline,
    badge: badgeOf(evidence, headline),
    hints: isKnown(evidence) ? judgeHints(evidence) : [],
    seals: judgeSeals(evidence)
  };
}
function climb(evidence) {
  const rungs = steps().map(({ name, title }) => ({ name, title, state: "open" }));
  for (const [index, step] of steps().entries()) {
    const { state, finding: found } = tryStep(step, evidence);
    rungs[index] = { name: step.name, title: step.title, state };
    if (found) return { rungs, headline: found };
  }
  return { rungs, headline: allReached(evidence) };
}
function tryStep(step, evidence) {
  if (!isKnown(evidence)) return { state: "unknown", finding: unreadable(_("The router has not answered.")) };
  const unknown = step.unknown(evidence);
  if (unknown !== null) return { state: "unknown", finding: unreadable(unknown) };
  const found = step.judge(evidence);
  return { state: found ? "failed" : "reached", finding: found };
}
function isKnown(evidence) {
  return evidence.status !== null;
}
function unreadable(why) {
  return finding("unknown", "notice", _("Unknown whether offloading works: %s").format(why));
}
function allReached(evidence) {
  const count = offloadedNow(evidence) ?? 0;
  return finding(
    "working",
    "success",
    N_(
      count,
      "Offloading works: %d connection is offloaded right now.",
      "Offloading works: %d connections are offloaded right now."
    ).format(count)
  );
}
function steps() {
  return [
    {
      name: "requested",
      title: _("Enabled"),
      unknown: ({ status }) => status.requested ? null : reasonText(status.unknown.requested),
      judge: judgeRequested
    },
    {
      name: "loaded",
      title: _("Loaded"),
      unknown: ({ status }) => loadedMode(status) === null ? reasonText(status.unknown.flowtables ?? status.unknown.forward_rules) : null,
      judge: judgeLoaded
    },
    {
      name: "complete",
      title: _("Covers WAN and LAN"),
      unknown: ({ status }) => sidesOf(status) ? null : reasonText(status.unknown.zones ?? status.unknown.forwardings),
      judge: judgeComplete
    },
    {
      name: "picked-up",
      title: _("In use"),
      unknown: ({ counters }) => {
        if (counters?.offloaded) return null;
        return counters ? reasonText(counters.unknown.offloaded) : _("The router has not answered.");
      },
      judge: judgePickedUp
    }
  ];
}

const OWN_SHARE = 0.5;
function describeMeasurement(measured) {
  const amount = bytesText(measured.total_bytes);
  const share = percentText(bypassedShare(measured) ?? 0);
  switch (judgeMeasurement(measured)) {
    case "working":
      return finding(
        "working",
        "success",
        _("Offloading works: %s of %s bypassed the firewall.").format(share, amount)
      );
    case "partly":
      return finding(
        "partly",
        "notice",
        sentences(
          _("Offloading works in part: %s of %s bypassed the firewall.").format(share, amount),
          ownWords(measured)
        )
      );
    case "not-working":
      return notWorking(measured, share, amount);
    case "hardware":
      return finding(
        "hardware",
        "info",
        N_(
          measured.hardware_entries,
          "%d connection is offloaded to hardware, but the WAN counter barely moved. If your download was running, the hardware handled it; this driver does not report how much.",
          "%d connections are offloaded to hardware, but the WAN counter barely moved. If your download was running, the hardware handled it; this driver does not report how much."
        ).format(measured.hardware_entries)
      );
    case "not-enough":
      return finding(
        "not-enough",
        "info",
        _(
          "Only %s of traffic in %d s. A result needs at least 20 MB. Start a larger download on a device in your network and measure again."
        ).format(amount, Math.round(measured.seconds))
      );
  }
}
function notWorking(measured, share, amount) {
  if (measured.mode === "off")
    return finding(
      "not-working",
      "info",
      _("Offloading is off. As expected, only %s of %s bypassed the firewall.").format(share, amount)
    );
  const own = ownWords(measured);
  const words = own ? _("Only %s of %s bypassed the firewall.").format(share, amount) : _("Offloading does not work: only %s of %s bypassed the firewall.").format(share, amount);
  return finding("not-working", "warning", sentences(words, own, unseenWords(measured)));
}
function sentences(...texts) {
  return texts.filter((text) => text !== "").join(" ");
}
function ownWords({ own_bytes, slow_bytes }) {
  if (own_bytes <= OWN_SHARE * slow_bytes) return "";
  const share = percentText(own_bytes / slow_bytes);
  return _(
    "However, %s of the rest was the router’s own traffic, which is never offloaded. Run the download on another device and measure again."
  ).format(share);
}
function unseenWords({ hardware_entries }) {
  if (hardware_entries === 0) return "";
  return _("Connections offloaded to hardware may have carried more: not every driver counts them.");
}
function describeComparison(on, off) {
  for (const measured of [on, off])
    if (measured.total_bytes < ENOUGH_BYTES) return describeMeasurement(measured);
  return finding(
    "compared",
    "info",
    _(
      "With offloading: %s. Without: %s. The old setting is restored. Trouble that remained without offloading has another cause."
    ).format(figuresOf(on), figuresOf(off))
  );
}
function figuresOf(measured) {
  const { cpu } = measured;
  const share = percentText(bypassedShare(measured) ?? 0);
  const figures = _("%s bypassed the firewall, %s").format(share, speedText(measured));
  return cpu === null ? figures : _("%s, busiest core at %s").format(figures, percentText(cpu));
}
function speedText({ total_bytes, seconds }) {
  return _("%s Mbit/s").format((total_bytes * 8 / seconds / 1e6).toFixed(1));
}

function meterOf(counters, slow) {
  if (!counters?.offloaded) return null;
  const software = counters.offloaded.software.total.entries;
  const hardware = counters.offloaded.hardware.total.entries;
  const entries = slow?.entries ?? null;
  const rest = counters.tracked === null ? null : counters.tracked - software - hardware - (entries ?? 0);
  return {
    software,
    hardware,
    slow: entries,
    other: rest === null ? null : Math.max(0, rest),
    complete: slow?.complete ?? true
  };
}
function wanDeviceOf(status) {
  const network = status && sidesOf(status)?.wan[0];
  return network?.device ?? network?.l3_device ?? null;
}
function countsOffloadedBytes(status) {
  if (!status) return true;
  return (status.flowtables ?? []).every((flowtable) => flowtable.counter) && !isSilentHardware(status);
}

const WAY_COLOURS = { slow: "#c77700", fast: "#2e8540" };
const THINNEST = 2;
const THICKEST = 14;
function pathDrawing(share) {
  const slow = share === null ? null : 1 - share;
  return {
    ways: [
      way("slow", "M112 75C160 75 140 30 190 30M290 30C340 30 320 75 368 75", slow),
      way("fast", "M112 75C160 75 140 118 200 118L280 118C340 118 320 75 368 75", share)
    ],
    boxes: [
      { x: 2, y: 52, width: 110, height: 46, text: _("Your network") },
      { x: 190, y: 15, width: 100, height: 30, text: _("Firewall") },
      { x: 368, y: 52, width: 110, height: 46, text: _("Internet") }
    ],
    texts: [
      [240, 142, _("Fast path")],
      [240, 62, slow === null ? "" : percentText(slow)],
      [240, 103, share === null ? "" : percentText(share)]
    ]
  };
}
function way(name, path, share) {
  return { name, path, width: THINNEST + (share ?? 0) * (THICKEST - THINNEST), dashed: share === null };
}

const OPTIONS = ["flow_offloading", "flow_offloading_hw"];
function isOurs(change) {
  return OPTIONS.includes(change[2] ?? "");
}
function pendingOptions(changes) {
  const ours = changes.filter(isOurs);
  if (ours.length === 0) return null;
  const value = (name) => {
    const [operation, , , text] = ours.filter(([, , option]) => option === name).pop() ?? [];
    return operation === "set" && isOn(text);
  };
  return { flow_offloading: value("flow_offloading"), flow_offloading_hw: value("flow_offloading_hw") };
}
function foreignChanges(pending) {
  const entries = Object.entries(pending).map(([config, changes]) => [
    config,
    config === "firewall" ? changes.filter((change) => !isOurs(change)) : changes
  ]);
  return Object.fromEntries(entries.filter(([, changes]) => changes.length > 0));
}

function trialStage(evidence) {
  const { expected, status } = evidence;
  if (!status || loadedMode(status) !== expected) return "applied";
  return expected !== "off" && (offloadedAs(evidence) ?? 0) > 0 ? "picked-up" : "loaded";
}
function trialRows(evidence) {
  return [
    [_("Loaded by the kernel"), loadedText(evidence)],
    [_("Offloaded connections"), countText(offloadedAs(evidence))]
  ];
}
function loadedText({ expected, status }) {
  const loaded = status && loadedMode(status);
  if (!status || loaded === null) return _("unknown");
  if (loaded !== expected) return _("not yet");
  const devices = firewallFlowtable(status.flowtables ?? [])?.devices ?? [];
  return loaded === "off" ? modeName(loaded) : `${modeName(loaded)}: ${devices.join(", ")}`;
}
function offloadedAs({ expected, counters }) {
  if (!counters?.offloaded) return null;
  const { software, hardware } = counters.offloaded;
  return hardware.total.entries + (expected === "hardware" ? 0 : software.total.entries);
}

return baseclass.extend({
  CHART_LINES,
  ENOUGH_BYTES,
  GRID_PARTS,
  HISTORY_SECONDS,
  LINE_COLOURS,
  MEASURE_SECONDS,
  NOT_WORKING_SHARE,
  NO_HISTORY,
  NO_WATCH,
  SHARE_SECONDS,
  WAY_COLOURS,
  WORKING_SHARE,
  addChange,
  addCounters,
  addGap,
  addressText,
  averageLoad,
  badgeOf,
  bypassedShare,
  bytesBetween,
  bytesText,
  callFaultText,
  carriedText,
  countText,
  countsOffloadedBytes,
  describeComparison,
  describeMeasurement,
  drawingOf,
  evidenceOf,
  finding,
  firewallFlowtable,
  firstOf,
  flowtableRows,
  followSlow,
  foreignChanges,
  foreignFlowtables,
  gridOf,
  hasSilentHardware,
  installHelp,
  intervalBetween,
  isFirewalls,
  isLayer3Only,
  isMulticast,
  isOn,
  isPrivate,
  isSilentHardware,
  isSpecial,
  judgeMeasurement,
  judgePickedUp,
  judgeRouter,
  lineText,
  lineTitles,
  listText,
  loadedMode,
  meterOf,
  modeAfter,
  modeChanges,
  modeName,
  modeOf,
  namesOf,
  nearestTo,
  offloadChange,
  offloadedNow,
  parseAddress,
  pathDrawing,
  pendingOptions,
  percentText,
  placeOf,
  reasonText,
  recentShare,
  sameOptions,
  samePrefix,
  settingRows,
  shareText,
  shellCommands,
  sidesOf,
  speedText,
  systemRows,
  ticksOf,
  tidyAddress,
  timeText,
  trialRows,
  trialStage,
  ubusStatus,
  valueText,
  wanDeviceOf
});

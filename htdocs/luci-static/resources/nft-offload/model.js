// Generated from src/model/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require baseclass';

const OCTET = /^\d{1,3}$/;
const GROUP = /^[\da-f]{1,4}$/i;
function parseAddress(text) {
	return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}
function parseIpv4(text) {
	const octets = text.split(".");
	if (octets.length !== 4 || !octets.every((octet) => OCTET.test(octet))) return null;
	const bytes = octets.map(Number);
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
	const groups = Array.from({ length: 8 }, (_, at) => bytes[at * 2] * 256 + bytes[at * 2 + 1]);
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

const LONGEST_HEADERS = 14 + 8 + 8 + 40 + 32;
const ENOUGH_BYTES$1 = 1e6;
const HIDDEN = 1.1;
const WEAK_SHARE = 0.2;
function shareBytesBetween(before, after, compared) {
	const received = directionBetween$1(before, after, compared, "rx");
	const sent = directionBetween$1(before, after, compared, "tx");
	return received && sent && { received, sent };
}
function boundOf(intervals) {
	if (intervals.length === 0) return unknownShare("waiting");
	const known = intervals.filter((bytes) => bytes !== null);
	if (known.length === 0) return unknownShare("unread");
	const received = sumOf(known.map((bytes) => bytes.received));
	const sent = sumOf(known.map((bytes) => bytes.sent));
	const uplink = received.uplink + sent.uplink;
	if (uplink < ENOUGH_BYTES$1) return unknownShare("too-little");
	const most = Math.max(received.uplink, received.stack) + Math.max(sent.uplink, sent.stack);
	const bypassed = (bypassedIn(received) + bypassedIn(sent)) / most;
	if (bypassed < WEAK_SHARE && received.stack > HIDDEN * (received.frames + sent.frames))
		return unknownShare("own-traffic");
	return { bypassed, why: null };
}
function unknownShare(why) {
	return { bypassed: null, why };
}
function directionBetween$1(before, after, { devices, families }, direction) {
	const name = direction === "rx" ? "ip_bytes" : "ip_sent_bytes";
	const stack = sumOrNull(
		families.map(
			(family) => isMissing(after, family) ? 0 : growth(before[name][family], after[name][family])
		)
	);
	const frames = sumOrNull(
		devices.map((device) => deviceGrowth(before, after, device, `${direction}_bytes`))
	);
	const packets = sumOrNull(
		devices.map((device) => deviceGrowth(before, after, device, `${direction}_packets`))
	);
	if (stack === null || frames === null || packets === null) return null;
	return { uplink: Math.max(0, frames - packets * LONGEST_HEADERS), stack, frames };
}
function isMissing({ unknown }, family) {
	return family === "ipv6" && unknown.ipv6_bytes?.code === "missing";
}
function deviceGrowth(before, after, device, field) {
	const valueIn = ({ devices }) => devices?.find((entry) => entry.device === device)?.[field] ?? null;
	return growth(valueIn(before), valueIn(after));
}
function growth(before, after) {
	return before === null || after === null || after < before ? null : after - before;
}
function sumOrNull(values) {
	return values.reduce(
		(sum, value) => sum === null || value === null ? null : sum + value,
		0
	);
}
function sumOf(directions) {
	const sum = { uplink: 0, stack: 0, frames: 0 };
	for (const { uplink, stack, frames } of directions) {
		sum.uplink += uplink;
		sum.stack += stack;
		sum.frames += frames;
	}
	return sum;
}
function bypassedIn({ uplink, stack }) {
	return Math.max(0, uplink - stack);
}

function intervalBetween(before, after, uplink) {
	const seconds = (after.monotonic_ms - before.monotonic_ms) / 1e3;
	if (!(seconds > 0)) return null;
	return {
		seconds,
		wan_bytes: growth(uplinkBytes(before, uplink), uplinkBytes(after, uplink)),
		share: uplink.compared && shareBytesBetween(before, after, uplink.compared),
		cpu: cpuLoad(before.cpus, after.cpus)
	};
}
function uplinkBytes(counters, { devices }) {
	if (devices.length === 0) return null;
	const found = devices.map((device) => counters.devices?.find((entry) => entry.device === device));
	return sumOrNull(found.map((entry) => entry ? entry.rx_bytes + entry.tx_bytes : null));
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
const NO_HISTORY = { samples: [], recent: [], last: null, broken: false };
function addCounters(history, counters, time, uplink) {
	const interval = history.last ? intervalBetween(history.last, counters, uplink) : null;
	const isReload = vanished(history.last, counters);
	const recent = recentAfter(history, interval, isReload);
	const sample = sampleOf(interval, liveShare(recent, uplink).bypassed, counters, time);
	return {
		samples: append(history.samples, isReload ? { ...sample, mark: "reload" } : sample),
		recent,
		last: counters,
		broken: false
	};
}
function restartShare(history) {
	return { ...history, recent: [], broken: true };
}
function addChange(history, time) {
	const samples = append(history.samples, { ...gapAt(time), mark: "change" });
	return { ...restartShare(history), samples };
}
function addGap(history, time) {
	return { ...restartShare(history), samples: append(history.samples, gapAt(time)), last: null };
}
function liveShare(recent, uplink) {
	if (uplink.why) return unknownShare(uplink.why);
	return boundOf(recent.map(({ share }) => share));
}
function recentAfter({ recent, broken }, interval, isReload) {
	if (!interval || broken || isReload || interval.seconds > GAP_SECONDS) return [];
	return lastSeconds([...recent, interval], SHARE_SECONDS);
}
function sampleOf(interval, share, counters, time) {
	const wan = interval?.wan_bytes ?? null;
	return {
		time,
		wan_bits: interval && wan !== null ? wan * 8 / interval.seconds : null,
		share,
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
	const recent = [...intervals].reverse().filter((interval) => {
		total += interval.seconds;
		return total <= seconds + interval.seconds / 2;
	});
	return recent.reverse();
}

function locale() {
	const { document, navigator } = globalThis;
	const language = document?.documentElement.lang.replace("_", "-") ?? "";
	if (navigator?.language?.startsWith(language)) return navigator.language;
	try {
		return Intl.getCanonicalLocales(language)[0];
	} catch {
		return void 0;
	}
}

const formats = /* @__PURE__ */ new Map();
function numberText(value, decimals = 0) {
	const format = formats.get(decimals) ?? newFormat(decimals);
	formats.set(decimals, format);
	return format.format(value);
}
function localized(text) {
	const [number = "", ...unit] = text.split(" ");
	if (!Number.isFinite(Number(number))) return text;
	const decimals = number.split(".")[1]?.length ?? 0;
	return [numberText(Number(number), decimals), ...unit].join(" ");
}
function newFormat(decimals) {
	return new Intl.NumberFormat(locale(), {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals
	});
}

function countText(count) {
	return count === null ? _("unknown") : numberText(count);
}
function bytesText(bytes) {
	return bytes === null ? _("no data") : localized("%1024.1mB".format(bytes));
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
function leastText(share) {
	return percentText(Math.floor(share * 100 + 1e-9) / 100);
}
function timeText(time) {
	return `${new Date(time).toISOString().replace("T", " ").slice(0, 16)} UTC`;
}
function timeOfDayText(time) {
	return new Date(time).toLocaleTimeString(locale());
}

const SERIES = [
	{ id: "share", axis: "percent", read: ({ share }) => share },
	{ id: "cpu", axis: "percent", read: ({ cpu }) => cpu },
	{ id: "softirq", axis: "percent", read: ({ softirq }) => softirq },
	{ id: "rate", axis: "rate", read: ({ wan_bits }) => wan_bits === null ? null : wan_bits / 1e6 }
];
const SERIES_COLOURS = {
	share: "#2e8540",
	cpu: "#bb4c75",
	softirq: "#8a8a8a",
	rate: "#2877bd"
};
function seriesTitles() {
	return {
		share: _("Bypasses the firewall"),
		cpu: _("Busiest CPU core"),
		softirq: _("of which softirq"),
		rate: _("Internet connection")
	};
}
function seriesText({ id, axis, read }, sample) {
	const value = read(sample);
	if (value === null) return _("unknown");
	if (id === "share") return _("at least %s").format(leastText(value));
	return axis === "percent" ? percentText(value) : _("%s Mbit/s").format(numberText(value, 1));
}

const GRID_STEPS = 4;
const TOPS = [1, 2, 4, 6, 8, 10];
function drawingOf(samples, field) {
	const top = topOf(samples);
	const ends = samples[samples.length - 1]?.time ?? 0;
	const x = (time) => round(field.x + field.width * positionOf(time, ends));
	const drawn = (series) => pathOf$2(samples, series, x, yOf(field, series.axis === "rate" ? top : 1));
	const marksOf = (mark) => samples.filter((sample) => sample.mark === mark).map(({ time }) => `M${x(time)} ${field.y}v${field.height}`).join("");
	const paths = SERIES.map((series) => [series.id, drawn(series)]);
	return {
		paths: Object.fromEntries(paths),
		marks: { reload: marksOf("reload"), change: marksOf("change") },
		top
	};
}
function gridOf({ x, y, width, height }) {
	const steps = Array.from({ length: GRID_STEPS + 1 }, (_all, step) => step / GRID_STEPS);
	return steps.map((step) => `M${x} ${round(y + step * height)}h${width}M${round(x + step * width)} ${y}v${height}`).join("");
}
function ticksOf(top) {
	return Array.from({ length: GRID_STEPS + 1 }, (_all, step) => top * step / GRID_STEPS);
}
function positionOf(time, ends) {
	return 1 - (ends - time) / HISTORY_SECONDS;
}
function nearestTo(samples, position) {
	const ends = samples[samples.length - 1]?.time ?? 0;
	const away = samples.map(({ time }) => Math.abs(positionOf(time, ends) - position));
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
function pathOf$2(samples, { read }, x, y) {
	const commands = [];
	let connected = false;
	for (const sample of samples) {
		const value = read(sample);
		if (value !== null)
			commands.push(`${connected ? "L" : "M"}${x(sample.time)} ${y(value)}${connected ? "" : "h0"}`);
		connected = value !== null;
	}
	return commands.join("");
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
	if (!status.flowtables || !status.adders && !status.forward_rules) return null;
	const flowtable = firewallFlowtable(status.flowtables);
	if (!flowtable || !isAddedTo(status, flowtable)) return "off";
	return flowtable.hardware ? "hardware" : "software";
}
function isAddedTo({ adders, forward_rules }, flowtable) {
	if (adders) return adders.some((adder) => adder.reached && addsTo(adder, flowtable));
	return (forward_rules ?? []).some((rule) => rule.flowtable === flowtable.name);
}
function addsTo(adder, { family, table, name }) {
	return adder.family === family && adder.table === table && adder.flowtable === name;
}
function firewallAdders({ flowtables, adders }) {
	const flowtable = firewallFlowtable(flowtables ?? []);
	return (adders ?? []).filter((adder) => adder.reached && flowtable && addsTo(adder, flowtable));
}
function foreignOffloader(status) {
	if (loadedMode(status) !== "off") return null;
	const foreign = (status.flowtables ?? []).filter(
		(flowtable) => !isFirewalls(flowtable) && flowtable.family !== "bridge"
	);
	const adder = (status.adders ?? []).find(
		(found) => found.reached && foreign.some((flowtable) => addsTo(found, flowtable))
	);
	if (!adder) return null;
	return NAMES[adder.owner] ?? `${adder.family} ${adder.table}`;
}
const NAMES = { zapret: "zapret", b4: "b4", docker: "Docker" };
function modeName(mode) {
	if (mode === "hardware") return _("Hardware");
	return mode === "software" ? _("Software", "flow offloading") : _("Off", "flow offloading");
}
function foreignFlowtables(status) {
	return (status.flowtables ?? []).filter((flowtable) => !isFirewalls(flowtable) && flowtable.owner !== "firewall4_bridge").map(({ family, table, name }) => `${family} ${table} ${name}`);
}
const NO_HARDWARE = ["x86/", "armsr/", "bcm27xx/", "rockchip/", "sunxi/", "malta/"];
function mayHaveHardware({ drivers, flowtable_engines, system }) {
	const capable = drivers?.some(({ hw_tc_offload }) => hw_tc_offload) ?? false;
	const isKnown = NO_HARDWARE.some((target) => system.target?.startsWith(target));
	return !isKnown || capable || (flowtable_engines ?? []).length > 0;
}
const COMING_DRIVERS = { "qualcommax/": 24806, "qualcommbe/": 24178, "ramips/mt7620": 24515 };
function comingDriver({ engines, flowtable_engines, system }) {
	const listed = engines?.some(({ kind }) => kind !== "qcom_ppe") ?? false;
	if (listed || (flowtable_engines ?? []).includes("qca_ppe")) return null;
	const found = Object.entries(COMING_DRIVERS).find(([target]) => system.target?.startsWith(target));
	return found ? `openwrt/openwrt#${found[1]}` : null;
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
	return value === null ? `uci -q delete ${path}` : `uci set ${path}=${quote$1(value)}`;
}
function quote$1(value) {
	return `'${value.replaceAll("'", "'\\''")}'`;
}

const quotations = /* @__PURE__ */ new Set();
function reasonText(reason) {
	if (!reason) return _("The router gave no reason.");
	return _("%s (%s)").format(reasonWords(reason.code), quote(reason.text));
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
function callErrorText(error) {
	const message = quote(firstLine(error instanceof Error ? error.message : String(error)));
	const words = callErrorWords(message);
	return words ? _("%s (%s)").format(words, message) : message;
}
function quote(text) {
	if (text.includes(" ")) quotations.add(text);
	const [oldest = ""] = quotations;
	if (quotations.size > 50) quotations.delete(oldest);
	return text;
}
function ubusStatus(error) {
	const found = /ubus code (\d+)/.exec(error instanceof Error ? error.message : "");
	return found ? Number(found[1]) : null;
}
function firstLine(message) {
	return message.replace(/\s+at [\s\S]*$/, "").trim();
}
function callErrorWords(message) {
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
function yesText(value) {
	if (value === null) return _("unknown");
	return value ? _("yes") : _("no");
}

function flowtableRows({ flowtables, adders, forward_rules, unknown }) {
	const routed = flowtables?.filter(({ family }) => family !== "bridge").map(flowtableText);
	const bridged = flowtables?.filter(({ family }) => family === "bridge").map(flowtableText) ?? [];
	const rules = adders?.map(adderText) ?? forward_rules?.map(({ index, text }) => `inet fw4 forward #${index}: ${text}`);
	const rows = [[_("Flowtables"), listText(routed, unknown.flowtables, "; ")]];
	if (bridged.length > 0) rows.push([_("Flowtables for bridged traffic"), bridged.join("; ")]);
	return [...rows, [_("Forward rule"), listText(rules, unknown.adders ?? unknown.forward_rules, "; ")]];
}
function adderText({ family, table, chain, index, text, reached }) {
	const rule = `${family} ${table} ${chain} #${index}: ${text}`;
	return reached ? rule : _("%s (never reached)").format(rule);
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
		[
			_("Enabled", "flow offloading"),
			requested ? modeName(modeOf(requested)) : reasonText(unknown.requested)
		],
		[
			_("Loaded by the kernel"),
			loaded ? modeName(loaded) : reasonText(unknown.flowtables ?? unknown.forward_rules)
		],
		[_("Covered devices"), listText(covered, unknown.flowtables)],
		[_("Kernel module nft_flow_offload"), module ?? reasonText(unknown.module)],
		[_("Firewall"), yesText(firewall_loaded)]
	];
	if (environment) rows.push([_("Firewall starts at boot"), yesText(environment.firewall_enabled)]);
	const options = [
		["/etc/config/firewall", requested],
		["/tmp/.uci/firewall", waiting],
		[_("Saved, but not applied"), unapplied]
	];
	for (const [source, found] of options) if (found) rows.push([source, optionsText(found)]);
	return rows;
}
function optionsText({ flow_offloading, flow_offloading_hw }) {
	return `flow_offloading=${valueText(flow_offloading)}, flow_offloading_hw=${valueText(flow_offloading_hw)}`;
}

function systemRows(system) {
	const facts = [
		[_("Model"), system.model],
		[_("Target", "flow offloading"), system.target],
		[_("Release"), system.release],
		[_("Kernel"), system.kernel],
		["firewall4", system.firewall4_version],
		["kmod-nft-offload", system.kmod_version],
		["luci-app-nft-offload", system.app_version],
		[_("Board"), system.board],
		[_("Package manager"), system.package_manager]
	];
	return facts.map(([label, value]) => [label, valueText(value)]);
}

const MEASURE_SECONDS = 20;
const ENOUGH_BYTES = 2e7;
const ENOUGH_DIRECTION_BYTES = 5e6;
const WORKING_SHARE = 0.8;
const NOT_WORKING_SHARE = 0.2;
function bypassedShare(measurement) {
	return shareAbove(measurement, ENOUGH_BYTES);
}
function directionShare(bytes) {
	return shareAbove(bytes, ENOUGH_DIRECTION_BYTES);
}
function shareAbove({ slow_bytes, total_bytes }, least) {
	return total_bytes < least ? null : Math.max(0, 1 - slow_bytes / total_bytes);
}
function judgeDirection(bytes) {
	const share = directionShare(bytes);
	if (share === null) return "not-enough";
	if (share >= WORKING_SHARE) return "working";
	return share > NOT_WORKING_SHARE ? "partly" : "not-working";
}
function judgeMeasurement(measurement) {
	const { download, upload, total_bytes, hardware_entries } = measurement;
	const judged = [download, upload].map(judgeDirection).filter((verdict) => verdict !== "not-enough");
	const [first] = judged;
	if (total_bytes < ENOUGH_BYTES || !first) return hardware_entries > 0 ? "hardware" : "not-enough";
	return judged.every((verdict) => verdict === first) ? first : "partly";
}
const JOINED_HEADER = 40;
function bytesBetween(first, last) {
	const download = directionBetween(first, last, "download");
	const upload = directionBetween(first, last, "upload");
	if (!download || !upload) return null;
	return {
		slow_bytes: download.slow_bytes + upload.slow_bytes,
		own_bytes: download.own_bytes + upload.own_bytes,
		total_bytes: download.total_bytes + upload.total_bytes,
		download,
		upload
	};
}
function directionBetween(first, last, direction) {
	const forwarded = countBetween(first.forwarded[direction], last.forwarded[direction]);
	const own = countBetween(first.own[direction], last.own[direction]);
	const tunnel = countBetween(first.tunnel[direction], last.tunnel[direction]);
	const carried = uplinkBytesBetween(first, last, direction);
	if (!forwarded || !own || !tunnel || carried === null) return null;
	const own_bytes = contentOf(own, 0);
	return {
		slow_bytes: contentOf(forwarded, 0) + own_bytes,
		own_bytes,
		total_bytes: Math.max(0, carried - contentOf(tunnel, 0))
	};
}
function uplinkBytesBetween(first, last, direction) {
	const [counter, header] = direction === "download" ? ["received", "received_header"] : ["sent", "sent_header"];
	let bytes = 0;
	for (const uplink of last.lines) {
		const before = first.lines.find(({ device }) => device === uplink.device);
		const count = before && countBetween(before[counter], uplink[counter]);
		if (!count) return null;
		bytes += contentOf(count, uplink[header]);
	}
	return bytes;
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
function uplinksOf({ wan }) {
	return wan.filter((network) => network.default_route);
}
function networksUp(zones) {
	return zones.flatMap((zone) => zone.networks).filter((network) => network.up && !isRepairAlias(network));
}
function isRepairAlias({ name, proto }) {
	return proto === "none" && name.endsWith("_offload");
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

const OWN_SHARE = 0.5;
const NO_SHARES = { download: null, upload: null };
function measuredShares(measured) {
	const [download, upload] = [shareOf(measured.download), shareOf(measured.upload)];
	return download === null && upload === null ? null : { download, upload };
}
function shareOf(bytes) {
	const share = directionShare(bytes);
	const spoiled = share !== null && share < WORKING_SHARE && bytes.own_bytes > OWN_SHARE * bytes.slow_bytes;
	return spoiled ? null : share;
}
function measuredState(shares, direction) {
	const share = shares?.[direction] ?? null;
	if (share === null) return null;
	if (share >= WORKING_SHARE) return "fast-path";
	return share > NOT_WORKING_SHARE ? "partly" : "slow-path";
}
function isProved(measured) {
	if (!measured) return false;
	const verdict = judgeMeasurement(measured);
	return verdict === "working" || verdict === "hardware";
}
function isDisproved(measured) {
	if (!measured || judgeMeasurement(measured) !== "not-working") return false;
	return measured.hardware_entries === 0 && measured.own_bytes <= OWN_SHARE * measured.slow_bytes;
}

const SEEN_SHARE = 0.2;
function offloadedNow({ counters }) {
	if (!counters?.offloaded) return null;
	return counters.offloaded.software.total.entries + counters.offloaded.hardware.total.entries;
}
function isSeen({ bypassed }) {
	return bypassed !== null && bypassed >= SEEN_SHARE;
}
function judgeInUse(evidence) {
	if (offloadedNow(evidence) !== 0 || isSeen(evidence)) return null;
	const count = evidence.notOffloaded ?? 0;
	if (count > 0) return notOffloaded(evidence, count);
	return isProved(evidence.measured) ? null : waiting();
}
function waiting() {
	return finding(
		"waiting",
		"info",
		_(
			"Ready, but nothing is being forwarded right now. Start a download on a device in your network, and this page shows whether it is offloaded. Traffic within your network, or through a proxy on the router, is never offloaded."
		),
		{ kind: "measure" }
	);
}
function notOffloaded(evidence, count) {
	const words = N_(
		count,
		"%s connection is eligible, but still goes through the firewall.",
		"%s connections are eligible, but still go through the firewall."
	).format(countText(count));
	const reason = usualReason(evidence);
	return finding("not-offloaded", "warning", reason ? `${words} ${reason}` : words, { kind: "measure" });
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
const UNKNOWN = ["unknown", "sides-unknown", "direction-unknown"];
function badgeOf(evidence, headline) {
	if (UNKNOWN.includes(headline.id))
		return { id: "unknown", level: "notice", text: _("Unknown", "flow offloading") };
	if (OFF.includes(headline.id)) return { id: "off", level: "info", text: _("Off", "flow offloading") };
	if (headline.id === "left-over")
		return { id: "left-over", level: "warning", text: _("Disabled, but still loaded") };
	if (WAITING.includes(headline.id)) return { id: "waiting", level: "info", text: _("Waiting for traffic") };
	if (headline.id === "foreign") return { id: "foreign", level: "success", text: headline.text };
	if (headline.id === "measured-slow-path") return measuredBadge(evidence) ?? notWorkingBadge(headline);
	if (headline.id !== "working") return directionBadge(headline) ?? notWorkingBadge(headline);
	return measuredBadge(evidence) ?? hardwareBadge(evidence) ?? acceleratingBadge(evidence);
}
function notWorkingBadge({ level }) {
	return { id: "not-working", level, text: _("Enabled, but not working") };
}
function directionBadge({ id }) {
	const level = "warning";
	if (id === "uploads-only")
		return { id: "one-direction", level, text: _("Uploads only: downloads go through the firewall") };
	if (id === "downloads-only")
		return { id: "one-direction", level, text: _("Downloads only: uploads go through the firewall") };
	if (id === "partly")
		return { id: "partly", level, text: _("In part: some traffic goes through the firewall") };
	return null;
}
function measuredBadge({ measured }) {
	const share = measured && bypassedShare(measured);
	if (!measured || typeof share !== "number") return null;
	const levels = { working: "success", "not-working": "warning" };
	const level = levels[judgeMeasurement(measured)] ?? "notice";
	return { id: "measured", level, text: _("Measured: %s bypassed").format(percentText(share)) };
}
function hardwareBadge({ counters }) {
	const count = counters?.offloaded?.hardware.total.entries ?? 0;
	if (count === 0) return null;
	const text = N_(count, "Hardware: %s connection offloaded", "Hardware: %s connections offloaded").format(
		countText(count)
	);
	return { id: "hardware", level: "success", text };
}
function bypassedBadge(share) {
	return {
		id: "accelerating",
		level: "success",
		text: _("On: at least %s bypassed").format(leastText(share))
	};
}
function acceleratingBadge(evidence) {
	const count = offloadedNow(evidence) ?? 0;
	if (count === 0 && evidence.bypassed !== null && isSeen(evidence)) return bypassedBadge(evidence.bypassed);
	const text = N_(count, "On: %s connection offloaded", "On: %s connections offloaded").format(
		countText(count)
	);
	return { id: "accelerating", level: "success", text };
}

function hasExceptions({ devices, networks, ports, first_packets }) {
	return devices.length + networks.length + ports.length > 0 || first_packets > 0;
}

function evidenceOf(input) {
	const { status = null, counters = null, unapplied = null, notOffloaded = null, bypassed = null } = input;
	return {
		status,
		counters,
		unapplied,
		notOffloaded: mayBeExcluded(status) ? null : notOffloaded,
		bypassed,
		measured: measuredNow(status, input.results ?? []),
		misplaced: misplacedIn(input.environment)
	};
}
function mayBeExcluded(status) {
	const state = status?.exceptions;
	return state ? state.loaded === "others" || state.loaded === "requested" && hasExceptions(state.requested) : false;
}
function measuredNow(status, results) {
	if (!status) return null;
	const loaded = loadedMode(status);
	const now = firewallFlowtable(status.flowtables ?? [])?.devices ?? [];
	return results.find(({ mode, devices }) => mode === loaded && (!devices || isSame(devices, now))) ?? null;
}
function isSame(some, others) {
	return some.length === others.length && some.every((device) => others.includes(device));
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
	const { status } = evidence;
	if (loadedMode(status) !== "off" || foreignOffloader(status) !== null) return null;
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
const NO_WATCH = { before: null, notOffloaded: null };
function followNotOffloaded({ before, notOffloaded }, status) {
	if (!status?.slow) return NO_WATCH;
	const { entries } = status.slow;
	const now = { monotonic_ms: status.monotonic_ms, entries };
	const seconds = before ? (now.monotonic_ms - before.monotonic_ms) / 1e3 : -1;
	if (!before || seconds < 0) return { before: now, notOffloaded: entries === 0 ? 0 : null };
	if (entries > 0 && seconds < APART) return { before, notOffloaded };
	return { before: now, notOffloaded: Math.min(before.entries, entries) };
}

function directionsOf(status) {
	const sides = sidesOf(status);
	if (!sides || !status.paths) return null;
	const lanes = lanesOf(sides, status.paths);
	const of = (direction) => lanes.filter((lane) => lane.direction === direction);
	const [downloads, uploads] = [of("download"), of("upload")];
	if (downloads.length === 0 || uploads.length === 0) return null;
	return { lanes, download: stateOf$1(downloads), upload: stateOf$1(mainLanes(uploads)) };
}
function lanesOf(sides, paths) {
	const lane = (direction) => (networks) => {
		const path = pathOf$1(networks, paths);
		return { direction, networks, path, fast: path?.arriving.fast ?? null };
	};
	return [...byDevice(uplinksOf(sides)).map(lane("download")), ...byDevice(sides.lan).map(lane("upload"))];
}
function pathOf$1(networks, paths) {
	return paths.find(({ network }) => networks.some(({ name }) => name === network)) ?? null;
}
function byDevice(networks) {
	const groups = /* @__PURE__ */ new Map();
	for (const network of networks) {
		const key = network.l3_device ?? ` ${network.name}`;
		groups.set(key, [...groups.get(key) ?? [], network]);
	}
	return [...groups.values()];
}
function mainLanes(lanes) {
	const main = lanes.filter((lane) => !isTunnel$1(lane));
	return main.length > 0 ? main : lanes;
}
function isTunnel$1({ path }) {
	return path?.arriving.reason === "tunnel_not_listed";
}
function stateOf$1(lanes) {
	const has = (fast) => lanes.some((lane) => lane.fast === fast);
	if (has(true)) return has(false) || has(null) ? "partly" : "fast-path";
	return has(null) ? "unknown" : "slow-path";
}

const CONNECTION_NAMES = /* @__PURE__ */ new Map([
	["pppoe", "PPPoE"],
	["pppoa", "PPPoA"],
	["l2tp", "L2TP"],
	["pptp", "PPTP"],
	["dslite", "DS-Lite"],
	["map", "MAP-E"],
	["6in4", "6in4"],
	["6rd", "6rd"],
	["6to4", "6to4"],
	["wireguard", "WireGuard"],
	["openvpn", "OpenVPN"]
]);
const KINDS = { pppoe: "PPPoE", ppp: "PPP", wireguard: "WireGuard" };
function laneName(lane, others) {
	const names = lane.networks.map(({ name: name2 }) => name2).join(", ");
	const about = [connectionName(lane), familyName$1(lane, others)].filter(Boolean).join(", ");
	const name = about ? `${names} (${about})` : names;
	return packetsName(lane.direction).format(name);
}
function packetsName(direction) {
	return direction === "download" ? _("Downloads on %s") : _("Uploads from %s");
}
function connectionName({ networks, path }) {
	const protocol = networks.map(({ proto }) => CONNECTION_NAMES.get(proto ?? "")).find(Boolean);
	const kind = path?.chain[0]?.kind;
	return protocol ?? (kind && KINDS[kind]) ?? "";
}
function familyName$1({ direction, networks }, others) {
	if (direction === "upload") return "";
	const families = new Set(networks.flatMap((network) => network.default_for));
	const foreign = others.flatMap((lane) => lane.direction === direction ? lane.networks : []);
	const all = new Set(foreign.flatMap((network) => network.default_for));
	if (families.size !== 1 || all.size < 2) return "";
	return families.has("ipv4") ? "IPv4" : "IPv6";
}
function laneSentence(lane, others) {
	const name = laneName(lane, others);
	if (lane.fast) return _("%s bypass the firewall.").format(name);
	if (lane.fast === null) return _("%s may go through the firewall: %s").format(name, unknownText(lane));
	if (lane.path?.arriving.reason === "ingress_redirect")
		return _(
			"%s go through the firewall because its ingress queue (SQM) takes them off the fast path. SQM keeps working: nothing is wrong."
		).format(name);
	return _("%s go through the firewall: %s").format(name, slowPathText(lane));
}
function sqmSentences(status) {
	const { lanes = [] } = directionsOf(status) ?? {};
	return lanes.filter(({ direction, path }) => direction === "download" && path?.arriving.reason === "ingress_redirect").map((lane) => laneSentence(lane, lanes));
}
function laneRow(lane, others) {
	return [laneName(lane, others), laneText(lane)];
}
function laneText(lane) {
	if (lane.fast) return _("bypass the firewall");
	if (lane.fast === null) return _("unknown: %s").format(unknownText(lane));
	if (lane.path?.arriving.reason === "ingress_redirect")
		return _("go through the firewall because of the ingress queue (SQM), which keeps working");
	return _("go through the firewall: %s").format(slowPathText(lane));
}
function slowPathText({ path }) {
	if (!path) return _("unknown");
	const { reason, listed, needs } = path.arriving;
	switch (reason) {
		case "no_flowtable":
			return _("the kernel has no flowtable.");
		case "no_adder":
			return _("no rule adds to the flowtable.");
		case "no_device":
			return _("the network has no device.");
		case "too_many_tags":
			return _("the line has more than two VLAN tags and PPPoE headers.");
		case "tunnel_not_listed":
			return path.chain[0]?.kind === "sit" ? _("the device %s is a tunnel that flowtables slow down.").format(path.l3_device) : _("the flowtable does not list the device %s.").format(orList(needs));
		default:
			return listed.length > 0 ? _("the flowtable lists %s, the kernel needs %s.").format(listed.join(", "), orList(needs)) : _("the flowtable does not list %s.").format(orList(needs));
	}
}
function unknownText({ path }) {
	switch (path?.arriving.reason) {
		case "ingress_redirect":
			return _("this depends on the ingress queue (SQM) and on the hardware. Measure it.");
		case "flowtables_unknown":
			return _("the flowtables could not be read.");
		case "ingress_unknown":
			return _("the ingress queues could not be read.");
		case "walk_unknown":
			return _("this depends on the driver of %s. Measure it.").format(path.l3_device);
		default:
			return _("the backend does not tell its path.");
	}
}
function orList(devices) {
	return [...devices].reverse().join(` ${_("or")} `);
}

function isRepaired({ state }) {
	return state === "in_place" || state === "left_over";
}
function offeredRepair({ repairs }) {
	return (repairs ?? []).find(({ state }) => state === "offered") ?? null;
}
function hasAlias({ repairs }, { network }) {
	if (!repairs) return null;
	return repairs.some((repair) => repair.network === network && isRepaired(repair));
}
function isRepairLoaded(status, { network, active }) {
	const path = status?.paths?.find((found) => found.network === network);
	const devices = status?.flowtables?.find(({ owner }) => owner === "firewall4")?.devices;
	if (!path || !devices) return false;
	return devices.includes(path.l3_device) === active;
}
const ENDED = 0.01;
const CLEAR = { speed: 0.1, share: 0.2, cpu: 0.1 };
function repairEffect(before, after) {
	if (before.total_bytes < ENOUGH_BYTES) return "unknown";
	const ratio = speedOf(after) / speedOf(before);
	if (ratio < ENDED) return "unknown";
	if (ratio < 1 - CLEAR.speed) return "worse";
	if (after.total_bytes < ENOUGH_BYTES) return "unknown";
	if (ratio > 1 + CLEAR.speed) return "better";
	if (hasGained(before, after)) return "better";
	const saved = before.cpu !== null && after.cpu !== null ? before.cpu - after.cpu : 0;
	return saved > CLEAR.cpu ? "better" : "same";
}
function hasGained(before, after) {
	const pairs = [
		[bypassedShare(before), bypassedShare(after)],
		[directionShare(before.download), directionShare(after.download)],
		[directionShare(before.upload), directionShare(after.upload)]
	];
	return pairs.some(([first, last]) => first !== null && last !== null && last - first > CLEAR.share);
}
function speedOf({ total_bytes, seconds }) {
	return total_bytes / seconds;
}

function judgeCovered(evidence) {
	const sides = sidesOf(evidence.status);
	if (!sides) return null;
	return firstOf({ ...evidence, sides }, [
		judgeMissingSides,
		judgeAccessPoint,
		judgeWanDown,
		judgeMissingForwarding,
		judgeEmptyZone,
		judgeMissingDevices,
		judgeLanDown,
		judgeDirections
	]);
}
function unknownCoverage(evidence) {
	const { status, measured } = evidence;
	const { unknown } = status;
	if (isProved(measured) || measured && measuredShares(measured)) return null;
	if (!sidesOf(status)) return reasonText(unknown.zones ?? unknown.forwardings);
	if (!status.paths)
		return unknown.paths ? reasonText(unknown.paths) : _("The backend does not tell the paths of packets.");
	return null;
}
function coveredDirections({ status, measured }) {
	const directions = directionsOf(status);
	const shares = measured && measuredShares(measured);
	if (!directions && !shares) return null;
	const of = (direction) => measuredState(shares, direction) ?? directions?.[direction] ?? "unknown";
	return { download: of("download"), upload: of("upload") };
}
function judgeMissingSides(evidence) {
	const { sides } = evidence;
	const count = offloadedNow(evidence) ?? 0;
	if (count === 0 || uplinksOf(sides).length > 0 && sides.lan.length > 0) return null;
	return finding(
		"sides-unknown",
		"notice",
		N_(
			count,
			"%s connection is offloaded, but it is unknown which networks are WAN and LAN.",
			"%s connections are offloaded, but it is unknown which networks are WAN and LAN."
		).format(countText(count)),
		{ kind: "measure" }
	);
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
function judgeMissingForwarding({ sides }) {
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
function judgeMissingDevices({ status }) {
	const devices = firewallFlowtable(status.flowtables ?? [])?.devices;
	if (!devices || devices.length > 0) return null;
	return finding("no-devices", "danger", _("The flowtable has no devices."), zonePage());
}
function judgeLanDown({ sides }) {
	if (sides.lan.length > 0) return null;
	return finding("lan-down", "info", _("No local network is up right now."), {
		kind: "page",
		label: _("Open the Interfaces page"),
		path: "admin/network/network"
	});
}
function judgeDirections(evidence) {
	const states = coveredDirections(evidence);
	if (!states) return null;
	const { download, upload } = states;
	if (download === "fast-path" && upload === "fast-path") return null;
	const words = sentencesOf(evidence, states);
	const help = helpFor(evidence, states);
	if (download === "slow-path" && upload === "slow-path")
		return finding("not-covered", "danger", words, help);
	if (download === "slow-path" && upload === "fast-path")
		return finding("uploads-only", "notice", words, help);
	if (upload === "slow-path" && download === "fast-path")
		return finding("downloads-only", "notice", words, help);
	if (download === "unknown" || upload === "unknown")
		return finding("direction-unknown", "notice", words, { kind: "measure" });
	return finding("partly", "notice", words, help);
}
function sentencesOf({ status, measured }, states) {
	const shares = measured && measuredShares(measured);
	const directions = directionsOf(status);
	return ["download", "upload"].filter((direction) => states[direction] !== "fast-path").flatMap((direction) => directionSentences(direction, directions, shares)).join(" ");
}
function directionSentences(direction, directions, shares) {
	const lanes = directions?.lanes ?? [];
	const slowPath = lanes.filter((lane) => lane.direction === direction && lane.fast !== true);
	if (slowPath.length > 0) return slowPath.map((lane) => laneSentence(lane, lanes));
	const share = shares?.[direction] ?? null;
	if (share === null) return [];
	return [
		(direction === "download" ? _("Measured: only %s of the downloads bypassed the firewall.") : _("Measured: only %s of the uploads bypassed the firewall.")).format(percentText(share))
	];
}
function helpFor({ status }, states) {
	const late = directionsOf(status)?.lanes.some(
		({ direction, networks, path }) => states[direction] !== "fast-path" && networks.some(({ device }) => device !== null && path?.arriving.needs.includes(device))
	);
	if (late) return reload();
	const repair = offeredRepair(status);
	return repair ? { kind: "repair", network: repair.network } : { kind: "measure" };
}
function zonePage() {
	return { kind: "page", label: _("Open the zone settings"), path: "admin/network/firewall" };
}

function judgeEngines({ status, counters }) {
	if (loadedMode(status) !== "hardware") return null;
	for (const { bound, capacity, rejected } of status.engines ?? []) {
		if (bound !== null && capacity !== null && bound >= capacity)
			return finding(
				"engine-full",
				"warning",
				_("The table of the hardware is full: %s of %s entries. More connections stay in software.").format(
					countText(bound),
					countText(capacity)
				)
			);
		if (rejected?.length && takesNone(counters) && inSoftware(counters) > 0)
			return finding(
				"engine-rejects",
				"notice",
				_("No connection is offloaded to hardware, and the hardware has rejected some. The details say why.")
			);
	}
	return null;
}
function judgeComingDriver({ status, counters }) {
	const source = comingDriver(status);
	if (!source || !status.requested?.flow_offloading_hw || !takesNone(counters)) return null;
	return finding(
		"driver-coming",
		"notice",
		_(
			"The driver for this router’s hardware is still being developed (%s). Until then, only software offloading works."
		).format(source)
	);
}
function inSoftware(counters) {
	return counters?.offloaded?.software.total.entries ?? 0;
}
function takesNone(counters) {
	return counters?.offloaded?.hardware.total.entries === 0;
}

function judgeMissingHardware({ status, counters }) {
	if (loadedMode(status) !== "hardware") return null;
	if ((counters?.offloaded?.hardware.total.entries ?? 0) > 0) return null;
	if (mayHaveHardware(status)) return null;
	return finding(
		"no-hardware",
		"warning",
		_(
			"Turn hardware offloading off: this router has no hardware for it. While it is on, the firewall lists single ports instead of the bridge, and connections may break when a device moves to another port."
		)
	);
}
function judgeMissingPorts({ status }) {
	const missing = pathsIn(status.paths).flatMap(({ missing_ports }) => missing_ports);
	if (loadedMode(status) !== "hardware" || missing.length === 0) return null;
	return finding(
		"missing-ports",
		"warning",
		_(
			"What arrives on %s goes through the firewall: the flowtable does not list it. Reload the firewall to add it."
		).format(missing.join(", ")),
		reload()
	);
}
function judgeUnknownPorts({ status }) {
	const unknown = pathsIn(status.paths).filter(({ arriving }) => arriving.fast).flatMap(({ ports }) => ports.filter(({ fast }) => fast === null)).map(({ device }) => device);
	if (unknown.length === 0) return null;
	return finding(
		"unknown-ports",
		"info",
		_("Unknown whether what arrives on %s bypasses the firewall: this depends on the driver.").format(
			[...new Set(unknown)].join(", ")
		),
		{ kind: "measure" }
	);
}
function pathsIn(paths) {
	return paths ?? [];
}

function judgeOwnRule({ status }) {
	const adders = firewallAdders(status);
	if (adders.some(isStock)) return null;
	const own = adders[0];
	if (!own) return null;
	return finding(
		"own-rule",
		"info",
		_("A rule of your own decides what is offloaded: %s").format(textOf(own))
	);
}
function judgeRuleBefore({ status }) {
	const before = firewallAdders(status).find((adder) => isStock(adder) && adder.preceded_by.length > 0);
	if (!before) return null;
	return finding(
		"rule-before",
		"info",
		N_(
			before.preceded_by.length,
			"Another rule comes before the one that offloads: %s",
			"Other rules come before the one that offloads: %s"
		).format(before.preceded_by.join("; "))
	);
}
function isStock({ owner, conditional }) {
	return (owner === "firewall4" || owner === "exceptions") && !conditional;
}
function textOf({ reached_by, chain, text }) {
	return [...reached_by, `${chain}: ${text}`].join(" → ");
}

const NEARLY_FULL = 0.85;
function judgeHints(evidence) {
	return JUDGES.map((judge) => judge(evidence)).filter((hint) => hint !== null);
}
const JUDGES = [
	judgeTableFull,
	judgeFallback,
	judgeComingDriver,
	judgeMissingHardware,
	judgeEngines,
	judgeMissingPorts,
	judgeUnknownPorts,
	judgeTunnels,
	judgePppoe,
	judgeForeign,
	judgeOwnRule,
	judgeRuleBefore,
	judgeAccounting,
	judgeMissingCounter,
	judgeSilentHardware
];
function judgeTableFull({ counters }) {
	const { tracked, tracked_max } = counters ?? {};
	if (!tracked || !tracked_max || tracked / tracked_max < NEARLY_FULL) return null;
	return finding(
		"table-full",
		"warning",
		_(
			"The connection table is nearly full (%s). New connections may be dropped, with or without offloading."
		).format(shareText(tracked, tracked_max))
	);
}
function judgeFallback({ status }) {
	if (comingDriver(status)) return null;
	if (!status.requested || modeOf(status.requested) !== "hardware" || loadedMode(status) !== "software")
		return null;
	return finding(
		"fallback",
		"notice",
		_(
			"Hardware offloading is enabled, but not loaded: the kernel may have rejected it for a network device. Software offloading is used instead."
		)
	);
}
function judgeTunnels({ status }) {
	const directions = loadedMode(status) === "off" ? null : directionsOf(status);
	if (directions?.upload !== "fast-path") return null;
	const { lanes } = directions;
	const tunnels = lanes.filter((lane) => lane.direction === "upload" && isTunnel$1(lane));
	if (tunnels.length === 0) return null;
	return finding("uncovered", "info", tunnels.map((lane) => laneSentence(lane, lanes)).join(" "));
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
	if (foreign.length === 0 || foreignOffloader(status) !== null) return null;
	return finding(
		"foreign-flowtable",
		"notice",
		_("Another program has its own flowtable (%s). Its connections are included in these counts.").format(
			foreign.join("; ")
		)
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
function judgeMissingCounter({ status }) {
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

function judgeProof(evidence) {
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
			"measured-slow-path",
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
				"%s connection is offloaded to hardware.",
				"%s connections are offloaded to hardware."
			).format(countText(entries))
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
	return firstOf(evidence, [judgeUnapplied, judgeCommandLine]) ?? judgeUnset(evidence);
}
function judgeUnset(evidence) {
	if (foreignOffloader(evidence.status) !== null) return null;
	return firstOf(evidence, [judgeHardwareAlone, judgeMisplaced, judgeLeftOver, judgeOff]);
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
function judgeLeftOver({ status }) {
	const loaded = loadedMode(status);
	if (!status.requested || loaded === null || loaded === "off") return null;
	return finding(
		"left-over",
		"warning",
		_("Offloading is disabled, but the kernel still offloads: the firewall has not been reloaded since."),
		reload()
	);
}
function judgeOff() {
	return finding("off", "info", _("Flow offloading is off: every packet goes through the firewall."), {
		kind: "enable"
	});
}

const PARTLY = ["uploads-only", "downloads-only", "partly"];
function judgeRouter(evidence) {
	const { checks, headline } = climb(evidence);
	return {
		checks,
		headline,
		...isKnown(evidence) ? directionsIn(evidence, checks) : { directions: null, shares: NO_SHARES, lanes: [] },
		badge: badgeOf(evidence, headline),
		hints: isKnown(evidence) ? judgeHints(evidence) : [],
		proof: judgeProof(evidence)
	};
}
function directionsIn(evidence, checks) {
	const { status, measured } = evidence;
	const shares = (measured && measuredShares(measured)) ?? NO_SHARES;
	const covered = coveredDirections(evidence);
	const named = checks.some(({ state }) => state === "partly");
	const inUse = named || checks.every(({ state }) => state === "reached");
	const shown = (direction, state) => state === "fast-path" && !inUse && shares[direction] === null ? "ready" : state;
	const { lanes = [] } = directionsOf(status) ?? {};
	const loaded = loadedMode(status) !== "off" || foreignOffloader(status) !== null;
	return {
		directions: covered && {
			download: shown("download", covered.download),
			upload: shown("upload", covered.upload)
		},
		shares,
		lanes: loaded ? lanes.map((lane) => laneRow(lane, lanes)) : []
	};
}
function climb(evidence) {
	const checks = steps().map(({ name, title }) => ({ name, title, state: "open" }));
	let partly = null;
	for (const [index, step] of steps().entries()) {
		const { state, finding: found } = tryStep(step, evidence);
		checks[index] = { name: step.name, title: step.title, state };
		if (state === "partly") partly = found;
		else if (found) return { checks, headline: partly ?? found };
	}
	return { checks, headline: partly ?? allReached(evidence) };
}
function tryStep(step, evidence) {
	if (!isKnown(evidence)) return { state: "unknown", finding: unreadable(_("The router has not answered.")) };
	const unknown = step.unknown(evidence);
	if (unknown !== null) return { state: "unknown", finding: unreadable(unknown) };
	const found = step.judge(evidence);
	return { state: found ? stateOf(found) : "reached", finding: found };
}
function stateOf({ id }) {
	if (PARTLY.includes(id)) return "partly";
	if (WAITING.includes(id)) return "waiting";
	return UNKNOWN.includes(id) ? "unknown" : "failed";
}
function isKnown(evidence) {
	return evidence.status !== null;
}
function unreadable(why) {
	return finding("unknown", "notice", _("Unknown whether offloading works: %s").format(why), {
		kind: "page",
		label: _("Create a report to ask for help"),
		path: "admin/network/flow-offloading/report"
	});
}
function allReached(evidence) {
	const { status, measured } = evidence;
	const foreign = status && foreignOffloader(status);
	const count = offloadedNow(evidence) ?? 0;
	if (isDisproved(measured)) return measuredSlowPath(evidence);
	if (foreign) return working("foreign", foreignText(foreign, count));
	if (count === 0 && isProved(measured)) return working("working", provedText(evidence));
	return working("working", _("Offloading works: downloads and uploads bypass the firewall."));
}
function working(id, text) {
	return finding(id, "success", text);
}
function foreignText(program, count) {
	return N_(
		count,
		"On through %s: %s connection is offloaded.",
		"On through %s: %s connections are offloaded."
	).format(program, countText(count));
}
function provedText({ measured }) {
	const share = measured && bypassedShare(measured);
	return share === null ? _("Offloading works: a measurement showed it. Nothing is being forwarded right now.") : _(
		"Offloading works: %s bypassed the firewall when measured. Nothing is being forwarded right now."
	).format(percentText(share));
}
function measuredSlowPath({ measured }) {
	return finding(
		"measured-slow-path",
		"warning",
		_("Offloading does not work: only %s bypassed the firewall when measured.").format(
			percentText((measured && bypassedShare(measured)) ?? 0)
		),
		{ kind: "measure" }
	);
}
function steps() {
	return [
		{
			name: "requested",
			title: _("Enabled", "flow offloading"),
			unknown: ({ status }) => status.requested ? null : reasonText(status.unknown.requested),
			judge: judgeRequested
		},
		{
			name: "loaded",
			title: _("Loaded"),
			unknown: ({ status }) => loadedMode(status) === null ? reasonText(status.unknown.flowtables ?? status.unknown.adders ?? status.unknown.forward_rules) : null,
			judge: judgeLoaded
		},
		{
			name: "complete",
			title: _("Covered"),
			unknown: unknownCoverage,
			judge: judgeCovered
		},
		{
			name: "picked-up",
			title: _("In use"),
			unknown: (evidence) => {
				const { counters } = evidence;
				if (counters?.offloaded || isSeen(evidence)) return null;
				return counters ? reasonText(counters.unknown.offloaded) : _("The router has not answered.");
			},
			judge: judgeInUse
		}
	];
}

const GRACE_SECONDS = 15;
const ENOUGH_READINGS = 2;
function beginGracePeriod(since) {
	return { since, loaded: false, readings: 0 };
}
function afterReload(since) {
	return { since, loaded: true, readings: 0 };
}
function graceAfterStatus(gracePeriod, before, status, time) {
	if (!status) return gracePeriod;
	const isLoaded = isAsEnabled(status);
	if (gracePeriod)
		return isLoaded ? { ...gracePeriod, loaded: true } : { ...gracePeriod, loaded: false, readings: 0 };
	return before && !isLoaded && enabledMode(before) !== enabledMode(status) ? beginGracePeriod(time) : null;
}
function graceAfterCounters(gracePeriod, status, counters, time) {
	if (!gracePeriod || isOverdue(gracePeriod, time)) return null;
	if (!gracePeriod.loaded || !counters) return gracePeriod;
	const readings = gracePeriod.readings + 1;
	const isUsed = enabledMode(status) === "off" || (offloadedNow({ counters }) ?? 0) > 0;
	return isUsed || readings >= ENOUGH_READINGS ? null : { ...gracePeriod, readings };
}
function graceVerdict(verdict, gracePeriod) {
	return {
		...verdict,
		badge: { id: "waiting", level: "info", text: _("Applying") },
		headline: graceFinding(gracePeriod),
		checks: verdict.checks.map(
			(check, index) => index === 0 && check.state === "reached" || check.state === "unknown" ? check : { ...check, state: "open" }
		),
		hints: []
	};
}
function graceFinding({ loaded }) {
	const text = loaded ? _("Applying: the setting is loaded. Connections follow with their next packets.") : _("Applying: the firewall is reloading…");
	return finding("grace-period", "info", text);
}
function enabledMode(status) {
	return status?.requested ? modeOf(status.requested) : null;
}
function isAsEnabled(status) {
	const waits = status.repairs?.some(({ state, reason }) => state === "in_place" && reason === "no_effect");
	return loadedMode(status) === enabledMode(status) && !waits;
}
function isOverdue({ since }, time) {
	return time < since || time - since > GRACE_SECONDS;
}

const NOTHING = 0.01;
function shareSentence({ bypassed, why }, uplink) {
	if (bypassed === null) return reasonSentence(why ?? "waiting");
	const families = uplink.compared?.families ?? [];
	if (bypassed < NOTHING) return noneSentence(families);
	const share = leastText(bypassed);
	if (families.length !== 1) return _("At least %s of the data bypasses the firewall.").format(share);
	return _("At least %s of the %s data bypasses the firewall.").format(share, familyName(families[0]));
}
function noneSentence(families) {
	if (families.length !== 1) return _("The counters show no data that bypasses the firewall.");
	return _("The counters show no %s data that bypasses the firewall.").format(familyName(families[0]));
}
function familyName(family) {
	return family === "ipv4" ? "IPv4" : "IPv6";
}
function reasonSentence(why) {
	switch (why) {
		case "waiting":
			return _("The next reading shows which path the data takes.");
		case "grace-period":
			return _("Which path the data takes shows once the firewall has loaded the setting.");
		case "too-little":
			return _("Too little traffic to tell which path the data takes.");
		case "own-traffic":
			return _("The router’s own traffic hides which path the data takes. Measure it.");
		case "tunnel":
			return _("In this tunnel, the counters do not tell which path the data takes. Measure it.");
		case "silent":
			return _("The hardware does not count what it forwards, so the path of the data is unknown.");
		case "no-line":
			return _("Unknown which path the data takes: no Internet connection was found.");
		case "unread":
			return _("Unknown which path the data takes: the counters could not be read.");
	}
}

const INNER = { ip6tnl: "ipv4", sit: "ipv6" };
const TUNNELS = [
	"ipip",
	"ip6tnl",
	"sit",
	"gre",
	"wireguard",
	"tun",
	"tap",
	"ovpn",
	"l2tp",
	"vxlan",
	"batman"
];
const MAYBE_TUNNELS = ["ppp", "unknown"];
const LAYERS = ["pppoe", "vlan"];
function uplinkCounters(status) {
	const sides = status && sidesOf(status);
	if (!status || !sides) return { devices: [], compared: null, why: "unread" };
	if (sides.wan.length === 0) return { devices: [], compared: null, why: "no-line" };
	const uplinks = sides.wan.filter((network) => network.default_route);
	const tunnels = uplinks.filter((network) => isTunnel(status, network, uplinks.length));
	const plain = uplinks.filter((network) => !tunnels.includes(network));
	const plainDevices = unique(plain.map((network) => countingDevice(status, sides, network)));
	const tunnelDevices = unique(tunnels.map(({ l3_device, device }) => l3_device ?? device));
	const devices = plainDevices.length > 0 ? plainDevices : tunnelDevices;
	if (isSilentHardware(status)) return { devices, compared: null, why: "silent" };
	if (tunnels.length === 0) return { devices, compared: { devices, families: ["ipv4", "ipv6"] }, why: null };
	const inner = innerFamily(status, tunnels);
	if (inner === null) return { devices, compared: null, why: "tunnel" };
	return { devices, compared: { devices: tunnelDevices, families: [inner] }, why: null };
}
function isTunnel(status, network, uplinks) {
	const kind = kindOf(status, network);
	return TUNNELS.includes(kind) || uplinks > 1 && MAYBE_TUNNELS.includes(kind);
}
function innerFamily(status, tunnels) {
	const families = tunnels.map((network) => {
		const inner = INNER[kindOf(status, network)];
		return network.default_for.every((family) => family === inner) ? inner : void 0;
	});
	const [first] = families;
	return first && families.every((family) => family === first) ? first : null;
}
function kindOf(status, network) {
	const kind = pathOf(status, network)?.chain[0]?.kind;
	return kind ?? (network.device === null ? "unknown" : "ethernet");
}
function pathOf({ paths }, { name }) {
	return paths?.find(({ network }) => network === name);
}
function countingDevice(status, { lan }, network) {
	const chain = pathOf(status, network)?.chain ?? [];
	const local = lan.flatMap(({ name, device, lower_devices }) => [
		device,
		...lower_devices,
		...(status.paths?.find((path) => path.network === name)?.chain ?? []).map((entry) => entry.device)
	]);
	let at = 0;
	while (isLayer(chain[at]?.kind) && chain[at + 1] && !local.includes(chain[at + 1].device)) at++;
	return chain[at]?.device ?? network.device ?? network.l3_device;
}
function isLayer(kind) {
	return kind !== void 0 && LAYERS.includes(kind);
}
function unique(devices) {
	return [...new Set(devices)].filter((device) => device !== null);
}

function speedText({ total_bytes, seconds }) {
	return _("%s Mbit/s").format(numberText(total_bytes * 8 / seconds / 1e6, 1));
}
function shareOrUnknown(share) {
	return typeof share === "number" ? percentText(share) : _("unknown");
}
function latencyText(latency) {
	if (!latency) return _("unknown");
	const { min_ms, median_ms, max_ms } = latency;
	return _("%s ms").format([min_ms, median_ms, max_ms].map((ms) => numberText(ms, 1)).join(" / "));
}

function meterOf(counters, found) {
	if (!counters?.offloaded) return null;
	const software = counters.offloaded.software.total.entries;
	const hardware = counters.offloaded.hardware.total.entries;
	const entries = found?.entries ?? null;
	const rest = counters.tracked === null ? null : counters.tracked - software - hardware - (entries ?? 0);
	return {
		software,
		hardware,
		eligible: entries,
		other: rest === null ? null : Math.max(0, rest),
		complete: found?.complete ?? true
	};
}
function countsOffloadedBytes(status) {
	if (!status) return true;
	return (status.flowtables ?? []).every((flowtable) => flowtable.counter) && !isSilentHardware(status);
}

function pathDevices(status) {
	const sides = status && sidesOf(status);
	if (!sides) return { lan: [], wan: [] };
	return {
		lan: devicesOf(status, sides.lan[0]),
		wan: devicesOf(status, uplinksOf(sides)[0] ?? sides.wan[0])
	};
}
function devicesOf({ paths }, network) {
	if (!network) return [];
	const path = paths?.find((entry) => entry.network === network.name);
	if (!path) return [network.l3_device ?? network.device].filter((device) => device !== null);
	return [...path.chain.map(({ device }) => device), ...portsText(path)];
}
function portsText({ ports }) {
	if (ports.length < 2) return ports.map(({ device }) => device);
	return [N_(ports.length, "%d port", "%d ports").format(ports.length)];
}

const PATH_COLOURS = {
	"slow-path": "#c77700",
	"fast-path": "#2e8540",
	unknown: "#8a8a8a"
};
const PATH_VIEW = { width: 360, height: 148 };
const UNKNOWN_PATHS = {
	states: null,
	shares: NO_SHARES,
	devices: { lan: [], wan: [] }
};
const MIDDLE = 77;
const LEFT = 100;
const RIGHT = 260;
const GEOMETRY = {
	download: {
		y: 44,
		throughFirewall: "M260 44C238 44 246 66 222 66M138 66C114 66 122 44 100 44",
		head: "M108 38L100 44L108 50",
		labelY: 16
	},
	upload: {
		y: 102,
		throughFirewall: "M100 102C122 102 114 80 138 80M222 80C246 80 238 102 260 102",
		head: "M252 96L260 102L252 108",
		labelY: 140
	}
};
const PATHS = {
	ready: ["fast-path"],
	"fast-path": ["fast-path"],
	"slow-path": ["slow-path"],
	partly: ["fast-path", "slow-path"],
	unknown: ["unknown"]
};
const DEVICE_ROWS = 3;
function pathDrawing({ states, shares, devices }) {
	const directions = ["download", "upload"];
	return {
		strokes: directions.flatMap((direction) => strokesOf(direction, states?.[direction] ?? "unknown")),
		boxes: [
			{ x: 2, y: 28, width: LEFT - 6, height: 90 },
			{ x: 138, y: 56, width: 84, height: 34 },
			{ x: RIGHT + 4, y: 28, width: LEFT - 6, height: 90 }
		],
		labels: directions.map((direction) => ({
			direction,
			x: PATH_VIEW.width / 2,
			y: GEOMETRY[direction].labelY,
			text: labelText(direction, states?.[direction] ?? "unknown", shares[direction])
		})),
		texts: [
			{ x: 180, y: MIDDLE, text: _("Firewall", "flow offloading"), small: false },
			...boxTexts(49, _("Your network"), devices.lan),
			...boxTexts(311, _("Internet"), devices.wan)
		]
	};
}
function directionsText({ states, shares }) {
	if (!states) return _("Unknown which path downloads and uploads take.");
	const words = (direction) => stateText(states[direction], shares[direction]);
	return _("Downloads: %s. Uploads: %s.").format(words("download"), words("upload"));
}
function strokesOf(direction, state) {
	const { y, throughFirewall, head } = GEOMETRY[direction];
	return PATHS[state].map((path) => ({
		direction,
		path,
		shaft: path === "slow-path" ? throughFirewall : `M${LEFT} ${y}L${RIGHT} ${y}`,
		head,
		dashed: path === "unknown" || state === "ready"
	}));
}
function labelText(direction, state, share) {
	const words = stateText(state, share);
	return direction === "download" ? _("↓ Downloads: %s").format(words) : _("↑ Uploads: %s").format(words);
}
function stateText(state, share) {
	const path = {
		"fast-path": _("fast path"),
		ready: _("ready for the fast path"),
		"slow-path": _("through the firewall"),
		partly: _("both paths"),
		unknown: _("unknown")
	}[state];
	if (share === null) return path;
	if (state === "fast-path") return _("fast path, measured %s").format(percentText(share));
	return state === "partly" ? _("both paths, %s fast").format(percentText(share)) : path;
}
function boxTexts(x, title, devices) {
	const shown = devices.length > DEVICE_ROWS ? [devices[0], "…", devices[devices.length - 1]] : devices;
	return [
		{ x, y: shown.length > 0 ? 50 : MIDDLE, text: title, small: false },
		...Array.from({ length: DEVICE_ROWS }, (_row, index) => ({
			x,
			y: 70 + index * 16,
			text: shown[index] ?? "",
			small: true
		}))
	];
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
	ENOUGH_BYTES,
	ENOUGH_DIRECTION_BYTES,
	GRACE_SECONDS,
	GRID_STEPS,
	HISTORY_SECONDS,
	LONGEST_HEADERS,
	MEASURE_SECONDS,
	NOT_WORKING_SHARE,
	NO_HISTORY,
	NO_WATCH,
	PATH_COLOURS,
	PATH_VIEW,
	SERIES,
	SERIES_COLOURS,
	SHARE_SECONDS,
	UNKNOWN,
	UNKNOWN_PATHS,
	WAITING,
	WORKING_SHARE,
	addChange,
	addCounters,
	addGap,
	addressText,
	afterReload,
	badgeOf,
	beginGracePeriod,
	boundOf,
	bypassedShare,
	bytesBetween,
	bytesText,
	callErrorText,
	carriedText,
	comingDriver,
	countText,
	countsOffloadedBytes,
	cpuLoad,
	directionShare,
	directionsText,
	drawingOf,
	evidenceOf,
	finding,
	firewallAdders,
	firewallFlowtable,
	firstOf,
	flowtableRows,
	followNotOffloaded,
	foreignChanges,
	foreignFlowtables,
	foreignOffloader,
	graceAfterCounters,
	graceAfterStatus,
	graceVerdict,
	gridOf,
	growth,
	hasAlias,
	hasExceptions,
	hasSilentHardware,
	installHelp,
	intervalBetween,
	isFirewalls,
	isLayer3Only,
	isMulticast,
	isOn,
	isPrivate,
	isRepairLoaded,
	isRepaired,
	isSeen,
	isSilentHardware,
	isSpecial,
	judgeDirection,
	judgeInUse,
	judgeMeasurement,
	judgeRouter,
	latencyText,
	leastText,
	listText,
	liveShare,
	loadedMode,
	locale,
	localized,
	mayHaveHardware,
	meterOf,
	modeAfter,
	modeChanges,
	modeName,
	modeOf,
	namesOf,
	nearestTo,
	numberText,
	offeredRepair,
	offloadChange,
	offloadedNow,
	parseAddress,
	pathDevices,
	pathDrawing,
	pendingOptions,
	percentText,
	positionOf,
	quotations,
	reasonText,
	repairEffect,
	restartShare,
	sameOptions,
	samePrefix,
	seriesText,
	seriesTitles,
	settingRows,
	shareBytesBetween,
	shareOrUnknown,
	shareSentence,
	shareText,
	shellCommands,
	sidesOf,
	speedText,
	sqmSentences,
	sumOrNull,
	systemRows,
	ticksOf,
	tidyAddress,
	timeOfDayText,
	timeText,
	trialRows,
	trialStage,
	ubusStatus,
	unknownShare,
	uplinkCounters,
	uplinksOf,
	valueText,
	yesText
});

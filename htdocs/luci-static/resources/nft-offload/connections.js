// Generated from src/model/connections/index.ts by `npm run build`: change the source, not this file.
'use strict';
'require nft-offload.model as model';
'require baseclass';


const SEEN_REPLY = 2;
const ASSURED = 4;
const OFFLOAD = 16384;
const HW_OFFLOAD = 32768;
const TCP$1 = 6;
const UDP$1 = 17;
function explain(connection, around) {
	const { addressing, mode } = around;
	if (isInHardware(connection)) return { state: "hardware", whys: [] };
	if (isOffloaded(connection)) return { state: "software", whys: slowPathDirections(connection, addressing) };
	const local = localEnd(connection, addressing);
	if (local) return { state: "excluded", whys: [explanation(local)] };
	const own = around.exception && mode !== "off" ? [around.exception] : [];
	const exclusions = [...own, ...exclusionsOf(connection, addressing)].map((why) => explanation(why));
	const missing = mode === "off" ? [explanation("off")] : uncoveredDevices(connection, addressing).map(uncovered);
	const notes = hasProviderNat$1(connection, addressing) ? [explanation("provider-nat")] : [];
	const whys = [...exclusions, ...missing, ...notes];
	if (exclusions.length > 0) return { state: "excluded", whys };
	if (mode === "off") return { state: "slow", whys };
	return missing.length > 0 ? { state: "excluded", whys } : activity(around.moving, notes);
}
function isOffloaded({ status }) {
	return (status & OFFLOAD) !== 0;
}
function isInHardware({ status }) {
	return (status & HW_OFFLOAD) !== 0;
}
function explanation(why, device = null) {
	return { why, device };
}
function uncovered(device) {
	return explanation("uncovered", device);
}
function activity(moving, notes) {
	if (moving === null) return { state: "idle", whys: [explanation("unseen"), ...notes] };
	return moving ? { state: "slow", whys: [explanation("eligible"), ...notes] } : { state: "idle", whys: [explanation("idle"), ...notes] };
}
function exclusionsOf(connection, addressing) {
	const kind = kindOfTraffic(connection);
	const stage = kind ? null : stageOf(connection);
	return [
		...isBridged(connection, addressing) && addressing.offloadsBridged !== true ? ["bridged"] : [],
		...kind ? [kind] : [],
		...connection.helper ? ["helper"] : [],
		...stage ? [stage] : [],
		...looksProxied(connection, addressing) ? ["maybe-proxied"] : []
	];
}
function localEnd({ original, reply }, addressing) {
	if (addressing.isLocal(original.src)) return "from-router";
	if (addressing.isLocal(original.dst))
		return addressing.isLocal(reply.src) ? "to-router" : null;
	return addressing.isLocal(reply.src) ? "proxied" : null;
}
function kindOfTraffic({ protocol, original }) {
	const destination = model.parseAddress(original.dst);
	if (destination && model.isMulticast(destination)) return "multicast";
	return protocol !== TCP$1 && protocol !== UDP$1 ? "protocol" : null;
}
function stageOf({ protocol, status, tcp_state }) {
	if (!(status & SEEN_REPLY)) return "unanswered";
	if (protocol !== TCP$1 || tcp_state === null) return null;
	if (["NONE", "SYN_SENT", "SYN_RECV", "SYN_SENT2"].includes(tcp_state)) return "opening";
	if (tcp_state !== "ESTABLISHED") return "closing";
	return status & ASSURED ? null : "opening";
}
function isTranslated({ original, reply }) {
	return reply.dst !== original.src || reply.src !== original.dst;
}
function untranslatedExit(connection, addressing) {
	const { family, original } = connection;
	if (family !== 4 || isTranslated(connection)) return null;
	const [source, destination] = [model.parseAddress(original.src), model.parseAddress(original.dst)];
	if (!source || !destination || !model.isPrivate(source) || model.isPrivate(destination)) return null;
	return addressing.deviceTo(original.dst);
}
function looksProxied(connection, addressing) {
	const device = untranslatedExit(connection, addressing);
	return device !== null && addressing.isMasqueraded(device) && !addressing.hasProviderNat(device);
}
function hasProviderNat$1(connection, addressing) {
	const device = untranslatedExit(connection, addressing);
	return device !== null && addressing.hasProviderNat(device);
}
function devicesOf({ original, reply }, addressing) {
	return [addressing.deviceTo(original.src), addressing.deviceTo(reply.src)];
}
function endsOnRouter(connection, addressing) {
	return localEnd(connection, addressing) !== null;
}
function staysWithin(connection, addressing) {
	return devicesOf(connection, addressing).every(
		(device) => device !== null && addressing.sideOf(device) === "lan"
	);
}
function isBridged(connection, addressing) {
	const [from, to] = devicesOf(connection, addressing);
	return from === to && !isTranslated(connection) && staysWithin(connection, addressing);
}
function uncoveredDevices(connection, addressing) {
	const devices = devicesOf(connection, addressing).filter((device) => device !== null);
	return [...new Set(devices)].filter((device) => addressing.isCovered(device) === false);
}
function slowPathDirections(connection, addressing) {
	if (isBridged(connection, addressing)) return [];
	const devices = [...new Set(devicesOf(connection, addressing).filter((device) => device !== null))];
	const slowPath = devices.filter(
		(device) => (addressing.takesFastPath(device) ?? addressing.isCovered(device)) === false
	);
	return slowPath.map((device) => explanation(slowPathWhy(device, addressing), device)).sort((a, b) => SLOW_PATH.indexOf(a.why) - SLOW_PATH.indexOf(b.why));
}
const SLOW_PATH = ["download-slow", "upload-slow", "marked-only"];
function slowPathWhy(device, addressing) {
	const side = addressing.takesFastPath(device) === false ? addressing.sideOf(device) : null;
	if (side === null) return "marked-only";
	return side === "wan" ? "download-slow" : "upload-slow";
}

const LEAST = 3;
const SHORT = 100;
function foldRows(rows, open = /* @__PURE__ */ new Set()) {
	const items = foldBy(rows.map(itemOf), portKey, open);
	return foldBy(items, remoteKey, open);
}
function itemOf(row) {
	return { key: row.key, folded: false, rows: [row] };
}
function foldBy(items, keyOf, open) {
	const keys = items.map(({ folded, rows: [row] }) => {
		const key = !folded && row && isShort(row) ? keyOf(row) : null;
		return key !== null && open.has(row.key) && !open.has(key) ? null : key;
	});
	const members = /* @__PURE__ */ new Map();
	keys.forEach((key, index) => {
		if (key === null) return;
		const known = members.get(key) ?? [];
		known.push(...items[index].rows);
		members.set(key, known);
	});
	const shown = /* @__PURE__ */ new Set();
	return items.flatMap((item, index) => {
		const key = keys[index] ?? null;
		const rows = key === null ? [] : members.get(key);
		if (key === null || rows.length < LEAST && !open.has(key)) return [item];
		if (shown.has(key)) return [];
		shown.add(key);
		return [{ key, folded: true, rows }];
	});
}
function isShort({ connection: { original, reply } }) {
	return original.packets !== null && reply.packets !== null && original.packets + reply.packets <= SHORT;
}
function kindOf$1({ host, direction, within, connection, judgement }) {
	const [why] = judgement.whys;
	const ends = [host.id, direction, String(within)];
	return [...ends, String(connection.protocol), judgement.state, why?.why ?? "", why?.device ?? ""];
}
function portKey(row) {
	const { dport } = row.connection.original;
	return dport === null ? remoteKey(row) : JSON.stringify([...kindOf$1(row), "port", dport]);
}
function remoteKey(row) {
	return JSON.stringify([...kindOf$1(row), "remote", row.remote]);
}

const MOST_ADDRESSES = 32;

const TCP = 6;
const UDP = 17;
const PROTOCOLS = {
	1: "ICMP",
	2: "IGMP",
	6: "TCP",
	17: "UDP",
	41: "6in4",
	47: "GRE",
	50: "ESP",
	51: "AH",
	58: "ICMPv6",
	132: "SCTP",
	136: "UDP-Lite"
};
const SERVICES = {
	"tcp 21": "FTP",
	"tcp 22": "SSH",
	"tcp 25": "SMTP",
	"tcp 53": "DNS",
	"udp 53": "DNS",
	"udp 67": "DHCP",
	"tcp 80": "HTTP",
	"udp 123": "NTP",
	"tcp 143": "IMAP",
	"udp 443": "QUIC",
	"tcp 443": "HTTPS",
	"tcp 445": "SMB",
	"tcp 465": "SMTP",
	"udp 500": "IPsec",
	"udp 547": "DHCPv6",
	"tcp 587": "SMTP",
	"tcp 853": "DNS over TLS",
	"udp 853": "DNS over QUIC",
	"tcp 993": "IMAP",
	"udp 1194": "OpenVPN",
	"udp 1900": "SSDP",
	"tcp 3389": "RDP",
	"udp 3478": "STUN",
	"udp 4500": "IPsec",
	"tcp 5201": "iperf3",
	"udp 5201": "iperf3",
	"udp 5353": "mDNS",
	"tcp 8080": "HTTP",
	"udp 51820": "WireGuard"
};
function protocolKind(protocol) {
	if (protocol === TCP) return "tcp";
	return protocol === UDP ? "udp" : "other";
}
function protocolText(protocol) {
	return PROTOCOLS[protocol] ?? _("protocol %d").format(protocol);
}
function serviceText({ protocol, original }) {
	const name = protocolText(protocol);
	if (original.dport === null) return name;
	const known = SERVICES[`${protocolKind(protocol)} ${original.dport}`];
	return known ?? "%s %d".format(name, original.dport);
}

function stateText(state) {
	const words = {
		hardware: _("Hardware"),
		software: _("Software", "flow offloading"),
		slow: _("Not offloaded"),
		idle: _("Idle"),
		excluded: _("Not eligible")
	};
	return words[state];
}
function labelText({ state, whys }) {
	if (state === "hardware") return _("Offloaded (hardware)");
	if (state !== "software") return stateText(state);
	if (whys.length === 0) return _("Offloaded (software)");
	const isHalf = whys.length === 1 && whys[0].why !== "marked-only";
	return isHalf ? _("Partly offloaded") : _("Marked only");
}
function whyText({ why, device }) {
	switch (why) {
		case "from-router":
			return _("The router itself opened it. Only forwarded traffic can be offloaded.");
		case "to-router":
			return _("It ends on the router itself. Only forwarded traffic can be offloaded.");
		case "proxied":
			return _("Redirected to a program on the router.");
		case "excepted":
			return _("Excluded by you: an exception keeps it in the firewall.");
		case "first-packets":
			return _("Excluded by you: its first packets stay in the firewall.");
		case "maybe-proxied":
			return _("It leaves without NAT: a transparent proxy on the router probably answers it.");
		case "multicast":
			return _("Traffic to a group of devices (multicast) is never offloaded.");
		case "protocol":
			return _("Only TCP and UDP can be offloaded.");
		case "helper":
			return _("A conntrack helper follows it, so every packet must go through the firewall.");
		case "unanswered":
			return _("No reply from the far end yet.");
		case "opening":
			return _("Not established yet.");
		case "closing":
			return _("Closing.");
		case "uncovered":
			return _("The device %s is not in the flowtable.").format(device ?? "");
		case "bridged":
			return _("It stays within one network, where the router only bridges it.");
		case "provider-nat":
			return _("Without NAT here, which is normal: on this line the provider translates addresses.");
		case "download-slow":
			return _("Marked as offloaded, but downloads on %s go through the firewall.").format(device ?? "");
		case "upload-slow":
			return _("Marked as offloaded, but uploads from %s go through the firewall.").format(device ?? "");
		case "marked-only":
			return _(
				"Marked as offloaded, but device %s is not in the flowtable: it may still take the slow path."
			).format(device ?? "");
		case "off":
			return _("Flow offloading is off.");
		case "idle":
			return _("Nothing was sent since the last reading.");
		case "unseen":
			return _("Eligible. The next reading shows whether it is active.");
		case "eligible":
			return _("Eligible and active, but every packet still goes through the firewall.");
	}
}
function mainWhyText(whys) {
	const [first, ...others] = whys;
	if (!first) return "";
	const text = whyText(first);
	return others.length > 0 ? "%s +%d".format(text, others.length) : text;
}
function directionText(direction) {
	const words = {
		out: _("outgoing"),
		in: _("incoming"),
		inside: _("internal"),
		router: _("router"),
		unknown: _("unknown")
	};
	return words[direction];
}

function queryOf({ state, protocol, host, limit }) {
	const filter = {};
	if (state) filter.offload = state === "software" || state === "hardware" ? state : "none";
	if (protocol) filter.protocol = protocol;
	if (host && host.addresses.length > 0) filter.addresses = host.addresses.slice(0, MOST_ADDRESSES);
	return { limit, filter };
}
function chooseRows(rows, { text, state, protocol, host }) {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	return rows.filter(
		(row) => (!state || row.judgement.state === state) && (!protocol || protocolKind(row.connection.protocol) === protocol) && (!host || row.host.id === host.id) && words.every((word) => searchText(row).includes(word))
	);
}
function searchText({ host, remote, service, judgement, connection }) {
	const { original } = connection;
	const ports = [original.sport, original.dport].filter((port) => port !== null);
	const words = [
		host.name,
		...host.addresses,
		remote,
		service,
		...ports,
		stateText(judgement.state),
		labelText(judgement),
		...judgement.whys.map(whyText)
	];
	return words.join(" ").toLowerCase();
}
const STATES = ["hardware", "software", "slow", "idle", "excluded"];
function sortRows(rows, { column, descending }) {
	const sign = descending ? -1 : 1;
	return [...rows].sort(
		(a, b) => compare(rowCell(a, column), rowCell(b, column), sign) || compare(a.bytes, b.bytes, -1) || compare(a.key, b.key, 1)
	);
}
function rowCell(row, column) {
	if (column === "host") return row.host.name.toLowerCase();
	if (column === "service") return row.service.toLowerCase();
	if (column === "state") return STATES.indexOf(row.judgement.state);
	return row[column];
}
function compare(a, b, sign) {
	if (a === b) return 0;
	if (a === null) return 1;
	if (b === null) return -1;
	return a < b ? -sign : sign;
}
function hostsOf(rows) {
	const hosts = new Map(rows.map(({ host }) => [host.id, host]));
	return [...hosts.values()].sort((a, b) => a.name.localeCompare(b.name));
}

const NOTHING = { fastPath: 0, slowPath: 0, unknownPath: 0, silent: false };
const UNKNOWN = { ...NOTHING, unknownPath: null };
function carriedBy(now, comparison) {
	const { before, moved, compared, addressing, counting, off } = comparison;
	if (!compared) return UNKNOWN;
	const isMarked = isOffloaded(now);
	if (!before || !moved) {
		const most = bytesOf(now);
		return off && !isMarked && most !== null ? { ...NOTHING, slowPath: most } : { ...NOTHING, unknownPath: most };
	}
	const bytes = moved.original + moved.reply;
	const wasMarked = isOffloaded(before);
	if (!isMarked && !wasMarked) return { ...NOTHING, slowPath: bytes };
	const silent = isInHardware(now) ? bytes === 0 : !counting;
	if (silent || !isMarked || !wasMarked || !addressing.knowsSides)
		return { ...NOTHING, unknownPath: bytes, silent };
	const directions = [
		[moved.original, takesFastPath(now, now.original.src, addressing)],
		[moved.reply, takesFastPath(now, now.reply.src, addressing)]
	];
	const bytesWhere = (fast) => directions.reduce((sum, [size, path]) => path === fast ? sum + size : sum, 0);
	return { fastPath: bytesWhere(true), slowPath: bytesWhere(false), unknownPath: bytesWhere(null), silent };
}
function bytesOf({ original, reply }) {
	return original.bytes === null || reply.bytes === null ? null : original.bytes + reply.bytes;
}
function takesFastPath(connection, source, addressing) {
	if (isInHardware(connection)) return true;
	const device = addressing.deviceTo(source);
	if (device === null) return null;
	return addressing.takesFastPath(device) ?? (addressing.isCovered(device) === false ? false : null);
}
function sumCarried(all) {
	const sum = { ...NOTHING };
	for (const { fastPath, slowPath, unknownPath, silent } of all) {
		sum.fastPath += fastPath;
		sum.slowPath += slowPath;
		sum.unknownPath = sum.unknownPath === null || unknownPath === null ? null : sum.unknownPath + unknownPath;
		sum.silent ||= silent;
	}
	return sum;
}
function shareOf({ fastPath, slowPath, unknownPath, silent }) {
	if (unknownPath === null) return { kind: "unknown" };
	const all = fastPath + slowPath + unknownPath;
	if (all === 0) return { kind: silent ? "silent" : "none" };
	const fraction = fastPath / all;
	if (fraction === 1 || unknownPath === 0 && !silent) return { kind: "exact", fraction };
	const least = Math.floor(fraction * 100) / 100;
	const most = silent ? 1 : Math.ceil((fastPath + unknownPath) / all * 100) / 100;
	if (most < 1 && (least === 0 || most <= 0.5)) return { kind: "most", fraction: most };
	if (least > 0) return { kind: "least", fraction: least };
	return { kind: silent ? "silent" : "unknown" };
}
function offloadedShareText(share) {
	if (share.kind === "none") return _("No data so far");
	if (share.kind === "silent") return _("No data: what is offloaded is not counted");
	if (share.kind === "unknown") return _("Offloaded share unknown");
	const percent = model.percentText(share.fraction);
	if (share.kind === "exact") return _("%s offloaded").format(percent);
	return (share.kind === "least" ? _("At least %s offloaded") : _("At most %s offloaded")).format(percent);
}

function groupsOf(rows, arrangement) {
	const { order, byDevice, all } = arrangement;
	const sorted = sortRows(rows, order);
	const byKind = rowsBy(sorted, (row) => kindOf(row));
	const whole = all && rowsBy(all.filter(isOfDevice), hostId);
	const group = (kind, host, members) => groupOf(
		{ kind, host, rows: members, isWhole: whole?.get(host.id)?.length === members.length },
		arrangement
	);
	const ofDevices = byKind.get("device") ?? [];
	const devices = byDevice ? [...rowsBy(ofDevices, hostId).values()].map((members) => group("device", members[0].host, members)) : [group("all", NOBODY, ofDevices)];
	const others = ["within", "router"].flatMap((kind) => {
		const members = byKind.get(kind);
		return members ? [group(kind, { ...NOBODY, name: nameOf(kind) }, members)] : [];
	});
	return [...sortGroups(devices, order), ...others];
}
const NOBODY = { id: "", name: "", addresses: [] };
function nameOf(kind) {
	return kind === "within" ? _("Within your network") : _("The router’s own connections");
}
function kindOf(row) {
	if (row.direction === "router") return "router";
	return row.within ? "within" : "device";
}
function isOfDevice(row) {
	return kindOf(row) === "device";
}
function hostId({ host }) {
	return host.id;
}
function rowsBy(rows, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const key = keyOf(row);
		const known = groups.get(key);
		if (known) known.push(row);
		else groups.set(key, [row]);
	}
	return groups;
}
function groupOf({ kind, host, rows, isWhole }, { order, open, counted }) {
	const carried = () => counted?.(host.id) ?? sumCarried(rows.map(({ carried: carried2 }) => carried2));
	const share = kind === "device" && isWhole ? shareOf(carried()) : null;
	return {
		id: kind === "device" ? `device ${host.id}` : kind,
		kind,
		name: host.name,
		items: sortItems(foldRows(rows, open), order),
		...sumsOf(rows),
		share,
		reason: share?.kind === "exact" && share.fraction === 1 ? null : mainReason(rows)
	};
}
function sumsOf(rows) {
	const known = rows.flatMap(({ bytes }) => bytes ?? []);
	const rates = rows.flatMap(({ rate }) => rate ?? []);
	const isKnown = ({ bytes, carried, judgement }) => bytes !== null && !(carried.silent && judgement.state === "software");
	return {
		count: rows.length,
		bytes: known.length > 0 ? sumOf(known) : null,
		complete: rows.every(isKnown),
		rate: rates.length > 0 ? sumOf(rates) : null
	};
}
function sumOf(values) {
	return values.reduce((sum, value) => sum + value, 0);
}
function mainReason(rows) {
	const reasons = /* @__PURE__ */ new Map();
	for (const { judgement, carried, bytes } of rows) {
		const reason = judgement.whys[0] ?? null;
		const moved = carried.slowPath + (carried.unknownPath ?? 0);
		if (!reason && moved === 0) continue;
		const key = JSON.stringify(reason);
		const known = reasons.get(key) ?? { weights: [0, 0, 0] };
		const added = [moved, reason ? bytes ?? 0 : 0, reason ? 1 : 0];
		reasons.set(key, { reason, weights: known.weights.map((weight, index) => weight + added[index]) });
	}
	const [main] = [...reasons.values()].sort((a, b) => compareWeights(b.weights, a.weights));
	return main?.reason ?? null;
}
function compareWeights(a, b) {
	const difference = a.findIndex((weight, index) => weight !== b[index]);
	return difference < 0 ? 0 : a[difference] - b[difference];
}
function sortGroups(groups, { column, descending }) {
	const sign = descending ? -1 : 1;
	return [...groups].sort(
		(a, b) => compare(groupCell(a, column), groupCell(b, column), sign) || compare(a.bytes, b.bytes, -1) || compare(a.id, b.id, 1)
	);
}
function groupCell(group, column) {
	if (column === "host") return group.name.toLowerCase();
	if (column === "service") return group.count;
	if (column !== "state") return group[column];
	return group.share && "fraction" in group.share ? -group.share.fraction : null;
}
function sortItems(items, { column, descending }) {
	if (column !== "bytes" && column !== "rate") return items;
	const sign = descending ? -1 : 1;
	const cells = new Map(items.map((item) => [item, itemCell(item, column)]));
	return [...items].sort((a, b) => compare(cells.get(a), cells.get(b), sign));
}
function itemCell({ folded, rows }, column) {
	return folded ? sumsOf(rows)[column] : rowCell(rows[0], column);
}
const PASSING = ["idle", "unseen", "unanswered", "opening", "closing"];
function groupReasonText({ share, reason }) {
	const isPartial = share?.kind === "least" || share?.kind === "exact" && share.fraction > 0;
	if (!reason) return share?.kind === "least" ? _("Whether the rest was offloaded is not known.") : "";
	if (share?.kind === "none" && PASSING.includes(reason.why)) return "";
	return isPartial ? _("The rest: %s").format(whyText(reason)) : whyText(reason);
}

function hostFinder(hints) {
	const known = /* @__PURE__ */ new Map();
	for (const [mac, { name, ipaddrs, ip6addrs, ipv4, ipv6 }] of Object.entries(hints)) {
		const given = [...ipaddrs ?? [], ...ip6addrs ?? [], ipv4, ipv6].filter(
			(address) => address !== void 0
		);
		const addresses = given.map(model.tidyAddress);
		const host = { id: mac, name: name || addresses[0] || mac, addresses };
		for (const address of addresses) known.set(address, host);
	}
	return (address) => {
		const tidy = model.tidyAddress(address);
		return known.get(tidy) ?? { id: tidy, name: tidy, addresses: [tidy] };
	};
}

const MAC = /^[\da-f]{2}(?::[\da-f]{2}){5}$/i;
const NUMBER = /^\d{1,5}$/;
const HIGHEST_PORT = 65535;
function parsePrefix(text) {
	const [address = "", bits, ...more] = text.split("/");
	const bytes = address.includes(":") && address.includes(".") ? null : model.parseAddress(address);
	if (!bytes || more.length > 0) return null;
	const whole = bytes.length * 8;
	const isNumber = bits !== void 0 && NUMBER.test(bits) && bits.length <= String(whole).length;
	const length = bits === void 0 ? whole : isNumber ? Number(bits) : 0;
	return length >= 1 && length <= whole ? { bytes, bits: length } : null;
}
function parsePorts(text) {
	const segments = text.split("/");
	const ends = (segments.pop() ?? "").split("-");
	const [protocol = null] = segments;
	const numbers = ends.map((end) => NUMBER.test(end) ? Number(end) : 0);
	const [first = 0, last = first] = numbers;
	const isRange = segments.length <= 1 && ends.length <= 2 && first >= 1 && last >= first && last <= HIGHEST_PORT;
	if (!isRange || !numbers.every(Boolean)) return null;
	return protocol === null || protocol === "tcp" || protocol === "udp" ? { protocol, first, last } : null;
}

function excludedBy({ protocol, original, reply }, list, findHost) {
	const ends = [original.src, original.dst, reply.src, reply.dst];
	const isMac = (device) => MAC.test(device);
	const macs = new Set(list.devices.filter(isMac).map((device) => device.toUpperCase()));
	if (ends.some((address) => macs.has(findHost(address).id.toUpperCase()))) return "device";
	const addresses = ends.flatMap((address) => model.parseAddress(address) ?? []).length > 0 ? ends : [];
	const isIn = (word) => {
		const prefix = parsePrefix(word);
		return addresses.some((address) => {
			const bytes = model.parseAddress(address);
			return bytes !== null && prefix !== null && model.samePrefix(bytes, prefix.bytes, prefix.bits);
		});
	};
	if (list.devices.some((device) => !isMac(device) && isIn(device))) return "device";
	if (list.networks.some(isIn)) return "network";
	const name = protocol === 6 ? "tcp" : "udp";
	const ports = [original.sport, original.dport, reply.sport, reply.dport];
	const isOn = (word) => {
		const range = parsePorts(word);
		if (!range || range.protocol !== null && range.protocol !== name) return false;
		return ports.some((port) => port !== null && port >= range.first && port <= range.last);
	};
	return list.ports.some(isOn) ? "port" : null;
}

function addressingOf(reply, status) {
	const local = reply.local && new Set(reply.local.map(keyOf$1));
	const routes = (reply.routes ?? []).flatMap(readRoute);
	const sides = status && model.sidesOf(status);
	return {
		takesFastPath: (device) => pathOf(status, device)?.arriving.fast ?? null,
		hasProviderNat: (device) => hasProviderNat(status, device),
		offloadsBridged: status?.flowtables?.some(({ family }) => family === "bridge") ?? null,
		knowsSides: sides !== null,
		isLocal: (address) => local?.has(keyOf$1(address)) ?? null,
		deviceTo: (address) => findDevice(routes, model.parseAddress(address)),
		isCovered: (device) => isCovered(status, device),
		sideOf: (device) => findSide(sides, device),
		isMasqueraded: (device) => (status?.zones ?? []).some(
			(zone) => zone.masq && zone.networks.some(({ l3_device }) => l3_device === device)
		)
	};
}
function keyOf$1(address) {
	return model.parseAddress(address)?.join(" ") ?? address;
}
function readRoute({ destination, device }) {
	const [address, bits] = destination.split("/");
	const bytes = model.parseAddress(address ?? "");
	return bytes ? [{ bytes, bits: Number(bits), device }] : [];
}
function findDevice(routes, address) {
	let best = null;
	for (const route of routes) {
		if (!address || !model.samePrefix(address, route.bytes, route.bits)) continue;
		if (!best || route.bits > best.bits) best = route;
	}
	return best?.device ?? null;
}
function isCovered(status, device) {
	if (!status?.flowtables) return null;
	if (status.flowtables.some((flowtable) => flowtable.devices.includes(device))) return true;
	if (!status.zones) return null;
	const network = status.zones.flatMap((zone) => zone.networks).find(({ l3_device, device: own }) => l3_device === device || own === device);
	return network ? network.covered : false;
}
function pathOf(status, device) {
	return status?.paths?.find(({ l3_device }) => l3_device === device) ?? null;
}
const PROVIDER_NAT = ["dslite", "map", "464xlat"];
function hasProviderNat(status, device) {
	const networks = (status?.zones ?? []).flatMap((zone) => zone.networks);
	const protocol = networks.find(({ l3_device }) => l3_device === device)?.proto ?? "";
	return PROVIDER_NAT.includes(protocol) || pathOf(status, device)?.chain[0]?.kind === "ip6tnl";
}
function findSide(sides, device) {
	if (!sides) return null;
	if (sides.wan.some(({ l3_device }) => l3_device === device)) return "wan";
	return sides.lan.some(({ l3_device }) => l3_device === device) ? "lan" : null;
}

function rowsOf(reply, before, status, findHost) {
	const addressing = addressingOf(reply, status);
	const earlier = new Map((before?.connections ?? []).map((connection) => [keyOf(connection), connection]));
	const seconds = before ? (reply.monotonic_ms - before.monotonic_ms) / 1e3 : 0;
	const mode = status && model.loadedMode(status);
	const counting = status ? model.firewallFlowtable(status.flowtables ?? [])?.counter ?? true : true;
	return (reply.connections ?? []).map((connection) => {
		const key = keyOf(connection);
		const earlierOne = earlier.get(key);
		const moved = seconds > 0 ? movedSince(connection, earlierOne) : null;
		const exception = exceptionOf(connection, status, findHost);
		const judgement = explain(connection, {
			addressing,
			mode,
			exception,
			moving: moved && moved.packets > 0
		});
		return {
			key,
			connection,
			judgement,
			within: staysWithin(connection, addressing) && !endsOnRouter(connection, addressing),
			...endsOf(connection, addressing, findHost),
			service: serviceText(connection),
			bytes: bytesOf(connection),
			rate: rateOf(moved, seconds, judgement, counting),
			carried: carriedBy(connection, {
				addressing,
				compared: seconds > 0,
				before: earlierOne,
				moved,
				counting,
				off: mode === "off"
			})
		};
	});
}
function exceptionOf(connection, status, findHost) {
	const state = status?.exceptions;
	if (state?.loaded !== "requested") return null;
	if (excludedBy(connection, state.requested, findHost)) return "excepted";
	const { packets } = connection.original;
	return packets !== null && packets < state.requested.first_packets ? "first-packets" : null;
}
function keyOf({ family, protocol, original }) {
	return [family, protocol, original.src, original.sport, original.dst, original.dport].join(" ");
}
function packetsOf({ original, reply }) {
	return original.packets === null || reply.packets === null ? null : original.packets + reply.packets;
}
function movedSince(now, before) {
	const [packets, packetsBefore] = [packetsOf(now), before ? packetsOf(before) : null];
	const [original, reply] = ["original", "reply"].map(
		(direction) => before ? difference(now[direction].bytes, before[direction].bytes) : null
	);
	if (original == null || reply == null || packets === null || packetsBefore === null) return null;
	return original < 0 || reply < 0 ? null : { original, reply, packets: packets - packetsBefore };
}
function difference(now, before) {
	return now === null || before === null ? null : now - before;
}
function rateOf(moved, seconds, { state }, counting) {
	if (!moved) return null;
	const bytes = moved.original + moved.reply;
	const silent = state === "software" && !counting || state === "hardware" && bytes === 0;
	return silent ? null : bytes / seconds;
}
function endsOf(connection, addressing, findHost) {
	const { original, reply } = connection;
	const direction = directionOf(connection, addressing);
	const own = { id: "router", name: _("This router"), addresses: [] };
	if (direction === "router") {
		const outgoing = addressing.isLocal(original.src) === true;
		const fromHome = !outgoing && addressing.sideOf(addressing.deviceTo(original.src) ?? "") !== "wan";
		const remote = model.tidyAddress(outgoing || fromHome ? original.dst : original.src);
		return { direction, host: fromHome ? findHost(original.src) : own, remote };
	}
	if (direction === "in")
		return { direction, host: findHost(reply.src), remote: model.tidyAddress(original.src) };
	return { direction, host: findHost(original.src), remote: model.tidyAddress(original.dst) };
}
function directionOf(connection, addressing) {
	const { original, reply } = connection;
	if (addressing.isLocal(original.src) || addressing.isLocal(original.dst) && addressing.isLocal(reply.src))
		return "router";
	const [from, to] = devicesOf(connection, addressing);
	if (!from || !to || !addressing.knowsSides) return "unknown";
	if (addressing.sideOf(to) === "wan") return "out";
	return addressing.sideOf(from) === "wan" ? "in" : "inside";
}

function shareCounter() {
	let begun = null;
	let sums = null;
	let last = null;
	let hardwareCounts = false;
	function begin(setting, time) {
		begun = { setting, time };
		sums = null;
		hardwareCounts = false;
	}
	return {
		add({ reading, rows, status, query, time }) {
			if (reading === last) return;
			last = reading;
			const setting = JSON.stringify([settingOf(status), query]);
			if (begun?.setting !== setting) {
				begin(setting, time);
				return;
			}
			sums ??= /* @__PURE__ */ new Map();
			for (const { host, carried } of rows)
				sums.set(host.id, sumCarried([sums.get(host.id) ?? NOTHING, carried]));
			hardwareCounts ||= rows.some(({ judgement, rate }) => judgement.state === "hardware" && rate);
		},
		of(host) {
			const sum = sums?.get(host);
			if (!sum) return null;
			return { ...sum, silent: sum.silent && !hardwareCounts };
		},
		since: () => sums && begun ? begun.time : null
	};
}
function settingOf(status) {
	const flowtable = model.firewallFlowtable(status?.flowtables ?? []);
	return [status && model.loadedMode(status), flowtable?.devices, flowtable?.counter];
}

return baseclass.extend({
	NOTHING,
	bytesOf,
	carriedBy,
	chooseRows,
	compare,
	devicesOf,
	directionText,
	endsOnRouter,
	explain,
	foldRows,
	groupReasonText,
	groupsOf,
	hostFinder,
	hostsOf,
	isInHardware,
	isOffloaded,
	labelText,
	mainWhyText,
	offloadedShareText,
	protocolKind,
	protocolText,
	queryOf,
	rowCell,
	rowsOf,
	serviceText,
	shareCounter,
	shareOf,
	sortRows,
	stateText,
	staysWithin,
	sumCarried,
	sumsOf,
	whyText
});

// Generated from src/view/report/page.ts by `npm run build`: change the source, not this file.
'use strict';
'require view';
'require nft-offload.model as model';
'require nft-offload.conflicts as conflicts';
'require nft-offload.connections as entries';
'require nft-offload.engines as engines';
'require nft-offload.result as result';
'require nft-offload.ui as components';
'require uci';
'require nft-offload.router as router';


const HIDE_ALL = { addresses: true, macs: true, hosts: true, accounts: true };

const BYTES$1 = /(?:\\+x[\da-f]{2}|%[\da-f]{2}|\\+[0-3][0-7]{2})+/gi;
const BYTE = /x([\da-f]{2})|%([\da-f]{2})|([0-3][0-7]{2})/gi;
const UNITS = /(?:\\+u[\da-f]{4})+/gi;
const ENTITY = /&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi;
const UNREADABLE = /[\p{Cc}\p{Cs}]/gu;
function decodeEscapes(text) {
	let decoded = text;
	for (let before = ""; before !== decoded; ) {
		before = decoded;
		decoded = decoded.replace(BYTES$1, (run) => readable(textOfBytes(run))).replace(UNITS, (run) => readable(textOfUnits(run))).replace(ENTITY, (entity, hex, decimal) => {
			const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
			return code <= 1114111 ? readable(String.fromCodePoint(code)) : entity;
		}).normalize("NFC");
	}
	return decoded;
}
function textOfBytes(run) {
	const bytes = [...run.matchAll(BYTE)].map(
		([, hex, percent, octal]) => octal ? Number.parseInt(octal, 8) : Number.parseInt(hex ?? percent ?? "", 16)
	);
	const text = new TextDecoder().decode(Uint8Array.from(bytes));
	return text.includes("�") ? String.fromCharCode(...bytes) : text;
}
function textOfUnits(run) {
	return String.fromCharCode(
		...run.split(/\\+u/i).slice(1).map((unit) => Number.parseInt(unit, 16))
	);
}
function readable(text) {
	return text.replace(UNREADABLE, " ");
}

const MAPPED = model.parseAddress("::ffff:0:0");
const SOLICITED = model.parseAddress("ff02::1:ff00:0");
const LINK_LOCAL = model.parseAddress("fe80::");
const LOCAL_BIT = 2;
const ISATAP = ["0,0,94,254", "2,0,94,254"];
const TUNNEL = "0,0,0,0";
function hideAddress(bytes, written, hide) {
	if (bytes.length === 4) return isPublic(bytes) ? hide("ipv4", model.addressText(bytes), written) : written;
	if (model.samePrefix(bytes, MAPPED, 96)) {
		const inner = bytes.slice(12);
		return isPublic(inner) ? hide("ipv4", model.addressText(inner), written) : written;
	}
	if (isPublic(bytes) || model.samePrefix(bytes, SOLICITED, 104))
		return hide("ipv6", model.addressText(bytes), written);
	return hideInside(bytes, written, hide);
}
function isPublic(bytes) {
	return !model.isPrivate(bytes) && !model.isSpecial(bytes);
}
function hideInside(bytes, written, hide) {
	const network = model.addressText([...bytes.slice(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]);
	const after = (hidden) => hidden === "" ? written : `${network}${hidden}`;
	if (bytes[11] === 255 && bytes[12] === 254) return after(hide("mac", macText(macInside(bytes)), ""));
	const inner = bytes.slice(12);
	return holdsIpv4(bytes) && isPublic(inner) ? after(hide("ipv4", model.addressText(inner), "")) : written;
}
function macInside(bytes) {
	const [first = 0, ...rest] = [...bytes.slice(8, 11), ...bytes.slice(13)];
	return [first ^ LOCAL_BIT, ...rest];
}
function holdsIpv4(bytes) {
	const lead = bytes.slice(8, 12).join();
	return ISATAP.includes(lead) || lead === TUNNEL && model.samePrefix(bytes, LINK_LOCAL, 10);
}
function macText(bytes) {
	return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}

const LONG_RUN = /(?:0x)?([\da-f]{12,})/gi;
const MAC_RUN = /^(?:[\da-f]{12}|000[1-4][\da-f]{16,36})$/i;
const EUI64_RUN = /^[\da-f]{6}fffe[\da-f]{6}$/i;
const IPV6_DIGITS = 32;
const KEY_DIGITS = 64;
const COUNT = /\b(?:bytes|packets)[=: ]*$/i;
const IPV4_RUN = /(?<![\da-z])(0x|[g-z]?)([\da-f]{8})(?![\da-z])/gi;
const VERSION = /(?:~|\d-g)$/;
const HARDWARE = /^\.[a-z][\w-]*(?![\w-]*\.[a-z])/i;
const BYTES = /(?<![\da-z])0x[\da-f]{1,2}(?:[ .:,-]{1,2}0x[\da-f]{1,2}){3,}(?![\da-z])/gi;
const PAIRS = /(?<![\da-z])[\da-f]{2}(?: [\da-f]{2}){5,}(?![\da-z])/gi;
const LETTER$1 = /[a-f]/i;
const NUMBER = /(?<![\da-z])(?:0x)?([\da-f]{8,10})(?![\da-z])/gi;
function hideHexRuns(text, hide) {
	return text.replace(BYTES, (run) => hideBytes(run, hide)).replace(PAIRS, (run) => LETTER$1.test(run) ? hide("mac", macText(bytesOf(run)), run) : run).replace(
		LONG_RUN,
		(run, digits, offset, all) => COUNT.test(all.slice(Math.max(0, offset - 12), offset)) ? run : hideLongRun(run, digits, hide)
	).replace(IPV4_RUN, (run, head, digits, offset, all) => {
		const before = all.slice(Math.max(0, offset - 8), offset) + (head === "g" ? head : "");
		const after = all.slice(offset + run.length, offset + run.length + 80);
		if (head.toLowerCase() === "0x") return hideIpv4([bytesOf(digits)], run, hide);
		if (!LETTER$1.test(digits) || VERSION.test(before) || HARDWARE.test(after)) return run;
		return hideIpv4([bytesOf(digits), bytesOf(digits).reverse()], run, hide);
	});
}
function hideBytes(run, hide) {
	const bytes = [...run.matchAll(/0x([\da-f]{1,2})/gi)].map(([, digits]) => Number.parseInt(digits, 16));
	return bytes.length === 4 ? hideAddress(bytes, run, hide) : hide("mac", macText(bytes), run);
}
function hideLongRun(run, digits, hide) {
	if (digits.length === KEY_DIGITS) return hide("key", digits.toLowerCase(), run);
	if (digits.length === IPV6_DIGITS) return hideAddress(bytesOf(digits), run, hide);
	if (EUI64_RUN.test(digits)) return hide("mac", digits.toLowerCase(), run);
	return MAC_RUN.test(digits) ? hideMac(digits, run, hide) : run;
}
function hideIpv4(readings, run, hide) {
	const found = readings.find((bytes) => isPublic(bytes) && (bytes[2] || bytes[3]));
	return found ? hide("ipv4", model.addressText(found), run) : run;
}
const SILENT_MACS = ["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"];
function hideMac(digits, written, hide) {
	const mac = macText(bytesOf(digits));
	return SILENT_MACS.includes(mac) ? written : hide("mac", mac, written);
}
function bytesOf(digits) {
	return (digits.match(/[\da-f]{1,2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
}
function knownHider(addresses) {
	const known = /* @__PURE__ */ new Map();
	for (const address of addresses) {
		const bytes = model.parseAddress(address);
		if (bytes?.length === 4 && isPublic(bytes))
			for (const number of numbersOf(bytes)) known.set(number, model.addressText(bytes));
	}
	if (known.size === 0) return (text) => text;
	return (text, hide) => text.replace(NUMBER, (run, digits) => {
		const address = known.get(digits.toLowerCase());
		return address ? hide("ipv4", address, run) : run;
	});
}
function numbersOf(bytes) {
	return [bytes, [...bytes].reverse()].flatMap((order) => {
		const digits = order.map((byte) => byte.toString(16).padStart(2, "0")).join("");
		return [digits, String(Number.parseInt(digits, 16))];
	});
}

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

const STOCK_RULES = [
	"Allow-DHCP-Renew",
	"Allow-Ping",
	"Allow-IGMP",
	"Allow-DHCPv6",
	"Allow-MLD",
	"Allow-ICMPv6-Input",
	"Allow-ICMPv6-Forward",
	"Allow-IPSec-ESP",
	"Allow-ISAKMP",
	"Support-UDP-Traceroute"
];
const STOCK_DEVICES = [
	...[
		"eth",
		"lan",
		"wan",
		"wlan",
		"phy0-ap",
		"phy0-sta",
		"phy0-mesh",
		"radio",
		"default_radio",
		"wifinet",
		"wg",
		"tun",
		"tap"
	],
	...["ppp", "usb", "wwan", "ifb", "sfp", "bond", "veth", "docker", "switch"]
];
const COMMON = /* @__PURE__ */ new Set([
	...[
		"openwrt lede immortalwrt router gateway firewall lan wan wan6 guest dmz iot vpn localhost ip6-localhost kernel system default",
		"unknown ipv4 ipv6 tcp udp icmp hardware software offload flow on off yes no loopback network networks device devices zone zones",
		"static dhcpv6 pppoe covered default_route section disabled counter packets bytes comment reload reloading interface option options",
		"conntrack nf_conntrack flowtable nf_flow_table nft_flow_offload ingress priority filter forward input output accept reject",
		"br-lan br-wan br-guest pppoe-wan pppoe-wan6"
	].join(" ").split(" "),
	...STOCK_RULES.map((name) => name.toLowerCase())
]);
const STOCK_DEVICE = new RegExp(
	`^(?:br-)?(?:${STOCK_DEVICES.join("|").replaceAll("phy0", "phy\\d+")})\\d+(?:\\.\\d+)?$`,
	"i"
);
function isCommon(name) {
	return COMMON.has(name.trim().toLowerCase()) || STOCK_DEVICE.test(name.trim());
}
function isIdentifying(name) {
	return name.trim().length > 1 && !isCommon(name);
}

const HEX_WORD = /^[\da-f]{1,4}$/i;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const DOMAIN = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+\.?$/u;
const SUBDOMAINS = "(?:[\\p{L}\\p{N}_-]+\\.)*";
const ANY_FOREIGN = "(?:\\?|[\\u0080-\\uffff])";
const CUT = "…";
const SHORTEST_PIECE = 2;
function nameHider({ address: _addresses, ...vocabulary }) {
	const kinds = /* @__PURE__ */ new Map();
	const forms = /* @__PURE__ */ new Set();
	for (const [kind, names2] of Object.entries(vocabulary))
		for (const name of names2.map(decodeEscapes)) {
			if (!isIdentifying(name) || parseAddress(name)) continue;
			for (const form of [name, name.toUpperCase(), name.toLowerCase()]) {
				forms.add(form);
				if (!kinds.has(form.toLowerCase())) kinds.set(form.toLowerCase(), kind);
			}
		}
	const names = [...kinds.keys()];
	const before = patternOf([...forms].filter((name) => !HEX_WORD.test(name)));
	const after = patternOf([...forms].filter((name) => HEX_WORD.test(name)));
	return {
		before: (text, hide) => hidePieces(hideNames(text, before, kinds, hide), names, kinds, hide),
		after: (text, hide) => hideNames(text, after, kinds, hide)
	};
}
function patternOf(names) {
	if (names.length === 0) return null;
	const sources = names.sort((a, b) => Number(DOMAIN.test(b)) - Number(DOMAIN.test(a)) || b.length - a.length).map((name) => {
		const source = name.replace(/[\\^$.*+()[\]{}|/]/g, "\\$&").replace(/\?/g, ANY_FOREIGN);
		return DOMAIN.test(name) ? SUBDOMAINS + source : source;
	});
	return new RegExp(sources.join("|"), "giu");
}
function hideNames(text, pattern, kinds, hide) {
	if (!pattern) return text;
	return text.replace(pattern, (found, offset) => {
		const name = found.toLowerCase();
		return standsAlone(text, offset, found) ? hide(kinds.get(name) ?? kindOf(name, kinds), name, found) : found;
	});
}
function kindOf(name, kinds) {
	const parent = name.indexOf(".");
	return parent < 0 ? "name" : kinds.get(name.slice(parent + 1)) ?? kindOf(name.slice(parent + 1), kinds);
}
function standsAlone(text, offset, found) {
	const [before, after] = [text[offset - 1] ?? "", text[offset + found.length] ?? ""];
	const begins = !(LETTER.test(found[0] ?? "") && LETTER.test(before));
	return begins && !(LETTER.test(found[found.length - 1] ?? "") && LETTER.test(after));
}
function hidePieces(text, names, kinds, hide) {
	if (!text.includes(CUT)) return text;
	const pieces = text.split(CUT);
	return pieces.map((piece, index) => index < pieces.length - 1 ? hidePiece(piece, names, kinds, hide) : piece).join(CUT);
}
function hidePiece(text, names, kinds, hide) {
	const end = text.trimEnd();
	const lower = end.toLowerCase();
	for (const name of names)
		for (let size = name.length - 1; size >= SHORTEST_PIECE; size--) {
			const piece = name.slice(0, size);
			if (!lower.endsWith(piece) || piece.trimEnd() !== piece) continue;
			const written = end.slice(-size);
			if (!standsAlone(end, end.length - size, written)) continue;
			return end.slice(0, -size) + hide(kinds.get(name), name, written) + text.slice(end.length);
		}
	return text;
}

const HEX_LETTER = /[a-f]/i;
const COLON_RUN = /[\da-f.]*:[\da-f.]*:[\da-f:.]*/gi;
const COLON_MAC = /^[\da-f]{1,2}(?::[\da-f]{1,2}){5}$|^[\da-f]{2}(?::[\da-f]{2}){5,}$/i;
const COLON_MAC_INSIDE = /[\da-f]{2}(?::[\da-f]{2}){5,}/i;
const SHORT_RUN = /^[\da-f]{0,4}:[\da-f]{0,4}:[\da-f]{0,4}$/i;
const OTHER_MACS = [
	/[\da-f]{2}(?:-[\da-f]{2}){5,}/gi,
	/[\da-f]{2}(?:_[\da-f]{2}){5,}/gi,
	/[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}/gi
];
const GROUPED_MACS = /(?<![\da-z-])(?:[\da-f]{4}-[\da-f]{4}-[\da-f]{4}|[\da-f]{6}-[\da-f]{6})(?!-?[\da-z])/gi;
const DASHED_IPV6 = /(?<![\da-z])[23f][\da-f]{3}(?:-[\da-f]{0,4}){2,7}(?![\da-z])/gi;
const DOTTED_RUN = /\d+(?:(?:\.\d+){3,}|(?:-\d+){3,})/g;
const NIBBLES = /(?:[\da-f]\.){8,}/gi;
const WORD = /[\da-z]/i;
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
		if (COLON_MAC.test(body)) return head + hideMac(body, body, hide) + tail;
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
function hideGroupedMacs(text, hide) {
	return text.replace(GROUPED_MACS, (run) => HEX_LETTER.test(run) ? hideMac(run, run, hide) : run);
}
function hideOtherRuns(text, hide) {
	const named = text.replace(DASHED_IPV6, (run) => {
		const bytes = model.parseAddress(run.replace(/-/g, ":"));
		return bytes ? hideAddress(bytes, run, hide) : run;
	});
	const dashed = OTHER_MACS.reduce(
		(rest, form) => rest.replace(form, (run) => hideMac(run, run, hide)),
		named
	);
	return hideHexRuns(dashed, hide);
}
function hideDottedRuns(text, hide) {
	const named = text.replace(NIBBLES, (run) => `${hide("ipv6", run, run.slice(0, -1))}.`);
	return named.replace(DOTTED_RUN, (run, offset) => {
		const groups = run.split(/[.-]/);
		const isReverse = /^\.in-addr/i.test(named.slice(offset + run.length));
		const readings2 = isReverse ? [] : [groups];
		if (isReverse || run.includes("-")) readings2.push([...groups].reverse());
		for (const reading of readings2)
			for (let at = 0; at + 4 <= reading.length; at++) {
				const bytes = model.parseAddress(reading.slice(at, at + 4).join("."));
				const hidden = bytes ? hideAddress(bytes, run, hide) : run;
				if (hidden !== run) return hidden;
			}
		return run;
	});
}

const KEYS = [/[A-Za-z\d+/]{42,}=+/g, /[\w-]{43}=+(?!\w)/g];
const NAMES = [
	/** Comments and log prefixes of rules, in nft's words and those of iptables. */
	/(\b(?:comment|log prefix|log-prefix|nflog-prefix)[ =]+")((?:[^"\\]|\\.)*)/g,
	/(\b(?:comment|log prefix|log-prefix|nflog-prefix)[ =]+')([^']*)/g,
	/(--(?:comment|log-prefix|nflog-prefix)[ =]+)([^\s"']+)/g,
	/(\/\* )(.*?)(?= \*\/)/g,
	/** Sections as firewall4 names them. */
	/(\bSection \S+ \()(.*)(?=\))/g,
	/** Options as uci writes them. */
	/(\.(?:name|comment|description|hostname|ssid|mesh_id|username|domain|endpoint_host)=')([^']*)/g,
	/(\boption (?:name|comment|description|hostname|ssid|mesh_id|username|domain|endpoint_host) ')([^']*)/g
];
const PACKET = /^((?:\[[^\]\n]*\] *|kernel: *)*)(\S.*?)(?= *\bIN=\S* )/gm;
const STOCK_PREFIX = /^(?:accept|reject|drop) (\S+) (?:in|out|forward):$/;
const SERIAL = /(\b(?:serial[ _-]?(?:numbers?|num|no|nr|#)?\.?|s\/n|sn) *[:=] *["']?)([\w.-]{4,})(?![\w/])/gi;
function hideKeys(text, hide) {
	return KEYS.reduce(
		(rest, form) => rest.replace(form, (run) => hide("key", run.replace(/=+$/, "=").slice(-44), run)),
		text
	);
}
function hideWrittenNames(text, hide) {
	const hidden = NAMES.reduce(
		(rest, form) => rest.replace(
			form,
			(_all, head, name) => name === "" || isCommon(name) ? head + name : head + hide("name", name, name)
		),
		text
	);
	return hidden.replace(PACKET, (all, head, prefix) => {
		const zone = STOCK_PREFIX.exec(prefix)?.[1];
		return zone && isCommon(zone) ? all : head + hide("name", prefix, prefix);
	});
}
function hideSerials(text, hide) {
	return text.replace(SERIAL, (_all, head, serial) => head + hide("serial", serial, serial));
}

const SWITCH_OF = {
	ipv4: "addresses",
	ipv6: "addresses",
	mac: "macs",
	serial: "macs",
	host: "hosts",
	name: "hosts",
	network: "hosts",
	wifi: "accounts",
	login: "accounts",
	key: null
};
const ACCOUNT = /[^\s"'()<>,;:=]*[^\s"'()<>,;:=.]@[^\s"'()<>,;:=]+/g;
function newMask(vocabulary, switches = HIDE_ALL) {
	const labels = newLabels();
	const steps = stepsOf(nameHider(vocabulary), knownHider(vocabulary.address ?? []));
	const hidesNothing = Object.values(switches).every((on) => !on);
	const text = (given) => {
		const hidden = [];
		const hide = (kind, thing, written) => {
			const name = SWITCH_OF[kind];
			if (name && !switches[name]) return written;
			hidden.push(labels.labelFor(kind, thing));
			return `${OPEN}${String.fromCharCode(FIRST + hidden.length - 1)}`;
		};
		const readable = (hidesNothing ? given : decodeEscapes(given)).replace(PRIVATE_USE, "?");
		const masked = steps.reduce((rest, step) => step(rest, hide), readable);
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
function stepsOf(names, hideKnown) {
	return [
		hideKeys,
		hideWrittenNames,
		hideSerials,
		names.before,
		(text, hide) => text.replace(ACCOUNT, (account) => hide("login", account.toLowerCase(), account)),
		hideGroupedMacs,
		hideColonRuns,
		hideKnown,
		hideOtherRuns,
		hideDottedRuns,
		names.after
	];
}

const CUTS = [200, 300];
const ELLIPSIS = "…";
const LAST_WORD = /(?:(?:^|[\s,]+)(?:0x)?[\da-f]{1,2}(?=[\s,]))*(?:^|\s)\S*$/i;
function withoutCutWords(source) {
	const { private_names, ...replies } = source.replies;
	return {
		...source,
		replies: { ...deep(replies), ...private_names && { private_names } },
		faults: source.faults.map((fault) => {
			const [, name = "", text = fault] = /^(\w+: )([\s\S]*)$/.exec(fault) ?? [];
			return name + endAtWord(text);
		})
	};
}
function deep(value) {
	if (typeof value === "string") return endAtWord(value);
	if (Array.isArray(value)) return value.map(deep);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, deep(member)]));
}
function endAtWord(text) {
	if (text.length < CUTS[0] / 3 || !CUTS.includes(new TextEncoder().encode(text).length)) return text;
	return text.endsWith(ELLIPSIS) ? text : `${text.replace(LAST_WORD, "")} ${ELLIPSIS}`;
}

const DUMP_FORMAT = "nft-offload-dump";
const DUMP_VERSION = 1;

function emptySource(made) {
	return {
		made,
		replies: {},
		hints: {},
		unapplied: null,
		notOffloaded: null,
		measured: [],
		samples: [],
		faults: []
	};
}
function evidenceOfSource(source) {
	const { replies, unapplied, notOffloaded, measured: results } = source;
	const { status = null, counters = null, environment = null } = replies;
	const interval = intervalOf(source);
	const { bypassed } = model.liveShare(interval ? [interval] : [], model.uplinkCounters(status));
	return model.evidenceOf({ status, counters, environment, unapplied, notOffloaded, bypassed, results });
}
const DOTTED = /\d{1,3}(?:\.\d{1,3}){3}/g;
function vocabularyOf({ replies, hints }) {
	const names = replies.private_names;
	const hinted = Object.values(hints).flatMap(({ name }) => name ? [name] : []);
	return {
		host: [...names?.hosts ?? [], ...hinted],
		wifi: names?.wifi ?? [],
		login: names?.users ?? [],
		name: names?.rules ?? [],
		network: names?.networks ?? [],
		address: [...new Set(JSON.stringify(replies).match(DOTTED))]
	};
}
function missingNames({ replies: { private_names: names } }) {
	const titles = {
		hosts: _("devices"),
		wifi: _("Wi-Fi networks"),
		users: _("user names"),
		rules: _("firewall rules"),
		networks: _("networks")
	};
	return Object.keys(titles).filter((kind) => !names?.[kind] || names.unknown[kind]).map((kind) => titles[kind]);
}
function knowsNames(source) {
	return missingNames(source).length === 0;
}
function intervalOf({ replies }) {
	const { counters_before, counters, status = null } = replies;
	return counters_before && counters ? model.intervalBetween(counters_before, counters, model.uplinkCounters(status)) : null;
}

const REPLY_NAMES = [
	"counters_before",
	"counters",
	"status",
	"environment",
	"connections_before",
	"connections",
	"logs",
	"private_names"
];
function openDump(text) {
	const dump = parse(text);
	if (dump?.format !== DUMP_FORMAT) throw new Error(_("This is not a file from “nft-offload dump”."));
	if (dump.version !== DUMP_VERSION || !dump.replies)
		throw new Error(_("The file is damaged, or from another version of the app."));
	const source = emptySource(Number(dump.made) * 1e3 || 0);
	for (const name of REPLY_NAMES) {
		const reply = dump.replies[name];
		if (reply?.ok) Object.assign(source.replies, { [name]: reply });
		else if (reply) source.faults.push(`${name}: ${reply.error?.text}`);
	}
	return source;
}
function parse(text) {
	try {
		return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
	} catch {
		return null;
	}
}

const WRITTEN = 10;
function connections({ replies, hints }) {
	const { connections: reply, connections_before = null, status = null } = replies;
	if (!reply) return {};
	if (!reply.connections) return { rows: [[_("Connections"), model.reasonText(reply.unknown.connections)]] };
	const rows = entries.rowsOf(reply, connections_before, status, entries.hostFinder(hints));
	return {
		rows: [[_("Examined"), model.shareText(rows.length, reply.seen)], ...countStates(rows)],
		lines: entries.sortRows(rows, { column: "bytes", descending: true }).slice(0, WRITTEN).map(lineOf)
	};
}
function countStates(rows) {
	const counts = /* @__PURE__ */ new Map();
	for (const { judgement } of rows) {
		const whys = judgement.whys.slice(0, 1).map(entries.whyText);
		const name = [entries.stateText(judgement.state), ...whys].join(" – ");
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => [name.replace(/\.$/, ""), String(count)]);
}
function lineOf({ connection, judgement, bytes }) {
	const { protocol, original, reply, tcp_state } = connection;
	const words = [
		entries.protocolText(protocol),
		tcp_state,
		tupleText(original),
		tupleText(reply),
		`bytes=${bytes ?? "?"}`,
		`[${[judgement.state, judgement.whys.map(({ why }) => why).join(", ")].filter(Boolean).join(": ")}]`
	];
	return words.filter(Boolean).join(" ");
}
function tupleText({ src, dst, sport, dport }) {
	const ports = sport === null ? "" : ` sport=${sport} dport=${dport ?? "?"}`;
	return `src=${model.tidyAddress(src)} dst=${model.tidyAddress(dst)}${ports}`;
}

function conntrack({ replies: { counters, status } }) {
	const rows = [];
	if (counters) {
		const { tracked, tracked_max, offloaded, source, ppe_bound, unknown } = counters;
		const tally = (kind) => offloaded ? tallyText(offloaded[kind]) : model.reasonText(unknown.offloaded);
		rows.push([_("Tracked connections"), model.shareText(tracked, tracked_max)]);
		rows.push([_("Offloaded in software"), tally("software")]);
		rows.push([_("Offloaded in hardware"), tally("hardware")]);
		for (const [kind, found] of Object.entries(offloaded ?? {})) rows.push([kind, kindsText(found)]);
		rows.push([_("Data source"), model.valueText(source)]);
		if (ppe_bound !== null)
			rows.push([_("Entries in the packet processing engine (PPE)"), model.valueText(ppe_bound)]);
	}
	for (const [name, value] of Object.entries(status?.conntrack ?? {}))
		rows.push([`nf_${name.startsWith("flow") ? "" : "conntrack_"}${name}`, model.valueText(value)]);
	return { rows };
}
function tallyText({ total }) {
	return `${total.entries}, ${model.bytesText(total.bytes)}`;
}
function kindsText({ total, ...kinds }) {
	return Object.entries(kinds).map(([kind, { entries }]) => `${kind} ${entries}`).join(", ");
}

function devices({ replies: { status, environment } }) {
	const rows = [];
	if (status) {
		const { drivers, accelerators, unknown } = status;
		const known = drivers?.filter(({ driver }) => driver).map(driverText);
		rows.push([_("Drivers"), model.listText(known, unknown.drivers)]);
		rows.push([_("Other accelerators"), model.listText(accelerators, unknown.accelerators)]);
		rows.push(...engines.engineRows(status, environment));
	}
	if (environment) {
		const { qdiscs, services, tables, unknown } = environment;
		const queues = qdiscs?.map(({ device, kinds }) => `${device}: ${kinds.join(" ")}`);
		const installed = services?.map(({ name, enabled }) => enabled ? name : `${name} (off)`);
		rows.push([_("Queues"), model.listText(queues, unknown.qdiscs)]);
		rows.push([_("Services"), model.listText(installed, unknown.services)]);
		rows.push([_("Other flowtables"), model.listText(tables, unknown.tables)]);
	}
	return { rows };
}
function driverText({ device, driver, hw_tc_offload }) {
	const tc = hw_tc_offload === null ? "" : ` (hw-tc-offload ${hw_tc_offload ? "on" : "off"})`;
	return `${device}: ${driver}${tc}`;
}

function exceptionLines({ devices, networks, ports, first_packets }) {
	return [
		...devices.map((device) => `device ${tidy(device)}`),
		...networks.map((network) => `network ${tidy(network)}`),
		...ports.map((port) => `port ${port}`),
		...first_packets > 0 ? [`first ${first_packets} packets`] : []
	];
}
function tidy(word) {
	const [address = "", bits] = word.split("/");
	const bytes = model.parseAddress(address);
	if (!bytes) return word;
	return bits === void 0 ? model.addressText(bytes) : `${model.addressText(bytes)}/${bits}`;
}

function exceptions({ replies: { status } }) {
	if (!status) return {};
	const { exceptions: state, unknown } = status;
	if (!state)
		return unknown.exceptions ? { rows: [[_("Exceptions"), model.reasonText(unknown.exceptions)]] } : {};
	const lines = exceptionLines(state.requested);
	if (lines.length === 0 && state.invalid.length === 0 && state.loaded === "none") return {};
	const rows = [[_("Loaded by the kernel"), model.valueText(state.loaded)]];
	if (state.invalid.length > 0) rows.push([_("Not valid"), String(state.invalid.length)]);
	else if (state.error) rows.push([_("Error"), state.error]);
	rows.push([_("Script of the firewall"), model.yesText(state.included)]);
	return { rows, lines };
}

function load(source, { measured, hardware }) {
	const rows = [
		[_("Measured"), measured.text],
		[_("Hardware"), hardware.text],
		...source.measured.map(
			// What SQM does now explains the newest result alone.
			(measurement, index) => [
				model.timeText(measurement.ended),
				measurementText(measurement, index === 0 ? source.replies.status : null)
			]
		)
	];
	const { cpu = null, wan_bytes = null, seconds = 1 } = intervalOf(source) ?? {};
	if (cpu) {
		const [busiest, softirq] = [model.percentText(cpu.busiest), model.percentText(cpu.softirq)];
		rows.push([_("Busiest CPU core"), _("%s, including %s for packet processing").format(busiest, softirq)]);
	}
	if (wan_bytes !== null)
		rows.push([_("Internet connection"), model.localized("%1000.1mbit/s".format(wan_bytes * 8 / seconds))]);
	return { rows };
}
function measurementText(measurement, status) {
	const { mode, seconds, cpu, hardware_entries } = measurement;
	const load2 = cpu === null ? "?" : model.percentText(cpu);
	const { text } = result.describeMeasurement(measurement, status);
	const name = mode ? model.modeName(mode) : _("unknown");
	return `${name}: ${text} [${Math.round(seconds)} s, CPU ${load2}, HW_OFFLOAD ${hardware_entries}]`;
}

function listed(label, items, reason) {
	return items?.length ? { rows: [], lines: items } : { rows: [[label, model.listText(items, reason)]], lines: [] };
}

function messages({ replies: { logs } }) {
	if (!logs) return {};
	const { unknown, left_out } = logs;
	const textOf = ({ time, text }) => `[${time}] ${text}`;
	const kernel = listed(_("Kernel log"), logs.kernel?.map(textOf), unknown.kernel);
	const system = listed(_("System log"), logs.system?.map(textOf), unknown.system);
	const rows = [...kernel.rows, ...system.rows];
	if (left_out > 0) rows.push([_("Older lines left out"), String(left_out)]);
	return { rows, lines: [...kernel.lines, ...system.lines] };
}

function networks({ replies: { status } }) {
	if (!status) return {};
	const { zones, forwardings, repairs, unknown } = status;
	const { rows, lines } = listed(_("Zones"), zones?.flatMap(zoneLines), unknown.zones);
	const allowed = forwardings?.map(({ src, dest }) => `${src} > ${dest}`);
	return {
		rows: [...rows, [_("Forwardings"), model.listText(allowed, unknown.forwardings)]],
		lines: [...lines, ...(repairs ?? []).map(repairLine)]
	};
}
function zoneLines({ name, masq, networks: networks2 }) {
	const head = `zone ${name}${masq ? " masq" : ""}`;
	return networks2.length > 0 ? networks2.map((network) => `${head}: ${networkText(network)}`) : [head];
}
function repairLine({ network, zone, device, alias, state, reason }) {
	const found = reason ? `${state} (${reason})` : state;
	const words = [`repair of ${network}: ${found}`, `alias ${alias}`];
	return [...words, `zone ${zone ?? "-"}`, `l3_device ${device ?? "-"}`].join(", ");
}
function networkText(network) {
	const { name, up, proto, device, l3_device, lower_devices, default_route, covered } = network;
	const words = [
		`network ${name}`,
		up ? "up" : "down",
		`proto ${proto ?? "?"}`,
		`device ${device ?? "-"}`,
		l3_device !== device && `l3_device ${l3_device ?? "-"}`,
		lower_devices.length > 0 && `lower ${lower_devices.join(" ")}`,
		default_route && "default route",
		covered === null ? "covered ?" : covered ? "covered" : "NOT covered"
	];
	return words.filter(Boolean).join(", ");
}

function reportOn(asked, mask, included) {
	const source = withoutCutWords(asked);
	const { badge, headline, checks, hints, proof, directions, shares } = model.judgeRouter(
		evidenceOfSource(source)
	);
	const { status, environment = null } = source.replies;
	const contents = [
		[
			"settings",
			_("Settings"),
			status ? { rows: model.settingRows(status, environment, source.unapplied) } : {}
		],
		["flowtables", _("Flowtables and forward rules"), status ? { rows: model.flowtableRows(status) } : {}],
		["exceptions", _("Exceptions"), exceptions(source)],
		["networks", _("Zones and networks"), networks(source)],
		["devices", _("Devices and services"), devices(source)],
		["conntrack", _("Connection tracking"), conntrack(source)],
		["load", _("Measurements and load"), load(source, proof)],
		["connections", _("Connections"), included.connections ? connections(source) : {}],
		["messages", _("Log messages"), included.messages ? messages(source) : {}],
		["router", _("Router"), status ? { rows: model.systemRows(status.system) } : {}]
	];
	const found = conflictsOf(source).map(conflictText);
	const notes = [
		...found,
		...hints.map(({ text }) => text),
		...new Set(source.faults),
		...incompleteNames(source)
	];
	return {
		made: source.made,
		badge,
		headline: { ...headline, text: mask.text(headline.text) },
		checks,
		proof,
		directions,
		shares,
		notes: notes.map(mask.text),
		sections: contents.map(([id, title, { rows = [], lines = [] }]) => ({
			id,
			title,
			rows: rows.map(([label, value]) => [mask.text(label), mask.text(value)]),
			lines: lines.map(mask.text)
		}))
	};
}
function incompleteNames(source) {
	const missing = missingNames(source);
	return missing.length > 0 ? [_("Some names may not be hidden, because not all could be read: %s").format(missing.join(", "))] : [];
}
function conflictsOf({ replies: { status, environment } }) {
	return status && environment ? conflicts.findConflicts({ status, environment }) : [];
}
function conflictText(conflict) {
	const { rule, found } = conflict;
	const words = _("%s: %s").format(conflicts.severityName(rule.severity), conflicts.effectText(conflict));
	return `${words} [${[rule.id, ...found].join(", ")}]`;
}

const REPORT_FORMAT = "nft-offload-report";
const SCHEMA_VERSION = 1;
function asJson(report, asked, mask, masked, included) {
	const { badge, headline, checks, proof } = report;
	const source = withoutCutWords(asked);
	const { measured, samples, faults } = source;
	const isShared = (name) => name !== "private_names" && (included.connections || !name.startsWith("connections")) && (included.messages || name !== "logs");
	const names = REPLY_NAMES.filter(isShared);
	const file = {
		format: REPORT_FORMAT,
		schema_version: SCHEMA_VERSION,
		made: new Date(report.made).toISOString(),
		masked,
		verdict: {
			badge: badge.id,
			headline: headline.id,
			text: headline.text,
			checks: Object.fromEntries(checks.map(({ name, state }) => [name, state])),
			proof: { measured: proof.measured.id, hardware: proof.hardware.id }
		},
		conflicts: conflictsOf(source).map(({ rule: { id, severity }, found }) => ({ id, severity, found })),
		measured,
		samples,
		replies: Object.fromEntries(names.map((name) => [name, source.replies[name]])),
		faults
	};
	return `${JSON.stringify(mask.value(file), null, 2)}
`;
}

function oneLine(text) {
	return text.replace(/\s+/g, " ").trim();
}
function dashed(items) {
	return items.map((item) => `- ${item}`).join("\n");
}
const TEXT = {
	plain: oneLine,
	value: oneLine,
	strong: oneLine,
	list: dashed,
	block: (lines) => lines.map((line) => `  ${oneLine(line)}`).join("\n")
};
const BBCODE = {
	plain: round,
	value: round,
	strong: (text) => `[b]${round(text)}[/b]`,
	list: (items) => items.length > 0 ? `[list]
[*]${items.join("\n[*]")}
[/list]` : "",
	block: (lines) => lines.length > 0 ? `[code]
${lines.map(round).join("\n")}
[/code]` : ""
};
function round(text) {
	return oneLine(text).replace(/\[/g, "(").replace(/\]/g, ")");
}
const MARKDOWN = {
	plain: escaped,
	value: code,
	strong: (text) => `**${escaped(text)}**`,
	list: dashed,
	block: (lines) => {
		const text = lines.map(oneLine).join("\n");
		return text && [ticks(text, 3), text, ticks(text, 3)].join("\n");
	}
};
function escaped(text) {
	return oneLine(text).replace(/[\\`*{}[\]<>#|~&@!]|\b_|_\b/g, "\\$&");
}
function code(text) {
	const line = oneLine(text);
	const blank = line.includes("`") ? " " : "";
	return line && ticks(line, 1) + blank + line + blank + ticks(line, 1);
}
function ticks(text, least) {
	return "`".repeat(Math.max(least, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
}

const SIGNS = {
	reached: "[x]",
	partly: "[~]",
	failed: "[!]",
	unknown: "[?]",
	waiting: "[ ]",
	open: "[ ]"
};
function asText(report, { plain, value, strong, list, block }) {
	const { badge, headline, checks, notes, sections, made } = report;
	const blocks = [
		strong(`${_("Flow offloading report")}: ${badge.text}`),
		`${plain(headline.text)} (${value(headline.id)})`,
		value(checks.map(({ state, title }) => `${SIGNS[state]} ${title}`).join(" ")),
		list(notes.map(plain)),
		...sections.filter(({ rows, lines }) => rows.length + lines.length > 0).map(
			({ title, rows, lines }) => joined("\n", [
				strong(title),
				list(rows.map(([label, text]) => `${plain(label)}: ${value(text)}`)),
				block(lines)
			])
		),
		plain(model.timeText(made))
	];
	return `${joined("\n\n", blocks)}
`;
}
function joined(gap, blocks) {
	return blocks.filter(Boolean).join(gap);
}

const STYLES = { markdown: MARKDOWN, bbcode: BBCODE, text: TEXT };
function writeReport(form, report, source, mask, masked, included) {
	return form === "json" ? asJson(report, source, mask, masked, included) : asText(report, STYLES[form]);
}

function exportButton(id, title, click) {
	return components.button(title, "cbi-button-action", click, { id: `nft-offload-${id}` });
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
	E("a", { href: url, download: name }).click();
	window.setTimeout(() => URL.revokeObjectURL(url), 6e4);
}
function fileName(what, made, ending) {
	return `nft-offload-${what}-${new Date(made).toISOString().slice(0, 10)}.${ending}`;
}

const PALETTES = {
	light: { paper: "#fff", text: "#1b2128", quiet: "#55606b", grid: "#c5ccd4" },
	dark: { paper: "#1c2127", text: "#eef1f4", quiet: "#b3bdc7", grid: "#4a5460" }
};
const SQUEEZE = 0.85;
const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;
function setFont({ context }, size, weight = "") {
	context.font = `${weight} ${size}px system-ui, "DejaVu Sans", sans-serif`;
}
function write({ context, colours }, text, x, y, width, colour = colours.text) {
	const fits = (line) => context.measureText(line).width * SQUEEZE <= width;
	let shown = text;
	for (let length = text.length; length > 0 && !fits(shown); length--)
		shown = `${text.slice(0, length).trim()}…`;
	context.direction = RIGHT_TO_LEFT.test(shown) ? "rtl" : "ltr";
	context.fillStyle = colour;
	context.fillText(shown, x, y, width);
}
function stroke({ context }, path, colour, width, dash = []) {
	context.strokeStyle = colour;
	context.lineWidth = width;
	context.setLineDash(dash);
	context.stroke(new Path2D(path));
}
function writeLines(pen, text, x, y, width, step, most = 2) {
	const lines = [""];
	for (const word of text.split(/\s+/)) {
		const longer = `${lines[0]} ${word}`.trim();
		if (pen.context.measureText(longer).width <= width || lines.length === most) lines[0] = longer;
		else lines.unshift(word);
	}
	lines.reverse().forEach((line, index) => {
		write(pen, line.slice(0, 200), x, y + index * step, width);
	});
	return y + lines.length * step;
}

const WIDTH = 1200;
const MARGIN = 48;
const INNER = WIDTH - 2 * MARGIN;
const MIDDLE = WIDTH / 2 + 15;
const PATH_SCALE = 1.5;
const NOTES = 4;
const LEVELS = {
	success: "#1d6b2f",
	info: "#4a5560",
	notice: "#4a5560",
	warning: "#8a5300",
	danger: "#a3201a"
};
function drawPicture(canvas, report, source, scheme) {
	const context = canvas.getContext("2d");
	if (!context) return;
	const pen = { context, colours: PALETTES[scheme] };
	canvas.width = WIDTH;
	canvas.height = drawAll(pen, report, source);
	context.fillStyle = pen.colours.paper;
	context.fillRect(0, 0, WIDTH, canvas.height);
	drawAll(pen, report, source);
}
function drawAll(pen, report, source) {
	const rowsOf = (id) => report.sections.find((section) => section.id === id)?.rows ?? [];
	let y = drawChecks(pen, report.checks, drawHead(pen, report) + 20);
	const { directions: states, shares } = report;
	drawPath(pen, { ...model.UNKNOWN_PATHS, states, shares }, y + 34);
	if (source.samples.length > 0)
		drawChart(pen, source.samples, { x: MIDDLE + 50, y: y + 56, width: INNER / 2 - 130, height: 140 });
	y += 300;
	const settings = [...rowsOf("settings").slice(0, 3), ...rowsOf("conntrack").slice(0, 3)];
	drawRows(pen, settings, MARGIN, y, 240);
	return drawNotes(pen, report.notes, drawRows(pen, rowsOf("router").slice(0, 6), MIDDLE, y, 180));
}
function drawHead(pen, { badge, headline, made }) {
	const { context, colours } = pen;
	context.textAlign = "left";
	setFont(pen, 30, "bold");
	write(pen, _("Flow Offloading"), MARGIN, 74, 600);
	context.textAlign = "right";
	setFont(pen, 20);
	write(pen, new Date(made).toISOString().slice(0, 10), WIDTH - MARGIN, 74, 300, colours.quiet);
	context.textAlign = "left";
	setFont(pen, 34, "bold");
	context.fillStyle = LEVELS[badge.level];
	context.fillRect(MARGIN, 100, Math.min(INNER, context.measureText(badge.text).width + 48), 64);
	write(pen, badge.text, MARGIN + 24, 144, INNER - 48, "#fff");
	setFont(pen, 24);
	return writeLines(pen, headline.text, MARGIN, 208, INNER, 34, 3);
}
function drawChecks(pen, checks, y) {
	setFont(pen, 24, "bold");
	checks.forEach(({ state, title }, index) => {
		const text = `${components.signOf(state)} ${title}`;
		const colour = state === "failed" ? LEVELS.danger : state === "open" || state === "waiting" ? pen.colours.quiet : void 0;
		write(pen, text, MARGIN + index * INNER / checks.length, y, INNER / checks.length - 10, colour);
	});
	return y;
}
function drawPath(pen, facts, y) {
	const { context, colours } = pen;
	const { strokes, boxes, labels, texts } = model.pathDrawing(facts);
	context.save();
	context.translate(MARGIN - 2, y);
	context.scale(PATH_SCALE, PATH_SCALE);
	context.lineCap = "butt";
	for (const { x, y: y2, width, height } of boxes)
		stroke(pen, `M${x} ${y2}h${width}v${height}h${-width}z`, colours.quiet, 1.5);
	for (const { path, shaft, head, dashed } of strokes) {
		stroke(pen, shaft, model.PATH_COLOURS[path], 4, dashed ? [3, 6] : []);
		stroke(pen, head, model.PATH_COLOURS[path], 4);
	}
	context.textAlign = "center";
	setFont(pen, 12);
	for (const { x, y: y2, text } of texts) write(pen, text, x, y2, 84);
	setFont(pen, 13, "bold");
	for (const { x, y: y2, text } of labels) write(pen, text, x, y2, model.PATH_VIEW.width);
	context.restore();
}
function drawChart(pen, samples, field) {
	const { context, colours } = pen;
	const { x, y, width, height } = field;
	const { paths, marks, top } = model.drawingOf(samples, field);
	const last = samples[samples.length - 1];
	context.lineCap = "round";
	stroke(pen, model.gridOf(field), colours.grid, 1);
	stroke(pen, marks.change + marks.reload, model.PATH_COLOURS["slow-path"], 2);
	setFont(pen, 17);
	const level = (index) => y + height * (1 - index / model.GRID_STEPS) + 6;
	model.ticksOf(top).forEach((figure, index) => {
		write(pen, String(figure), x + width + 8, level(index), 72, colours.quiet);
	});
	context.textAlign = "right";
	model.ticksOf(100).forEach((figure, index) => {
		write(pen, String(figure), x - 8, level(index), 42, colours.quiet);
	});
	write(pen, "%", x - 8, y - 14, 42, colours.quiet);
	context.textAlign = "left";
	write(pen, _("Mbit/s"), x + width + 8, y - 14, 72, colours.quiet);
	const titles = model.seriesTitles();
	model.SERIES.forEach((series, index) => {
		const { id } = series;
		stroke(pen, paths[id], model.SERIES_COLOURS[id], 3, id === "softirq" ? [6, 6] : []);
		const [left, below] = [x - 50 + index % 2 * 280, y + height + 36 + (index >> 1) * 30];
		stroke(pen, `M${left} ${below - 6}h24`, model.SERIES_COLOURS[id], 4);
		write(
			pen,
			_("%s: %s").format(titles[id], last ? model.seriesText(series, last) : "–"),
			left + 32,
			below,
			240
		);
	});
}
function drawRows(pen, rows, x, y, indent) {
	rows.forEach(([label, value], index) => {
		setFont(pen, 20);
		write(pen, label, x, y + index * 36, indent - 12, pen.colours.quiet);
		setFont(pen, 20, "bold");
		write(pen, value.slice(0, 200), x + indent, y + index * 36, INNER / 2 - 15 - indent);
	});
	return y + 6 * 36;
}
function drawNotes(pen, notes, y) {
	setFont(pen, 20);
	const more = notes.length > NOTES ? [_("and %d more in the report").format(notes.length - NOTES)] : [];
	let below = y + 10;
	for (const note of [...notes.slice(0, NOTES), ...more])
		below = writeLines(pen, `• ${note}`, MARGIN, below, INNER, 28) + 8;
	return below + 10;
}

function pictureSection() {
	const canvas = E("canvas", { class: "nft-offload-card", role: "img" });
	const scheme = E("select", { class: "cbi-input-select", id: "nft-offload-scheme" }, [
		E("option", { value: "light" }, [_("Light")]),
		E("option", { value: "dark" }, [_("Dark")])
	]);
	let draw = () => {
	};
	let made = 0;
	scheme.addEventListener("change", () => draw());
	const download = () => canvas.toBlob((blob) => blob && save(blob, fileName("card", made, "png")));
	const element = E("div", { class: "cbi-section" }, [
		canvas,
		E("div", { class: "nft-offload-help" }, [
			exportButton("picture", _("Save picture"), download),
			E("label", { for: scheme.id }, [_("Colours")]),
			scheme
		])
	]);
	return {
		element,
		show(report, source) {
			made = report.made;
			canvas.setAttribute("aria-label", _("%s: %s").format(report.badge.text, report.headline.text));
			draw = () => drawPicture(canvas, report, source, scheme.value);
			draw();
		}
	};
}

const samplesStore = components.stored("session", "nft-offload.history", isList);
const resultsStore = components.stored("session", "nft-offload.measurements", isResults);
function isList(value) {
	return Array.isArray(value);
}
function isResults(value) {
	const isResult = (item) => [item, item?.download, item?.upload].every(
		(bytes) => typeof bytes?.total_bytes === "number" && typeof bytes.slow_bytes === "number"
	);
	return Array.isArray(value) && value.every(isResult);
}

const PAUSE = 2e3;
const LARGEST = { limit: 200 };
async function gather() {
	const source = {
		...emptySource(Date.now()),
		samples: samplesStore.get() ?? [],
		measured: resultsStore.get() ?? []
	};
	const take = async (name, call) => {
		try {
			source.replies[name] = await router.untilAnswered(call);
		} catch (error) {
			source.faults.push(`${name}: ${model.callErrorText(error)}`);
		}
	};
	const [hints, changes] = await Promise.all([
		L.resolveDefault(router.hostHints(), {}),
		L.resolveDefault(uci.changes(), null),
		take("status", () => router.status({ engines: true })),
		take("counters_before", () => router.counters({ bytes: true })),
		take("environment", router.environment),
		take("connections_before", () => router.connections(LARGEST)),
		take("logs", router.logs),
		take("private_names", router.privateNames)
	]);
	await pause();
	await Promise.all([
		take("counters", () => router.counters({ bytes: true })),
		take("connections", () => router.connections(LARGEST))
	]);
	return { ...source, hints, unapplied: model.pendingOptions(changes?.firewall ?? []) };
}
function pause() {
	return new Promise((resolve) => window.setTimeout(resolve, PAUSE));
}

function sourceSection(show) {
	const state = E("span", { "aria-live": "polite" });
	const file = E("input", { type: "file", id: "nft-offload-dump", change: open });
	let turn = 0;
	async function take(source, done) {
		const mine = ++turn;
		let told = done;
		try {
			const found = await source;
			if (mine === turn) show(found);
		} catch (error) {
			told = _("Could not create the report: %s").format(model.callErrorText(error));
		}
		if (mine === turn) components.setText(state, told);
	}
	function ask() {
		components.setText(state, _("Reading this router…"));
		return take(gather(), _("From this router."));
	}
	function open() {
		const [chosen] = file.files ?? [];
		if (chosen) void take(chosen.text().then(openDump), _("From the file %s.").format(chosen.name));
	}
	void ask();
	const again = exportButton("ask", _("Read this router again"), ask);
	return E("div", { class: "cbi-section" }, [
		E("p", [
			_(
				"Everything that people need to help you, in one post. Nothing is sent anywhere: you copy or save it, and the preview is exactly what you share."
			)
		]),
		E("div", { class: "nft-offload-help" }, [again, state]),
		E("details", [
			E("summary", [_("Open a file from another router")]),
			E("p", [
				_("If the web interface does not work, this command over SSH writes everything it would show:"),
				" ",
				E("code", ["nft-offload dump > dump.json"])
			]),
			E("p", [_("That file is private. The report made from it here hides private data.")]),
			E("label", { for: file.id }, [_("File:")]),
			" ",
			file
		])
	]);
}

const STYLE = `
.nft-offload-options { display: flex; flex-wrap: wrap; gap: 1em 2em; margin-bottom: .5em }
.nft-offload-options > * { min-width: 0; max-width: 100% }
.nft-offload-report .nft-offload-help label { float: none; width: auto; padding: 0 }
.nft-offload-options label { display: block; min-height: 24px; float: none; width: auto; padding: 0; text-align: start }
.nft-offload-report select, .nft-offload-report input[type=file] { width: auto; max-width: 100%; margin: 0 }
.nft-offload-preview { width: 100%; box-sizing: border-box; height: 30em; font-family: monospace; white-space: pre }
.nft-offload-card { width: 100%; max-width: 50em; border: 1px solid }
`;

function optionFields(changed) {
	const hide = switches(_("Hide"), changed, {
		addresses: _("Public IP addresses"),
		macs: _("Hardware (MAC) addresses"),
		hosts: _("Names of devices and rules"),
		accounts: _("Wi-Fi names and user names")
	});
	const included = switches(_("Include"), changed, {
		connections: _("Largest connections"),
		messages: _("Log messages")
	});
	const forms = Object.entries(formNames()).map(([value, title]) => E("option", { value }, [title]));
	const form = E("select", { class: "cbi-input-select", id: "nft-offload-form", change: changed }, forms);
	return {
		element: E("div", { class: "nft-offload-options" }, [
			hide.element,
			included.element,
			E("div", [E("label", { for: form.id }, [_("Format")]), form])
		]),
		options: () => ({
			hide: hide.values(),
			included: included.values(),
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
function switches(title, change, names) {
	const boxes = Object.keys(names).map(
		(name) => E("input", { type: "checkbox", id: `nft-offload-${name}`, checked: "", change })
	);
	const labels = Object.values(names).map(
		(text, index) => E("label", [boxes[index], " ", text])
	);
	return {
		element: E("div", { role: "group", "aria-label": title }, [E("strong", [title]), ...labels]),
		values: () => Object.fromEntries(Object.keys(names).map((name, index) => [name, boxes[index].checked]))
	};
}

function textSection(changed) {
	const fields = optionFields(changed);
	const preview = E("textarea", {
		class: "nft-offload-preview",
		readonly: "",
		spellcheck: "false",
		"aria-label": _("Preview: exactly this is shared")
	});
	const told = E("span", { "aria-live": "polite" });
	let made = 0;
	const copy = () => {
		const copied = copyFrom(preview);
		components.setText(
			told,
			copied ? _("Copied.") : _("The browser blocked copying. The text is selected: press Ctrl+C.")
		);
	};
	const download = () => {
		const ending = fields.options().form === "json" ? "json" : "txt";
		save(new Blob([preview.value]), fileName("report", made, ending));
	};
	return {
		element: E("div", { class: "cbi-section" }, [
			E("h3", [_("Text")]),
			fields.element,
			E("p", [
				exportButton("copy", _("Copy"), copy),
				" ",
				exportButton("save", _("Save as file"), download),
				" ",
				told
			]),
			preview
		]),
		options: fields.options,
		show(text, time) {
			made = time;
			preview.value = text;
			components.setText(told, "");
		}
	};
}

var page = view.extend({
	render() {
		components.addStyle();
		components.markQuotations();
		const warning = E("div", { class: "alert-message warning", "aria-live": "polite", hidden: "" }, [
			_("Not all names could be read, so some may not be hidden. Check the preview before you share it.")
		]);
		const text = textSection(() => source && draw(source));
		const picture = pictureSection();
		let source = null;
		const draw = (found) => {
			const { hide, included, form } = text.options();
			const mask = newMask(vocabularyOf(found), hide);
			const report = reportOn(found, mask, included);
			text.show(writeReport(form, report, found, mask, hide, included), report.made);
			picture.show(report, found);
			warning.hidden = !(hide.hosts && hide.accounts) || knowsNames(found);
			source = found;
		};
		const origin = sourceSection(draw);
		return E("div", { class: "nft-offload-report" }, [
			E("style", [STYLE]),
			E("h2", [_("Report")]),
			warning,
			picture.element,
			origin,
			text.element
		]);
	},
	handleSave: null,
	handleSaveApply: null,
	handleReset: null
});

return page;

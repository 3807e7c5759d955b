// Generated from src/view/pages/connections.ts by `npm run build`: change the source, not this file.
'use strict';
'require view';
'require nft-offload.model as model';
'require nft-offload.ui as parts';
'require poll';
'require rpc';
'require nft-offload.router as router';


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

function hostFinder(hints) {
  const known = /* @__PURE__ */ new Map();
  for (const [mac, { name, ipaddrs, ip6addrs, ipv4, ipv6 }] of Object.entries(hints)) {
    const given = [...ipaddrs ?? [], ...ip6addrs ?? [], ipv4, ipv6].filter(
      (address) => address !== void 0
    );
    const addresses = given.map(tidyAddress);
    const host = { id: mac, name: name || addresses[0] || mac, addresses };
    for (const address of addresses) known.set(address, host);
  }
  return (address) => {
    const tidy = tidyAddress(address);
    return known.get(tidy) ?? { id: tidy, name: tidy, addresses: [tidy] };
  };
}

const SEEN_REPLY = 2;
const ASSURED = 4;
const OFFLOAD = 16384;
const HW_OFFLOAD = 32768;
const TCP$1 = 6;
const UDP$1 = 17;
function judgeConnection(connection, around) {
  const device = uncoveredDevice(connection, around.place);
  if (connection.status & HW_OFFLOAD) return judgement("hardware", null);
  if (connection.status & OFFLOAD) return judgement("software", device ? "marked-only" : null, device);
  const excluded = exclusion(connection, around.place);
  if (excluded) return judgement("excluded", excluded);
  if (around.mode === "off") return judgement("slow", "off");
  if (device) return judgement("excluded", "uncovered", device);
  if (around.moving === null) return judgement("idle", "unseen");
  return around.moving ? judgement("slow", "eligible") : judgement("idle", "idle");
}
function judgement(state, why, device = null) {
  return { state, why, device };
}
function exclusion(connection, place) {
  return localEnd(connection, place) ?? kindOfTraffic(connection) ?? stageOf(connection) ?? (looksProxied(connection, place) ? "maybe-proxied" : null);
}
function localEnd({ original, reply }, place) {
  if (place.isLocal(original.src)) return "from-router";
  if (place.isLocal(original.dst))
    return place.isLocal(reply.src) ? "to-router" : null;
  return place.isLocal(reply.src) ? "proxied" : null;
}
function kindOfTraffic({ protocol, original, helper }) {
  const destination = parseAddress(original.dst);
  if (destination && isMulticast(destination)) return "multicast";
  if (protocol !== TCP$1 && protocol !== UDP$1) return "protocol";
  return helper ? "helper" : null;
}
function stageOf({ protocol, status, tcp_state }) {
  if (!(status & SEEN_REPLY)) return "unanswered";
  if (protocol !== TCP$1 || tcp_state === null) return null;
  if (["NONE", "SYN_SENT", "SYN_RECV", "SYN_SENT2"].includes(tcp_state)) return "opening";
  if (tcp_state !== "ESTABLISHED") return "closing";
  return status & ASSURED ? null : "opening";
}
function looksProxied({ family, original, reply }, place) {
  if (family !== 4 || reply.dst !== original.src || reply.src !== original.dst) return false;
  const [source, destination] = [parseAddress(original.src), parseAddress(original.dst)];
  if (!source || !destination || !isPrivate(source) || isPrivate(destination)) return false;
  const device = place.deviceTo(original.dst);
  return device !== null && place.isMasqueraded(device);
}
function devicesOf({ original, reply }, place) {
  return [place.deviceTo(original.src), place.deviceTo(reply.src)];
}
function uncoveredDevice(connection, place) {
  return devicesOf(connection, place).find((device) => device && place.isCovered(device) === false) ?? null;
}

function placeOf(reply, status) {
  const local = reply.local && new Set(reply.local.map(keyOf$1));
  const routes = (reply.routes ?? []).flatMap(readRoute);
  return {
    isLocal: (address) => local?.has(keyOf$1(address)) ?? null,
    deviceTo: (address) => findDevice(routes, parseAddress(address)),
    isCovered: (device) => isCovered(status, device),
    sideOf: (device) => findSide(status, device),
    isMasqueraded: (device) => (status?.zones ?? []).some(
      (zone) => zone.masq && zone.networks.some(({ l3_device }) => l3_device === device)
    )
  };
}
function keyOf$1(address) {
  return parseAddress(address)?.join(" ") ?? address;
}
function readRoute({ destination, device }) {
  const [address, bits] = destination.split("/");
  const bytes = parseAddress(address ?? "");
  return bytes ? [{ bytes, bits: Number(bits), device }] : [];
}
function findDevice(routes, address) {
  let best = null;
  for (const route of routes) {
    if (!address || !samePrefix(address, route.bytes, route.bits)) continue;
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
function findSide(status, device) {
  const sides = status && model.sidesOf(status);
  if (!sides) return null;
  if (sides.wan.some(({ l3_device }) => l3_device === device)) return "wan";
  return sides.lan.some(({ l3_device }) => l3_device === device) ? "lan" : null;
}

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

function rowsOf(reply, before, status, findHost) {
  const place = placeOf(reply, status);
  const earlier = new Map((before?.connections ?? []).map((connection) => [keyOf(connection), connection]));
  const seconds = before ? (reply.monotonic_ms - before.monotonic_ms) / 1e3 : 0;
  const mode = status && model.loadedMode(status);
  const counting = status ? model.firewallFlowtable(status.flowtables ?? [])?.counter ?? true : true;
  return (reply.connections ?? []).map((connection) => {
    const key = keyOf(connection);
    const moved = seconds > 0 ? movedSince(connection, earlier.get(key)) : null;
    const judgement = judgeConnection(connection, { place, mode, moving: moved && moved.packets > 0 });
    return {
      key,
      connection,
      judgement,
      ...endsOf(connection, place, findHost),
      service: serviceText(connection),
      bytes: bytesOf(connection),
      rate: rateOf(moved, seconds, judgement, counting)
    };
  });
}
function keyOf({ family, protocol, original }) {
  return [family, protocol, original.src, original.sport, original.dst, original.dport].join(" ");
}
function bytesOf({ original, reply }) {
  return original.bytes === null || reply.bytes === null ? null : original.bytes + reply.bytes;
}
function packetsOf({ original, reply }) {
  return original.packets === null || reply.packets === null ? null : original.packets + reply.packets;
}
function movedSince(now, before) {
  const [bytes, packets] = [bytesOf(now), packetsOf(now)];
  const [bytesBefore, packetsBefore] = before ? [bytesOf(before), packetsOf(before)] : [null, null];
  if (bytes === null || packets === null || bytesBefore === null || packetsBefore === null) return null;
  return bytes < bytesBefore ? null : { bytes: bytes - bytesBefore, packets: packets - packetsBefore };
}
function rateOf(moved, seconds, { state }, counting) {
  if (!moved) return null;
  const silent = state === "software" && !counting || state === "hardware" && moved.bytes === 0;
  return silent ? null : moved.bytes / seconds;
}
function endsOf(connection, place, findHost) {
  const { original, reply } = connection;
  const direction = directionOf(connection, place);
  const own = { id: "router", name: _("This router"), addresses: [] };
  if (direction === "router") {
    const outgoing = place.isLocal(original.src) === true;
    const fromHome = !outgoing && place.sideOf(place.deviceTo(original.src) ?? "") !== "wan";
    const remote = tidyAddress(outgoing || fromHome ? original.dst : original.src);
    return { direction, host: fromHome ? findHost(original.src) : own, remote };
  }
  if (direction === "in") return { direction, host: findHost(reply.src), remote: tidyAddress(original.src) };
  return { direction, host: findHost(original.src), remote: tidyAddress(original.dst) };
}
function directionOf(connection, place) {
  const { original, reply } = connection;
  if (place.isLocal(original.src) || place.isLocal(original.dst) && place.isLocal(reply.src))
    return "router";
  const [from, to] = devicesOf(connection, place);
  if (!from || !to) return "unknown";
  if (place.sideOf(to) === "wan") return "out";
  return place.sideOf(from) === "wan" ? "in" : "inside";
}

const MOST_ADDRESSES = 32;

function stateText(state) {
  const words = {
    hardware: _("Hardware"),
    software: _("Software", "flow offloading"),
    slow: _("Not accelerated"),
    idle: _("Idle"),
    excluded: _("Not eligible")
  };
  return words[state];
}
function whyText({ why, device }) {
  switch (why) {
    case "from-router":
      return _("The router itself opened it: only traffic that passes through can be accelerated.");
    case "to-router":
      return _("It ends in the router itself: only traffic that passes through can be accelerated.");
    case "proxied":
      return _("A program on the router answers in place of the far end (redirected).");
    case "maybe-proxied":
      return _("It leaves untranslated: a transparent proxy on the router probably answers it.");
    case "multicast":
      return _("Traffic to a group of devices is never accelerated.");
    case "protocol":
      return _("Only TCP and UDP are accelerated.");
    case "helper":
      return _("A helper of the firewall reads along, so the firewall needs every packet.");
    case "unanswered":
      return _("The far end has not answered.");
    case "opening":
      return _("It is still being established.");
    case "closing":
      return _("It is being closed.");
    case "uncovered":
      return _("The device %s is not in the flowtable.").format(device ?? "");
    case "marked-only":
      return _(
        "Marked as accelerated, but the device %s is not in the flowtable: it may still go the slow way."
      ).format(device ?? "");
    case "off":
      return _("Flow offloading is off.");
    case "idle":
      return _("Nothing was sent since the last reading.");
    case "unseen":
      return _("It fits; the next reading shows whether it sends anything.");
    case "eligible":
      return _("It fits and sends data, but the firewall still handles every packet.");
    default:
      return "";
  }
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
  const parts = [
    host.name,
    ...host.addresses,
    remote,
    service,
    ...ports,
    stateText(judgement.state),
    whyText(judgement)
  ];
  return parts.join(" ").toLowerCase();
}
const STATES = ["hardware", "software", "slow", "idle", "excluded"];
function sortRows(rows, { column, descending }) {
  const sign = descending ? -1 : 1;
  return [...rows].sort(
    (a, b) => compare(cellOf(a, column), cellOf(b, column), sign) || compare(a.bytes, b.bytes, -1) || compare(a.key, b.key, 1)
  );
}
function cellOf(row, column) {
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
function groupRows(rows) {
  const groups = /* @__PURE__ */ new Map();
  for (const row of rows) groups.set(row.host.id, [...groups.get(row.host.id) ?? [], row]);
  return [...groups.values()].map((members) => ({
    host: members[0].host,
    rows: members,
    bytes: sumOf(members.map(({ bytes }) => bytes)),
    rate: sumOf(members.map(({ rate }) => rate))
  }));
}
function oneGroup(rows) {
  return { host: { id: "", name: "", addresses: [] }, rows, bytes: null, rate: null };
}
function sumOf(values) {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
function hostsOf(rows) {
  const hosts = new Map(rows.map(({ host }) => [host.id, host]));
  return [...hosts.values()].sort((a, b) => a.name.localeCompare(b.name));
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

function detailLines(connection) {
  const { family, protocol, original, reply, tcp_state, timeout, mark, helper } = connection;
  const lines = [
    _("IPv%d, %s").format(family, protocolText(protocol)),
    _("Original: %s").format(tupleText(original)),
    _("Reply: %s").format(tupleText(reply))
  ];
  if (tcp_state) lines.push(_("TCP state: %s").format(tcp_state));
  if (timeout !== null) lines.push(_("Ends in %d s if nothing is sent").format(timeout));
  if (helper) lines.push(_("Helper: %s").format(helper));
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
  const tidy = tidyAddress(address);
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
    if (shown && details.open) updateLines(lines, detailLines(shown.connection));
  };
  details.addEventListener("toggle", showLines);
  return {
    element,
    update(row) {
      shown = row;
      const { judgement } = row;
      parts.setText(host, row.host.name);
      parts.setText(summary, row.service);
      parts.setText(where, whereText(row));
      parts.setText(rate, rateText(row.rate));
      parts.setText(bytes, model.bytesText(row.bytes));
      parts.setText(label, stateText(judgement.state));
      parts.setText(why, whyText(judgement));
      const look = `label ${LOOKS[judgement.state]}`.trim();
      if (label.className !== look) label.className = look;
      element.dataset.state = judgement.state;
      showLines();
    }
  };
}
function whereText({ remote, direction }) {
  return direction === "unknown" ? remote : _("%s, %s").format(remote, directionText(direction));
}
function updateLines(element, texts) {
  while (element.children.length > texts.length) element.lastElementChild?.remove();
  texts.forEach((text, index) => {
    const line = element.children[index] ?? element.appendChild(E("div"));
    parts.setText(line, text);
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
    update(groups, order, titled) {
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
        bodies.get(group.host.id).update(group, elements, titled);
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
    update(group, rows, titled) {
      const words = N_(group.rows.length, "%s: %d connection", "%s: %d connections");
      parts.setText(name, words.format(group.host.name, group.rows.length));
      parts.setText(rate, rateText(group.rate));
      parts.setText(bytes, model.bytesText(group.bytes));
      arrange(element, titled ? [title, ...rows] : rows);
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
    parts.setText(button, sorted ? `${title} ${order.descending ? "▼" : "▲"}` : title);
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
    wish: () => ({
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
  return states.map((state) => [state, stateText(state)]);
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
    parts.setText(element, paused ? _("Go on") : _("Pause"));
    changed();
  });
  return { element, paused: () => paused };
}

const PERIOD = 3;
const STATUS_PERIOD = 15;
const HINTS_PERIOD = 60;
const REST = 4;
const hostHints = rpc.declare({ object: "luci-rpc", method: "getHostHints", reject: true });
function watchConnections(query, tell) {
  const seen = { connections: null, before: null, status: null, hints: {}, error: null };
  const due = { connections: 0, status: 0, hints: 0 };
  let busy = false;
  let again = false;
  async function readConnections(asked) {
    try {
      const reply = await router.connections(asked);
      seen.before = seen.connections;
      seen.connections = reply;
      seen.error = null;
      due.connections = performance.now() + reply.took_ms * REST;
    } catch (error) {
      seen.error = error ?? new Error();
    }
  }
  async function readStatus() {
    due.status = performance.now() + STATUS_PERIOD * 1e3;
    seen.status = await L.resolveDefault(router.status(), null);
  }
  async function readHints() {
    due.hints = performance.now() + HINTS_PERIOD * 1e3;
    seen.hints = await L.resolveDefault(hostHints(), seen.hints);
  }
  async function tick() {
    const asked = query();
    const now = performance.now();
    if (!asked || busy || document.hidden || now < due.connections) return;
    busy = true;
    const calls = [readConnections(asked)];
    if (due.status <= now) calls.push(readStatus());
    if (due.hints <= now) calls.push(readHints());
    await Promise.all(calls);
    busy = false;
    tell(seen);
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

var connections = view.extend({
  render() {
    addStyle();
    const fault = E("div", { class: "alert-message warning", role: "status", hidden: "" });
    const summary = E("p", { class: "nft-offload-summary" }, [_("Reading the connections…")]);
    let seen = null;
    let asked = "";
    const bar = toolbar(() => changed());
    const table = connectionTable((column) => bar.sortBy(column));
    const draw = () => {
      if (!seen) return;
      showFault(fault, faultOf(seen));
      const found = drawTable(seen, bar, table);
      parts.setText(summary, summaryText(seen.connections, found));
    };
    const query = () => {
      const { paused, choice } = bar.wish();
      return paused ? null : queryOf(choice);
    };
    const readNow = watchConnections(query, (now) => {
      seen = now;
      draw();
    });
    const changed = () => {
      draw();
      const wanted = JSON.stringify(query());
      if (wanted !== asked) readNow();
      asked = wanted;
    };
    asked = JSON.stringify(query());
    return E("div", [
      E("h2", [_("Connections")]),
      E("p", { class: "cbi-map-descr" }, [introduction()]),
      bar.element,
      fault,
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
    "The connections that have carried most data since they were opened, and why each is accelerated or not. The rate is the difference between the last two readings."
  );
}
function drawTable(seen, bar, table) {
  if (!seen.connections) return 0;
  const rows = rowsOf(
    seen.connections,
    seen.before,
    seen.status,
    hostFinder(seen.hints)
  );
  const { choice, order, grouped } = bar.wish();
  bar.offerHosts(hostsOf(rows));
  const sorted = sortRows(chooseRows(rows, choice), order);
  table.update(grouped ? groupRows(sorted) : [oneGroup(sorted)], order, grouped);
  return sorted.length;
}
function showFault(element, text) {
  element.hidden = text === null;
  parts.setText(element, text ?? "");
}
function faultOf({ error, connections: reply }) {
  if (error) return model.callFaultText(error);
  if (!reply) return null;
  if (!reply.connections)
    return _("The connections are unknown: %s").format(model.reasonText(reply.unknown.connections));
  if (reply.unknown.rest)
    return _("Not all connections were looked at: %s").format(model.reasonText(reply.unknown.rest));
  return null;
}
function summaryText(reply, shown) {
  if (!reply?.connections) return _("Number of connections: unknown");
  const words = [
    N_(shown, "%d connection is shown.", "%d connections are shown.").format(shown),
    N_(reply.seen, "%d was looked at.", "%d were looked at.").format(reply.seen)
  ];
  if (reply.left_out > 0)
    words.push(
      N_(
        reply.left_out,
        "%d that has carried less is left out.",
        "%d that have carried less are left out."
      ).format(reply.left_out)
    );
  return words.join(" ");
}

return connections;

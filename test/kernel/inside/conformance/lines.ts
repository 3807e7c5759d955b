/**
 * The lines of the conformance matrix: ways in which a network of a router lies on its devices. Each has a wire of its own from the
 * router to the far end, so that all of them are up at once, under one ruleset.
 */

import type { PlayedNetwork } from '../netifd.ts';

/** The two ends of a wire. */
export type End = 'gateway' | 'internet';
export const ENDS: End[] = ['gateway', 'internet'];
export const FAR: Record<End, End> = { gateway: 'internet', internet: 'gateway' };
export type Family = 'ipv4' | 'ipv6';
export const FAMILIES: Family[] = ['ipv4', 'ipv6'];

/** One line, with the devices of the router. */
export interface Line {
	/** Names its wire too, at both ends. */
	name: string;
	/** What the table in the documentation calls it. */
	title: string;
	side: 'wan' | 'lan';
	/** What netifd reports of it. A tunnel has no `device`: netifd knows only its L3 device. */
	networks: PlayedNetwork[];
	/** The device that holds the addresses of a family, at each end. */
	l3: Record<End, Record<Family, string>>;
	/** The L3 device that the line is about, and the device at its bottom. */
	subject: string;
	lowest: string;
	/** `ip` commands that make its devices at one end; `n` is the line's number in addresses. */
	links: (end: End, n: number) => string[];
	/** Commands for `bridge` and `tc`, on the router. */
	bridge?: string[];
	tc?: string[];
	/** The Ethernet device below a PPP session, at each end. It is PPPoE, or L2TP where the line has outer addresses. */
	session?: Record<End, string>;
	/** The addresses that a tunnel of both families runs between. */
	outer?: (end: End, n: number) => string;
	/** WireGuard: its ends get keys, and each other for a peer. */
	wireguard?: boolean;
	/** A program at each end carries the packets of its device over UDP. */
	carried?: boolean;
	/** The ports of its own address that its IPv4 is translated to, as MAP-E has it; elsewhere it is masqueraded. */
	ports?: [first: number, last: number];
}

/** The last part of an address. */
export const PART: Record<End, number> = { gateway: 1, internet: 2 };

export const address4 = (end: End, n: number): string => `10.${n}.0.${PART[end]}`;
export const address6 = (end: End, n: number): string => `2001:db8:${n}::${PART[end]}`;
const outer4 = (end: End, n: number): string => `172.16.${n}.${PART[end]}`;
const outer6 = (end: End, n: number): string => `fd01:0:0:${n}::${PART[end]}`;

type Links = Line['links'];

/** A line whose addresses are on one device; at the far end on the wire itself unless told. */
function line(name: string, title: string, device = name, links: Links = () => [], far = name): Line {
	return {
		name,
		title,
		side: 'wan',
		networks: [{ name, device }],
		l3: { gateway: { ipv4: device, ipv6: device }, internet: { ipv4: far, ipv6: far } },
		subject: device,
		lowest: name,
		links,
	};
}

/** A PPPoE session over the device that netifd reports as the network's own. */
function pppoe(name: string, title: string, device: string, far: string, links?: Links): Line {
	const session = `ppp-${name}`;
	return {
		...line(name, title, session, links, session),
		networks: [{ name, device, l3_device: session, proto: 'pppoe' }],
		session: { gateway: device, internet: far },
	};
}

/** A tunnel for some families; the wire below is a network of its own and carries the rest. */
function tunnel(
	name: string,
	title: string,
	proto: string,
	families: Family[],
	kind: (from: string, to: string) => string,
	outer: typeof outer4
): Line {
	const device = `tun-${name}`;
	const on = (family: Family) => (families.includes(family) ? device : name);
	const devices = { ipv4: on('ipv4'), ipv6: on('ipv6') };
	const links: Links = (end, n) => [`link add ${device} type ${kind(outer(end, n), outer(FAR[end], n))}`];
	return {
		...line(name, title, device, links),
		networks: [
			{ name, device: null, l3_device: device, proto },
			{ name: `${name}_`, device: name },
		],
		l3: { gateway: devices, internet: devices },
		...([outer4, outer6].includes(outer) ? { outer } : {}),
	};
}

/** A PPP session in L2TP. */
function l2tp(name: string, title: string): Line {
	return {
		...tunnel(name, title, 'l2tp', FAMILIES, () => '', outer4),
		links: () => [],
		session: { gateway: name, internet: name },
	};
}

/** A tunnel of two programs, as OpenVPN is one. Its packets have room for the headers of UDP. */
function carried(name: string, title: string, proto: string): Line {
	const made = tunnel(name, title, proto, FAMILIES, () => '', outer4);
	const links = () => [`tuntap add ${made.subject} mode tun`, `link set ${made.subject} mtu 1400`];
	return { ...made, links, carried: true };
}

/** A LAN on a bridge. */
function lan(name: string, title: string, device: string, links: string[], bridge: string[] = []): Line {
	return { ...line(name, title, device, onRouter(...links)), side: 'lan', bridge };
}

/** As netifd's dslite.sh and map.sh make it. */
const ipip6 = (from: string, to: string): string =>
	`ip6tnl mode ipip6 encaplimit none local ${from} remote ${to}`;

const gre6 = (from: string, to: string): string => `ip6gre encaplimit none local ${from} remote ${to}`;

const onRouter =
	(...commands: string[]): Links =>
	(end) =>
		end === 'gateway' ? commands : [];
const vlan = (device: string, id: number): string =>
	`link add link ${device} name ${device}.${id} type vlan id ${id}`;
const bridge = (name: string, port: string, options = ''): string[] => [
	`link add ${name} type bridge forward_delay 0 ${options}`,
	`link set ${port} master ${name}`,
];

/** SQM as sqm-scripts build it: a queue on egress; ingress redirected to an ifb with a queue. Fast, so that no case waits for it. */
const egressQueue = (device: string): string => `qdisc add dev ${device} root cake bandwidth 1gbit`;
const ingressQueue = (device: string, ifb: string): string[] => [
	`qdisc add dev ${device} handle ffff: ingress`,
	`filter add dev ${device} parent ffff: protocol all matchall action mirred egress redirect dev ${ifb}`,
	egressQueue(ifb),
];
const ifb = (name: string): string => `link add ${name} type ifb`;

export const LINES: Line[] = [
	line('plain', 'plain'),
	line('vlan', 'VLAN', 'vlan.7', () => [vlan('vlan', 7)], 'vlan.7'),
	pppoe('pppoe', 'PPPoE', 'pppoe', 'pppoe'),
	pppoe('pppoe-v', 'PPPoE over VLAN', 'pppoe-v.7', 'pppoe-v.7', () => [vlan('pppoe-v', 7)]),
	pppoe('pppoe-b', 'PPPoE over a bridge', 'br-pppoe', 'pppoe-b', onRouter(...bridge('br-pppoe', 'pppoe-b'))),
	tunnel('dslite', 'DS-Lite (ipip6)', 'dslite', ['ipv4'], ipip6, address6),
	{ ...tunnel('mape', 'MAP-E (ipip6)', 'map', ['ipv4'], ipip6, address6), ports: [5136, 5151] },
	tunnel('sixin4', '6in4 (sit)', '6in4', ['ipv6'], (from, to) => `sit local ${from} remote ${to}`, address4),
	tunnel('ipip', 'IPIP', 'ipip', ['ipv4'], (from, to) => `ipip local ${from} remote ${to}`, outer4),
	tunnel('gre', 'GRE', 'gre', FAMILIES, (from, to) => `gre local ${from} remote ${to}`, outer4),
	tunnel('gre6', 'GRE over IPv6', 'grev6', FAMILIES, gre6, outer6),
	{
		...tunnel('wg', 'WireGuard', 'wireguard', FAMILIES, () => 'wireguard', outer4),
		wireguard: true,
	},
	carried('tun', 'OpenVPN (tun)', 'openvpn'),
	l2tp('l2tp', 'L2TP (PPP)'),
	line(
		'bond',
		'bond',
		'bond-wan',
		onRouter(
			'link add bond-wan type bond mode active-backup miimon 100',
			'link set bond down',
			'link set bond master bond-wan'
		)
	),
	line(
		'macvlan',
		'macvlan',
		'mv-wan',
		onRouter('link add link macvlan name mv-wan type macvlan mode private')
	),
	{ ...line('sqm-out', 'plain, SQM on egress'), tc: [egressQueue('sqm-out')] },
	{
		...line('sqm-in', 'plain, SQM on egress and ingress', 'sqm-in', onRouter(ifb('ifb-sqm-in'))),
		tc: [egressQueue('sqm-in'), ...ingressQueue('sqm-in', 'ifb-sqm-in')],
	},
	{
		...pppoe('pppoe-s', 'PPPoE over VLAN, SQM on egress and ingress', 'pppoe-s.7', 'pppoe-s.7', (end) => [
			vlan('pppoe-s', 7),
			...onRouter(ifb('ifb-pppoe-s'))(end, 0),
		]),
		tc: [egressQueue('ppp-pppoe-s'), ...ingressQueue('ppp-pppoe-s', 'ifb-pppoe-s')],
	},
	lan('home-b', 'LAN on a bridge', 'br-home-b', bridge('br-home-b', 'home-b')),
	lan(
		'home-v',
		'LAN on a VLAN-filtering bridge',
		'br-home-v.10',
		[...bridge('br-home-v', 'home-v', 'vlan_filtering 1'), vlan('br-home-v', 10)],
		['vlan add dev br-home-v vid 10 self', 'vlan add dev home-v vid 10 pvid untagged']
	),
];

/** A line's number in its addresses. */
export function numberOf(line: Line): number {
	return LINES.indexOf(line) + 1;
}

/** The lists of devices that every line is tried under. */
export const LISTS = {
	listed: 'as firewall4 lists it',
	l3: 'with the L3 device',
	lowest: 'with the lowest device',
	only: 'the L3 device only',
	none: 'no device',
} as const;

export type ListName = keyof typeof LISTS;

/** What the flowtable holds of this line. firewall4 lists netifd's `device` of each network, never its L3 device. */
export function devicesOf(line: Line, list: ListName): string[] {
	const listed = line.networks.flatMap(({ device }) => device ?? []);
	const devices = {
		listed,
		l3: [...listed, line.subject],
		lowest: [...listed, line.lowest],
		only: [line.subject],
		none: [],
	}[list];
	return [...new Set(devices)];
}

/**
 * The network of the conformance matrix, apart from that of the other cases. The router is the namespace `gateway`, the far end of all
 * lines is `internet`; the clients are in `home`, on br-home that is always listed, and behind each LAN that is itself a line.
 */
import { run } from '../commands.ts';
import { carry } from './carriers.ts';
import type { Ends } from './ends.ts';
import {
	address4,
	address6,
	ENDS,
	type End,
	type Family,
	LINES,
	type Line,
	numberOf,
	PART,
} from './lines.ts';
import { joinPeers } from './wireguard.ts';

/** The LAN that the WAN lines are tried from. */
export const HOME = 'br-home';

const WANS = LINES.filter(({ side }) => side === 'wan');
const LANS = LINES.filter(({ side }) => side === 'lan');
/** The LANs by the name of their client and port: the router's device and the number in their addresses. */
const HOMES = [{ name: 'home', device: HOME, n: 99 }].concat(
	LANS.map((line) => ({ name: line.name, device: line.subject, n: numberOf(line) }))
);
const NAMESPACES = ['gateway', 'internet', ...HOMES.map(({ name }) => name)];

/** Builds everything. Addresses come when the PPPoE sessions are up. */
export async function buildNetwork(ends: Ends, scripts: string): Promise<void> {
	run('ip', ['-batch', '-'], [...NAMESPACES.map((name) => `netns add ${name}`), ...wires()].join('\n'));
	ip('gateway', [
		`link add ${HOME} type bridge forward_delay 0`,
		`link set home master ${HOME}`,
		...up(['lo', 'home', HOME, ...LINES.map(({ name }) => name)]),
		...linksOf('gateway', LINES),
	]);
	ip('internet', [...up(['lo', ...WANS.map(({ name }) => name)]), ...linksOf('internet', WANS)]);
	run('bridge', ['-n', 'gateway', '-batch', '-'], LINES.flatMap(({ bridge }) => bridge ?? []).join('\n'));
	for (const end of ENDS)
		ip(
			end,
			WANS.flatMap((line) => outerAddress(line, end))
		);
	await ends.bringUp(WANS.flatMap(sessionOf));
	LINES.filter(({ wireguard }) => wireguard).forEach(joinPeers);
	for (const line of LINES.filter(({ carried }) => carried)) await carry(scripts, line);
	ip('gateway', [...WANS.flatMap((line) => addressesOf(line, 'gateway')), ...HOMES.flatMap(gatewayCommands)]);
	ip(
		'internet',
		WANS.flatMap((line) => addressesOf(line, 'internet'))
	);
	run('ip', ['-6', '-n', 'internet', '-batch', '-'], WANS.flatMap(wayBack).join('\n'));
	for (const home of HOMES) ip(home.name, clientCommands(home));
	run('tc', ['-n', 'gateway', '-batch', '-'], LINES.flatMap(({ tc }) => tc ?? []).join('\n'));
}

/** Ends a line's PPPoE session at the router, whose device goes away with it. */
export async function hangUp(ends: Ends, line: Line): Promise<void> {
	await ends.hangUp(numberOf(line));
}

/** Brings it up again: the device has its old name and addresses, and another index. */
export async function dial(ends: Ends, line: Line): Promise<void> {
	await ends.bringUp(sessionOf(line));
	ip('gateway', addressesOf(line, 'gateway'));
}

/** Where a connection over this line runs: its client, the router's devices and the server. */
export interface Route {
	client: string;
	lan: string;
	wan: string;
	server: string;
}

/** A WAN line is tried from br-home, a LAN line towards the plain WAN. */
export function routeOf(line: Line, family: Family): Route {
	const isWan = line.side === 'wan';
	const wan = isWan ? line : LINES[0]!;
	return {
		client: isWan ? 'home' : line.name,
		lan: isWan ? HOME : line.subject,
		wan: wan.l3.gateway[family],
		server: (family === 'ipv4' ? address4 : address6)('internet', numberOf(wan)),
	};
}

type Home = (typeof HOMES)[number];

const lan4 = (end: End, n: number): string => `192.168.${n}.${PART[end]}`;
const lan6 = (end: End, n: number): string => `fd00:0:0:${n}::${PART[end]}`;

function ip(namespace: string, commands: string[]): void {
	run('ip', ['-n', namespace, '-batch', '-'], commands.join('\n'));
}

function wires(): string[] {
	const wire = (line: Line) =>
		`link add ${line.name} netns gateway address ${mac(line, 'gateway')} type veth peer name ${line.name} netns internet address ${mac(line, 'internet')}`;
	const port = ({ name }: Home) => `link add ${name} netns gateway type veth peer name eth0 netns ${name}`;
	return [...WANS.map(wire), ...HOMES.map(port)];
}

function mac(line: Line, end: End): string {
	return `02:00:00:00:${numberOf(line).toString(16).padStart(2, '0')}:0${PART[end]}`;
}

/** The lines' devices, all up in the end. */
function linksOf(end: End, lines: Line[]): string[] {
	const commands = lines.flatMap((line) => line.links(end, numberOf(line)));
	return [...commands, ...up(commands.flatMap(madeBy))];
}

/** The device that a command makes, if it makes one. */
function madeBy(command: string): string[] {
	const words = command.split(' ');
	if (words[1] !== 'add') return [];
	return [words.includes('name') ? words[words.indexOf('name') + 1]! : words[2]!];
}

const up = (devices: string[]): string[] => devices.map((device) => `link set ${device} up`);

function sessionOf(line: Line) {
	if (!line.session) return [];
	const { session, outer } = line;
	const unit = numberOf(line);
	const at = (end: End) =>
		outer ? { address: outer(end, unit) } : { device: session[end], mac: mac(line, end) };
	return [{ unit, gateway: at('gateway'), internet: at('internet') }];
}

function addressesOf(line: Line, end: End): string[] {
	const n = numberOf(line);
	const { ipv4, ipv6 } = line.l3[end];
	return [
		...(line.session ? named(line, n) : []),
		`addr add ${address4(end, n)}/24 dev ${ipv4}`,
		`addr add ${address6(end, n)}/64 dev ${ipv6}`,
		...(end === 'internet' ? singlePackets([ipv4, ipv6]) : []),
	];
}

/** Gives the device of a PPP session its name, and room for the headers around its packets. */
function named({ subject, outer }: Line, n: number): string[] {
	return [`link set ppp${n} name ${subject} mtu ${outer ? 1400 : 1492}`, ...up([subject])];
}

function outerAddress(line: Line, end: End): string[] {
	if (!line.outer) return [];
	const address = line.outer(end, numberOf(line));
	return [`addr add ${address}/${address.includes(':') ? 64 : 24} dev ${line.name}`];
}

/** IPv6 is routed without NAT: what the server of a line sends goes back over that line. */
function wayBack(line: Line): string[] {
	const n = numberOf(line);
	return [
		`rule add from ${address6('internet', n)} lookup ${n}`,
		`route add fd00::/16 via ${address6('gateway', n)} dev ${line.l3.internet.ipv6} table ${n}`,
	];
}

/** Lets a sender put single packets on its wire, as a real network card does. */
function singlePackets(devices: string[]): string[] {
	return devices.map((device) => `link set ${device} gso_max_segs 1`);
}

function gatewayCommands({ device, n }: Home): string[] {
	return [
		`addr add ${lan4('gateway', n)}/24 dev ${device}`,
		`addr add ${lan6('gateway', n)}/64 dev ${device}`,
	];
}

function clientCommands({ n }: Home): string[] {
	return [
		...up(['lo', 'eth0']),
		...singlePackets(['eth0']),
		`addr add ${lan4('internet', n)}/24 dev eth0`,
		`addr add ${lan6('internet', n)}/64 dev eth0`,
		`route add default via ${lan4('gateway', n)}`,
		`route add default via ${lan6('gateway', n)}`,
	];
}

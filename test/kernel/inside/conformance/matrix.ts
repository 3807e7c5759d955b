/** Measures what really becomes of the packets, on each line, for each family, in each direction. */
import { LONGEST_HEADERS } from '../../../../src/model/history/share.ts';
import { run, until } from '../commands.ts';
import type { Lab } from '../lab.ts';
import { DIRECTIONS, type Direction, Ends } from './ends.ts';
import { loadFirewall, readSeen, type Seen, type SeenTable, seenKey } from './firewall.ts';
import {
	address4,
	devicesOf,
	FAMILIES,
	type Family,
	LINES,
	type Line,
	type ListName,
	numberOf,
} from './lines.ts';
import { buildNetwork, HOME, type Route, routeOf } from './network.ts';
import type { Taken } from './record.ts';

/** Bytes of one transfer: some hundreds of packets. */
export const BYTES = 500_000;

/** One transfer over one line. */
export interface Measured {
	line: Line;
	family: Family;
	direction: Direction;
	route: Route;
	/** What met the firewall in the direction of the data, and in that of the answers. */
	slow: Seen;
	slowAnswers: Seen;
	/** Bytes that the router's IP stack received for this family, and those of the line less the longest headers, as the page compares them. */
	stack: number;
	carried: number;
}

/** A connection to be measured. */
export interface Connection {
	name: string;
	line: Line;
	family: Family;
	route: Route;
}

/** Both families over each line. */
export const CONNECTIONS: Connection[] = LINES.flatMap((line) =>
	FAMILIES.map((family) => ({ name: `${line.name} ${family}`, line, family, route: routeOf(line, family) }))
);

let started: Promise<Ends> | null = null;

/** The network of the matrix, built once in each guest. */
export function startMatrix(lab: Lab): Promise<Ends> {
	started ??= build(lab);
	return started;
}

async function build(lab: Lab): Promise<Ends> {
	lab.loadLineModules();
	const ends = await Ends.start(lab.scripts);
	await buildNetwork(ends, lab.scripts);
	// No connection leaves the flowtable while others carry their data.
	const calm = { 'net/netfilter/nf_flowtable_tcp_timeout': 600, 'net/netfilter/nf_conntrack_acct': 1 };
	await ends.setOptions('gateway', calm);
	await ends.serve('internet');
	return ends;
}

/** All devices that the flowtable holds of these lines under a list; br-home is always in it, as firewall4 lists it. */
export function flowtableOf(list: ListName, lines = LINES): string[] {
	return [...new Set([HOME, ...lines.flatMap((line) => devicesOf(line, list))])];
}

/** Ends all connections, loads a fresh ruleset with these devices in its flowtable (null: no flowtable), and opens these connections. */
export async function prepare(
	ends: Ends,
	devices: string[] | null,
	connections: Connection[]
): Promise<void> {
	await ends.close();
	loadFirewall(devices);
	await open(ends, connections);
}

/** Opens these connections under the ruleset that is loaded. */
export async function open(ends: Ends, connections: Connection[]): Promise<void> {
	for (const { name, route } of connections) await ends.open(name, route.client, route.server);
}

/** Loads a fresh ruleset under connections that stay, and waits until the kernel has given the old flowtable up. */
export async function reload(devices: string[]): Promise<void> {
	loadFirewall(devices);
	await until('the old flowtable to go', () => countMarked() === 0, countMarked);
}

/** Measures a download and an upload of each open connection. */
export async function measure(ends: Ends, connections: Connection[]): Promise<Measured[]> {
	const measured: Measured[] = [];
	for (const direction of DIRECTIONS) measured.push(...(await transferAll(ends, direction, connections)));
	return measured;
}

/** The path that the data of a transfer took. */
export function takenBy({ slow }: Measured): Taken {
	if (slow.bytes <= 0.05 * BYTES) return 'fast';
	return slow.bytes >= 0.95 * BYTES ? 'slow' : 'mixed';
}

/** The router's connections that carry the mark OFFLOAD now. */
export function countMarked(): number {
	const list = (family: Family) =>
		run('ip', [
			...['netns', 'exec', 'gateway', 'conntrack'],
			...['-L', '-f', family, '-p', 'tcp', '--status', 'OFFLOAD'],
		]);
	return FAMILIES.map(list)
		.join('')
		.split('\n')
		.filter((line) => line.includes('dport=5001')).length;
}

/** The ports of the router that IPv4 connections over a line are translated to. */
export function translatedPorts(line: Line): number[] {
	const to = address4('internet', numberOf(line));
	const list = ['conntrack', '-L', '-f', 'ipv4', '-p', 'tcp', '--orig-dst', to];
	const entries = run('ip', ['netns', 'exec', 'gateway', ...list]);
	return [...entries.matchAll(/sport=5001 dport=(\d+)/g)].map(([, port]) => Number(port));
}

/** One after the other, so that the counters of the IP stack belong to one transfer each. */
async function transferAll(ends: Ends, direction: Direction, connections: Connection[]): Promise<Measured[]> {
	const before = readSeen();
	const counted = new Map<Connection, Pick<Measured, 'stack' | 'carried'>>();
	for (const connection of connections) {
		const count = await ends.transfer(connection.name, direction, BYTES, meterOf(connection));
		const carried = count.device - LONGEST_HEADERS * count.packets;
		counted.set(connection, { stack: count[connection.family], carried });
	}
	const after = readSeen();
	return connections.map((connection) => {
		const { line, family, route } = connection;
		const down = difference(before, after, seenKey(route.wan, route.lan, family));
		const up = difference(before, after, seenKey(route.lan, route.wan, family));
		const [slow, slowAnswers] = direction === 'download' ? [down, up] : [up, down];
		return { line, family, direction, route, slow, slowAnswers, ...counted.get(connection)! };
	});
}

/** The device that carries all of a connection and nothing else: a tunnel has its own, other lines their wire. */
function meterOf({ line, route }: Connection): string {
	return route.wan.startsWith('tun-') ? route.wan : line.lowest;
}

function difference(before: SeenTable, after: SeenTable, key: string): Seen {
	const none = { packets: 0, bytes: 0 };
	const [first, last] = [before.get(key) ?? none, after.get(key) ?? none];
	return { packets: last.packets - first.packets, bytes: last.bytes - first.bytes };
}

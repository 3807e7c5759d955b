/** Runs the conformance matrix: what really became of the packets, cell by cell. */
import { run } from '../commands.ts';
import { DIRECTIONS, type Direction, Ends } from './ends.ts';
import { loadFirewall, readSeen, type SeenTable, seenKey } from './firewall.ts';
import { devicesOf, FAMILIES, type Family, LINES, type Line, type ListName } from './lines.ts';
import { buildNetwork, HOME, type Route, routeOf } from './network.ts';

/** Bytes of one transfer: some hundreds of packets. */
export const BYTES = 1_000_000;

/** One direction of one connection under one list of devices. */
export interface Cell {
	line: string;
	list: ListName;
	family: Family;
	direction: Direction;
	/** What of the transfer's data met the firewall. */
	slow: { packets: number; bytes: number };
	/** Bytes that met the router's IP stack, and those of the line's lowest device without its Ethernet headers, both directions. */
	stack: number;
	device: number;
}

/** Builds the network of the matrix; once for each guest. */
export async function startMatrix(scripts: string): Promise<Ends> {
	const ends = await Ends.start(scripts);
	await buildNetwork(ends);
	await ends.setOptions('gateway', {
		'net/netfilter/nf_conntrack_acct': 1,
		// No connection leaves the flowtable while others carry their data.
		'net/netfilter/nf_flowtable_tcp_timeout': 600,
	});
	await ends.serve('internet');
	return ends;
}

/** All devices that the flowtable holds under a list; br-home is always in it, as firewall4 lists it. */
export function flowtableOf(list: ListName): string[] {
	return [...new Set([HOME, ...LINES.flatMap((line) => devicesOf(line, list))])];
}

interface Connection {
	name: string;
	line: Line;
	family: Family;
	route: Route;
}

const CONNECTIONS: Connection[] = LINES.flatMap((line) =>
	FAMILIES.map((family) => ({ name: `${line.name} ${family}`, line, family, route: routeOf(line, family) }))
);

/** Measures all lines under one list. Gives the cells, and the number of connections that carried the mark OFFLOAD. */
export async function measureList(ends: Ends, list: ListName): Promise<{ cells: Cell[]; marked: number }> {
	await ends.close();
	loadFirewall(flowtableOf(list));
	for (const { name, route } of CONNECTIONS) await ends.open(name, route.client, route.server);
	const cells: Cell[] = [];
	for (const direction of DIRECTIONS) cells.push(...(await measureDirection(ends, list, direction)));
	return { cells, marked: countMarked() };
}

async function measureDirection(ends: Ends, list: ListName, direction: Direction): Promise<Cell[]> {
	const before = readSeen();
	const counted = new Map<string, { stack: number; device: number }>();
	for (const { name, line, family } of CONNECTIONS) {
		const { device, packets, ...stack } = await ends.transfer(name, direction, BYTES, line.lowest);
		counted.set(name, { stack: stack[family], device: device - 14 * packets });
	}
	const after = readSeen();
	return CONNECTIONS.map(({ name, line, family, route }) => ({
		line: line.name,
		list,
		family,
		direction,
		slow: difference(before, after, dataKey(route, family, direction)),
		...counted.get(name)!,
	}));
}

/** The transfer's data arrives on the WAN in a download, on the LAN in an upload. */
function dataKey({ lan, wan }: Route, family: Family, direction: Direction): string {
	return direction === 'download' ? seenKey(wan, lan, family) : seenKey(lan, wan, family);
}

function difference(before: SeenTable, after: SeenTable, key: string): Cell['slow'] {
	const none = { packets: 0, bytes: 0 };
	const [first, last] = [before.get(key) ?? none, after.get(key) ?? none];
	return { packets: last.packets - first.packets, bytes: last.bytes - first.bytes };
}

function countMarked(): number {
	const lists = FAMILIES.map((family) =>
		run('ip', [
			'netns',
			'exec',
			'gateway',
			'conntrack',
			'-L',
			'-f',
			family,
			'-p',
			'tcp',
			'--status',
			'OFFLOAD',
		])
	);
	return lists
		.join('')
		.split('\n')
		.filter((line) => line.includes('dport=5001')).length;
}

/**
 * The repair of a line, as the kernel sees it: its L3 device comes into the flowtable, is lost with a PPPoE session and comes back, and
 * goes when the repair is removed. And why the page refuses it on some lines. What it brings on each line is in the conformance matrix.
 */
import assert from 'node:assert/strict';
import { release } from 'node:os';
import { run } from '../commands.ts';
import { readClaims } from '../conformance/claims.ts';
import type { Direction, Ends } from '../conformance/ends.ts';
import { listedDevices, readSeen, seenKey, tryDevice } from '../conformance/firewall.ts';
import { LINES, type Line, type ListName } from '../conformance/lines.ts';
import {
	BYTES,
	CONNECTIONS,
	type Connection,
	flowtableOf,
	measure,
	open,
	prepare,
	reload,
	startMatrix,
	takenBy,
} from '../conformance/matrix.ts';
import { type Delivered, readDelivered, withMergedFrames } from '../conformance/merged.ts';
import { dial, hangUp } from '../conformance/network.ts';
import type { Taken } from '../conformance/record.ts';
import type { Group } from '../harness.ts';
import type { Lab } from '../lab.ts';

/** The lines that the page repairs. */
const REPAIRED = ['pppoe-v', 'pppoe-b', 'dslite', 'mape', 'ipip', 'gre', 'gre6', 'wg', 'tun', 'l2tp'];

/** Those on which the kernel merges frames. It does not look into PPP. */
const MERGED = REPAIRED.filter((name) => !lineOf(name).session);

/** Of a download of BYTES: its segments, the most of them that are sent again without a loss, and the most frames if they were merged. */
const SEGMENTS = BYTES / 1448;
const RARE = SEGMENTS / 20;
const FEW = SEGMENTS / 2;

const group: Group<Lab> = {
	name: 'repair',
	declare(test, lab) {
		test('SQM on the L3 device shapes downloads before and after the repair, and not with the lowest device', async () => {
			const ends = await startMatrix(lab);
			const line = lineOf('pppoe-s');
			const shares: Partial<Record<ListName, number>> = {};
			for (const list of ['listed', 'l3', 'lowest'] as const)
				shares[list] = await shapedShare(ends, line, list);
			const { listed, l3, lowest } = shares;
			assert.ok(listed! >= 0.95 && l3! >= 0.95 && lowest! <= 0.05, JSON.stringify(shares));
		});

		test('running connections follow when the L3 device is taken out and comes back', async () => {
			const ends = await startMatrix(lab);
			const lines = REPAIRED.map(lineOf);
			const connections = connectionsOver(lines);
			await prepare(ends, flowtableOf('l3', lines), connections);
			assert.deepEqual(await pathsOf(lab, ends, connections), FAST(...lines));
			await reload(flowtableOf('listed', lines));
			assert.deepEqual(await pathsOf(lab, ends, connections), SLOW(...lines), 'taken out');
			await reload(flowtableOf('l3', lines));
			assert.deepEqual(await pathsOf(lab, ends, connections), FAST(...lines), 'back');
		});

		test('a PPPoE session that ends takes its device out of the flowtable; after a reload it is fast again', async () => {
			const ends = await startMatrix(lab);
			const line = lineOf('pppoe-v');
			const connections = connectionsOver([line]);
			const repaired = flowtableOf('l3', [line]);
			const unrepaired = flowtableOf('listed', [line]);
			await prepare(ends, repaired, connections);
			assert.deepEqual(await pathsOf(lab, ends, connections), FAST(line));
			const index = indexOf(line);
			await hangUp(ends, line);
			assert.deepEqual(listedDevices(), unrepaired.sort());
			await dial(ends, line);
			assert.notEqual(indexOf(line), index);
			await ends.close();
			await open(ends, connections);
			assert.deepEqual(await pathsOf(lab, ends, connections), SLOW(line), 'before the reload');
			await reload(repaired);
			assert.deepEqual(listedDevices(), repaired.sort());
			assert.deepEqual(await pathsOf(lab, ends, connections), FAST(line), 'after the reload');
		});

		// firewall4 asks for all devices together: one that is refused would cost the others the hardware.
		test('no L3 device of a repaired line takes hardware offloading, and all take software', async () => {
			await startMatrix(lab);
			for (const { subject } of REPAIRED.map(lineOf)) {
				assert.equal(tryDevice(subject, false), '', subject);
				assert.match(tryDevice(subject, true), /not supported/i, subject);
			}
		});

		for (const line of MERGED.map(lineOf))
			test(`merged frames: with its device listed, ${line.title} is fast and loses none`, async () => {
				const ends = await startMatrix(lab);
				for (const connection of connectionsOver([line])) {
					const merged = await deliver(ends, connection, 'l3');
					assert.ok(merged.fast && isWhole(merged), JSON.stringify(merged));
				}
			});

		test('merged frames: with its device listed, 6in4 loses them on Linux 6.12, and not on 6.1', async () => {
			const ends = await startMatrix(lab);
			const [connection] = connectionsOver([lineOf('sixin4')]);
			const before = await deliver(ends, connection!, 'listed');
			const after = await deliver(ends, connection!, 'l3');
			assert.ok(!before.fast && isWhole(before), JSON.stringify(before));
			if (release().startsWith('6.1.')) assert.ok(after.fast && isWhole(after), JSON.stringify(after));
			else assert.ok(after.fast && after.dropped > RARE && after.again > RARE, JSON.stringify(after));
		});
	},
};

export default group;

function lineOf(name: string): Line {
	return LINES.find((line) => line.name === name)!;
}

/** The connections whose packets arrive on the L3 devices of these lines. */
function connectionsOver(lines: Line[]): Connection[] {
	return CONNECTIONS.filter(({ line, route }) => lines.includes(line) && route.wan === line.subject);
}

function indexOf(line: Line): number {
	return Number(run('ip', ['-n', 'gateway', '-o', 'link', 'show', line.subject]).split(':')[0]);
}

/** Of each line: what the backend claims of downloads, and the paths that the data of both families took. */
type Paths = Record<string, { claimed: boolean | null | undefined } & Record<Direction, Taken[]>>;

async function pathsOf(lab: Lab, ends: Ends, connections: Connection[]): Promise<Paths> {
	const [claims, measured] = await Promise.all([readClaims(lab), measure(ends, connections)]);
	const paths: Paths = {};
	for (const one of measured) {
		const { name, subject } = one.line;
		paths[name] ??= { claimed: claims.get(subject)?.fast, download: [], upload: [] };
		const taken = paths[name][one.direction];
		if (!taken.includes(takenBy(one))) taken.push(takenBy(one));
	}
	return paths;
}

const FAST = (...lines: Line[]): Paths => expected(lines, true, 'fast');
const SLOW = (...lines: Line[]): Paths => expected(lines, false, 'slow');

/** Uploads arrive on br-home, which stays in the flowtable. */
function expected(lines: Line[], claimed: boolean, download: Taken): Paths {
	return Object.fromEntries(
		lines.map(({ name }) => [name, { claimed, download: [download], upload: ['fast'] }])
	);
}

/** How much of the downloaded data passed the queue of the line's ifb. */
async function shapedShare(ends: Ends, line: Line, list: ListName): Promise<number> {
	const connections = connectionsOver([line]);
	await prepare(ends, flowtableOf(list, [line]), connections);
	const before = queued(line);
	for (const { name } of connections) await ends.transfer(name, 'download', BYTES, line.lowest);
	return (queued(line) - before) / (connections.length * BYTES);
}

function queued(line: Line): number {
	const text = run('tc', ['-n', 'gateway', '-s', '-j', 'qdisc', 'show', 'dev', `ifb-${line.name}`]);
	return JSON.parse(text)[0].bytes;
}

/** What became of a download whose frames were merged. */
interface Merged extends Delivered {
	name: string;
	/** Whether it took the fast path. */
	fast: boolean;
}

/** Whether nothing was lost, of frames that were really merged. */
function isWhole({ again, dropped, sent }: Merged): boolean {
	return dropped === 0 && again <= RARE && sent <= FEW;
}

/**
 * A download; again where segments were sent again or few were merged although none was dropped, as happens while the machine is busy:
 * what is merged is what waits together.
 */
async function deliver(ends: Ends, connection: Connection, list: ListName): Promise<Merged> {
	for (let left = 2; ; left--) {
		const merged = await deliverOnce(ends, connection, list);
		if (merged.dropped > 0 || isWhole(merged) || left === 0) return merged;
	}
}

async function deliverOnce(ends: Ends, connection: Connection, list: ListName): Promise<Merged> {
	const { line, name, route, family } = connection;
	return withMergedFrames(line, async () => {
		await prepare(ends, flowtableOf(list, [line]), [connection]);
		const before = readDelivered();
		await ends.transfer(name, 'download', BYTES, line.lowest);
		const after = readDelivered();
		const slow = readSeen().get(seenKey(route.wan, route.lan, family))?.bytes ?? 0;
		const difference = (what: keyof Delivered) => after[what] - before[what];
		const merged = {
			...{ name, fast: slow <= 0.05 * BYTES },
			...{ again: difference('again'), sent: difference('sent'), dropped: difference('dropped') },
		};
		console.log(`# merged frames, ${list}: ${JSON.stringify(merged)}`);
		return merged;
	});
}

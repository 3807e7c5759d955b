/**
 * A second reader of ctnetlink dumps: slow, with exact integers, written from the kernel's headers (netlink.h and
 * nfnetlink_conntrack.h). It is what the backend is compared with on inputs that nobody wrote by hand.
 */
import type { FlowTally, Tally } from '../../../../src/rpc/types/index.ts';

export interface PlainResult {
	/** Code of the reason why the dump could not be read to its end, 'refused' for a verdict of the kernel; null: it was. */
	trouble: string | null;
	software: FlowTally;
	hardware: FlowTally;
	/** Messages that held attributes to read. */
	parsed: number;
	/** How many of them were no entries, while the others count. */
	odd: number;
}

/** What the backend remembers of messages of one size: where heads (bytes that decide what an entry is) and bytes stood. */
interface Shape {
	size: number;
	heads: [number, number][];
	bytes: number[];
	/** Which of the shapes this is. */
	serial: number;
}

type Place = [start: number, end: number];

export type Sums = Record<Exclude<keyof FlowTally, 'total'>, { entries: number; bytes: bigint | null }>;

const MOST = BigInt(Number.MAX_SAFE_INTEGER);
const OFFLOAD = 0x4000;
const HW_OFFLOAD = 0x8000;

/** Nothing counted yet; without bytes, which then stay unknown, where they are not wanted. */
export const emptySums = (withBytes: boolean): Sums => {
	const none = () => ({ entries: 0, bytes: withBytes ? 0n : (null as bigint | null) });
	return { ipv4_tcp: none(), ipv4_udp: none(), ipv6_tcp: none(), ipv6_udp: none(), other: none() };
};

const numberOf = (bytes: bigint | null) => (bytes === null ? null : Number(bytes > MOST ? MOST : bytes));

/** The sums as the backend gives them: numbers that saturate. */
export function tallyOf(sums: Sums): FlowTally {
	const parts = Object.entries(sums).map(([name, { entries, bytes }]): [string, Tally] => [
		name,
		{ entries, bytes: numberOf(bytes) },
	]);
	const bytes = Object.values(sums).reduce<bigint | null>(
		(sum, part) => (sum === null || part.bytes === null ? null : sum + part.bytes),
		0n
	);
	const entries = Object.values(sums).reduce((sum, part) => sum + part.entries, 0);
	return { total: { entries, bytes: numberOf(bytes) }, ...Object.fromEntries(parts) } as unknown as FlowTally;
}

/**
 * Reads the datagrams of one dump: the entries in a flowtable, `withBytes` or only their number. `trusting` takes an entry at its word where all remembered heads are those of an earlier
 * entry of that size, as the backend does; without it every entry is walked.
 */
export function readPlainly(
	datagrams: Uint8Array[],
	withBytes: boolean,
	littleEndian: boolean,
	trusting: boolean
): PlainResult {
	const reader = new Reader(withBytes, littleEndian, trusting);
	let trouble: string | null = null;
	for (const datagram of datagrams) {
		trouble = datagram.length === 0 ? 'truncated' : reader.datagram(datagram);
		if (trouble !== null || reader.done) break;
	}
	if (trouble === null && !reader.done) trouble = 'timeout';
	// Where half of the entries are none, nothing is believed.
	const garbled = reader.odd > 0 && reader.odd * 2 >= reader.parsed;
	if (trouble === null && garbled) trouble = 'garbled';
	return {
		trouble,
		software: tallyOf(reader.software),
		hardware: tallyOf(reader.hardware),
		parsed: reader.parsed,
		odd: trouble === null ? reader.odd : 0,
	};
}

class Reader {
	done = false;
	parsed = 0;
	odd = 0;
	readonly software: Sums;
	readonly hardware: Sums;
	private interrupted = false;
	private shapes = new Map<number, Shape>();
	private kinds = new Set<string>();

	constructor(
		private withBytes: boolean,
		private little: boolean,
		private trusting: boolean
	) {
		this.software = emptySums(withBytes);
		this.hardware = emptySums(withBytes);
	}

	/** Reads the messages of one datagram; gives what is wrong with it. */
	datagram(bytes: Uint8Array): string | null {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		for (let at = 0; at < bytes.length && !this.done; ) {
			if (at + 20 > bytes.length) return 'truncated';
			const size = view.getUint32(at, this.little);
			if (at + size > bytes.length) return 'truncated';
			if (size < 20) return 'garbled';
			const trouble = this.message(view, at, size);
			if (trouble !== null) return trouble;
			at += Math.ceil(size / 4) * 4;
		}
		return null;
	}

	private message(view: DataView, at: number, size: number): string | null {
		const type = view.getUint16(at + 4, this.little);
		if (view.getUint16(at + 6, this.little) & 0x10) this.interrupted = true;
		if (type === 2 || type === 3) {
			if (view.getInt32(at + 16, this.little) !== 0) return 'refused';
			this.done = true;
			return this.interrupted ? 'overrun' : null;
		}
		if (type !== 0x100) return null;
		this.parsed++;
		if (!this.entry(view, at, size)) this.odd++;
		return null;
	}

	private entry(view: DataView, start: number, size: number): boolean {
		const shape = this.shapeFor(view, start, size);
		const bytes = shape?.bytes.map((place) => view.getBigUint64(start + place));
		if (shape) {
			const [, protocol, status] = shape.heads.map(([at]) => start + at) as [number, number, number];
			const sum = bytes!.length === 0 ? null : bytes![0]! + bytes![1]!;
			this.count(view.getUint32(status + 4), view.getUint8(start + 16), view.getUint8(protocol + 4), sum);
			return true;
		}
		const all = this.attributes(view, start + 20, start + size);
		const tuple = this.inside(view, all?.get(1));
		const protocol = this.inside(view, tuple?.get(2))?.get(1);
		const status = all?.get(3);
		if (!all || !status || !protocol) return false;
		if (status[1] - status[0] !== 4 || protocol[1] === protocol[0]) return false;
		const counters = [9, 10].map((type) => this.inside(view, all.get(type))?.get(2));
		const counted = this.withBytes && counters.every((place) => place && place[1] - place[0] === 8);
		const places = counted ? (counters as Place[]) : [];
		const sum = places.reduce((total, [at]) => total + view.getBigUint64(at), 0n);
		const family = view.getUint8(start + 16);
		this.count(view.getUint32(status[0]), family, view.getUint8(protocol[0]), counted ? sum : null);
		this.learn(view, start, size, all, protocol, places);
		return true;
	}

	private count(status: number, family: number, protocol: number, bytes: bigint | null): void {
		if (!(status & OFFLOAD)) return;
		const sums = status & HW_OFFLOAD ? this.hardware : this.software;
		const version = family === 2 ? 'ipv4' : family === 10 ? 'ipv6' : null;
		const name = protocol === 6 ? 'tcp' : protocol === 17 ? 'udp' : null;
		const part = sums[version && name ? (`${version}_${name}` as const) : 'other'];
		part.entries++;
		part.bytes = part.bytes === null || bytes === null ? null : part.bytes + bytes;
	}

	private inside(view: DataView, place: Place | undefined) {
		return place && this.attributes(view, place[0], place[1]);
	}

	private attributes(view: DataView, start: number, end: number): Map<number, Place> | undefined {
		const found = new Map<number, Place>();
		for (let at = start; at < end; ) {
			if (at + 4 > end) return undefined;
			const size = view.getUint16(at, this.little);
			if (size < 4 || at + size > end) return undefined;
			found.set(view.getUint16(at + 2, this.little) & 0x3fff, [at + 4, at + size]);
			at += Math.ceil(size / 4) * 4;
		}
		return found;
	}

	private learn(
		view: DataView,
		start: number,
		size: number,
		all: Map<number, Place>,
		protocol: Place,
		bytes: Place[]
	): void {
		const status = all.get(3)!;
		// Without accounting, none of the attributes may be that of counters.
		const uncounted = this.withBytes ? [...all.values()] : [];
		const counters = bytes.length > 0 ? [all.get(9)!, bytes[0]!, all.get(10)!, bytes[1]!] : uncounted;
		const covered = [...all.values()].reduce((sum, [from, to]) => sum + ((to - from + 7) & ~3), 20);
		if (size % 4 || (uncounted.length > 0 && bytes.length === 0 && covered !== size)) return;
		const heads: [number, number][] = [
			[start, 17],
			[protocol[0] - 4, 5],
			[status[0] - 4, 8],
			...counters.filter((place) => place !== status).map(([at]): [number, number] => [at - 4, 4]),
		];
		const relative = heads.map(([at, length]): [number, number] => [at - start, length]);
		const shape = { size, heads: relative, bytes: bytes.map(([at]) => at - start), serial: this.kinds.size };
		const known = this.shapes.get(size & 0xff);
		const same = known && JSON.stringify({ ...known, serial: 0 }) === JSON.stringify({ ...shape, serial: 0 });
		if (!same) this.shapes.set(size & 0xff, shape);
		this.kinds.add(kindAt(view, start, same ? known : shape));
	}

	private shapeFor(view: DataView, start: number, size: number): Shape | null {
		const shape = this.trusting ? this.shapes.get(size & 0xff) : undefined;
		if (!shape || start + shape.size > view.byteLength) return null;
		return this.kinds.has(kindAt(view, start, shape)) ? shape : null;
	}
}

/** All heads of an entry as a text. */
function kindAt(view: DataView, start: number, { heads, serial }: Shape): string {
	const bytes = heads.map(([at, size]) => new Uint8Array(view.buffer, view.byteOffset + start + at, size));
	return `${serial} ${bytes.map((part) => Buffer.from(part).toString('hex')).join(' ')}`;
}

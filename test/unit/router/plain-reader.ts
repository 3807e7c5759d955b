/**
 * A second reader of ctnetlink dumps: slow, with exact integers, written from the kernel's headers (netlink.h and
 * nfnetlink_conntrack.h). It is what the router half is compared with on inputs that nobody wrote by hand.
 */
import type { FlowTally, Tally } from '../../../src/wire.ts';

export interface PlainResult {
	/** Code of the reason why the dump could not be read to its end, 'refused' for a verdict of the kernel; null: it was. */
	trouble: string | null;
	software: FlowTally;
	hardware: FlowTally;
	/** Messages that held attributes to read. */
	parsed: number;
}

/** Where the fields of an entry stood, and the bytes of all headers before them. */
interface Shape {
	places: number[];
	reach: number;
	headers: string;
}

type Sums = Record<Exclude<keyof FlowTally, 'total'>, { entries: number; bytes: bigint | null }>;

const MOST = BigInt(Number.MAX_SAFE_INTEGER);
const HW_OFFLOAD = 0x8000;
const FIELD_SIZES = [1, 4, 0, 8, 0, 8];

const emptySums = (): Sums => {
	const none = () => ({ entries: 0, bytes: 0n as bigint | null });
	return { ipv4_tcp: none(), ipv4_udp: none(), ipv6_tcp: none(), ipv6_udp: none(), other: none() };
};

const numberOf = (bytes: bigint | null) => (bytes === null ? null : Number(bytes > MOST ? MOST : bytes));

function tallyOf(sums: Sums): FlowTally {
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
 * Reads the datagrams of one dump. `trusting` takes an entry at its word where all remembered headers stand as in an
 * earlier entry of that size, as the router half does; without it every entry is walked.
 */
export function readPlainly(
	datagrams: Uint8Array[],
	filter: { status: number; mask: number },
	littleEndian: boolean,
	trusting: boolean
): PlainResult {
	const reader = new Reader(filter, littleEndian, trusting);
	let trouble: string | null = null;
	for (const datagram of datagrams) {
		trouble = datagram.length === 0 ? 'truncated' : reader.datagram(datagram);
		if (trouble !== null || reader.done) break;
	}
	if (trouble === null && !reader.done) trouble = 'timeout';
	return {
		trouble,
		software: tallyOf(reader.software),
		hardware: tallyOf(reader.hardware),
		parsed: reader.parsed,
	};
}

class Reader {
	done = false;
	parsed = 0;
	readonly software = emptySums();
	readonly hardware = emptySums();
	private interrupted = false;
	private shapes = new Map<number, Shape>();
	private lastShape: Shape | null = null;

	constructor(
		private filter: { status: number; mask: number },
		private little: boolean,
		private trusting: boolean
	) {}

	/** Reads the messages of one datagram; gives what is wrong with it. */
	datagram(bytes: Uint8Array): string | null {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		for (let at = 0; at < bytes.length && !this.done; ) {
			if (at + 17 > bytes.length) return 'truncated';
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
		return this.entry(view, at, size) ? null : 'garbled';
	}

	private entry(view: DataView, start: number, size: number): boolean {
		const family = view.getUint8(start + 16);
		const shape = this.shapeFor(view, start, size);
		if (shape) {
			const [protocol, status, , sent, , received] = shape.places.map((place) => start + place) as number[];
			this.lastShape = shape;
			const bytes = view.getBigUint64(sent!) + view.getBigUint64(received!);
			this.count(view.getUint32(status!), family, view.getUint8(protocol!), () => bytes);
			return true;
		}
		const all = this.attributes(view, start + 20, start + size);
		const tuple = this.inside(view, all?.get(1));
		const protocol = this.inside(view, tuple?.get(2))?.get(1);
		const status = all?.get(3);
		if (!all || !status || !protocol) return false;
		if (status[1] - status[0] !== 4 || protocol[1] === protocol[0]) return false;
		const number = view.getUint8(protocol[0]);
		this.count(view.getUint32(status[0]), family, number, () => {
			const [original, reply] = [all.get(9), all.get(10)];
			const sent = this.inside(view, original)?.get(2);
			const received = this.inside(view, reply)?.get(2);
			if (!sent || !received || sent[1] - sent[0] !== 8 || received[1] - received[0] !== 8) return null;
			this.learn(view, start, size, [protocol[0], status[0], original![0], sent[0], reply![0], received[0]]);
			return view.getBigUint64(sent[0]) + view.getBigUint64(received[0]);
		});
		return true;
	}

	private count(status: number, family: number, protocol: number, bytesOf: () => bigint | null): void {
		// `&` makes signed numbers of 32 bits.
		if ((status & this.filter.mask) !== this.filter.status) return;
		const sums = status & HW_OFFLOAD ? this.hardware : this.software;
		const version = family === 2 ? 'ipv4' : family === 10 ? 'ipv6' : null;
		const name = protocol === 6 ? 'tcp' : protocol === 17 ? 'udp' : null;
		const part = sums[version && name ? (`${version}_${name}` as const) : 'other'];
		const bytes = bytesOf();
		part.entries++;
		part.bytes = part.bytes === null || bytes === null ? null : part.bytes + bytes;
	}

	private inside(view: DataView, place: [number, number] | undefined) {
		return place && this.attributes(view, place[0], place[1]);
	}

	private attributes(view: DataView, start: number, end: number): Map<number, [number, number]> | undefined {
		const found = new Map<number, [number, number]>();
		for (let at = start; at < end; ) {
			if (at + 4 > end) return undefined;
			const size = view.getUint16(at, this.little);
			if (size < 4 || at + size > end) return undefined;
			found.set(view.getUint16(at + 2, this.little) & 0x3fff, [at + 4, at + size]);
			at += Math.ceil(size / 4) * 4;
		}
		return found;
	}

	private learn(view: DataView, start: number, size: number, absolute: number[]): void {
		const places = absolute.map((place) => place - start);
		let free = 17;
		for (const [at, place] of places.entries()) {
			if (place - 4 < free) return;
			free = place + FIELD_SIZES[at]!;
		}
		this.lastShape = { places, reach: free, headers: headersAt(view, start, places) };
		this.shapes.set(size, this.lastShape);
	}

	private shapeFor(view: DataView, start: number, size: number): Shape | null {
		if (!this.trusting || !this.lastShape || start + this.lastShape.reach > view.byteLength) return null;
		const shape = this.shapes.get(size);
		if (!shape || start + shape.reach > view.byteLength) return null;
		return headersAt(view, start, shape.places) === shape.headers ? shape : null;
	}
}

/** Kind, flags and family of the message and the headers before all places, to compare. */
function headersAt(view: DataView, start: number, places: number[]): string {
	const headers = places.map((place) => view.getUint32(start + place - 4));
	return [view.getUint32(start + 4), view.getUint8(start + 16), ...headers].join();
}

/**
 * The conntrack table as ctnetlink sends it (Linux net/netfilter/nf_conntrack_netlink.c): reads recorded dumps into entries
 * and writes entries as dumps, byte for byte as a little-endian kernel does.
 */
import { addressBytes, addressText, type Entry, isOffloaded, TCP, type Tuple } from './entry.ts';

const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_MULTI = 2;
const NLM_F_DUMP_FILTERED = 0x20;
const NESTED = 0x8000;
/** NFNL_SUBSYS_CTNETLINK << 8 with IPCTNL_MSG_CT_NEW (what a dump is made of) and IPCTNL_MSG_CT_GET (what asks for one). */
const CT_NEW = 0x100;
const CT_GET = 0x101;
const EINVAL = 22;
/** The kernel fills about this much of a buffer before it starts the next one. */
const DATAGRAM = 8192;

const Cta = {
	original: 1,
	reply: 2,
	status: 3,
	protoinfo: 4,
	timeout: 7,
	mark: 8,
	countersOriginal: 9,
	countersReply: 10,
	use: 11,
	id: 12,
	statusMask: 26,
} as const;

/** Attributes of one nesting level by type, without padding. */
function readAttributes(data: Buffer): Map<number, Buffer> {
	const found = new Map<number, Buffer>();
	for (let offset = 0; offset + 4 <= data.length; ) {
		const length = data.readUInt16LE(offset);
		if (length < 4) break;
		found.set(data.readUInt16LE(offset + 2) & 0x3fff, data.subarray(offset + 4, offset + length));
		offset += (length + 3) & ~3;
	}
	return found;
}

function readTuple(data: Buffer): { tuple: Tuple; protocol: number } {
	const outer = readAttributes(data);
	const addresses = readAttributes(outer.get(1)!);
	const ports = readAttributes(outer.get(2)!);
	return {
		protocol: ports.get(1)![0]!,
		tuple: {
			source: addressText((addresses.get(1) ?? addresses.get(3))!),
			destination: addressText((addresses.get(2) ?? addresses.get(4))!),
			sourcePort: ports.get(2)!.readUInt16BE(),
			destinationPort: ports.get(3)!.readUInt16BE(),
		},
	};
}

function readCounter(data: Buffer | undefined) {
	const values = data ? readAttributes(data) : new Map<number, Buffer>();
	const read = (type: number) => Number(values.get(type)?.readBigUInt64BE() ?? 0n);
	return { packets: read(1), bytes: read(2) };
}

function readTcp(data: Buffer): NonNullable<Entry['tcp']> {
	const values = readAttributes(readAttributes(data).get(1)!);
	return {
		state: values.get(1)![0]!,
		scaleOriginal: values.get(2)![0]!,
		scaleReply: values.get(3)![0]!,
		flagsOriginal: values.get(4)![0]!,
		flagsReply: values.get(5)![0]!,
	};
}

function readEntry(message: Buffer): Entry {
	const attributes = readAttributes(message.subarray(20));
	const number = (type: number) => attributes.get(type)?.readUInt32BE() ?? 0;
	const { tuple, protocol } = readTuple(attributes.get(Cta.original)!);
	const protoinfo = attributes.get(Cta.protoinfo);
	return {
		family: message[16] === 2 ? 4 : 6,
		protocol: protocol as Entry['protocol'],
		original: tuple,
		reply: readTuple(attributes.get(Cta.reply)!).tuple,
		status: number(Cta.status),
		mark: number(Cta.mark),
		id: number(Cta.id),
		use: number(Cta.use),
		timeout: number(Cta.timeout),
		...(protoinfo ? { tcp: readTcp(protoinfo) } : {}),
		counters: {
			original: readCounter(attributes.get(Cta.countersOriginal)),
			reply: readCounter(attributes.get(Cta.countersReply)),
		},
	};
}

/** The entries of a recorded dump, in its order. */
export function readDump(dump: Buffer): Entry[] {
	const entries: Entry[] = [];
	for (let offset = 0; offset + 16 <= dump.length; ) {
		const length = dump.readUInt32LE(offset);
		if (dump.readUInt16LE(offset + 4) === CT_NEW)
			entries.push(readEntry(dump.subarray(offset, offset + length)));
		offset += (length + 3) & ~3;
	}
	return entries;
}

/** Writes attributes at the place in the datagram where they will stand, because 64-bit values are padded by place. */
class Writer {
	private bytes = Buffer.alloc(0);

	constructor(private readonly base: number) {}

	get length(): number {
		return this.bytes.length;
	}

	raw(bytes: Uint8Array): void {
		this.bytes = Buffer.concat([this.bytes, bytes, Buffer.alloc(-bytes.length & 3)]);
	}

	attribute(type: number, value: Uint8Array): void {
		const header = Buffer.alloc(4);
		header.writeUInt16LE(4 + value.length);
		header.writeUInt16LE(type, 2);
		this.raw(Buffer.concat([header, value]));
	}

	number(type: number, value: number, size: 1 | 2 | 4 = 4): void {
		const data = Buffer.alloc(size);
		data.writeUIntBE(value >>> 0, 0, size);
		this.attribute(type, data);
	}

	/** A 64-bit value, behind an empty CTA_COUNTERS_PAD where it would not be aligned. */
	long(type: number, value: number): void {
		if ((this.base + this.length) % 8 === 0) this.attribute(5, Buffer.alloc(0));
		const data = Buffer.alloc(8);
		data.writeBigUInt64BE(BigInt(value));
		this.attribute(type, data);
	}

	nest(type: number, fill: () => void): void {
		const start = this.length;
		this.attribute(type | NESTED, Buffer.alloc(0));
		fill();
		this.bytes.writeUInt16LE(this.length - start, start);
	}

	take(): Buffer {
		return this.bytes;
	}
}

function writeTuple(out: Writer, type: number, tuple: Tuple, entry: Entry): void {
	const first = entry.family === 4 ? 1 : 3;
	out.nest(type, () => {
		out.nest(1, () => {
			out.attribute(first, addressBytes(tuple.source));
			out.attribute(first + 1, addressBytes(tuple.destination));
		});
		out.nest(2, () => {
			out.number(1, entry.protocol, 1);
			out.number(2, tuple.sourcePort, 2);
			out.number(3, tuple.destinationPort, 2);
		});
	});
}

function writeTcp(out: Writer, tcp: NonNullable<Entry['tcp']>): void {
	out.nest(Cta.protoinfo, () =>
		out.nest(1, () => {
			out.number(1, tcp.state, 1);
			out.number(2, tcp.scaleOriginal, 1);
			out.number(3, tcp.scaleReply, 1);
			out.attribute(4, Buffer.from([tcp.flagsOriginal, 0]));
			out.attribute(5, Buffer.from([tcp.flagsReply, 0]));
		})
	);
}

/** The attributes of one entry, in the order of ctnetlink_fill_info. */
function writeEntry(out: Writer, entry: Entry): void {
	writeTuple(out, Cta.original, entry.original, entry);
	writeTuple(out, Cta.reply, entry.reply, entry);
	out.number(Cta.status, entry.status);
	out.number(Cta.mark, entry.mark);
	out.number(Cta.id, entry.id);
	out.number(Cta.use, entry.use);
	if (!isOffloaded(entry)) {
		out.number(Cta.timeout, entry.timeout);
		if (entry.protocol === TCP && entry.tcp) writeTcp(out, entry.tcp);
	}
	const counters = {
		[Cta.countersOriginal]: entry.counters.original,
		[Cta.countersReply]: entry.counters.reply,
	};
	for (const [type, counter] of Object.entries(counters)) {
		out.nest(Number(type), () => {
			out.long(1, counter.packets);
			out.long(2, counter.bytes);
		});
	}
}

interface Header {
	type: number;
	flags: number;
	sequence: number;
	port: number;
}

function header(length: number, { type, flags, sequence, port }: Header): Buffer {
	const bytes = Buffer.alloc(16);
	bytes.writeUInt32LE(length);
	bytes.writeUInt16LE(type, 4);
	bytes.writeUInt16LE(flags, 6);
	bytes.writeUInt32LE(sequence, 8);
	bytes.writeUInt32LE(port, 12);
	return bytes;
}

/** A dump of `entries` as the datagrams in which the kernel would send it; NLMSG_DONE comes alone in the last one. */
export function writeDump(entries: Entry[], sequence: number, port: number, filtered = false): Buffer[] {
	const flags = NLM_F_MULTI | (filtered ? NLM_F_DUMP_FILTERED : 0);
	const datagrams: Buffer[] = [];
	let current = Buffer.alloc(0);
	for (const entry of entries) {
		const out = new Writer(current.length);
		// Room for the header, whose length is known at the end; then struct nfgenmsg.
		out.raw(Buffer.alloc(16));
		out.raw(Buffer.from([entry.family === 4 ? 2 : 10, 0, 0, 0]));
		writeEntry(out, entry);
		const message = out.take();
		header(message.length, { type: CT_NEW, flags, sequence, port }).copy(message);
		current = Buffer.concat([current, message]);
		if (current.length < DATAGRAM - 512) continue;
		datagrams.push(current);
		current = Buffer.alloc(0);
	}
	if (current.length) datagrams.push(current);
	const done = header(20, { type: NLMSG_DONE, flags, sequence, port });
	return [...datagrams, Buffer.concat([done, Buffer.alloc(4)])];
}

function errorReply(request: Buffer, errno: number): Buffer[] {
	const head = header(36, { type: NLMSG_ERROR, flags: 0, sequence: request.readUInt32LE(8), port: 0 });
	const code = Buffer.alloc(4);
	code.writeInt32LE(-errno);
	return [Buffer.concat([head, code, request.subarray(0, 16)])];
}

/**
 * Answers a dump request over `entries`, with the filter of CTA_STATUS and CTA_STATUS_MASK that Linux has since 5.15: an entry
 * passes when (status & mask) == value; a mask of 0, or one without a value, is EINVAL.
 */
export function answerRequest(request: Buffer, entries: Entry[]): Buffer[] {
	if (request.length < 20 || request.readUInt16LE(4) !== CT_GET) return errorReply(request, EINVAL);
	const attributes = readAttributes(request.subarray(20));
	const value = attributes.get(Cta.status)?.readUInt32BE();
	const mask = attributes.get(Cta.statusMask)?.readUInt32BE() ?? value;
	if (mask !== undefined && (mask === 0 || value === undefined)) return errorReply(request, EINVAL);
	const family = { 2: 4, 10: 6 }[request[16]!];
	const wanted = entries.filter(
		(entry) =>
			(family === undefined || entry.family === family) &&
			(mask === undefined || (entry.status & mask) === value)
	);
	return writeDump(wanted, request.readUInt32LE(8), 4242, mask !== undefined);
}

/**
 * A conntrack table as the kernel sends it, made of recorded messages, and answers to ctnetlink requests about it.
 * Layout of messages: Linux include/uapi/linux/netlink.h and netfilter/nfnetlink_conntrack.h.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const CTA_STATUS = 3;
const CTA_STATUS_MASK = 26;
const CTA_COUNTERS_PAD = 5;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_MULTI = 2;
export const NLM_F_DUMP_INTR = 16;

export function recorded(name: string): Uint8Array {
	return new Uint8Array(readFileSync(fileURLToPath(new URL(`../../../data/${name}`, import.meta.url))));
}

export function recordedText(name: string): string {
	return Buffer.from(recorded(name)).toString('latin1');
}

/** The entries of a recorded dump, each as one netlink message. */
export function entriesOf(dump: Uint8Array): Uint8Array[] {
	const view = new DataView(dump.buffer, dump.byteOffset, dump.byteLength);
	const entries: Uint8Array[] = [];
	for (let at = 0; at < dump.length; ) {
		const size = view.getUint32(at, true);
		if (view.getUint16(at + 4, true) === 0x0100) entries.push(dump.slice(at, at + size));
		at += (size + 3) & ~3;
	}
	return entries;
}

/** Top-level attributes of an entry: type (flags left out) and where header and payload are. */
export function attributesOf(entry: Uint8Array, start = 20, end = entry.length) {
	const view = new DataView(entry.buffer, entry.byteOffset, entry.byteLength);
	const attributes: { type: number; nested: boolean; at: number; payload: number; end: number }[] = [];
	for (let at = start; at + 4 <= end; ) {
		const size = view.getUint16(at, true);
		const type = view.getUint16(at + 2, true);
		attributes.push({ type: type & 0x3fff, nested: type >= 0x8000, at, payload: at + 4, end: at + size });
		at += (size + 3) & ~3;
	}
	return attributes;
}

function attribute(entry: Uint8Array, type: number) {
	return attributesOf(entry).find((found) => found.type === type)!;
}

export function statusOf(entry: Uint8Array): number {
	return new DataView(entry.buffer, entry.byteOffset).getUint32(attribute(entry, CTA_STATUS).payload);
}

export function withStatus(entry: Uint8Array, change: (status: number) => number): Uint8Array {
	const changed = entry.slice();
	new DataView(changed.buffer).setUint32(attribute(entry, CTA_STATUS).payload, change(statusOf(entry)) >>> 0);
	return changed;
}

/** Without the attributes of these types, as where accounting is off. */
export function withoutAttributes(entry: Uint8Array, ...types: number[]): Uint8Array {
	const kept = attributesOf(entry).filter((found) => !types.includes(found.type));
	const parts = kept.map(({ at, end }) => Array.from(entry.slice(at, (end + 3) & ~3)));
	return sized([...entry.slice(0, 20), ...parts.flat()]);
}

/** With a CTA_COUNTERS_PAD before the bytes of a direction (9 original, 10 reply), as CPUs without unaligned access have. */
export function withPad(entry: Uint8Array, direction: number): Uint8Array {
	const counters = attribute(entry, direction);
	const [packets] = attributesOf(entry, counters.payload, counters.end);
	const padded = [...entry.slice(0, packets!.end), 4, 0, CTA_COUNTERS_PAD, 0, ...entry.slice(packets!.end)];
	padded[counters.at] = counters.end - counters.at + 4;
	return sized(padded);
}

/** With 64-bit byte counts in both directions. */
export function withBytes(entry: Uint8Array, sent: bigint, received: bigint): Uint8Array {
	const changed = entry.slice();
	const view = new DataView(changed.buffer);
	for (const [direction, bytes] of [
		[9, sent],
		[10, received],
	] as const) {
		const counters = attribute(entry, direction);
		const found = attributesOf(entry, counters.payload, counters.end).find(({ type }) => type === 2)!;
		view.setBigUint64(found.payload, bytes);
	}
	return changed;
}

function sized(bytes: number[]): Uint8Array {
	const message = Uint8Array.from(bytes);
	new DataView(message.buffer).setUint32(0, message.length, true);
	return message;
}

/** NLMSG_DONE with a verdict: 0 or a negative errno. */
export function done(verdict = 0, flags = NLM_F_MULTI): Uint8Array {
	return message(NLMSG_DONE, flags, verdict);
}

/** NLMSG_ERROR: a negative errno instead of a dump. */
export function refusal(errno: number): Uint8Array {
	return message(NLMSG_ERROR, 0, errno);
}

function message(type: number, flags: number, code: number): Uint8Array {
	const bytes = new Uint8Array(20);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, 20, true);
	view.setUint16(4, type, true);
	view.setUint16(6, flags, true);
	view.setInt32(16, code, true);
	return bytes;
}

export function concat(...parts: Uint8Array[]): Uint8Array {
	return new Uint8Array(Buffer.concat(parts));
}

/** The status filter of a dump request, as the kernel reads it (nf_conntrack_netlink.c, ctnetlink_filter_parse_status). */
export function filterOf(request: Uint8Array): { status: number; mask: number } {
	const view = new DataView(request.buffer, request.byteOffset);
	const status = view.getUint32(attribute(request, CTA_STATUS).payload);
	const mask = attributesOf(request).find(({ type }) => type === CTA_STATUS_MASK);
	return { status, mask: mask ? view.getUint32(mask.payload) : status };
}

/** Answers dump requests about a table, a few entries a datagram; a kernel before 5.15 ignores the filter. */
export function kernelWith(
	entries: Uint8Array[],
	options: { ignoresFilter?: boolean; perDatagram?: number } = {}
) {
	return (request: Uint8Array): Uint8Array[] => {
		const { status, mask } = filterOf(request);
		const sent = options.ignoresFilter
			? entries
			: entries.filter((entry) => (statusOf(entry) & mask) === status);
		const size = options.perDatagram ?? 20;
		const datagrams: Uint8Array[] = [];
		for (let at = 0; at < sent.length; at += size) datagrams.push(concat(...sent.slice(at, at + size)));
		return [...datagrams, done()];
	};
}

/** The same message from a CPU of the other byte order: headers are swapped, payloads of ctnetlink are not. */
export function swapped(bytes: Uint8Array): Uint8Array {
	const result = bytes.slice();
	const swap = (at: number, size: number) => result.subarray(at, at + size).reverse();
	swap(0, 4);
	for (const at of [4, 6]) swap(at, 2);
	for (const at of [8, 12]) swap(at, 4);
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	if (view.getUint16(4, true) === NLMSG_DONE || view.getUint16(4, true) === NLMSG_ERROR) swap(16, 4);
	else swapAttributes(bytes, 20, bytes.length, swap);
	return result;
}

function swapAttributes(
	bytes: Uint8Array,
	start: number,
	end: number,
	swap: (at: number, size: number) => void
) {
	for (const found of attributesOf(bytes, start, end)) {
		swap(found.at, 2);
		swap(found.at + 2, 2);
		if (found.nested) swapAttributes(bytes, found.payload, found.end, swap);
	}
}

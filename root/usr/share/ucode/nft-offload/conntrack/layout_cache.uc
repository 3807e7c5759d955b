'use strict';

import * as struct from 'struct';
import { MOST } from 'nft-offload.lib.number';
import { add_to_tally } from 'nft-offload.conntrack.tally';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').FlowTally} FlowTally */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Tally} Tally */
/**
 * Formats for messages that follow each other: one gives the heads as pieces of text, one the bytes of both directions.
 *
 * @typedef {{ heads: StructFormat, bytes: ?StructFormat }} Reader
 */
/**
 * Where messages of one size have their fields. The heads of an entry are the bytes that say where its attributes are,
 * and its family, protocol and status.
 *
 * @typedef {object} Layout
 * @property {number} size  of the message
 * @property {number[][]} heads  where each begins, and its size; the first is that of the message
 * @property {number[]} bytes  offsets of the bytes of both directions; none without accounting, or if not wanted
 * @property {string} mark  put between the heads, so that those of different layouts are never the same
 * @property {Reader} one
 * @property {?Reader} many  of BATCH messages; null until it is needed
 */
/**
 * What one dump is read into. Entries of the same heads are of one kind, and count together.
 *
 * @typedef {object} Dump
 * @property {FlowTally} software
 * @property {FlowTally} hardware
 * @property {number} walked  entries that were read by a walk over their attributes
 * @property {number} odd  messages that should be entries and are none
 * @property {(?Layout)[]} layouts  by the lowest byte of the message's size
 * @property {string[]} kinds  the heads of every kind that was met, put together
 * @property {(?Tally)[]} parts  where each kind counts; null where it is not offloaded
 * @property {number[]} entries  of each kind
 * @property {(?number)[]} sums  bytes of each kind, as doubles: they never overflow, and are exact below 2^53
 * @property {number} pause  bytes of single messages until a batch is tried
 */

/** Offset of the lowest byte of the message's size, in the byte order of this CPU. */
const LOWEST = ord(struct.pack('=I', 1)) == 1 ? 0 : 3;
/** Kinds that are remembered. A router has a dozen; a dump of nonsense must not take all memory. */
const MOST_KINDS = 100;
/** Messages of one kind that are read at once. */
const BATCH = 8;
/** Bytes of single messages after a batch that failed: twice as many each time, up to a whole datagram. */
const PAUSE = 1024;
const LONGEST_PAUSE = 65536;

/**
 * @param {FlowTally} software
 * @param {FlowTally} hardware
 * @returns {Dump}
 */
function new_dump(software, hardware) {
	return {
		software,
		hardware,
		walked: 0,
		odd: 0,
		layouts: [],
		kinds: [],
		parts: [],
		entries: [],
		sums: [],
		pause: 1
	};
}

/**
 * @param {number} size
 * @param {number[][]} heads
 * @param {number[]} bytes
 * @param {number} count  messages that follow each other
 * @returns {Reader}
 */
function new_reader(size, heads, bytes, count) {
	let heads_text = '>';
	let bytes_text = '>';
	let heads_at = 0;
	let bytes_at = 0;
	for (let start = 0; start < count * size; start += size) {
		for (let head in heads) {
			heads_text += `${start + head[0] - heads_at}x${head[1]}s`;
			heads_at = start + head[0] + head[1];
		}
		for (let place in bytes) {
			bytes_text += `${start + place - bytes_at}xQ`;
			bytes_at = start + place + 8;
		}
	}
	return { heads: struct.new(heads_text), bytes: bytes_at > 0 ? struct.new(bytes_text) : null };
}

/**
 * Reads messages of one kind in a row, BATCH at a time.
 *
 * @param {Dump} dump
 * @param {Layout} layout
 * @param {number} kind
 * @param {string} data
 * @param {number} start
 * @returns {number} where they end: `start` where the next BATCH are not all of that kind
 */
function read_batches(dump, layout, kind, data, start) {
	layout.many ??= new_reader(layout.size, layout.heads, layout.bytes, BATCH);
	/** @type {any} */
	const heads = layout.many.heads;
	/** @type {any} */
	const bytes = layout.many.bytes;
	const mark = layout.mark;
	const size = layout.size * BATCH;
	const last = length(data) - size;
	const one = dump.kinds[kind];
	const wanted = join(mark, [one, one, one, one, one, one, one, one]);
	let sum = dump.sums[kind];
	let at = start;
	while (at <= last && join(mark, heads.unpack(data, at)) == wanted) {
		if (bytes != null) {
			const n = bytes.unpack(data, at);
			sum = sum + n[0] + n[1] + n[2] + n[3] + n[4] + n[5] + n[6] + n[7];
			sum = sum + n[8] + n[9] + n[10] + n[11] + n[12] + n[13] + n[14] + n[15];
		}
		at += size;
	}
	dump.sums[kind] = sum;
	dump.entries[kind] += int((at - start) / layout.size);
	return at;
}

/**
 * Reads entries through remembered layouts, as far as they fit; a walk over the attributes takes many times as long.
 * Steps are expensive in ucode, and these run for every offloaded connection. So the heads are compared all at once, and
 * what follows from them waits until all entries of a kind are counted (`settle`).
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} start  of a message
 * @returns {number} start of the first message that no layout fits
 */
function read_known(dump, data, start) {
	const layouts = dump.layouts;
	const kinds = dump.kinds;
	const entries = dump.entries;
	/** @type {any} */
	const sums = dump.sums;
	const end = length(data);
	// Not null, which means a size without a layout.
	/** @type {any} */
	let layout = 0;
	/** @type {any} */
	let heads = null;
	/** @type {any} */
	let bytes = null;
	let mark = '';
	let size = 0;
	let last = 0;
	let kind = -1;
	let at = start;
	while (at < end) {
		const stop = at + BATCH * size > end ? end : min(end, at + dump.pause);
		while (at < stop) {
			const found = layouts[/** @type {number} */ (ord(data, at + LOWEST))];
			if (found != layout) {
				layout = found;
				if (layout == null) return at;
				heads = layout.one.heads;
				bytes = layout.one.bytes;
				mark = layout.mark;
				size = layout.size;
				last = end - size;
			}
			// Where a format has gaps, unpack() does not notice the end of the text.
			if (at > last) return at;
			kind = index(kinds, join(mark, heads.unpack(data, at)));
			if (kind < 0) return at;
			entries[kind]++;
			if (bytes != null) {
				const read = bytes.unpack(data, at);
				sums[kind] = sums[kind] + read[0] + read[1];
			}
			at += size;
		}
		if (at + BATCH * size > end) continue;
		const next = read_batches(dump, layout, kind, data, at);
		dump.pause = next > at ? 1 : min(max(dump.pause * 2, PAUSE), LONGEST_PAUSE);
		at = next;
	}
	return at;
}

/**
 * Adds what was counted through layouts to the tallies.
 *
 * @param {Dump} dump
 * @returns {number} how many entries these are
 */
function settle(dump) {
	let entries = 0;
	for (let kind = 0; kind < length(dump.kinds); kind++) {
		const part = dump.parts[kind];
		const sum = dump.sums[kind];
		entries += dump.entries[kind];
		if (part != null && dump.entries[kind] > 0)
			add_to_tally(part, dump.entries[kind], sum == null ? null : int(min(sum, MOST)));
	}
	return entries;
}

/**
 * @param {Layout} layout
 * @param {number} size
 * @param {number[][]} heads
 * @param {number[]} bytes
 * @returns {boolean} whether it is the layout of such a message
 */
function is_layout_of(layout, size, heads, bytes) {
	return layout.size == size && `${layout.heads} ${layout.bytes}` == `${heads} ${bytes}`;
}

/**
 * Remembers an entry that was walked over, so that others of its kind need no walk.
 *
 * @param {Dump} dump
 * @param {string} message
 * @param {number[][]} heads  in their order: where each begins in the message, and its size
 * @param {number[]} bytes  offsets of the bytes of both directions; none without accounting, or if not wanted
 * @param {?Tally} part  where the kind counts
 */
function learn(dump, message, heads, bytes, part) {
	const size = length(message);
	const known = length(dump.kinds);
	if (size & 3 || known == MOST_KINDS) return;
	const slot = ord(message, LOWEST) ?? 0;
	let layout = dump.layouts[slot];
	if (layout == null || !is_layout_of(layout, size, heads, bytes)) {
		layout = { size, heads, bytes, mark: chr(known), one: new_reader(size, heads, bytes, 1), many: null };
		dump.layouts[slot] = layout;
	}
	push(dump.kinds, join(layout.mark, layout.one.heads.unpack(message) ?? []));
	push(dump.parts, part);
	push(dump.entries, 0);
	push(dump.sums, length(bytes) ? 0.0 : null);
}

export { learn, new_dump, read_known, settle };

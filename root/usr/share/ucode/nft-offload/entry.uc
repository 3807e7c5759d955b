'use strict';

import * as struct from 'struct';
import { find_attribute, find_nested } from 'nft-offload.attribute';
import { add, from_halves } from 'nft-offload.number';
import { count_entry } from 'nft-offload.tally';

/** @typedef {import('../../../../../src/wire.ts').FlowTally} FlowTally */
/**
 * Which entries a dump is asked for: those with (status & mask) == status.
 *
 * @typedef {{ status: number, mask: number }} Filter
 */
/**
 * What one dump is read into. `layouts` remembers, for each size of message, where its fields stood last time.
 *
 * @typedef {object} Dump
 * @property {Filter} filter
 * @property {FlowTally} software
 * @property {FlowTally} hardware
 * @property {Record<number, { format: StructFormat, seen: number[] }>} layouts
 * @property {boolean} done
 * @property {boolean} interrupted
 */

/** Linux include/uapi/linux/netfilter/nfnetlink_conntrack.h */
const CTA_TUPLE_ORIG = 1;
const CTA_TUPLE_PROTO = 2;
const CTA_PROTO_NUM = 1;
const CTA_STATUS = 3;
const CTA_COUNTERS_ORIG = 9;
const CTA_COUNTERS_REPLY = 10;
const CTA_COUNTERS_BYTES = 2;

/** Linux include/uapi/linux/netfilter/nf_conntrack_common.h */
const IPS_HW_OFFLOAD = 0x8000;

/** Where the attributes of an entry begin: nlmsghdr and nfgenmsg are 16 and 4 bytes. */
const ATTRIBUTES = 20;

/**
 * Makes a format that reads all fields of an entry at once, headers of their attributes included, from where they stand
 * in this message. It reads big endian throughout: headers are only compared with what they were here.
 *
 * @param {string} data
 * @param {number} start  of the message
 * @param {number[]} places  ascending: payloads of protocol number, status, counters and bytes of both directions
 * @returns {?{ format: StructFormat, seen: number[] }} null where the order is another one
 */
function learn_layout(data, start, places) {
	const fields = ['IB', 'II', 'I', 'III', 'I', 'III'];
	const sizes = [5, 8, 4, 12, 4, 12];
	let text = '>16xB';
	let at = start + 17;
	for (let next = 0; next < length(places); next++) {
		const begin = places[next] - 4;
		if (begin < at) return null;
		text += (begin > at ? `${begin - at}x` : '') + fields[next];
		at = begin + sizes[next];
	}
	const format = struct.new(text);
	return { format, seen: format.unpack(data, start) ?? [] };
}

/**
 * @param {Dump} dump
 * @param {number} status
 * @returns {?FlowTally} where an entry of this status counts; null where the filter should have kept it back
 */
function tally_of_status(dump, status) {
	if ((status & dump.filter.mask) != dump.filter.status) return null;
	return status & IPS_HW_OFFLOAD ? dump.hardware : dump.software;
}

/**
 * Bytes of both directions of an entry, found by walking its attributes; also remembers the layout of its message.
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number[]} places  payloads of protocol number and status
 * @returns {?number} null where the kernel did not count
 */
function walk_counters(dump, data, start, size, places) {
	const end = start + size;
	const original = find_attribute(data, start + ATTRIBUTES, end, CTA_COUNTERS_ORIG);
	const reply = find_attribute(data, start + ATTRIBUTES, end, CTA_COUNTERS_REPLY);
	const sent_at = find_nested(data, original, CTA_COUNTERS_BYTES, 8);
	const received_at = find_nested(data, reply, CTA_COUNTERS_BYTES, 8);
	if (original == null || reply == null || sent_at == null || received_at == null) return null;

	const layout = learn_layout(data, start, [...places, original[0], sent_at, reply[0], received_at]);
	if (layout != null) dump.layouts[size] = layout;
	const sent = struct.unpack('>II', data, sent_at) ?? [0, 0];
	const received = struct.unpack('>II', data, received_at) ?? [0, 0];
	return add(from_halves(sent[0], sent[1]), from_halves(received[0], received[1]));
}

/**
 * Reads an entry by walking its attributes, which takes ten times as long as a remembered layout.
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number} family
 * @returns {boolean} false where an entry lacks what every entry has
 */
function walk_entry(dump, data, start, size, family) {
	const all = [start + ATTRIBUTES, start + size];
	const status_at = find_nested(data, all, CTA_STATUS, 4);
	if (status_at == null) return false;
	const flows = tally_of_status(dump, (struct.unpack('>I', data, status_at) ?? [0])[0]);
	if (flows == null) return true;

	const tuple = find_attribute(data, all[0], all[1], CTA_TUPLE_ORIG);
	const protocol = tuple && find_attribute(data, tuple[0], tuple[1], CTA_TUPLE_PROTO);
	const protocol_at = find_nested(data, protocol, CTA_PROTO_NUM, 1);
	if (protocol_at == null) return false;
	const bytes = walk_counters(dump, data, start, size, [protocol_at, status_at]);
	count_entry(flows, family, ord(data, protocol_at) ?? 0, bytes);
	return true;
}

/**
 * Reads one entry: through the layout of the last message of this size if every header that matters still stands where
 * it stood, else by a walk. Kernels pad their 64-bit counters by where the message lies in memory, so sizes vary.
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number} family
 * @returns {boolean} false where it is no entry
 */
function read_entry(dump, data, start, size, family) {
	const layout = dump.layouts[size];
	if (layout == null) return walk_entry(dump, data, start, size, family);
	const seen = layout.seen;
	const now = layout.format.unpack(data, start) ?? [];
	const same = now[0] == seen[0] && now[1] == seen[1] && now[3] == seen[3] && now[5] == seen[5];
	if (!same || now[6] != seen[6] || now[9] != seen[9] || now[10] != seen[10])
		return walk_entry(dump, data, start, size, family);
	const flows = tally_of_status(dump, now[4]);
	if (flows != null)
		count_entry(flows, family, now[2], add(from_halves(now[7], now[8]), from_halves(now[11], now[12])));
	return true;
}

export { ATTRIBUTES, read_entry };

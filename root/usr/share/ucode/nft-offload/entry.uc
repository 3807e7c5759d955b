'use strict';

import * as struct from 'struct';
import { list_attributes } from 'nft-offload.attribute';
import { add, from_halves } from 'nft-offload.number';
import { IPPROTO_TCP, IPPROTO_UDP, count_entry, parts_of_family } from 'nft-offload.tally';

/** @typedef {import('../../../../../src/wire.ts').FlowTally} FlowTally */
/** @typedef {import('../../../../../src/wire.ts').Tally} Tally */
/**
 * Which entries a dump is asked for: those with (status & mask) == status.
 *
 * @typedef {{ status: number, mask: number }} Filter
 */
/**
 * Where the fields of an entry stand in messages of one size.
 *
 * @typedef {object} Layout
 * @property {StructFormat} format  reads them all at once, the headers of their attributes included (FIELDS)
 * @property {number[]} seen  what it read where it was learnt: headers must still be these
 * @property {number} size  of the message
 * @property {{ tcp: Tally, udp: Tally, other: Tally }} software  where its entries count
 * @property {{ tcp: Tally, udp: Tally, other: Tally }} hardware
 */
/**
 * What one dump is read into.
 *
 * @typedef {object} Dump
 * @property {Filter} filter
 * @property {FlowTally} software
 * @property {FlowTally} hardware
 * @property {Record<number, Layout>} layouts  by what `format` reads as the size of the message
 * @property {?Layout} layout  of the last entry
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
 * What a layout reads, as the letters of struct, with the places of the values: of the message 0 size, 1 kind and flags,
 * 2 family; of attributes 3 header and 4 value of the protocol, 5 header and 6 value of the status, 7 header of the
 * original counters, 8 header of their bytes, 9 and 10 the bytes; 11 to 14 the same of the reply.
 * All big endian, as the values are; headers are only compared with what they were, so their order does not matter.
 */
const MESSAGE = '>II8xB';
const MESSAGE_SIZE = 17;
const FIELDS = ['IB', 'II', 'I', 'III', 'I', 'III'];
const FIELD_SIZES = [5, 8, 4, 12, 4, 12];

/**
 * Remembers where the fields of an entry stand.
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number[]} places  of the payloads: protocol, status, counters and bytes of both directions
 */
function learn_layout(dump, data, start, size, places) {
	let text = MESSAGE;
	let at = start + MESSAGE_SIZE;
	for (let next = 0; next < length(places); next++) {
		const header = places[next] - 4;
		// Only in the order in which the kernel sends them.
		if (header < at) return;
		text += (header > at ? `${header - at}x` : '') + FIELDS[next];
		at = header + FIELD_SIZES[next];
	}
	const format = struct.new(text);
	const seen = format.unpack(data, start);
	if (seen == null) return;
	dump.layout = {
		format,
		seen,
		size,
		software: parts_of_family(dump.software, seen[2]),
		hardware: parts_of_family(dump.hardware, seen[2])
	};
	dump.layouts[seen[0]] = dump.layout;
}

/**
 * Counts what a layout has read of one entry. Calls are dear in ucode, and this is done for every offloaded connection.
 *
 * @param {Dump} dump
 * @param {Layout} layout
 * @param {number[]} now
 */
function count_now(dump, layout, now) {
	const status = now[6];
	if ((status & dump.filter.mask) != dump.filter.status) return;
	const parts = status & IPS_HW_OFFLOAD ? layout.hardware : layout.software;
	const protocol = now[4];
	const part = protocol == IPPROTO_UDP ? parts.udp : protocol == IPPROTO_TCP ? parts.tcp : parts.other;
	part.entries++;
	if (part.bytes == null) return;
	// Below 4 GiB in each direction a sum of thousands stays below 2^53.
	if (now[9] == 0 && now[13] == 0) part.bytes += now[10] + now[14];
	else part.bytes = add(part.bytes, add(from_halves(now[9], now[10]), from_halves(now[13], now[14])));
}

/**
 * Reads one entry through a remembered layout. A walk over its attributes takes many times as long.
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} start  of the message
 * @returns {number} its size; 0 where no layout fits
 */
function read_entry(dump, data, start) {
	let layout = dump.layout;
	let now = layout?.format.unpack(data, start);
	if (layout == null || now == null) return 0;
	if (now[0] != layout.seen[0]) {
		layout = dump.layouts[now[0]];
		now = layout?.format.unpack(data, start);
		if (layout == null || now == null) return 0;
		dump.layout = layout;
	}
	const seen = layout.seen;
	// Every header must stand where it stood; then what is between them are the values.
	if (now[1] != seen[1] || now[2] != seen[2] || now[3] != seen[3] || now[5] != seen[5]) return 0;
	if (now[7] != seen[7] || now[8] != seen[8] || now[11] != seen[11] || now[12] != seen[12]) return 0;
	count_now(dump, layout, now);
	return layout.size;
}

/**
 * @param {string} data
 * @param {?number[]} within  place of the counters of one direction
 * @returns {?number} place of its bytes; null where there are none
 */
function find_bytes(data, within) {
	const counters = within && list_attributes(data, within[0], within[1]);
	const bytes = counters && counters[CTA_COUNTERS_BYTES];
	return bytes && bytes[1] - bytes[0] == 8 ? bytes[0] : null;
}

/**
 * Bytes of both directions of an entry; remembers the layout of its message too.
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number[]} places  of the payloads of protocol and status
 * @param {Record<number, number[]>} attributes
 * @returns {?number} null where the kernel did not count
 */
function walk_counters(dump, data, start, size, places, attributes) {
	const original = attributes[CTA_COUNTERS_ORIG];
	const reply = attributes[CTA_COUNTERS_REPLY];
	const sent_at = find_bytes(data, original);
	const received_at = find_bytes(data, reply);
	if (sent_at == null || received_at == null) return null;
	learn_layout(dump, data, start, size, [...places, original[0], sent_at, reply[0], received_at]);
	const sent = struct.unpack('>II', data, sent_at) ?? [0, 0];
	const received = struct.unpack('>II', data, received_at) ?? [0, 0];
	return add(from_halves(sent[0], sent[1]), from_halves(received[0], received[1]));
}

/**
 * Reads one entry by walking its attributes, the first time that its layout is met.
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} start
 * @param {number} size
 * @param {number} family
 * @returns {boolean} false where it lacks what every entry has, or is none
 */
function walk_entry(dump, data, start, size, family) {
	const attributes = list_attributes(data, start + ATTRIBUTES, start + size);
	const status_place = attributes && attributes[CTA_STATUS];
	const tuple = attributes && attributes[CTA_TUPLE_ORIG];
	const parts = tuple && list_attributes(data, tuple[0], tuple[1]);
	const protocol = parts && parts[CTA_TUPLE_PROTO];
	const number = protocol && list_attributes(data, protocol[0], protocol[1]);
	const number_place = number && number[CTA_PROTO_NUM];
	if (!attributes || !status_place || !number_place) return false;
	if (status_place[1] - status_place[0] != 4 || number_place[1] == number_place[0]) return false;

	const status = (struct.unpack('>I', data, status_place[0]) ?? [0])[0];
	if ((status & dump.filter.mask) != dump.filter.status) return true;
	const bytes = walk_counters(dump, data, start, size, [number_place[0], status_place[0]], attributes);
	const flows = status & IPS_HW_OFFLOAD ? dump.hardware : dump.software;
	count_entry(flows, family, ord(data, number_place[0]) ?? 0, bytes);
	return true;
}

export { ATTRIBUTES, read_entry, walk_entry };

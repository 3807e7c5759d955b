'use strict';

import * as struct from 'struct';
import { strerror } from 'socket';
import { add, from_halves } from 'nft-offload.number';
import { reason, reason_of_error } from 'nft-offload.reason';
import { count_entry } from 'nft-offload.tally';

/** @typedef {import('../../../../../src/wire.ts').FlowTally} FlowTally */
/** @typedef {import('../../../../../src/wire.ts').Reason} Reason */
/**
 * What one dump is read into. `layouts` remembers, for each size of message, where its fields stood last time.
 *
 * @typedef {object} Dump
 * @property {FlowTally} software
 * @property {FlowTally} hardware
 * @property {Record<number, { format: StructFormat, seen: number[] }>} layouts
 * @property {boolean} done
 * @property {boolean} interrupted
 */

/** Linux include/uapi/linux/netlink.h */
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_REQUEST = 0x001;
const NLM_F_DUMP = 0x300;
const NLM_F_DUMP_INTR = 0x010;
const NLA_TYPE = 0x3fff;

/** Linux include/uapi/linux/netfilter/nfnetlink.h and nfnetlink_conntrack.h: subsystem 1 in the high byte. */
const IPCTNL_MSG_CT_NEW = 0x0100;
const IPCTNL_MSG_CT_GET = 0x0101;
const CTA_TUPLE_ORIG = 1;
const CTA_TUPLE_PROTO = 2;
const CTA_PROTO_NUM = 1;
const CTA_STATUS = 3;
const CTA_COUNTERS_ORIG = 9;
const CTA_COUNTERS_REPLY = 10;
const CTA_COUNTERS_BYTES = 2;
const CTA_STATUS_MASK = 26;

/** Linux include/uapi/linux/netfilter/nf_conntrack_common.h */
const IPS_OFFLOAD = 0x4000;
const IPS_HW_OFFLOAD = 0x8000;

/** nlmsghdr (length, type, flags) and the family of nfgenmsg, in the byte order of this CPU. */
const HEADER = struct.new('=IHH8xB');
/** Where the attributes of an entry begin: nlmsghdr and nfgenmsg are 16 and 4 bytes. */
const ATTRIBUTES = 20;

/**
 * @param {number} kind
 * @param {number} value
 * @returns {string} a netlink attribute that holds a 32-bit number in network byte order
 */
function number_attribute(kind, value) {
	return struct.pack('=HH', 8, kind) + struct.pack('>I', value);
}

/**
 * A request for all conntrack entries with (status & mask) == status. Kernels before 5.15 ignore the filter,
 * so the answer is checked again.
 *
 * @param {number} status
 * @param {number} mask
 * @returns {string}
 */
function dump_request(status, mask) {
	const filter = number_attribute(CTA_STATUS, status) + number_attribute(CTA_STATUS_MASK, mask);
	const size = ATTRIBUTES + length(filter);
	return struct.pack('=IHHIII', size, IPCTNL_MSG_CT_GET, NLM_F_REQUEST | NLM_F_DUMP, 1, 0, 0) + filter;
}

/**
 * The two requests that together answer with every offloaded entry once: those in the flowtable (bit 14, whether in
 * hardware or not), and those which the flowtable has given up while the hardware has not (bit 15 alone).
 *
 * @returns {string[]}
 */
function offload_requests() {
	return [dump_request(IPS_OFFLOAD, IPS_OFFLOAD), dump_request(IPS_HW_OFFLOAD, IPS_OFFLOAD | IPS_HW_OFFLOAD)];
}

/**
 * Looks for an attribute between two offsets.
 *
 * @param {string} data
 * @param {number} start
 * @param {number} end
 * @param {number} kind
 * @returns {?number[]} where its payload begins and ends; null where it is not there
 */
function find_attribute(data, start, end, kind) {
	let at = start;
	while (at + 4 <= end) {
		const head = struct.unpack('=HH', data, at) ?? [0, 0];
		if (head[0] < 4 || at + head[0] > end) return null;
		if ((head[1] & NLA_TYPE) == kind) return [at + 4, at + head[0]];
		at += (head[0] + 3) & 0x1fffc;
	}
	return null;
}

/**
 * Looks for an attribute inside an attribute.
 *
 * @param {string} data
 * @param {?number[]} within
 * @param {number} kind
 * @param {number} size  of its payload at least
 * @returns {?number} where its payload begins
 */
function find_nested(data, within, kind, size) {
	const found = within == null ? null : find_attribute(data, within[0], within[1], kind);
	return found != null && found[1] - found[0] >= size ? found[0] : null;
}

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
 * @returns {?FlowTally} where an entry of this status counts; null where it is not offloaded
 */
function tally_of_status(dump, status) {
	if (status & IPS_HW_OFFLOAD) return dump.hardware;
	return status & IPS_OFFLOAD ? dump.software : null;
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
	const end = start + size;
	const first = start + ATTRIBUTES;
	const protocol = find_attribute(data, first, end, CTA_TUPLE_ORIG);
	const protocol_at = find_nested(
		data,
		protocol && find_attribute(data, protocol[0], protocol[1], CTA_TUPLE_PROTO),
		CTA_PROTO_NUM,
		1
	);
	const status_at = find_nested(data, [first, end], CTA_STATUS, 4);
	if (protocol_at == null || status_at == null) return false;

	const original = find_attribute(data, first, end, CTA_COUNTERS_ORIG);
	const reply = find_attribute(data, first, end, CTA_COUNTERS_REPLY);
	const original_at = find_nested(data, original, CTA_COUNTERS_BYTES, 8);
	const reply_at = find_nested(data, reply, CTA_COUNTERS_BYTES, 8);
	let bytes = null;
	if (original != null && reply != null && original_at != null && reply_at != null) {
		const sent = struct.unpack('>II', data, original_at) ?? [0, 0];
		const received = struct.unpack('>II', data, reply_at) ?? [0, 0];
		bytes = add(from_halves(sent[0], sent[1]), from_halves(received[0], received[1]));
		const places = [protocol_at, status_at, original[0], original_at, reply[0], reply_at];
		const layout = learn_layout(data, start, places);
		if (layout != null) dump.layouts[size] = layout;
	}
	const flows = tally_of_status(dump, (struct.unpack('>I', data, status_at) ?? [0])[0]);
	if (flows != null) count_entry(flows, family, ord(data, protocol_at) ?? 0, bytes);
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

/**
 * What the kernel says at the end of a dump, or instead of one: 0 or a negative error number.
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} at  where the number stands
 * @returns {?Reason}
 */
function read_verdict(dump, data, at) {
	const code = struct.unpack('=i', data, at);
	if (code == null) return reason('truncated', 'ctnetlink');
	if (code[0] != 0) return reason_of_error('ctnetlink', strerror(-code[0]));
	dump.done = true;
	return dump.interrupted ? reason('overrun', 'ctnetlink: NLM_F_DUMP_INTR') : null;
}

/**
 * Reads the messages of one datagram.
 *
 * @param {Dump} dump
 * @param {string} data
 * @returns {?Reason} null as long as all is well
 */
function read_datagram(dump, data) {
	const end = length(data);
	let at = 0;
	while (at < end && !dump.done) {
		const head = HEADER.unpack(data, at);
		if (head == null || at + head[0] > end) return reason('truncated', 'ctnetlink');
		if (head[0] < ATTRIBUTES) return reason('garbled', 'ctnetlink');
		if (head[2] & NLM_F_DUMP_INTR) dump.interrupted = true;
		if (head[1] == IPCTNL_MSG_CT_NEW) {
			if (!read_entry(dump, data, at, head[0], head[3])) return reason('garbled', 'ctnetlink');
		} else if (head[1] == NLMSG_DONE || head[1] == NLMSG_ERROR) {
			const trouble = read_verdict(dump, data, at + 16);
			if (trouble != null) return trouble;
		}
		at += (head[0] + 3) & 0x7ffffffc;
	}
	return null;
}

/**
 * Reads the answer to one request of `offload_requests` and counts its offloaded entries into the two tallies.
 *
 * @param {() => { bytes: string, reason: ?Reason }} receive  gives the next datagram, or why there is none
 * @param {FlowTally} software
 * @param {FlowTally} hardware
 * @returns {?Reason} null where the dump was read to its end
 */
function read_dump(receive, software, hardware) {
	/** @type {Dump} */
	const dump = { software, hardware, layouts: {}, done: false, interrupted: false };
	while (!dump.done) {
		const answer = receive();
		if (answer.reason != null) return answer.reason;
		const trouble = answer.bytes == '' ? reason('truncated', 'ctnetlink') : read_datagram(dump, answer.bytes);
		if (trouble != null) return trouble;
	}
	return null;
}

export { offload_requests, read_dump };

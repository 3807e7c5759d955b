'use strict';

import * as struct from 'struct';
import {
	AF_INET,
	ATTRIBUTES,
	CTA_COUNTERS_BYTES,
	CTA_COUNTERS_ORIG,
	CTA_COUNTERS_PACKETS,
	CTA_COUNTERS_REPLY,
	CTA_HELP,
	CTA_HELP_NAME,
	CTA_IP_V4_SRC,
	CTA_IP_V6_SRC,
	CTA_MARK,
	CTA_PROTOINFO,
	CTA_PROTOINFO_TCP,
	CTA_PROTOINFO_TCP_STATE,
	CTA_PROTO_DST_PORT,
	CTA_PROTO_NUM,
	CTA_PROTO_SRC_PORT,
	CTA_STATUS,
	CTA_TIMEOUT,
	CTA_TUPLE_IP,
	CTA_TUPLE_ORIG,
	CTA_TUPLE_PROTO,
	CTA_TUPLE_REPLY,
	FAMILY
} from 'nft-offload.conntrack.constants';
import { attributes_of } from 'nft-offload.netlink.attribute';
import { from_halves } from 'nft-offload.lib.number';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connection} Connection */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Direction} Direction */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').TcpState} TcpState */

/**
 * Linux include/uapi/linux/netfilter/nf_conntrack_tcp.h
 *
 * @type {TcpState[]}
 */
const TCP_STATES = [
	'NONE',
	'SYN_SENT',
	'SYN_RECV',
	'ESTABLISHED',
	'FIN_WAIT',
	'CLOSE_WAIT',
	'LAST_ACK',
	'TIME_WAIT',
	'CLOSE',
	'SYN_SENT2'
];

/**
 * @param {string} data
 * @param {?number[]} place
 * @param {string} format  of one number in network byte order
 * @param {number} size  in bytes
 * @returns {?number} null where it is not there, or shorter
 */
function read_number(data, place, format, size) {
	if (place == null || place[1] - place[0] < size) return null;
	return struct.unpack(format, data, place[0])?.[0] ?? null;
}

/**
 * @param {string} data
 * @param {?number[]} place
 * @returns {?number} a 64-bit counter
 */
function read_counter(data, place) {
	if (place == null || place[1] - place[0] < 8) return null;
	const halves = struct.unpack('>II', data, place[0]) ?? [0, 0];
	return from_halves(halves[0], halves[1]);
}

/**
 * @param {string} data
 * @param {?number[]} place
 * @returns {?string} an address of either family as text
 */
function read_address(data, place) {
	const size = place == null ? 0 : place[1] - place[0];
	if (place == null || (size != 4 && size != 16)) return null;
	if (size == 4) return join('.', struct.unpack('>BBBB', data, place[0]) ?? []);
	const groups = struct.unpack('>HHHHHHHH', data, place[0]) ?? [];
	return join(
		':',
		map(groups, (group) => sprintf('%x', group))
	);
}

/**
 * @param {string} data
 * @param {?number[]} tuple
 * @param {?number[]} counters
 * @param {boolean} is_ipv4
 * @returns {?{ direction: Direction, protocol: number }} null where an address or the protocol is missing
 */
function read_direction(data, tuple, counters, is_ipv4) {
	const parts = attributes_of(data, tuple);
	const addresses = attributes_of(data, parts[CTA_TUPLE_IP]);
	const numbers = attributes_of(data, parts[CTA_TUPLE_PROTO]);
	const counts = attributes_of(data, counters);
	const first = is_ipv4 ? CTA_IP_V4_SRC : CTA_IP_V6_SRC;
	const src = read_address(data, addresses[first]);
	const dst = read_address(data, addresses[first + 1]);
	const protocol = read_number(data, numbers[CTA_PROTO_NUM], '>B', 1);
	if (src == null || dst == null || protocol == null) return null;
	const direction = {
		src,
		dst,
		sport: read_number(data, numbers[CTA_PROTO_SRC_PORT], '>H', 2),
		dport: read_number(data, numbers[CTA_PROTO_DST_PORT], '>H', 2),
		packets: read_counter(data, counts[CTA_COUNTERS_PACKETS]),
		bytes: read_counter(data, counts[CTA_COUNTERS_BYTES])
	};
	return { direction, protocol };
}

/**
 * @param {string} data
 * @param {?number[]} protoinfo
 * @returns {?TcpState}
 */
function read_tcp_state(data, protoinfo) {
	const tcp = attributes_of(data, attributes_of(data, protoinfo)[CTA_PROTOINFO_TCP]);
	const number = read_number(data, tcp[CTA_PROTOINFO_TCP_STATE], '>B', 1);
	return number == null ? null : (TCP_STATES[number] ?? null);
}

/**
 * @param {string} data
 * @param {?number[]} help
 * @returns {?string} the name of the helper, without the NUL at its end
 */
function read_helper(data, help) {
	const name = attributes_of(data, help)[CTA_HELP_NAME];
	if (name == null) return null;
	const text = substr(data, name[0], name[1] - name[0]);
	const end = index(text, '\x00');
	return substr(text, 0, end < 0 ? length(text) : end);
}

/**
 * Reads a whole entry.
 *
 * @param {string} data  one IPCTNL_MSG_CT_NEW message
 * @returns {?Connection} null where it lacks what every entry has
 */
function parse_message(data) {
	const found = attributes_of(data, [ATTRIBUTES, length(data)]);
	const is_ipv4 = ord(data, FAMILY) == AF_INET;
	const original = read_direction(data, found[CTA_TUPLE_ORIG], found[CTA_COUNTERS_ORIG], is_ipv4);
	const reply = read_direction(data, found[CTA_TUPLE_REPLY], found[CTA_COUNTERS_REPLY], is_ipv4);
	const status = read_number(data, found[CTA_STATUS], '>I', 4);
	if (original == null || reply == null || status == null) return null;
	return {
		family: is_ipv4 ? 4 : 6,
		protocol: original.protocol,
		original: original.direction,
		reply: reply.direction,
		status,
		tcp_state: read_tcp_state(data, found[CTA_PROTOINFO]),
		timeout: read_number(data, found[CTA_TIMEOUT], '>I', 4),
		mark: read_number(data, found[CTA_MARK], '>I', 4),
		helper: read_helper(data, found[CTA_HELP])
	};
}

export { TCP_STATES, parse_message };

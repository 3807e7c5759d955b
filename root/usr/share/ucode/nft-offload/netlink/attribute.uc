'use strict';

import * as struct from 'struct';

/** Bits of an attribute's type that are no flags (Linux include/uapi/linux/netlink.h, NLA_TYPE_MASK). */
const NLA_TYPE = 0x3fff;
const AF_INET = 2;
const CTA_TUPLE_IP = 1;
const CTA_IP_V4_SRC = 1;
const CTA_IP_V6_SRC = 3;

/**
 * @param {number} kind
 * @param {number} value
 * @returns {string} a netlink attribute that holds a 32-bit number in network byte order
 */
function number_attribute(kind, value) {
	return struct.pack('=HH', 8, kind) + struct.pack('>I', value);
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
 * The source address of one direction of a conntrack entry (Linux include/uapi/linux/netfilter/nfnetlink_conntrack.h).
 *
 * @param {string} data
 * @param {?number[]} tuple  place of CTA_TUPLE_ORIG or CTA_TUPLE_REPLY
 * @param {number} family  as in nfgenmsg
 * @returns {string} its bytes; '' where there is none
 */
function source_of(data, tuple, family) {
	const addresses = tuple && find_attribute(data, tuple[0], tuple[1], CTA_TUPLE_IP);
	const kind = family == AF_INET ? CTA_IP_V4_SRC : CTA_IP_V6_SRC;
	const source = addresses && find_attribute(data, addresses[0], addresses[1], kind);
	return source ? substr(data, source[0], source[1] - source[0]) : '';
}

/**
 * All attributes between two offsets, by kind; of several of one kind the last.
 *
 * @param {string} data
 * @param {number} start
 * @param {number} end
 * @returns {?Record<number, number[]>} where each payload begins and ends; null where they do not fill the place
 */
function list_attributes(data, start, end) {
	/** @type {Record<number, number[]>} */
	const found = {};
	let at = start;
	while (at < end) {
		const head = struct.unpack('=HH', data, at) ?? [0, 0];
		if (head[0] < 4 || at + head[0] > end) return null;
		found[head[1] & NLA_TYPE] = [at + 4, at + head[0]];
		at += (head[0] + 3) & 0x1fffc;
	}
	return found;
}

export { find_attribute, find_nested, list_attributes, number_attribute, source_of };

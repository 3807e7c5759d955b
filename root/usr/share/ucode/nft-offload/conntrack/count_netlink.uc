'use strict';

import * as struct from 'struct';
import { ATTRIBUTES, walk_entry } from 'nft-offload.conntrack.count_entry';
import { new_dump, read_known, settle } from 'nft-offload.conntrack.layout_cache';
import { ctnetlink_reason } from 'nft-offload.netlink.socket';
import { reason, reason_of_odd } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').FlowTally} FlowTally */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.conntrack.layout_cache').Dump} Dump */

/** Linux include/uapi/linux/netlink.h */
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_DUMP_INTR = 0x010;

/** Linux include/uapi/linux/netfilter/nfnetlink.h and nfnetlink_conntrack.h: subsystem 1 in the high byte. */
const IPCTNL_MSG_CT_NEW = 0x0100;

/** Length, type and flags of nlmsghdr, in the byte order of this CPU. */
const HEADER = struct.new('=IHH');

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
	if (code[0] != 0) return ctnetlink_reason(code[0]);
	dump.done = true;
	return dump.interrupted ? reason('overrun', 'ctnetlink: NLM_F_DUMP_INTR') : null;
}

/**
 * Reads one message whose layout is not known yet, or which is no entry.
 *
 * @param {Dump} dump
 * @param {string} data
 * @param {number} at  where it begins
 * @returns {{ size: number, reason: ?Reason }}
 */
function read_message(dump, data, at) {
	const room = length(data) - at;
	const head = room < ATTRIBUTES ? null : HEADER.unpack(data, at);
	if (head == null || head[0] > room) return { size: 0, reason: reason('truncated', 'ctnetlink') };
	const size = head[0];
	if (size < ATTRIBUTES) return { size, reason: reason('garbled', 'ctnetlink') };
	if (head[2] & NLM_F_DUMP_INTR) dump.interrupted = true;
	let trouble = null;
	if (head[1] == NLMSG_DONE || head[1] == NLMSG_ERROR) trouble = read_verdict(dump, data, at + 16);
	else if (head[1] == IPCTNL_MSG_CT_NEW) {
		if (walk_entry(dump, substr(data, at, size))) dump.walked++;
		else dump.odd++;
	}
	return { size, reason: trouble };
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
	let at = read_known(dump, data, 0);
	while (at < end && !dump.done) {
		const message = read_message(dump, data, at);
		if (message.reason != null) return message.reason;
		at += (message.size + 3) & 0x7ffffffc;
		if (!dump.done) at = read_known(dump, data, at);
	}
	return null;
}

/**
 * Reads datagrams until the dump ends.
 *
 * @param {Dump} dump
 * @param {() => { bytes: string, reason: ?Reason }} receive
 * @returns {?Reason}
 */
function read_datagrams(dump, receive) {
	while (!dump.done) {
		const answer = receive();
		if (answer.reason != null) return answer.reason;
		const trouble = answer.bytes == '' ? reason('truncated', 'ctnetlink') : read_datagram(dump, answer.bytes);
		if (trouble != null) return trouble;
	}
	return null;
}

/**
 * Reads the answer to a `dump_request` for IPS_OFFLOAD and counts the entries that have it into the two tallies, with their
 * bytes where the tallies have any. Memory does not grow with their number.
 *
 * @param {() => { bytes: string, reason: ?Reason }} receive  gives the next datagram, or why there is none
 * @param {FlowTally} software
 * @param {FlowTally} hardware
 * @returns {{ reason: ?Reason, rest: ?Reason }} reason: why it could not be read to its end, or not be believed; rest: that odd
 *   entries were skipped
 */
function read_dump(receive, software, hardware) {
	const dump = new_dump(software, hardware);
	const trouble = read_datagrams(dump, receive);
	const known = settle(dump);
	const odd = reason_of_odd('ctnetlink', dump.odd, dump.walked + known);
	return { reason: trouble ?? odd.whole, rest: odd.rest };
}

export { read_dump };

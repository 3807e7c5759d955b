'use strict';

import { error, lsdir, readfile } from 'fs';
import { strerror } from 'socket';
import * as struct from 'struct';
import { find_attribute } from 'nft-offload.netlink.attribute';
import { now_ms } from 'nft-offload.system.clock';
import { open_netlink } from 'nft-offload.netlink.socket';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** Linux include/uapi/linux/netlink.h and rtnetlink.h */
const NETLINK_ROUTE = 0;
const NLM_F_REQUEST = 0x001;
const NLM_F_DUMP = 0x300;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const RTM_NEWQDISC = 36;
const RTM_GETQDISC = 38;
const TCA_KIND = 1;
const TCA_HW_OFFLOAD = 12;
/** nlmsghdr, and struct tcmsg behind it: family, padding, device, handle, parent, information. */
const HEADER = 16;
const MESSAGE = 36;
const LINKS = '/sys/class/net';
/** Milliseconds that the kernel may take. */
const TIME = 2000;
/** Bytes of a kind's name that are taken: the kernel has no longer ones (IFNAMSIZ). */
const LONGEST = 16;

/**
 * Reads the messages of one datagram.
 *
 * @param {string} data
 * @param {Record<number, string[]>} kinds  by the number of the device; filled
 * @param {Record<number, string[]>} offloaded  those of them that the hardware does; filled
 * @returns {{ done: boolean, reason: ?Reason }}
 */
function read_datagram(data, kinds, offloaded) {
	let at = 0;
	while (at < length(data)) {
		// A format with gaps would be read beyond the end.
		const room = length(data) - at;
		const head = room < HEADER + 4 ? null : struct.unpack('=IHH8xi', data, at);
		if (head == null || head[0] < HEADER + 4 || head[0] > room)
			return { done: true, reason: reason('truncated', 'rtnetlink') };
		if (head[1] == NLMSG_DONE || head[1] == NLMSG_ERROR)
			return { done: true, reason: head[3] == 0 ? null : reason_of_error('rtnetlink', strerror(-head[3])) };
		const device = struct.unpack('=i', data, at + HEADER + 4);
		const end = at + head[0];
		const found =
			head[1] == RTM_NEWQDISC && head[0] >= MESSAGE
				? find_attribute(data, at + MESSAGE, end, TCA_KIND)
				: null;
		if (found == null || device == null || found[1] - found[0] < 2)
			return { done: true, reason: reason('garbled', 'rtnetlink') };
		// A text of netlink ends with a NUL byte.
		const kind = substr(data, found[0], min(found[1] - found[0] - 1, LONGEST));
		kinds[device[0]] ??= [];
		if (kind != 'noqueue' && index(kinds[device[0]], kind) < 0) push(kinds[device[0]], kind);
		const flag = find_attribute(data, at + MESSAGE, end, TCA_HW_OFFLOAD);
		if (flag != null && flag[1] > flag[0] && (ord(data, flag[0]) ?? 0) > 0) {
			offloaded[device[0]] ??= [];
			if (index(offloaded[device[0]], kind) < 0) push(offloaded[device[0]], kind);
		}
		at += (head[0] + 3) & 0x7ffffffc;
	}
	return { done: false, reason: null };
}

/**
 * Reads the answer to a request for all queueing disciplines.
 *
 * @param {() => { bytes: string, reason: ?Reason }} receive  gives the next datagram, or why there is none
 * @param {Record<number, string[]>} kinds  by the number of the device; filled
 * @param {Record<number, string[]>} offloaded  those of them that the hardware does; filled
 * @returns {?Reason} null where it was read to its end
 */
function read_dump(receive, kinds, offloaded) {
	while (true) {
		const answer = receive();
		if (answer.reason != null) return answer.reason;
		if (answer.bytes == '') return reason('truncated', 'rtnetlink');
		const read = read_datagram(answer.bytes, kinds, offloaded);
		if (read.done) return read.reason;
	}
}

/**
 * @param {Record<number, string[]>} kinds  filled
 * @param {Record<number, string[]>} offloaded  filled
 * @returns {?Reason}
 */
function ask_kernel(kinds, offloaded) {
	const netlink = open_netlink(now_ms() + TIME, NETLINK_ROUTE);
	if (netlink.reason != null) return netlink.reason;
	const request = struct.pack('=IHHII20x', MESSAGE, RTM_GETQDISC, NLM_F_REQUEST | NLM_F_DUMP, 1, 0);
	const trouble = netlink.send(request) ?? read_dump(netlink.receive, kinds, offloaded);
	netlink.close();
	return trouble;
}

/**
 * The queueing disciplines of every device, whether `tc` is installed or not.
 *
 * @returns {{ facts: Pick<Environment, 'qdiscs'>, unknown: Environment['unknown'] }}
 */
function read_qdiscs() {
	/** @type {Record<number, string[]>} */
	const kinds = {};
	/** @type {Record<number, string[]>} */
	const offloaded = {};
	const devices = lsdir(LINKS);
	const trouble = devices == null ? reason_of_error(LINKS, error()) : ask_kernel(kinds, offloaded);
	if (trouble != null) return { facts: { qdiscs: null }, unknown: { qdiscs: trouble } };
	/** @type {Environment['qdiscs']} */
	const qdiscs = [];
	for (let device in devices) {
		const number = int(readfile(`${LINKS}/${device}/ifindex`, 16) ?? '');
		const found = kinds[number] ?? [];
		if (length(found) > 0) push(qdiscs, { device, kinds: found, offloaded: offloaded[number] ?? [] });
	}
	return { facts: { qdiscs }, unknown: {} };
}

export { read_dump, read_qdiscs };

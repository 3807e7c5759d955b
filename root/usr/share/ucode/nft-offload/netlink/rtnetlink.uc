'use strict';

import { strerror } from 'socket';
import * as struct from 'struct';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.netlink.socket').Netlink} Netlink */

/** Linux include/uapi/linux/netlink.h */
const NLM_F_REQUEST = 0x001;
const NLM_F_DUMP = 0x300;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
/** nlmsghdr. */
const HEADER = 16;

/**
 * Reads the messages of one datagram.
 *
 * @param {string} data
 * @param {(data: string, start: number, end: number, kind: number) => boolean} read  gives false for what is no such message
 * @returns {{ done: boolean, reason: ?Reason }}
 */
function read_datagram(data, read) {
	let at = 0;
	while (at < length(data)) {
		// A format with gaps would be read beyond the end.
		const room = length(data) - at;
		const head = room < HEADER + 4 ? null : struct.unpack('=IHH8xi', data, at);
		if (head == null || head[0] < HEADER + 4 || head[0] > room)
			return { done: true, reason: reason('truncated', 'rtnetlink') };
		if (head[1] == NLMSG_DONE || head[1] == NLMSG_ERROR)
			return { done: true, reason: head[3] == 0 ? null : reason_of_error('rtnetlink', strerror(-head[3])) };
		if (!read(data, at + HEADER, at + head[0], head[1]))
			return { done: true, reason: reason('garbled', 'rtnetlink') };
		at += (head[0] + 3) & 0x7ffffffc;
	}
	return { done: false, reason: null };
}

/**
 * Asks the kernel for everything of one kind.
 *
 * @param {Netlink} netlink
 * @param {number} kind  RTM_GET...
 * @param {string} content  what follows nlmsghdr
 * @param {(data: string, start: number, end: number, kind: number) => boolean} read  one message, from behind its nlmsghdr; false where
 *   it is not what it should be
 * @returns {?Reason} null where the answer was read to its end
 */
function dump(netlink, kind, content, read) {
	const head = struct.pack('=IHHII', HEADER + length(content), kind, NLM_F_REQUEST | NLM_F_DUMP, 1, 0);
	const unsent = netlink.send(head + content);
	if (unsent != null) return unsent;
	while (true) {
		const answer = netlink.receive();
		if (answer.reason != null) return answer.reason;
		if (answer.bytes == '') return reason('truncated', 'rtnetlink');
		const part = read_datagram(answer.bytes, read);
		if (part.done) return part.reason;
	}
}

export { dump };

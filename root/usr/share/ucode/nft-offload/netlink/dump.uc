'use strict';

import * as struct from 'struct';
import { ctnetlink_reason } from 'nft-offload.netlink.socket';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** Linux include/uapi/linux/netlink.h */
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;

/** Linux include/uapi/linux/netfilter/nfnetlink.h and nfnetlink_conntrack.h: subsystem 1 in the high byte. */
const IPCTNL_MSG_CT_NEW = 0x0100;

/** nlmsghdr (length, type, flags) and the family of nfgenmsg, in the byte order of this CPU. It has a gap: see StructFormat. */
const HEADER = struct.new('=IHH8xB');
/** Where the attributes of an entry begin: nlmsghdr and nfgenmsg are 16 and 4 bytes. */
const ATTRIBUTES = 20;

/**
 * Reads the answer to a `dump_request` without parsing the entries. A dump during which the table changed is good enough:
 * an entry may be missing or come twice, which the next reading mends.
 *
 * @param {() => { bytes: string, reason: ?Reason }} receive  gives the next datagram, or why there is none
 * @param {() => boolean} is_enough  asked before each datagram; what is left of the dump is then given up as a timeout
 * @param {(data: string, start: number, size: number, family: number) => void} read_entry
 * @returns {?Reason} null where the dump was read to its end
 */
function read_entries(receive, is_enough, read_entry) {
	while (!is_enough()) {
		const answer = receive();
		if (answer.reason != null) return answer.reason;
		const data = answer.bytes;
		const end = length(data);
		if (end == 0) return reason('truncated', 'ctnetlink');
		for (let at = 0; at < end; ) {
			const head = at + ATTRIBUTES > end ? null : HEADER.unpack(data, at);
			if (head == null || at + head[0] > end) return reason('truncated', 'ctnetlink');
			if (head[0] < ATTRIBUTES) return reason('garbled', 'ctnetlink');
			if (head[1] == IPCTNL_MSG_CT_NEW) {
				read_entry(data, at, head[0], head[3]);
			} else if (head[1] == NLMSG_DONE || head[1] == NLMSG_ERROR) {
				// The number of the error, 0 for none, follows nlmsghdr in both.
				const code = struct.unpack('=i', data, at + 16) ?? [0];
				return code[0] == 0 ? null : ctnetlink_reason(code[0]);
			}
			at += (head[0] + 3) & 0x7ffffffc;
		}
	}
	return reason('timeout', 'ctnetlink');
}

export { ATTRIBUTES, read_entries };

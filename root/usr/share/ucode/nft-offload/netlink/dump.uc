'use strict';

import * as struct from 'struct';
import { kernel_reason } from 'nft-offload.netlink.socket';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/**
 * How the messages of a dump are read. `start` and `size`: of a message with its nlmsghdr; `first`: the first byte behind
 * that, in which most messages have their family.
 *
 * @typedef {object} Reader
 * @property {string} name  of the netlink protocol, for reasons
 * @property {(data: string, start: number, size: number, kind: number, first: number) => boolean} read  false if this is not
 *   such a message
 * @property {() => boolean} [is_enough]  asked before each datagram; the rest of the dump is then given up as a timeout
 * @property {(data: string, at: number) => number} [skip]  reads messages in a faster way as far as it can, gives the next one
 */

/** Linux include/uapi/linux/netlink.h */
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const NLM_F_DUMP_INTR = 0x010;
/** NLM_F_REQUEST | NLM_F_DUMP */
const DUMP_FLAGS = 0x301;
/** nlmsghdr and the number or the family behind it. */
const SMALLEST = 20;

/** nlmsghdr (length, type, flags) and what follows it, in the byte order of this CPU. It has a gap: see StructFormat. */
const HEADER = struct.new('=IHH8xB');

/**
 * Reads the answer to a dump request.
 *
 * @param {() => { bytes: string, reason: ?Reason }} receive  gives the next datagram, or the reason why there is none
 * @param {Reader} reader
 * @returns {{ reason: ?Reason, interrupted: boolean }} reason: null if it was read to its end; interrupted: the table changed
 *   meanwhile, so messages may be missing or come twice
 */
function read_dump(receive, reader) {
	const name = reader.name;
	const skip = reader.skip;
	let interrupted = false;
	while (!reader.is_enough?.()) {
		const answer = receive();
		if (answer.reason != null) return { reason: answer.reason, interrupted };
		const data = answer.bytes;
		const end = length(data);
		if (end == 0) return { reason: reason('truncated', name), interrupted };
		let at = skip == null ? 0 : skip(data, 0);
		while (at < end) {
			const head = at + SMALLEST > end ? null : HEADER.unpack(data, at);
			if (head == null || at + head[0] > end) return { reason: reason('truncated', name), interrupted };
			if (head[0] < SMALLEST) return { reason: reason('garbled', name), interrupted };
			if (head[2] & NLM_F_DUMP_INTR) interrupted = true;
			if (head[1] == NLMSG_DONE || head[1] == NLMSG_ERROR) {
				// The number of the error, 0 for none, follows nlmsghdr in both.
				const code = struct.unpack('=i', data, at + 16) ?? [0];
				return { reason: code[0] == 0 ? null : kernel_reason(name, code[0]), interrupted };
			}
			if (!reader.read(data, at, head[0], head[1], head[3]))
				return { reason: reason('garbled', name), interrupted };
			at += (head[0] + 3) & 0x7ffffffc;
			if (skip != null) at = skip(data, at);
		}
	}
	return { reason: reason('timeout', name), interrupted };
}

export { DUMP_FLAGS, read_dump };

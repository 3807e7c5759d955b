'use strict';

import { create, error, poll, strerror } from 'socket';
import * as struct from 'struct';
import { number_attribute } from 'nft-offload.netlink.attribute';
import { now_ms } from 'nft-offload.system.clock';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/**
 * @typedef {object} Netlink
 * @property {null} reason
 * @property {(bytes: string) => ?Reason} send  one request; gives why it could not be sent
 * @property {() => { bytes: string, reason: ?Reason }} receive  the next datagram, or why there is none
 * @property {() => void} close
 */

/** Linux include/uapi/linux/netlink.h; ucode's socket module has no names for them. */
const AF_NETLINK = 16;
const SOCK_RAW = 3;
const NETLINK_NETFILTER = 12;
/** The kernel never puts more than 32 KiB into one datagram of a dump. */
const LARGEST = 65536;

/** Linux include/uapi/linux/netlink.h, netfilter/nfnetlink.h and nfnetlink_conntrack.h: subsystem 1 in the high byte. */
const NLM_F_REQUEST = 0x001;
const NLM_F_DUMP = 0x300;
const IPCTNL_MSG_CT_GET = 0x0101;
const CTA_STATUS = 3;
const CTA_STATUS_MASK = 26;
/** nlmsghdr and nfgenmsg. */
const HEADERS_SIZE = 20;

/**
 * A request for the conntrack entries with (status & mask) == status. Kernels before 5.15 send all of them.
 *
 * @param {number} status
 * @param {number} mask  0 asks for every entry
 * @returns {string}
 */
function dump_request(status, mask) {
	const filter =
		mask == 0 ? '' : number_attribute(CTA_STATUS, status) + number_attribute(CTA_STATUS_MASK, mask);
	const size = HEADERS_SIZE + length(filter);
	return struct.pack('=IHHIII', size, IPCTNL_MSG_CT_GET, NLM_F_REQUEST | NLM_F_DUMP, 1, 0, 0) + filter;
}

/**
 * @returns {Reason} why the last call of the socket module failed; its text is 'call(): message'
 */
function socket_reason() {
	const parts = split(error() ?? '', ': ', 2);
	return reason_of_error(`netlink ${parts[0]}`, parts[1]);
}

/**
 * What ctnetlink says with an error. A kernel without it answers EINVAL, because nfnetlink then lacks that subsystem.
 *
 * @param {number} code  a negative error number
 * @returns {Reason}
 */
function ctnetlink_reason(code) {
	const message = strerror(-code);
	const why = reason_of_error('ctnetlink', message);
	if (why.code != 'missing') return why;
	return reason(
		'missing',
		`ctnetlink: not in this kernel (is kmod-nf-conntrack-netlink installed?): ${message}`
	);
}

/**
 * Opens a netlink socket for requests that must all be answered by `deadline` (ms of now_ms()).
 *
 * @param {number} deadline
 * @param {number} [protocol]  the packet filter where it is not given
 * @returns {{ reason: Reason } | Netlink}
 */
function open_netlink(deadline, protocol) {
	const socket = create(AF_NETLINK, SOCK_RAW, protocol ?? NETLINK_NETFILTER);
	if (socket == null) return { reason: socket_reason() };
	return {
		reason: null,
		send: (bytes) => (socket.send(bytes) == null ? socket_reason() : null),
		receive: () => {
			const ready = poll(max(deadline - now_ms(), 0), socket);
			if (ready != null && !ready[0][1]) return { bytes: '', reason: reason('timeout', 'netlink recv()') };
			const bytes = ready == null ? null : socket.recv(LARGEST);
			return { bytes: bytes ?? '', reason: bytes == null ? socket_reason() : null };
		},
		close: () => {
			socket.close();
		}
	};
}

export { ctnetlink_reason, dump_request, open_netlink };

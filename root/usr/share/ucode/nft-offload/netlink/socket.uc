'use strict';

import { create, error, poll, strerror } from 'socket';
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

/**
 * @returns {Reason} why the last call of the socket module failed; its text is 'call(): message'
 */
function socket_reason() {
	const parts = split(error() ?? '', ': ', 2);
	return reason_of_error(`netlink ${parts[0]}`, parts[1]);
}

/**
 * What the kernel says with an error. One without ctnetlink answers EINVAL, because nfnetlink then lacks that subsystem.
 *
 * @param {string} name  of the netlink protocol
 * @param {number} code  a negative error number
 * @returns {Reason}
 */
function kernel_reason(name, code) {
	const message = strerror(-code);
	const why = reason_of_error(name, message);
	if (why.code != 'missing' || name != 'ctnetlink') return why;
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

export { kernel_reason, open_netlink };

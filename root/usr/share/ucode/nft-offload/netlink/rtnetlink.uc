'use strict';

import * as struct from 'struct';
import { DUMP_FLAGS, read_dump } from 'nft-offload.netlink.dump';

/** Size of nlmsghdr. */
const HEADER = 16;

/**
 * Asks the kernel for everything of one kind.
 *
 * @param {import('nft-offload.netlink.socket').Netlink} netlink
 * @param {number} kind  RTM_GET...
 * @param {string} content  what follows nlmsghdr
 * @param {(data: string, start: number, end: number, kind: number) => boolean} read  takes one message, from behind its nlmsghdr;
 *   false if it is not what it should be
 * @returns {?import('../../../../../../src/rpc/types/index.ts').Reason} null if the answer was read to its end
 */
function dump(netlink, kind, content, read) {
	const head = struct.pack('=IHHII', HEADER + length(content), kind, DUMP_FLAGS, 1, 0);
	const unsent = netlink.send(head + content);
	if (unsent != null) return unsent;
	return read_dump(netlink.receive, {
		name: 'rtnetlink',
		read: (data, start, size, found) => read(data, start + HEADER, start + size, found)
	}).reason;
}

export { dump };

'use strict';

import { IPCTNL_MSG_CT_NEW } from 'nft-offload.conntrack.constants';
import { walk_entry } from 'nft-offload.conntrack.count_entry';
import { new_dump, read_known, settle } from 'nft-offload.conntrack.layout_cache';
import { read_dump } from 'nft-offload.netlink.dump';
import { reason, reason_of_odd } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').FlowTally} FlowTally */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/**
 * Reads the answer to a `dump_request` for IPS_OFFLOAD and counts the entries that have it into the two tallies, with their
 * bytes if the tallies have any. Memory does not grow with their number.
 *
 * @param {() => { bytes: string, reason: ?Reason }} receive  gives the next datagram, or the reason why there is none
 * @param {FlowTally} software
 * @param {FlowTally} hardware
 * @returns {{ reason: ?Reason, rest: ?Reason }} reason: why it could not be read to its end, or not be believed; rest: that odd
 *   entries were skipped
 */
function count_dump(receive, software, hardware) {
	const dump = new_dump(software, hardware);
	const read = read_dump(receive, {
		name: 'ctnetlink',
		skip: (data, at) => read_known(dump, data, at),
		read: (data, start, size, kind) => {
			if (kind != IPCTNL_MSG_CT_NEW) return true;
			if (walk_entry(dump, substr(data, start, size))) dump.walked++;
			else dump.odd++;
			return true;
		}
	});
	const known = settle(dump);
	const odd = reason_of_odd('ctnetlink', dump.odd, dump.walked + known);
	const overrun = read.interrupted ? reason('overrun', 'ctnetlink: NLM_F_DUMP_INTR') : null;
	return { reason: read.reason ?? overrun ?? odd.whole, rest: odd.rest };
}

export { count_dump };

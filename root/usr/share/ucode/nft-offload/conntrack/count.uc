'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { count_dump } from 'nft-offload.conntrack.count_netlink';
import { IPS_OFFLOAD } from 'nft-offload.conntrack.constants';
import { dump_request } from 'nft-offload.conntrack.request';
import { open_netlink } from 'nft-offload.netlink.socket';
import { empty_flow_tally, finish_flow_tally } from 'nft-offload.conntrack.tally';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Counters['offloaded']} Offloaded */

/**
 * `rest`: that odd entries were skipped.
 *
 * @typedef {{ offloaded: Offloaded, reason: ?Reason, rest: ?Reason }} Counted
 */

/** Milliseconds that asking through netlink may take. */
const NETLINK_TIME = 3000;

/**
 * Counts through ctnetlink, where the kernel itself leaves out what is not in a flowtable.
 *
 * @param {boolean} with_bytes
 * @param {number} deadline
 * @returns {Counted}
 */
function count_through_netlink(with_bytes, deadline) {
	const netlink = open_netlink(deadline);
	if (netlink.reason != null) return { offloaded: null, reason: netlink.reason, rest: null };
	const software = empty_flow_tally(with_bytes);
	const hardware = empty_flow_tally(with_bytes);
	const unsent = netlink.send(dump_request(IPS_OFFLOAD, IPS_OFFLOAD));
	const read =
		unsent == null ? count_dump(netlink.receive, software, hardware) : { reason: unsent, rest: null };
	netlink.close();
	if (read.reason != null) return { offloaded: null, reason: read.reason, rest: null };
	return {
		offloaded: { software: finish_flow_tally(software), hardware: finish_flow_tally(hardware) },
		reason: null,
		rest: read.rest
	};
}

/**
 * Counts in the text of the table. This code is compiled only when needed: most of a short call's time is spent
 * compiling.
 *
 * @param {boolean} with_bytes
 * @param {number} deadline
 * @returns {Counted}
 */
function count_in_text(with_bytes, deadline) {
	const source = "import { count_in_text } from 'nft-offload.conntrack.count_text'; return count_in_text;";
	return loadstring(source, { raw_mode: true })()(with_bytes, deadline);
}

/**
 * Counts the offloaded conntrack entries: through netlink, else in the text. A dump that the kernel marks as interrupted is
 * requested once more.
 *
 * @param {boolean} with_bytes  without, those of all tallies are null
 * @param {number} deadline  ms of now_ms(), for both ways together
 * @returns {{ source: 'netlink' | 'procfs', netlink_reason: ?Reason } & Counted}
 */
function count_offloaded(with_bytes, deadline) {
	const netlink_deadline = min(now_ms() + NETLINK_TIME, deadline);
	let netlink = count_through_netlink(with_bytes, netlink_deadline);
	if (netlink.reason?.code == 'overrun') netlink = count_through_netlink(with_bytes, netlink_deadline);
	if (netlink.reason == null) return { source: 'netlink', netlink_reason: null, ...netlink };
	const text = count_in_text(with_bytes, deadline);
	return { source: 'procfs', netlink_reason: netlink.reason, ...text };
}

export { count_offloaded };

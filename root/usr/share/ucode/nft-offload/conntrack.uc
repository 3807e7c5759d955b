'use strict';

import { error, open, readfile } from 'fs';
import { now_ms } from 'nft-offload.clock';
import { OFFLOAD_FILTERS, dump_request, read_dump } from 'nft-offload.ctnetlink';
import { open_netlink } from 'nft-offload.netlink';
import { from_digits } from 'nft-offload.number';
import { TABLE, read_table } from 'nft-offload.procfs';
import { reason, reason_of_error } from 'nft-offload.reason';
import { empty_flow_tally, finish_flow_tally } from 'nft-offload.tally';

/** @typedef {import('../../../../../src/wire.ts').Reason} Reason */
/** @typedef {import('../../../../../src/wire.ts').Counters['offloaded']} Offloaded */

const COUNT = '/proc/sys/net/netfilter/nf_conntrack_count';
const MAXIMUM = '/proc/sys/net/netfilter/nf_conntrack_max';

/** Milliseconds for the netlink dumps, and for everything: LuCI gives a call 20 s, the plugin takes 10. */
const NETLINK_TIME = 3000;
const WHOLE_TIME = 8000;

/**
 * @param {string} path
 * @returns {{ value: ?number, reason: ?Reason }}
 */
function read_number(path) {
	const text = readfile(path);
	if (text == null) return { value: null, reason: reason_of_error(path, error()) };
	const value = from_digits(trim(text));
	return { value, reason: value == null ? reason('garbled', path) : null };
}

/**
 * Counts through ctnetlink, where the kernel itself leaves out what is not offloaded.
 *
 * @param {number} deadline
 * @returns {{ offloaded: Offloaded, reason: ?Reason }}
 */
function count_through_netlink(deadline) {
	const netlink = open_netlink(deadline);
	if (netlink.reason != null) return { offloaded: null, reason: netlink.reason };
	const software = empty_flow_tally();
	const hardware = empty_flow_tally();
	/** @type {?Reason} */
	let trouble = null;
	for (let filter in OFFLOAD_FILTERS) {
		trouble ??= netlink.send(dump_request(filter)) ?? read_dump(filter, netlink.receive, software, hardware);
	}
	netlink.close();
	if (trouble != null) return { offloaded: null, reason: trouble };
	return {
		offloaded: { software: finish_flow_tally(software), hardware: finish_flow_tally(hardware) },
		reason: null
	};
}

/**
 * Counts in the text of the table, for kernels without ctnetlink.
 *
 * @param {number} deadline
 * @returns {{ offloaded: Offloaded, reason: ?Reason }}
 */
function count_in_text(deadline) {
	const table = open(TABLE, 'r');
	if (table == null) return { offloaded: null, reason: reason_of_error(TABLE, error()) };
	const software = empty_flow_tally();
	const hardware = empty_flow_tally();
	const trouble = read_table(
		(size) => table.read(size),
		() => now_ms() > deadline,
		software,
		hardware
	);
	table.close();
	if (trouble != null) return { offloaded: null, reason: trouble };
	return {
		offloaded: { software: finish_flow_tally(software), hardware: finish_flow_tally(hardware) },
		reason: null
	};
}

/**
 * Reply of `counters`. A dump that the kernel marks as overrun is asked for once more before the text is read instead.
 *
 * @returns {import('../../../../../src/wire.ts').Counters}
 */
function read_counters() {
	const start = now_ms();
	/** @type {import('../../../../../src/wire.ts').Counters['unknown']} */
	const unknown = {};
	const tracked = read_number(COUNT);
	const maximum = read_number(MAXIMUM);
	if (tracked.reason != null) unknown.tracked = tracked.reason;
	if (maximum.reason != null) unknown.tracked_max = maximum.reason;

	/** @type {import('../../../../../src/wire.ts').Counters['source']} */
	let source = 'netlink';
	let found = count_through_netlink(start + NETLINK_TIME);
	if (found.reason?.code == 'overrun') found = count_through_netlink(start + NETLINK_TIME);
	if (found.reason != null) {
		unknown.netlink = found.reason;
		source = 'procfs';
		found = count_in_text(start + WHOLE_TIME);
		if (found.reason != null) unknown.offloaded = found.reason;
	}
	return {
		monotonic_ms: start,
		source: found.offloaded == null ? null : source,
		tracked: tracked.value,
		tracked_max: maximum.value,
		offloaded: found.offloaded,
		unknown
	};
}

export { read_counters };

'use strict';

import { add } from 'nft-offload.number';

/** @typedef {import('../../../../../src/wire.ts').Tally} Tally */
/** @typedef {import('../../../../../src/wire.ts').FlowTally} FlowTally */

/** Families of nfgenmsg (the same on every CPU) and protocols of IP. */
const AF_INET = 2;
const AF_INET6 = 10;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;

/** @returns {Tally} */
function empty_tally() {
	return { entries: 0, bytes: 0 };
}

/** @returns {FlowTally} */
function empty_flow_tally() {
	return {
		total: empty_tally(),
		ipv4_tcp: empty_tally(),
		ipv4_udp: empty_tally(),
		ipv6_tcp: empty_tally(),
		ipv6_udp: empty_tally(),
		other: empty_tally()
	};
}

/**
 * @param {Tally} tally
 * @param {number} entries
 * @param {?number} bytes  null where they were not counted; then those of the whole tally are unknown
 */
function add_to_tally(tally, entries, bytes) {
	tally.entries += entries;
	tally.bytes = tally.bytes == null || bytes == null ? null : add(tally.bytes, bytes);
}

/**
 * The parts of `flows` that entries of one family belong to.
 *
 * @param {FlowTally} flows
 * @param {number} family
 * @returns {{ tcp: Tally, udp: Tally, other: Tally }}
 */
function parts_of_family(flows, family) {
	const other = flows.other;
	if (family == AF_INET) return { tcp: flows.ipv4_tcp, udp: flows.ipv4_udp, other };
	if (family == AF_INET6) return { tcp: flows.ipv6_tcp, udp: flows.ipv6_udp, other };
	return { tcp: other, udp: other, other };
}

/**
 * Counts one conntrack entry. Its total is left for `finish_flow_tally`, which saves time where thousands are counted.
 *
 * @param {FlowTally} flows
 * @param {number} family
 * @param {number} protocol
 * @param {?number} bytes  both directions
 */
function count_entry(flows, family, protocol, bytes) {
	const parts = parts_of_family(flows, family);
	if (protocol == IPPROTO_TCP) add_to_tally(parts.tcp, 1, bytes);
	else add_to_tally(protocol == IPPROTO_UDP ? parts.udp : parts.other, 1, bytes);
}

/**
 * @param {FlowTally} flows
 * @returns {FlowTally} the same, its total made of its parts, none above the largest exact number
 */
function finish_flow_tally(flows) {
	for (let part in [flows.ipv4_tcp, flows.ipv4_udp, flows.ipv6_tcp, flows.ipv6_udp, flows.other]) {
		if (part.bytes != null) part.bytes = add(part.bytes, 0);
		add_to_tally(flows.total, part.entries, part.bytes);
	}
	return flows;
}

export {
	AF_INET,
	AF_INET6,
	IPPROTO_TCP,
	IPPROTO_UDP,
	count_entry,
	empty_flow_tally,
	finish_flow_tally,
	parts_of_family
};

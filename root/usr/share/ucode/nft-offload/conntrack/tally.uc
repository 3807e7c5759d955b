'use strict';

import { AF_INET, AF_INET6, IPPROTO_TCP, IPPROTO_UDP } from 'nft-offload.conntrack.constants';
import { add } from 'nft-offload.lib.number';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Tally} Tally */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').FlowTally} FlowTally */

/**
 * @param {boolean} with_bytes
 * @returns {Tally}
 */
function empty_tally(with_bytes) {
	return { entries: 0, bytes: with_bytes ? 0 : null };
}

/**
 * @param {boolean} with_bytes  whether bytes are to be added up; without they are null, and stay so
 * @returns {FlowTally}
 */
function empty_flow_tally(with_bytes) {
	return {
		total: empty_tally(with_bytes),
		ipv4_tcp: empty_tally(with_bytes),
		ipv4_udp: empty_tally(with_bytes),
		ipv6_tcp: empty_tally(with_bytes),
		ipv6_udp: empty_tally(with_bytes),
		other: empty_tally(with_bytes)
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
 * The part of `flows` that entries of a family and protocol belong to. The total is left for `finish_flow_tally`, which
 * saves time where thousands are counted.
 *
 * @param {FlowTally} flows
 * @param {number} family
 * @param {number} protocol
 * @returns {Tally}
 */
function part_of(flows, family, protocol) {
	if (family == AF_INET && protocol == IPPROTO_TCP) return flows.ipv4_tcp;
	if (family == AF_INET && protocol == IPPROTO_UDP) return flows.ipv4_udp;
	if (family == AF_INET6 && protocol == IPPROTO_TCP) return flows.ipv6_tcp;
	if (family == AF_INET6 && protocol == IPPROTO_UDP) return flows.ipv6_udp;
	return flows.other;
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

export { add_to_tally, empty_flow_tally, finish_flow_tally, part_of };

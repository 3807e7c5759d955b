'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { count_offloaded } from 'nft-offload.conntrack.count';
import { read_cpus } from 'nft-offload.system.cpu';
import { read_ipv4_bytes, read_ipv6_bytes } from 'nft-offload.system.ip_stack';
import { read_devices } from 'nft-offload.system.netdev';
import { read_bound } from 'nft-offload.system.ppe';
import { part } from 'nft-offload.lib.part';
import { known_reasons } from 'nft-offload.lib.reason';
import { read_sysctl } from 'nft-offload.system.sysctl';

/** Milliseconds for everything: LuCI gives a call 20 s, the plugin takes 10. */
const WHOLE_TIME = 8000;

const NO_BYTES = { received: null, sent: null };
const NOT_COUNTED = { source: null, offloaded: null, netlink_reason: null, rest: null };

/**
 * Reply of `counters`: what changes all the time, in one call.
 *
 * @param {boolean} with_bytes  whether the bytes of offloaded connections are added up, which takes longer than counting
 * @returns {import('../../../../../../src/rpc/types/index.ts').Counters}
 */
function read_counters(with_bytes) {
	const start = now_ms();
	const tracked = part('nf_conntrack_count', { value: null }, () => read_sysctl('nf_conntrack_count'));
	const tracked_max = part('nf_conntrack_max', { value: null }, () => read_sysctl('nf_conntrack_max'));
	const devices = part('devices', { devices: null }, read_devices);
	const ipv4 = part('ipv4_bytes', NO_BYTES, read_ipv4_bytes);
	const ipv6 = part('ipv6_bytes', NO_BYTES, read_ipv6_bytes);
	const cpus = part('cpus', { cpus: null }, read_cpus);
	const ppe = part('ppe_bound', { bound: null }, () => read_bound(() => now_ms() > start + WHOLE_TIME));
	const found = part('offloaded', NOT_COUNTED, () => count_offloaded(with_bytes, start + WHOLE_TIME));
	return {
		monotonic_ms: start,
		source: found.offloaded == null ? null : found.source,
		tracked: tracked.value,
		tracked_max: tracked_max.value,
		devices: devices.devices,
		ip_bytes: { ipv4: ipv4.received, ipv6: ipv6.received },
		ip_sent_bytes: { ipv4: ipv4.sent, ipv6: ipv6.sent },
		cpus: cpus.cpus,
		ppe_bound: ppe.bound,
		offloaded: found.offloaded,
		unknown: known_reasons({
			tracked: tracked.reason,
			tracked_max: tracked_max.reason,
			offloaded: found.reason,
			netlink: found.netlink_reason,
			rest: found.rest,
			devices: devices.reason,
			ipv4_bytes: ipv4.reason,
			ipv6_bytes: ipv6.reason,
			cpus: cpus.reason,
			ppe_bound: ppe.reason
		})
	};
}

/** @type {import('nft-offload.lib.error').Answer<'counters'>} */
const answer_counters = (args) => read_counters(args.bytes == true);

export { answer_counters, read_counters };

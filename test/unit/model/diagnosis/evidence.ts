import type { Evidence } from '../../../../src/model/diagnosis/evidence.ts';
import type { Counters, FlowTally, Status, Tally } from '../../../../src/rpc/types/index.ts';
import { statusWith } from '../status-facts.ts';

/** A tally of so many entries, all of them IPv4 TCP, 1,000 bytes each. */
export function tallyOf(entries: number): FlowTally {
	const some: Tally = { entries, bytes: entries * 1000 };
	const none: Tally = { entries: 0, bytes: 0 };
	return { total: some, ipv4_tcp: some, ipv4_udp: none, ipv6_tcp: none, ipv6_udp: none, other: none };
}

/** Counters with so many offloaded connections. */
export function countersWith(software: number, hardware = 0, changes: Partial<Counters> = {}): Counters {
	return {
		monotonic_ms: 1,
		source: 'netlink',
		tracked: 100,
		tracked_max: 65_536,
		devices: [],
		ip_bytes: { ipv4: 0, ipv6: 0 },
		ip_sent_bytes: { ipv4: 0, ipv6: 0 },
		cpus: [],
		ppe_bound: null,
		offloaded: { software: tallyOf(software), hardware: tallyOf(hardware) },
		unknown: {},
		...changes,
	};
}

/** Evidence of a router on which everything works; `status` and `changes` make another one of it. */
export function evidenceWith(status: Partial<Status> = {}, changes: Partial<Evidence> = {}): Evidence {
	return {
		status: statusWith(status),
		counters: countersWith(40),
		unapplied: null,
		notOffloaded: 0,
		bypassed: null,
		measured: null,
		misplaced: [],
		...changes,
	};
}

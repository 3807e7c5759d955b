/** Reply of `counters`. */

import type { Reason } from './common.ts';

/**
 * A number of conntrack entries and the bytes both directions have carried so far.
 * `bytes` is null when at least one of these entries has no accounting (net.netfilter.nf_conntrack_acct = 0 when it was made),
 * and where bytes were not asked for.
 */
export interface Tally {
	entries: number;
	bytes: number | null;
}

/** One tally for each family and protocol that the flowtable of firewall4 can hold, and one for all others (foreign flowtables). */
export interface FlowTally {
	total: Tally;
	ipv4_tcp: Tally;
	ipv4_udp: Tally;
	ipv6_tcp: Tally;
	ipv6_udp: Tally;
	other: Tally;
}

/**
 * Reply of `counters { bytes }`: the cheap call of every poll. Bytes are added up only where `bytes` is true: that takes the
 * interpreter twice the steps for each connection.
 * Status bits as in Linux include/uapi/linux/netfilter/nf_conntrack_common.h: IPS_OFFLOAD = bit 14, IPS_HW_OFFLOAD = bit 15.
 */
export interface Counters {
	/** Milliseconds of CLOCK_MONOTONIC: differences are durations, whatever the router's calendar does. */
	monotonic_ms: number;
	/** Where `offloaded` came from; null when from nowhere. */
	source: 'netlink' | 'procfs' | null;
	/** Conntrack entries now and the most there may be (net.netfilter.nf_conntrack_count, nf_conntrack_max). */
	tracked: number | null;
	tracked_max: number | null;
	/** Bytes and packets of every network device but `lo` since it came up, from /proc/net/dev; `status` says which belong to which zone. */
	devices: DeviceBytes[] | null;
	/**
	 * Bytes of IP packets that the kernel's IP stack has received and sent since boot, from IpExt InOctets and OutOctets of
	 * /proc/net/netstat and Ip6InOctets and Ip6OutOctets of /proc/net/snmp6. Offloaded packets leave before it: these are the ones on the
	 * slow path and the router's own, on all devices together. Packets that the kernel has joined to one count one header. Up to
	 * Linux 6.5 a forwarded packet is counted twice as sent.
	 */
	ip_bytes: FamilyBytes;
	ip_sent_bytes: FamilyBytes;
	/** Clock ticks each CPU has spent since boot, from /proc/stat; differences between two replies give its load. */
	cpus: CpuTicks[] | null;
	/** Entries bound in the packet processing engine (one for each direction), from debugfs; null where no driver lists them. */
	ppe_bound: number | null;
	/**
	 * Entries in a flowtable (bit 14). software: without bit 15. hardware: with it. Bit 15 alone is not counted: the flowtable has given
	 * such an entry up, and the hardware does so within moments.
	 */
	offloaded: { software: FlowTally; hardware: FlowTally } | null;
	/**
	 * Why a field is null, why the better source was not used (`netlink`), that some entries are not in `offloaded` because they are
	 * garbled (`rest`), or that a list was cut (`truncated`).
	 */
	unknown: {
		tracked?: Reason;
		tracked_max?: Reason;
		offloaded?: Reason;
		netlink?: Reason;
		rest?: Reason;
		devices?: Reason;
		ipv4_bytes?: Reason;
		/** 'missing' where the kernel has no IPv6. */
		ipv6_bytes?: Reason;
		cpus?: Reason;
		ppe_bound?: Reason;
	};
}

export interface DeviceBytes {
	device: string;
	rx_bytes: number;
	rx_packets: number;
	tx_bytes: number;
	tx_packets: number;
}

/** null where it is unknown. */
export interface FamilyBytes {
	ipv4: number | null;
	ipv6: number | null;
}

/** In ticks (USER_HZ, 100 a second). user includes nice; system includes hard interrupts; idle includes waiting for I/O. */
export interface CpuTicks {
	user: number;
	system: number;
	softirq: number;
	idle: number;
}

/**
 * The measurement: `measurement_start`, `measurement_read` and `measurement_stop`. It compares what meets the firewall with what the
 * Internet connection carries, each direction separately.
 *
 * A table of our own, `inet nft_offload_probe`, counts in forward, input and output what meets the firewall on the uplinks' layer-3
 * devices; the devices that carry the uplinks count everything. Offloaded packets pass only the latter. The table holds a lease of
 * 10 s, which each `measurement_read` renews, and its end is in its comment: a watchdog removes it when either is over, and so
 * does the next `status` or `measurement_start` where the watchdog was killed, a boot, and the removal of the package.
 */

import type { Reason } from './common.ts';
import type { CpuTicks } from './counters.ts';

/** Seconds after the last `measurement_read` at which a measurement ends automatically, and the most that it takes in all. */
export const PROBE_LEASE = 10;
export const PROBE_LIMIT = 120;

export interface PacketCount {
	packets: number;
	bytes: number;
}

/** download: what arrives on an uplink. upload: what leaves by it. */
export interface Directions {
	download: PacketCount;
	upload: PacketCount;
}

/**
 * A device that carries an uplink: that of a network with a default route, not its PPPoE layer, and what lies below a VLAN where no other
 * network uses that. A tunnel is an uplink of its own, counted inside. Where all traffic goes into one whose outer packets cannot be told
 * from others (WireGuard, OpenVPN, L2TP), it is the only one.
 */
export interface LineCounters {
	device: string;
	/** Since the device came up: only differences mean something. A device counts frames, mostly as they are on the wire. */
	received: PacketCount;
	sent: PacketCount;
	/** Bytes that each frame has before its IP packet, as this kind of device counts it. */
	received_header: number;
	sent_header: number;
}

/** Round trips of the router's ping to its gateway, one a second, since the start of a measurement. What is lost is not among them. */
export interface Latency {
	/** At least one. */
	replies: number;
	/** Microseconds. */
	min_us: number;
	median_us: number;
	max_us: number;
}

export interface MeasurementReading {
	monotonic_ms: number;
	/** Milliseconds until the measurement ends automatically, however often it is read. */
	left_ms: number;
	/**
	 * IP packets since the start that met the firewall on an uplink: on their way through the router, from or to the router itself, and the
	 * outer packets of tunnels (IP in IP, GRE), which are in `own` in no case: what they carry is counted on the tunnel. The kernel may
	 * have joined several packets of a connection to one, with one header.
	 */
	forwarded: Directions;
	own: Directions;
	tunnel: Directions;
	/** At least one, at most four. */
	lines: LineCounters[];
	/** As in `counters`. */
	cpus: CpuTicks[] | null;
	/** null where the uplink has no IPv4 gateway, none has replied yet, or this router has no ping that tells. */
	latency: Latency | null;
	unknown: { cpus?: Reason; latency?: Reason };
}

/** `token`: must be given with every further call of this measurement. */
export interface MeasurementStart extends MeasurementReading {
	token: string;
}

export interface ProbeQuery {
	token: string;
}

/**
 * Errors: 'running' while a measurement goes on, 'gone' where the token's measurement is over, 'bad_argument' for what is no token,
 * 'unavailable' where there is no uplink, where nft refuses the table, or where the watchdog does not start.
 */
export interface MeasurementMethods {
	measurement_start: { args: Record<string, never>; reply: MeasurementStart };
	measurement_read: { args: ProbeQuery; reply: MeasurementReading };
	measurement_stop: { args: ProbeQuery; reply: Record<string, never> };
}

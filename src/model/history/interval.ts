import type { Counters, CpuTicks } from '../../rpc/types/index.ts';
import { growth, type ShareBytes, shareBytesBetween, sumOrNull } from './share.ts';
import type { UplinkCounters } from './uplink-counters.ts';

/** What happened between two replies of `counters`; every field may be unknown. */
export interface Interval {
	seconds: number;
	/** Bytes in and out of the devices of the uplinks. */
	wan_bytes: number | null;
	/** What bypassed the firewall, at least. */
	share: ShareBytes | null;
	cpu: CpuLoad | null;
}

/** Load of the core that was busiest, and the share of its time that went into softirq: 0 to 1. */
export interface CpuLoad {
	busiest: number;
	softirq: number;
}

/**
 * The interval between two replies. null where time did not go forward: the router was rebooted, or replies came in the wrong order.
 */
export function intervalBetween(before: Counters, after: Counters, uplink: UplinkCounters): Interval | null {
	const seconds = (after.monotonic_ms - before.monotonic_ms) / 1000;
	if (!(seconds > 0)) return null;
	return {
		seconds,
		wan_bytes: growth(uplinkBytes(before, uplink), uplinkBytes(after, uplink)),
		share: uplink.compared && shareBytesBetween(before, after, uplink.compared),
		cpu: cpuLoad(before.cpus, after.cpus),
	};
}

function uplinkBytes(counters: Counters, { devices }: UplinkCounters): number | null {
	if (devices.length === 0) return null;
	const found = devices.map((device) => counters.devices?.find((entry) => entry.device === device));
	return sumOrNull(found.map((entry) => (entry ? entry.rx_bytes + entry.tx_bytes : null)));
}

/** null where the ticks of either reading are unknown, or no time has passed. */
export function cpuLoad(before: CpuTicks[] | null, after: CpuTicks[] | null): CpuLoad | null {
	if (!before || !after || before.length !== after.length) return null;
	const loads = after
		.map((now, core) => coreLoad(before[core] as CpuTicks, now))
		.filter((load) => load !== null);
	return loads.sort((a, b) => b.busiest - a.busiest)[0] ?? null;
}

function coreLoad(before: CpuTicks, after: CpuTicks): CpuLoad | null {
	const idle = after.idle - before.idle;
	const softirq = after.softirq - before.softirq;
	const total = idle + softirq + (after.user - before.user) + (after.system - before.system);
	if (total <= 0 || idle < 0 || softirq < 0) return null;
	return { busiest: 1 - idle / total, softirq: softirq / total };
}

import type { Counters, CpuTicks } from '../../rpc/types/index.ts';

/** What happened between two replies of `counters`; every part may be unknown. */
export interface Interval {
	seconds: number;
	/** Bytes in and out of the WAN device. */
	wan_bytes: number | null;
	/** Bytes that offloaded connections carried; null where connections came or went in a way that makes the sum meaningless. */
	offloaded_bytes: number | null;
	cpu: CpuLoad | null;
}

/** Load of the core that was busiest, and the part of its time that went into soft interrupts: 0 to 1. */
export interface CpuLoad {
	busiest: number;
	softirq: number;
}

/** What must be known of the router to read its counters. */
export interface Line {
	/** The device of the Internet line; null while it is unknown. */
	device: string | null;
	/** Whether bytes go on being counted while a connection is offloaded. */
	counted: boolean;
}

/** Conntrack counts bytes of IP packets, the device those of frames, at another moment: so much may the one exceed the other. */
const TOLERANCE = 1.1;

/**
 * The interval between two replies. null where time did not go forward: the router was rebooted, or replies came in the wrong order.
 */
export function intervalBetween(before: Counters, after: Counters, line: Line): Interval | null {
	const seconds = (after.monotonic_ms - before.monotonic_ms) / 1000;
	if (!(seconds > 0)) return null;
	const wan_bytes = growth(deviceBytes(before, line.device), deviceBytes(after, line.device));
	return {
		seconds,
		wan_bytes,
		offloaded_bytes: line.counted ? offloadedGrowth(before, after, wan_bytes) : null,
		cpu: cpuLoad(before.cpus, after.cpus),
	};
}

function offloadedGrowth(before: Counters, after: Counters, wan: number | null): number | null {
	return plausible(growth(offloadedBytes(before), offloadedBytes(after)), wan);
}

function deviceBytes(counters: Counters, device: string | null): number | null {
	const found = counters.devices?.find((entry) => entry.device === device);
	return found ? found.rx_bytes + found.tx_bytes : null;
}

function offloadedBytes({ offloaded }: Counters): number | null {
	if (!offloaded) return null;
	const { software, hardware } = offloaded;
	if (software.total.bytes === null || hardware.total.bytes === null) return null;
	return software.total.bytes + hardware.total.bytes;
}

/** Counters of the kernel only grow: one that fell was started anew, or belongs to fewer connections than before. */
function growth(before: number | null, after: number | null): number | null {
	return before === null || after === null || after < before ? null : after - before;
}

/** Connections picked up with all they had carried before make the sum leap; such an interval says nothing. */
function plausible(offloaded: number | null, wan: number | null): number | null {
	if (offloaded === null || wan === null) return offloaded;
	return offloaded > wan * TOLERANCE ? null : Math.min(offloaded, wan);
}

function cpuLoad(before: CpuTicks[] | null, after: CpuTicks[] | null): CpuLoad | null {
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

import type { Counters, SlowConnections, Status } from '../rpc/types/index.ts';
import { isSilentHardware } from './mode.ts';

/** The tracked connections in four categories; null = unknown. */
export interface Meter {
	software: number;
	hardware: number;
	/** Eligible, not offloaded, as the last `status` found it. */
	eligible: number | null;
	/** Those that offloading is not for: local, new, idle, other protocols. */
	other: number | null;
	/** false: `eligible` is the least that it may be, `other` the most. */
	complete: boolean;
}

/** The categories; null while the offloaded ones are unknown. */
export function meterOf(counters: Counters | null, found: SlowConnections | null): Meter | null {
	if (!counters?.offloaded) return null;
	const software = counters.offloaded.software.total.entries;
	const hardware = counters.offloaded.hardware.total.entries;
	const entries = found?.entries ?? null;
	// The readings are of different moments, so that a connection may be in two of them.
	const rest = counters.tracked === null ? null : counters.tracked - software - hardware - (entries ?? 0);
	return {
		software,
		hardware,
		eligible: entries,
		other: rest === null ? null : Math.max(0, rest),
		complete: found?.complete ?? true,
	};
}

/**
 * Whether bytes go on being counted while a connection is offloaded: by each flowtable (`counter`) and by the hardware, where it
 * takes part. Otherwise the sums of conntrack stand still, which must not be taken for "nothing was carried". true while nothing is known.
 */
export function countsOffloadedBytes(status: Status | null): boolean {
	if (!status) return true;
	return (status.flowtables ?? []).every((flowtable) => flowtable.counter) && !isSilentHardware(status);
}

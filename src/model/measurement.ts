import type { Mode } from './mode.ts';

/** Below this many bytes nothing can be said. */
export const ENOUGH_BYTES = 20_000_000;
/** From this share of bypassed bytes on offloading works; up to the other one it does not. */
export const WORKING_SHARE = 0.8;
export const NOT_WORKING_SHARE = 0.2;

/** The outcome of one measurement. */
export interface Measurement {
	/** The mode that was loaded while it ran. */
	mode: Mode | null;
	/** Bytes that met the firewall, and all bytes that went through the WAN device meanwhile. */
	slow_bytes: number;
	total_bytes: number;
	/** Conntrack entries in hardware at its end. */
	hardware_entries: number;
	/** Seconds it took. */
	seconds: number;
	/** When it ended, in milliseconds since 1970 (the browser's clock). */
	ended: number;
}

/** What a measurement says. */
export type MeasuredVerdict = 'working' | 'partly' | 'not-working' | 'not-enough' | 'hardware';

/** Share of bytes that bypassed the firewall, 0 to 1; null where there was too little traffic to tell. */
export function bypassedShare(measurement: Measurement): number | null {
	const { slow_bytes, total_bytes } = measurement;
	if (total_bytes < ENOUGH_BYTES) return null;
	return Math.max(0, 1 - slow_bytes / total_bytes);
}

/** Judges a measurement. Hardware that forwards on its own may leave the device's counter standing still. */
export function judgeMeasurement(measurement: Measurement): MeasuredVerdict {
	const share = bypassedShare(measurement);
	if (share === null) return measurement.hardware_entries > 0 ? 'hardware' : 'not-enough';
	if (share >= WORKING_SHARE) return 'working';
	return share > NOT_WORKING_SHARE ? 'partly' : 'not-working';
}

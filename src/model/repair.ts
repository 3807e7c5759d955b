import type { Repair, RepairChange, Status } from '../rpc/types/index.ts';
import { bypassedShare, directionShare, ENOUGH_BYTES, type Measurement } from './measurement.ts';

/** Whether a network has its alias. */
export function isRepaired({ state }: Repair): boolean {
	return state === 'in_place' || state === 'left_over';
}

/** The first repair that the backend offers. An older backend knows none. */
export function offeredRepair({ repairs }: Status): Repair | null {
	return (repairs ?? []).find(({ state }) => state === 'offered') ?? null;
}

/** Whether the alias of a change is there; null = unknown. */
export function hasAlias({ repairs }: Status, { network }: RepairChange): boolean | null {
	if (!repairs) return null;
	return repairs.some((repair) => repair.network === network && isRepaired(repair));
}

/**
 * How far the change of a repair has come: firewall4 lists the device (or no longer does), as netifd has brought the alias up (or taken
 * it away).
 */
export function isRepairLoaded(status: Status | null, { network, active }: RepairChange): boolean {
	const path = status?.paths?.find((found) => found.network === network);
	const devices = status?.flowtables?.find(({ owner }) => owner === 'firewall4')?.devices;
	if (!path || !devices) return false;
	return devices.includes(path.l3_device) === active;
}

/** What a measurement before a repair and one after it say together. */
export type RepairEffect = 'better' | 'worse' | 'same' | 'unknown';

/** Below this share of the speed the download has ended, rather than been slowed down. */
const ENDED = 0.01;
/** Share of the speed, of the bypassed data and of the busiest core by which two measurements differ for sure. */
const CLEAR = { speed: 0.1, share: 0.2, cpu: 0.1 };

/**
 * Judges a repair by the same download before and after. Slower is worse, whatever bypasses the firewall: flowtables slow some tunnels
 * down. Otherwise a larger share, more speed or less load is better.
 */
export function repairEffect(before: Measurement, after: Measurement): RepairEffect {
	if (before.total_bytes < ENOUGH_BYTES) return 'unknown';
	const ratio = speedOf(after) / speedOf(before);
	if (ratio < ENDED) return 'unknown';
	if (ratio < 1 - CLEAR.speed) return 'worse';
	if (after.total_bytes < ENOUGH_BYTES) return 'unknown';
	if (ratio > 1 + CLEAR.speed) return 'better';
	if (hasGained(before, after)) return 'better';
	const saved = before.cpu !== null && after.cpu !== null ? before.cpu - after.cpu : 0;
	return saved > CLEAR.cpu ? 'better' : 'same';
}

function hasGained(before: Measurement, after: Measurement): boolean {
	const pairs = [
		[bypassedShare(before), bypassedShare(after)],
		[directionShare(before.download), directionShare(after.download)],
		[directionShare(before.upload), directionShare(after.upload)],
	] as const;
	return pairs.some(([first, last]) => first !== null && last !== null && last - first > CLEAR.share);
}

function speedOf({ total_bytes, seconds }: Measurement): number {
	return total_bytes / seconds;
}

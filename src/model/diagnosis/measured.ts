import {
	type DirectionBytes,
	directionShare,
	judgeMeasurement,
	type Measurement,
	NOT_WORKING_SHARE,
	WORKING_SHARE,
} from '../measurement.ts';
import type { Direction, DirectionState } from './directions.ts';

/** Share of the bytes on the slow path above which the router's own traffic spoils a result. */
const OWN_SHARE = 0.5;

/** Shares of bytes that bypassed the firewall, 0 to 1; null = the direction carried too little, or mostly the router's own traffic. */
export type MeasuredShares = Record<Direction, number | null>;

export const NO_SHARES: MeasuredShares = { download: null, upload: null };

/** What a measurement says of each direction; null where it says nothing of either. */
export function measuredShares(measured: Measurement): MeasuredShares | null {
	const [download, upload] = [shareOf(measured.download), shareOf(measured.upload)];
	return download === null && upload === null ? null : { download, upload };
}

function shareOf(bytes: DirectionBytes): number | null {
	const share = directionShare(bytes);
	const spoiled = share !== null && share < WORKING_SHARE && bytes.own_bytes > OWN_SHARE * bytes.slow_bytes;
	return spoiled ? null : share;
}

/** The state of a direction by measurement; null where none says anything. */
export function measuredState(shares: MeasuredShares | null, direction: Direction): DirectionState | null {
	const share = shares?.[direction] ?? null;
	if (share === null) return null;
	if (share >= WORKING_SHARE) return 'fast-path';
	return share > NOT_WORKING_SHARE ? 'partly' : 'slow-path';
}

/** Whether a measurement shows that the kernel forwards past the firewall. */
export function isProved(measured: Measurement | null): boolean {
	if (!measured) return false;
	const verdict = judgeMeasurement(measured);
	return verdict === 'working' || verdict === 'hardware';
}

/** Whether a measurement shows that nearly everything went through the firewall, and not because it was the router's own. */
export function isDisproved(measured: Measurement | null): boolean {
	if (!measured || judgeMeasurement(measured) !== 'not-working') return false;
	return measured.hardware_entries === 0 && measured.own_bytes <= OWN_SHARE * measured.slow_bytes;
}

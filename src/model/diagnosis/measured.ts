import {
	bypassedShare,
	judgeMeasurement,
	type LineBytes,
	type Measurement,
	NOT_WORKING_SHARE,
	WORKING_SHARE,
} from '../measurement.ts';
import type { Direction, DirectionState } from './directions.ts';

/** A measurement that may have counted each direction by itself. */
export type DirectedMeasurement = Measurement & { directions?: Partial<Record<Direction, LineBytes>> | null };

/** Shares of bytes that bypassed the firewall, 0 to 1; null = too little traffic in that direction. */
export type MeasuredShares = Record<Direction, number | null>;

/** What a measurement says of each direction; null where it says nothing of either. */
export function measuredShares(measured: DirectedMeasurement): MeasuredShares | null {
	const { directions } = measured;
	if (!directions) return null;
	const share = (direction: Direction) => {
		const bytes = directions[direction];
		return bytes ? bypassedShare({ ...measured, ...bytes }) : null;
	};
	const [download, upload] = [share('download'), share('upload')];
	return download === null && upload === null ? null : { download, upload };
}

/** The state of a direction by measurement; null where none says anything. */
export function measuredState(shares: MeasuredShares | null, direction: Direction): DirectionState | null {
	const share = shares?.[direction] ?? null;
	if (share === null) return null;
	if (share >= WORKING_SHARE) return 'fast';
	return share > NOT_WORKING_SHARE ? 'partly' : 'slow';
}

/** Part of the slow bytes above which the router's own traffic spoils a result. */
const OWN_SHARE = 0.5;

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

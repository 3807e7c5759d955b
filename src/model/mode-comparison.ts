import type { ModeSummary, Spread } from './mode-summary.ts';

/** A mode is faster from this share on, and where the difference is larger than that between two runs of either mode. */
const FASTER = 0.05;
/** The same of the busiest core's load. */
const RELIEVED = 0.1;
/** From this load on a core is full; below the other one it has room. */
const FULL = 0.9;
const CALM = 0.75;
/** Two runs of a mode whose speed is further apart say that something else than the mode was the limit. */
const UNSTEADY = 0.3;

/** Whether the runs of a mode contradict each other. */
export function isUnsteady({ total }: ModeSummary): boolean {
	return total.spread > UNSTEADY * (total.mean + total.spread / 2);
}

/** Whether one mode is faster than every other by more than its runs and theirs are apart: then their slowest and fastest do not meet. */
export function hasWinner(measured: ModeSummary[]): boolean {
	return measured.some((one) => measured.every((other) => other === one || isFaster(one, other)));
}

/** Whether a mode is faster, or as fast with clearly less load. */
export function isBetter(one: ModeSummary, other: ModeSummary): boolean {
	return isFaster(one, other) || (!isFaster(other, one) && relieves(one, other));
}

/** By the directions that carried enough; where one gains what the other loses, by both together. */
export function isFaster(one: ModeSummary, other: ModeSummary): boolean {
	const pairs = [
		[one.download, other.download],
		[one.upload, other.upload],
	] as const;
	const known = pairs.filter((pair): pair is [Spread, Spread] => pair[0] !== null && pair[1] !== null);
	const wins = known.some(([a, b]) => exceeds(a, b));
	const loses = known.some(([a, b]) => exceeds(b, a));
	return known.length === 0 || (wins && loses) ? exceeds(one.total, other.total) : wins;
}

function exceeds(a: Spread, b: Spread): boolean {
	const difference = a.mean - b.mean;
	return difference > Math.max(a.spread, b.spread) && difference > FASTER * b.mean;
}

/** Whether the busiest core has clearly less to do. */
export function relieves({ cpu: one }: ModeSummary, { cpu: other }: ModeSummary): boolean {
	if (!one || !other) return false;
	const saved = other.mean - one.mean;
	return saved > Math.max(one.spread, other.spread) && saved > RELIEVED;
}

/** Whether a core is full. An unknown load is neither full nor calm. */
export function isFull({ cpu }: ModeSummary): boolean {
	return cpu !== null && cpu.mean >= FULL;
}

/** Whether even the busiest core has room. */
export function isCalm({ cpu }: ModeSummary): boolean {
	return cpu !== null && cpu.mean < CALM;
}

import type { Status } from '../../rpc/types/index.ts';

/** Seconds that two readings must lie apart: after a reload a connection is picked up with its next packet, which may take a moment. */
const APART = 10;

/** How eligible connections are followed from one reading of `status` to the next. */
export interface SlowWatch {
	/** The reading that the next one is compared with: milliseconds of the router's clock, and connections that were slow then. */
	before: { monotonic_ms: number; entries: number } | null;
	/** Connections that were slow in two readings in a row, at least; null = not known yet. */
	staysSlow: number | null;
}

export const NO_WATCH: SlowWatch = { before: null, staysSlow: null };

/** Takes a reading of `status` into account; null or an unknown number starts again, and so does a router that has restarted. */
export function followSlow({ before, staysSlow }: SlowWatch, status: Status | null): SlowWatch {
	if (!status?.slow) return NO_WATCH;
	const { entries } = status.slow;
	const now = { monotonic_ms: status.monotonic_ms, entries };
	const seconds = before ? (now.monotonic_ms - before.monotonic_ms) / 1000 : -1;
	if (!before || seconds < 0) return { before: now, staysSlow: entries === 0 ? 0 : null };
	if (entries > 0 && seconds < APART) return { before, staysSlow };
	return { before: now, staysSlow: Math.min(before.entries, entries) };
}

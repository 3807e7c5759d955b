import type { Status } from '../../rpc/types/index.ts';

/** Seconds that two readings must lie apart: after a reload a connection is picked up with its next packet, which may take a moment. */
const APART = 10;

/** How eligible connections are followed from one reading of `status` to the next. */
export interface NotOffloadedWatch {
	/** The reading that the next one is compared with: milliseconds of the router's clock, and eligible connections that were not offloaded then. */
	before: { monotonic_ms: number; entries: number } | null;
	/** Eligible connections that were not offloaded in two readings in a row, at least; null = not known yet. */
	notOffloaded: number | null;
}

export const NO_WATCH: NotOffloadedWatch = { before: null, notOffloaded: null };

/** Takes a reading of `status` into account; null or an unknown number starts again, and so does a router that has restarted. */
export function followNotOffloaded(
	{ before, notOffloaded }: NotOffloadedWatch,
	status: Status | null
): NotOffloadedWatch {
	if (!status?.slow) return NO_WATCH;
	const { entries } = status.slow;
	const now = { monotonic_ms: status.monotonic_ms, entries };
	const seconds = before ? (now.monotonic_ms - before.monotonic_ms) / 1000 : -1;
	if (!before || seconds < 0) return { before: now, notOffloaded: entries === 0 ? 0 : null };
	if (entries > 0 && seconds < APART) return { before, notOffloaded };
	return { before: now, notOffloaded: Math.min(before.entries, entries) };
}

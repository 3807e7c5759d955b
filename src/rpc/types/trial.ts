/**
 * A trial of changed offloading options: `trial_start`, `trial_end` and the field `trial` of `status`.
 *
 * rpcd takes an unconfirmed apply back by itself, but its timer dies with a reload of rpcd or with the router, and anybody's
 * unchecked apply throws its snapshot away. A trial guards the two options beyond that: its old values stand in
 * /etc/nft-offload.trial, and a watchdog, or the next boot, brings them back unless the trial was ended before.
 */
import type { OffloadOptions } from './index.ts';

/** Seconds that a trial may be asked for. */
export const SHORTEST_TRIAL = 30;
export const LONGEST_TRIAL = 600;
/** Seconds after its end at which the watchdog restores: rpcd's own rollback, which restores the whole file, comes first. */
export const TRIAL_GRACE = 10;

/** A trial that goes on. */
export interface Trial {
	/** Random; tells the page whether the trial is its own. */
	id: string;
	/** As asked for. */
	seconds: number;
	/** Milliseconds until its end; 0 when it is over and about to be undone. */
	left_ms: number;
	/** What the end brings back. */
	before: OffloadOptions;
}

/** `undo`: true brings the old values back at once; otherwise the values of now are kept. */
export interface TrialEndQuery {
	undo: boolean;
}

/** `restored`: whether the options had to be written, because something else had not brought them back already. */
export interface TrialEnd {
	restored: boolean;
}

/**
 * `trial_start` remembers the options as they stand in /etc/config/firewall, so it comes before the apply. Errors: 'busy' while
 * a trial goes on, 'bad_argument', 'unavailable' where the marker cannot be written or the watchdog does not start.
 * `trial_end` answers 'gone' where no trial goes on (any more): then there is nothing to keep.
 */
export interface TrialMethods {
	trial_start: { args: { seconds: number }; reply: Trial };
	trial_end: { args: TrialEndQuery; reply: TrialEnd };
}

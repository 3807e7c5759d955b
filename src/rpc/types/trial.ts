/**
 * A trial of changed offloading options: `trial_start`, `trial_end` and the field `trial` of `status`.
 *
 * rpcd rolls an unconfirmed apply back automatically, but its timer dies with a reload of rpcd or with the router, and anybody's
 * unchecked apply throws its snapshot away. A trial guards the two options beyond that: its old values are in
 * /etc/nft-offload-trial, and a watchdog, or the next boot, restores them unless the trial was ended before.
 */
import type { OffloadOptions } from './common.ts';
import type { RepairChange } from './repair.ts';

/** Seconds that a trial may be asked for. */
export const SHORTEST_TRIAL = 30;
export const LONGEST_TRIAL = 600;

/** A running trial. */
export interface Trial {
	/** Random; tells the page whether the trial is its own. */
	id: string;
	/** As asked for. */
	seconds: number;
	/** Milliseconds until its end; 0 when it is over and about to be undone. */
	left_ms: number;
	/** What the end restores. */
	before: OffloadOptions;
	/** What is tried, where it is a repair or its removal: the options stay as they are then. */
	repair?: RepairChange;
}

/**
 * `id`: the trial that is meant. A stale dialog of another tab or session then ends nothing. `undo`: true restores the old values at
 * once; otherwise the tried values are kept.
 */
export interface TrialEndQuery {
	id: string;
	undo: boolean;
}

export interface TrialEnd {
	/** Whether the options had to be written, because nothing else had restored them before. */
	restored: boolean;
	/** What /etc/config/firewall holds now, whoever wrote it. */
	requested: OffloadOptions;
	/** Of a trial of a repair: whether the network has its alias now; null: unknown. */
	repaired?: boolean | null;
}

/**
 * `trial_start` saves the text of /etc/config/firewall and the values that are about to be tried, so it comes before the apply.
 * Errors: 'running' during a trial, 'bad_argument', 'unavailable' where the marker cannot be written or the watchdog does not start.
 * `trial_end` answers 'gone' where the trial of that id is over, or another one is running.
 */
export interface TrialMethods {
	trial_start: { args: { seconds: number; tried: OffloadOptions }; reply: Trial };
	trial_end: { args: TrialEndQuery; reply: TrialEnd };
}

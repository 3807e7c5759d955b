import type { Counters, Status } from '../rpc/types/index.ts';
import { offloadedNow } from './diagnosis/in-use.ts';
import type { Verdict } from './diagnosis/verdict.ts';
import { type Finding, finding } from './finding.ts';
import { loadedMode, modeOf } from './mode.ts';

/** The seconds after a change in which the page judges nothing: the firewall loads, and readings of before and after it contradict each other. */
export interface GracePeriod {
	/** Seconds since 1970, the browser's clock. */
	since: number;
	/** The kernel has loaded what is enabled. */
	loaded: boolean;
	/** Readings of the counters since then: connections are offloaded with their next packets. */
	readings: number;
}

/** Seconds after which the page says what it sees, whatever that is. */
export const GRACE_SECONDS = 15;
/** Readings that connections get until "nothing is being forwarded" is believed. */
const ENOUGH_READINGS = 2;

export function beginGracePeriod(since: number): GracePeriod {
	return { since, loaded: false, readings: 0 };
}

/** The firewall was reloaded with what is enabled already. */
export function afterReload(since: number): GracePeriod {
	return { since, loaded: true, readings: 0 };
}

/** After a status. A change that nobody announced, such as the router's own rollback, begins it too. */
export function graceAfterStatus(
	gracePeriod: GracePeriod | null,
	before: Status | null,
	status: Status | null,
	time: number
): GracePeriod | null {
	if (!status) return gracePeriod;
	const isLoaded = isAsEnabled(status);
	if (gracePeriod)
		return isLoaded ? { ...gracePeriod, loaded: true } : { ...gracePeriod, loaded: false, readings: 0 };
	return before && !isLoaded && enabledMode(before) !== enabledMode(status) ? beginGracePeriod(time) : null;
}

/** After a reading of the counters; null: it is over. */
export function graceAfterCounters(
	gracePeriod: GracePeriod | null,
	status: Status | null,
	counters: Counters | null,
	time: number
): GracePeriod | null {
	if (!gracePeriod || isOverdue(gracePeriod, time)) return null;
	if (!gracePeriod.loaded || !counters) return gracePeriod;
	const readings = gracePeriod.readings + 1;
	const isUsed = enabledMode(status) === 'off' || (offloadedNow({ counters }) ?? 0) > 0;
	return isUsed || readings >= ENOUGH_READINGS ? null : { ...gracePeriod, readings };
}

/** The verdict during the grace period: nothing is judged that the next reading may disprove. */
export function graceVerdict(verdict: Verdict, gracePeriod: GracePeriod): Verdict {
	return {
		...verdict,
		badge: { id: 'waiting', level: 'info', text: _('Applying') },
		headline: graceFinding(gracePeriod),
		checks: verdict.checks.map((check, index) =>
			(index === 0 && check.state === 'reached') || check.state === 'unknown'
				? check
				: { ...check, state: 'open' }
		),
		hints: [],
	};
}

function graceFinding({ loaded }: GracePeriod): Finding {
	const text = loaded
		? _('Applying: the setting is loaded. Connections follow with their next packets.')
		: _('Applying: the firewall is reloading…');
	return finding('grace-period', 'info', text);
}

function enabledMode(status: Status | null) {
	return status?.requested ? modeOf(status.requested) : null;
}

/** The firewall has loaded the mode, and the devices of the repairs. */
function isAsEnabled(status: Status): boolean {
	const waits = status.repairs?.some(({ state, reason }) => state === 'in_place' && reason === 'no_effect');
	return loadedMode(status) === enabledMode(status) && !waits;
}

/** A clock that went back counts as overdue. */
function isOverdue({ since }: GracePeriod, time: number): boolean {
	return time < since || time - since > GRACE_SECONDS;
}

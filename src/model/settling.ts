import type { Counters, Status } from '../rpc/types/index.ts';
import { offloadedNow } from './diagnosis/in-use.ts';
import type { Verdict } from './diagnosis/verdict.ts';
import { type Finding, finding } from './finding.ts';
import { loadedMode, modeOf } from './mode.ts';

/** After a change the firewall loads for some seconds, in which readings of before and after it contradict each other. */
export interface Settling {
	/** Seconds since 1970, the browser's clock. */
	since: number;
	/** The kernel has loaded what is enabled. */
	loaded: boolean;
	/** Readings of the counters since then: connections are offloaded with their next packets. */
	readings: number;
}

/** Seconds after which the page says what it sees, whatever that is. */
export const SETTLING_SECONDS = 15;
/** Readings that connections get until "nothing is being forwarded" is believed. */
const ENOUGH_READINGS = 2;

export function beginSettling(since: number): Settling {
	return { since, loaded: false, readings: 0 };
}

/** The firewall was reloaded with what is enabled already. */
export function afterReload(since: number): Settling {
	return { since, loaded: true, readings: 0 };
}

/** The state after a status. A change that nobody announced, such as the router's own rollback, begins it too. */
export function settleByStatus(
	settling: Settling | null,
	before: Status | null,
	status: Status | null,
	time: number
): Settling | null {
	if (!status) return settling;
	const isLoaded = isAsEnabled(status);
	if (settling) return isLoaded ? { ...settling, loaded: true } : { ...settling, loaded: false, readings: 0 };
	return before && !isLoaded && enabledMode(before) !== enabledMode(status) ? beginSettling(time) : null;
}

/** The state after a reading of the counters; null: settled. */
export function settleByCounters(
	settling: Settling | null,
	status: Status | null,
	counters: Counters | null,
	time: number
): Settling | null {
	if (!settling || isOverdue(settling, time)) return null;
	if (!settling.loaded || !counters) return settling;
	const readings = settling.readings + 1;
	const isUsed = enabledMode(status) === 'off' || (offloadedNow({ counters }) ?? 0) > 0;
	return isUsed || readings >= ENOUGH_READINGS ? null : { ...settling, readings };
}

/** The verdict while it settles: nothing is judged that the next reading may disprove. */
export function settlingVerdict(verdict: Verdict, settling: Settling): Verdict {
	return {
		...verdict,
		badge: { id: 'waiting', level: 'info', text: _('Applying') },
		headline: settlingFinding(settling),
		checks: verdict.checks.map((check, index) =>
			(index === 0 && check.state === 'reached') || check.state === 'unknown'
				? check
				: { ...check, state: 'open' }
		),
		hints: [],
	};
}

function settlingFinding({ loaded }: Settling): Finding {
	const text = loaded
		? _('Applying: the setting is loaded. Connections follow with their next packets.')
		: _('Applying: the firewall is reloading…');
	return finding('settling', 'info', text);
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
function isOverdue({ since }: Settling, time: number): boolean {
	return time < since || time - since > SETTLING_SECONDS;
}

import type { Finding, Level } from '../finding.ts';
import { bypassedShare, judgeMeasurement } from '../measurement.ts';
import { percentText } from '../units.ts';
import type { Evidence } from './evidence.ts';
import { offloadedNow } from './in-use.ts';

/** The verdict in two or three words, for the page, the overview and pictures. */
export interface Badge {
	id: 'off' | 'waiting' | 'not-working' | 'accelerating' | 'measured' | 'hardware' | 'unknown';
	level: Level;
	text: string;
}

/** Findings under which offloading is simply off, by choice. */
const OFF = ['off', 'unapplied', 'uncommitted'];
/** Findings under which there is nothing to offload just now. */
const WAITING = ['waiting', 'wan-down', 'lan-down', 'access-point', 'no-forwarding'];

/** The badge that goes with the headline of a verdict. */
export function badgeOf(evidence: Evidence, headline: Finding): Badge {
	if (headline.id === 'unknown') return { id: 'unknown', level: 'notice', text: _('Unknown') };
	if (OFF.includes(headline.id)) return { id: 'off', level: 'info', text: _('Off') };
	if (WAITING.includes(headline.id)) return { id: 'waiting', level: 'info', text: _('Waiting for traffic') };
	if (headline.id !== 'working')
		return { id: 'not-working', level: headline.level, text: _('Enabled, but not working') };
	return measuredBadge(evidence) ?? hardwareBadge(evidence) ?? acceleratingBadge(evidence);
}

function measuredBadge({ measured }: Evidence): Badge | null {
	const share = measured && bypassedShare(measured);
	if (!measured || typeof share !== 'number') return null;
	const level = judgeMeasurement(measured) === 'working' ? 'success' : 'notice';
	return { id: 'measured', level, text: _('Measured: %s bypassed').format(percentText(share)) };
}

function hardwareBadge({ counters }: Evidence): Badge | null {
	const count = counters?.offloaded?.hardware.total.entries ?? 0;
	if (count === 0) return null;
	const text = N_(count, 'Hardware: %d connection offloaded', 'Hardware: %d connections offloaded').format(
		count
	);
	return { id: 'hardware', level: 'success', text };
}

function acceleratingBadge(evidence: Evidence): Badge {
	const count = offloadedNow(evidence) ?? 0;
	const text = N_(count, 'On: %d connection offloaded', 'On: %d connections offloaded').format(count);
	return { id: 'accelerating', level: 'success', text };
}

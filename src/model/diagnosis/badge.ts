import type { Finding, Level } from '../finding.ts';
import { bypassedShare, judgeMeasurement, type MeasuredVerdict } from '../measurement.ts';
import { countText, leastText, percentText } from '../units.ts';
import type { Evidence } from './evidence.ts';
import { isSeen, offloadedNow } from './in-use.ts';

/** The verdict in two or three words, for the page, the overview and pictures. */
export interface Badge {
	id:
		| 'off'
		| 'left-over'
		| 'waiting'
		| 'not-working'
		| 'one-direction'
		| 'partly'
		| 'foreign'
		| 'accelerating'
		| 'measured'
		| 'hardware'
		| 'unknown';
	level: Level;
	text: string;
}

/** Findings under which offloading is simply off, by choice. */
const OFF = ['off', 'unapplied', 'uncommitted'];
/** Findings under which there is nothing to offload just now. */
export const WAITING = ['waiting', 'wan-down', 'lan-down', 'access-point', 'no-forwarding'];

/** Findings that say that something is unknown. */
export const UNKNOWN = ['unknown', 'sides-unknown', 'direction-unknown'];

/** The badge that goes with the headline of a verdict. */
export function badgeOf(evidence: Evidence, headline: Finding): Badge {
	if (UNKNOWN.includes(headline.id))
		return { id: 'unknown', level: 'notice', text: _('Unknown', 'flow offloading') };
	if (OFF.includes(headline.id)) return { id: 'off', level: 'info', text: _('Off', 'flow offloading') };
	if (headline.id === 'left-over')
		return { id: 'left-over', level: 'warning', text: _('Disabled, but still loaded') };
	if (WAITING.includes(headline.id)) return { id: 'waiting', level: 'info', text: _('Waiting for traffic') };
	if (headline.id === 'foreign') return { id: 'foreign', level: 'success', text: headline.text };
	if (headline.id === 'measured-slow-path') return measuredBadge(evidence) ?? notWorkingBadge(headline);
	if (headline.id !== 'working') return directionBadge(headline) ?? notWorkingBadge(headline);
	return measuredBadge(evidence) ?? hardwareBadge(evidence) ?? acceleratingBadge(evidence);
}

function notWorkingBadge({ level }: Finding): Badge {
	return { id: 'not-working', level, text: _('Enabled, but not working') };
}

function directionBadge({ id }: Finding): Badge | null {
	const level = 'warning';
	if (id === 'uploads-only')
		return { id: 'one-direction', level, text: _('Uploads only: downloads go through the firewall') };
	if (id === 'downloads-only')
		return { id: 'one-direction', level, text: _('Downloads only: uploads go through the firewall') };
	if (id === 'partly')
		return { id: 'partly', level, text: _('In part: some traffic goes through the firewall') };
	return null;
}

function measuredBadge({ measured }: Evidence): Badge | null {
	const share = measured && bypassedShare(measured);
	if (!measured || typeof share !== 'number') return null;
	const levels: Partial<Record<MeasuredVerdict, Level>> = { working: 'success', 'not-working': 'warning' };
	const level = levels[judgeMeasurement(measured)] ?? 'notice';
	return { id: 'measured', level, text: _('Measured: %s bypassed').format(percentText(share)) };
}

function hardwareBadge({ counters }: Evidence): Badge | null {
	const count = counters?.offloaded?.hardware.total.entries ?? 0;
	if (count === 0) return null;
	const text = N_(count, 'Hardware: %s connection offloaded', 'Hardware: %s connections offloaded').format(
		countText(count)
	);
	return { id: 'hardware', level: 'success', text };
}

function bypassedBadge(share: number): Badge {
	return {
		id: 'accelerating',
		level: 'success',
		text: _('On: at least %s bypassed').format(leastText(share)),
	};
}

function acceleratingBadge(evidence: Evidence): Badge {
	const count = offloadedNow(evidence) ?? 0;
	if (count === 0 && evidence.bypassed !== null && isSeen(evidence)) return bypassedBadge(evidence.bypassed);
	const text = N_(count, 'On: %s connection offloaded', 'On: %s connections offloaded').format(
		countText(count)
	);
	return { id: 'accelerating', level: 'success', text };
}

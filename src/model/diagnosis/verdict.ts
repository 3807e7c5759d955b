import { reasonText } from '../error-text.ts';
import { type Finding, finding } from '../finding.ts';
import { loadedMode } from '../mode.ts';
import { sidesOf } from '../topology.ts';
import { type Badge, badgeOf } from './badge.ts';
import { judgeComplete } from './coverage.ts';
import type { Evidence, Known } from './evidence.ts';
import { judgeHints } from './hints.ts';
import { judgePickedUp, offloadedNow } from './in-use.ts';
import { judgeLoaded } from './loaded.ts';
import { judgeSeals, type Seals } from './proof.ts';
import { judgeRequested } from './requested.ts';

export type RungName = 'requested' | 'loaded' | 'complete' | 'picked-up';

/** A rung is open while one below it is not reached. */
export interface Rung {
	name: RungName;
	title: string;
	state: 'reached' | 'failed' | 'unknown' | 'open';
}

/** What the page says in one look. */
export interface Verdict {
	badge: Badge;
	rungs: Rung[];
	/** One sentence: why the first rung not reached is not, or that all is well. */
	headline: Finding;
	hints: Finding[];
	seals: Seals;
}

interface Step {
	name: RungName;
	title: string;
	/** Why this rung cannot be judged; null where it can. */
	unknown(evidence: Known): string | null;
	/** Why it is not reached; null where it is. */
	judge(evidence: Known): Finding | null;
}

/** The verdict on a router, from facts alone: the highest rung reached, and at the first one not reached the reason. */
export function judgeRouter(evidence: Evidence): Verdict {
	const { rungs, headline } = climb(evidence);
	return {
		rungs,
		headline,
		badge: badgeOf(evidence, headline),
		hints: isKnown(evidence) ? judgeHints(evidence) : [],
		seals: judgeSeals(evidence),
	};
}

function climb(evidence: Evidence): { rungs: Rung[]; headline: Finding } {
	const rungs: Rung[] = steps().map(({ name, title }) => ({ name, title, state: 'open' }));
	for (const [index, step] of steps().entries()) {
		const { state, finding: found } = tryStep(step, evidence);
		rungs[index] = { name: step.name, title: step.title, state };
		if (found) return { rungs, headline: found };
	}
	return { rungs, headline: allReached(evidence) };
}

function tryStep(step: Step, evidence: Evidence): { state: Rung['state']; finding: Finding | null } {
	if (!isKnown(evidence)) return { state: 'unknown', finding: unreadable(_('The router has not answered.')) };
	const unknown = step.unknown(evidence);
	if (unknown !== null) return { state: 'unknown', finding: unreadable(unknown) };
	const found = step.judge(evidence);
	return { state: found ? 'failed' : 'reached', finding: found };
}

function isKnown(evidence: Evidence): evidence is Known {
	return evidence.status !== null;
}

function unreadable(why: string): Finding {
	return finding('unknown', 'notice', _('Unknown whether offloading works: %s').format(why));
}

function allReached(evidence: Evidence): Finding {
	const count = offloadedNow(evidence) ?? 0;
	return finding(
		'working',
		'success',
		N_(
			count,
			'Offloading works: %d connection is offloaded right now.',
			'Offloading works: %d connections are offloaded right now.'
		).format(count)
	);
}

function steps(): Step[] {
	return [
		{
			name: 'requested',
			title: _('Enabled'),
			unknown: ({ status }) => (status.requested ? null : reasonText(status.unknown.requested)),
			judge: judgeRequested,
		},
		{
			name: 'loaded',
			title: _('Loaded'),
			unknown: ({ status }) =>
				loadedMode(status) === null
					? reasonText(status.unknown.flowtables ?? status.unknown.forward_rules)
					: null,
			judge: judgeLoaded,
		},
		{
			name: 'complete',
			title: _('Covers WAN and LAN'),
			unknown: ({ status }) =>
				sidesOf(status) ? null : reasonText(status.unknown.zones ?? status.unknown.forwardings),
			judge: judgeComplete,
		},
		{
			name: 'picked-up',
			title: _('In use'),
			unknown: ({ counters }) => {
				if (counters?.offloaded) return null;
				return counters ? reasonText(counters.unknown.offloaded) : _('The router has not answered.');
			},
			judge: judgePickedUp,
		},
	];
}

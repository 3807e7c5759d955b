import { reasonText } from '../error-text.ts';
import { type Finding, finding } from '../finding.ts';
import { bypassedShare } from '../measurement.ts';
import { foreignOffloader, loadedMode } from '../mode.ts';
import { countText, percentText } from '../units.ts';
import { type Badge, badgeOf, UNKNOWN, WAITING } from './badge.ts';
import { coveredDirections, judgeCovered, unknownCoverage } from './coverage.ts';
import { type Direction, type DirectionState, directionsOf } from './directions.ts';
import type { Evidence, Known } from './evidence.ts';
import { judgeHints } from './hints.ts';
import { isSeen, judgeInUse, offloadedNow } from './in-use.ts';
import { judgeLoaded } from './loaded.ts';
import { isDisproved, isProved, type MeasuredShares, measuredShares, NO_SHARES } from './measured.ts';
import { type LaneRow, laneRow } from './path-words.ts';
import { judgeProof, type Proof } from './proof.ts';
import { judgeRequested } from './requested.ts';

export type CheckName = 'requested' | 'loaded' | 'complete' | 'picked-up';

/** open: a check before it is not reached. partly: reached in one direction, or by some networks. waiting: nothing is forwarded. */
export interface Check {
	name: CheckName;
	title: string;
	state: 'reached' | 'partly' | 'failed' | 'unknown' | 'waiting' | 'open';
}

/** What the page says in one look. */
export interface Verdict {
	badge: Badge;
	checks: Check[];
	/** Why the first check not reached is not, or that all is well. */
	headline: Finding;
	/** Which path each direction takes; null while nothing is known. */
	directions: Record<Direction, ShownState> | null;
	/** Share of each direction's data that bypassed the firewall when it was measured, 0 to 1; null = unknown. */
	shares: MeasuredShares;
	/** Each network in words; [] while nothing is loaded. */
	lanes: LaneRow[];
	hints: Finding[];
	proof: Proof;
}

/** ready: covered by the flowtable as the other direction is, and nothing shows yet that packets take the fast path. */
export type ShownState = DirectionState | 'ready';

interface Step {
	name: CheckName;
	title: string;
	/** Why this check cannot be judged; null where it can. */
	unknown(evidence: Known): string | null;
	/** Why it is not reached; null where it is. */
	judge(evidence: Known): Finding | null;
}

/** Findings of a check under which the checks above it are judged all the same. */
const PARTLY = ['uploads-only', 'downloads-only', 'partly'];

/** The verdict on a router, from facts alone: the highest check reached, and at the first one not reached the reason. */
export function judgeRouter(evidence: Evidence): Verdict {
	const { checks, headline } = climb(evidence);
	return {
		checks,
		headline,
		...(isKnown(evidence)
			? directionsIn(evidence, checks)
			: { directions: null, shares: NO_SHARES, lanes: [] }),
		badge: badgeOf(evidence, headline),
		hints: isKnown(evidence) ? judgeHints(evidence) : [],
		proof: judgeProof(evidence),
	};
}

function directionsIn(evidence: Known, checks: Check[]): Pick<Verdict, 'directions' | 'shares' | 'lanes'> {
	const { status, measured } = evidence;
	const shares = (measured && measuredShares(measured)) ?? NO_SHARES;
	const covered = coveredDirections(evidence);
	const named = checks.some(({ state }) => state === 'partly');
	const inUse = named || checks.every(({ state }) => state === 'reached');
	const shown = (direction: Direction, state: DirectionState): ShownState =>
		state === 'fast-path' && !inUse && shares[direction] === null ? 'ready' : state;
	const { lanes = [] } = directionsOf(status) ?? {};
	const loaded = loadedMode(status) !== 'off' || foreignOffloader(status) !== null;
	return {
		directions: covered && {
			download: shown('download', covered.download),
			upload: shown('upload', covered.upload),
		},
		shares,
		lanes: loaded ? lanes.map((lane) => laneRow(lane, lanes)) : [],
	};
}

function climb(evidence: Evidence): { checks: Check[]; headline: Finding } {
	const checks: Check[] = steps().map(({ name, title }) => ({ name, title, state: 'open' }));
	let partly: Finding | null = null;
	for (const [index, step] of steps().entries()) {
		const { state, finding: found } = tryStep(step, evidence);
		checks[index] = { name: step.name, title: step.title, state };
		if (state === 'partly') partly = found;
		else if (found) return { checks, headline: partly ?? found };
	}
	return { checks, headline: partly ?? allReached(evidence) };
}

function tryStep(step: Step, evidence: Evidence): { state: Check['state']; finding: Finding | null } {
	if (!isKnown(evidence)) return { state: 'unknown', finding: unreadable(_('The router has not answered.')) };
	const unknown = step.unknown(evidence);
	if (unknown !== null) return { state: 'unknown', finding: unreadable(unknown) };
	const found = step.judge(evidence);
	return { state: found ? stateOf(found) : 'reached', finding: found };
}

function stateOf({ id }: Finding): Check['state'] {
	if (PARTLY.includes(id)) return 'partly';
	if (WAITING.includes(id)) return 'waiting';
	return UNKNOWN.includes(id) ? 'unknown' : 'failed';
}

function isKnown(evidence: Evidence): evidence is Known {
	return evidence.status !== null;
}

function unreadable(why: string): Finding {
	return finding('unknown', 'notice', _('Unknown whether offloading works: %s').format(why), {
		kind: 'page',
		label: _('Create a report to ask for help'),
		path: 'admin/network/flow-offloading/report',
	});
}

/** All checks are reached. A measurement in the mode that is loaded overrules that, and is still good when nothing is sent. */
function allReached(evidence: Evidence): Finding {
	const { status, measured } = evidence;
	const foreign = status && foreignOffloader(status);
	const count = offloadedNow(evidence) ?? 0;
	if (isDisproved(measured)) return measuredSlowPath(evidence);
	if (foreign) return working('foreign', foreignText(foreign, count));
	if (count === 0 && isProved(measured)) return working('working', provedText(evidence));
	return working('working', _('Offloading works: downloads and uploads bypass the firewall.'));
}

function working(id: string, text: string): Finding {
	return finding(id, 'success', text);
}

function foreignText(program: string, count: number): string {
	return N_(
		count,
		'On through %s: %s connection is offloaded.',
		'On through %s: %s connections are offloaded.'
	).format(program, countText(count));
}

function provedText({ measured }: Evidence): string {
	const share = measured && bypassedShare(measured);
	return share === null
		? _('Offloading works: a measurement showed it. Nothing is being forwarded right now.')
		: _(
				'Offloading works: %s bypassed the firewall when measured. Nothing is being forwarded right now.'
			).format(percentText(share));
}

function measuredSlowPath({ measured }: Evidence): Finding {
	return finding(
		'measured-slow-path',
		'warning',
		_('Offloading does not work: only %s bypassed the firewall when measured.').format(
			percentText((measured && bypassedShare(measured)) ?? 0)
		),
		{ kind: 'measure' }
	);
}

function steps(): Step[] {
	return [
		{
			name: 'requested',
			title: _('Enabled', 'flow offloading'),
			unknown: ({ status }) => (status.requested ? null : reasonText(status.unknown.requested)),
			judge: judgeRequested,
		},
		{
			name: 'loaded',
			title: _('Loaded'),
			unknown: ({ status }) =>
				loadedMode(status) === null
					? reasonText(status.unknown.flowtables ?? status.unknown.adders ?? status.unknown.forward_rules)
					: null,
			judge: judgeLoaded,
		},
		{
			name: 'complete',
			title: _('Covered'),
			unknown: unknownCoverage,
			judge: judgeCovered,
		},
		{
			name: 'picked-up',
			title: _('In use'),
			unknown: (evidence) => {
				const { counters } = evidence;
				if (counters?.offloaded || isSeen(evidence)) return null;
				return counters ? reasonText(counters.unknown.offloaded) : _('The router has not answered.');
			},
			judge: judgeInUse,
		},
	];
}

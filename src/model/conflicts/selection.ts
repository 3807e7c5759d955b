import type { Mode } from '../mode.ts';
import type { Conflict } from './index.ts';
import type { Rule } from './rule.ts';

/** The conflicts of a router as its page shows them. Those of severity 'low' are in none of the groups. */
export interface HintGroups {
	/** For the mode chosen; while offloading is off, for software, which is the first step. */
	now: Conflict[];
	/** What hardware would add; empty where hardware is chosen. */
	hardware: Conflict[];
	/** Known tools that still work in that mode. */
	confirmations: Conflict[];
	/** How many of both the user has hidden. */
	hidden: number;
}

/** Sorts conflicts for somebody who has chosen `mode`, saved or not, and has hidden the hints of the rules `hidden`. */
export function groupHints(conflicts: Conflict[], mode: Mode, hidden: string[]): HintGroups {
	const hints = conflicts.filter(({ rule }) => !['low', 'fine'].includes(rule.severity));
	const shown = hints.filter(({ rule }) => !hidden.includes(rule.id));
	const step = mode === 'off' ? 'software' : mode;
	return {
		now: shown.filter(({ rule }) => matters(rule, step)),
		hardware: mode === 'hardware' ? [] : shown.filter(({ rule }) => rule.mode === 'hardware'),
		confirmations: conflicts.filter(({ rule }) => rule.severity === 'fine' && matters(rule, step)),
		hidden: hints.filter(({ rule }) => hidden.includes(rule.id) && concerns(rule, step)).length,
	};
}

/** The conflicts over which the user is asked once more before `mode` is applied, hidden or not. */
export function criticalFor(conflicts: Conflict[], mode: Mode): Conflict[] {
	return conflicts.filter(
		({ rule }) => rule.severity === 'critical' && !rule.rejected && matters(rule, mode)
	);
}

/** Whether a rule matters in a mode of offloading. */
export function matters({ mode: of }: Rule, mode: Mode): boolean {
	if (of === 'any') return true;
	return mode !== 'off' && (of === 'both' || of === mode);
}

/** Whether a rule would be shown, in the first group or the second. */
function concerns(rule: Rule, step: Mode): boolean {
	return matters(rule, step) || rule.mode === 'hardware';
}

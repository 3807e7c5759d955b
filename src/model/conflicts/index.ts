import { CONFIRMATIONS } from './confirmations.ts';
import { WATCHING } from './inspection.ts';
import { QUEUEING } from './queueing.ts';
import { NEEDS } from './requirements.ts';
import { PATHS } from './routing.ts';
import type { RouterState, Rule, Severity } from './rule.ts';
import { isWithin } from './versions.ts';

export { HARDWARE_COSTS } from './hardware-costs.ts';
export type { Fix, PageName, RouterState, Rule, RuleMode, Severity } from './rule.ts';
export { criticalFor, groupHints, type HintGroups } from './selection.ts';

/** A rule that applies to this router, with the names of what was found. */
export interface Conflict {
	rule: Rule;
	found: string[];
}

const WORST_FIRST: Severity[] = ['critical', 'high', 'medium', 'low', 'fine'];

/** All rules, worst first. */
export const CONFLICT_RULES: Rule[] = [...NEEDS, ...QUEUEING, ...WATCHING, ...PATHS, ...CONFIRMATIONS].sort(
	(a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity)
);

/** All conflicts of this router in whatever mode, worst first. Those of severity 'low' are for the report only, 'fine' are confirmations. */
export function findConflicts(router: RouterState): Conflict[] {
	return CONFLICT_RULES.flatMap((rule) => {
		if (!isAffected(rule, router)) return [];
		const found = rule.when(router);
		if (found === true) return [{ rule, found: [] }];
		return found === false || found.length === 0 ? [] : [{ rule, found }];
	});
}

function isAffected({ kernel, release }: Rule, { status: { system } }: RouterState): boolean {
	return (!kernel || isWithin(kernel, system.kernel)) && (!release || isWithin(release, system.release));
}

/** What happens, with the names of what was found where the words have a placeholder for them. */
export function effectText({ rule, found }: Conflict): string {
	return rule.severity === 'fine' ? rule.effect().format(found.join(', ')) : rule.effect();
}

/** The name of a severity for people: colours alone are not for everybody. */
export function severityName(severity: Severity): string {
	const names: Record<Severity, string> = {
		critical: _('Critical', 'flow offloading'),
		high: _('Important'),
		medium: _('Note'),
		low: _('For support'),
		fine: _('No conflict'),
	};
	return names[severity];
}

import type { Conflict, RouterState } from '../../model/conflicts/index.ts';
import { type BoxActions, conflictBox } from './conflict-box.ts';

/** Hints one below the other. */
export interface HintList {
	readonly element: HTMLElement;
	update(conflicts: Conflict[], router: RouterState): void;
}

/** Draws anew only when something has changed, so that a poll takes nobody's focus or place. */
export function hintList(actions: BoxActions): HintList {
	const element = E('div');
	let drawn = '';
	return {
		element,
		update(conflicts, router) {
			const now = JSON.stringify(conflicts.map(({ rule, found }) => [rule.id, found, rule.fix?.(router)]));
			if (now === drawn) return;
			drawn = now;
			element.replaceChildren(...conflicts.map((conflict) => conflictBox(conflict, router, actions)));
		},
	};
}

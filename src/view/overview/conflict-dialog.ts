import type { Conflict } from '../../model/conflicts/index.ts';
import * as components from '../../ui/index.ts';
import { openDialog } from './apply/dialog.ts';

/** Asks once more before a mode is applied with which these conflicts are critical. Resolves to whether the user goes on. */
export function confirmDespiteConflicts(conflicts: Conflict[]): Promise<boolean> {
	if (conflicts.length === 0) return Promise.resolve(true);
	return new Promise((resolve) => {
		const answer = (goesOn: boolean) => () => {
			dialog.close();
			resolve(goesOn);
		};
		const dialog = openDialog(
			_('Enable it anyway?'),
			conflicts.map(({ rule }) => E('p', [rule.effect(), ' ', rule.advice()])),
			[
				components.button(_('Cancel'), '', answer(false)),
				components.button(_('Enable anyway'), 'cbi-button-negative important', answer(true)),
			]
		);
	});
}

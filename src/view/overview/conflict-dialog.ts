import type { Conflict } from '../../model/conflicts/index.ts';
import { confirmInDialog } from './apply/confirm-dialog.ts';

/** Asks once more before a mode is applied with which these conflicts are critical. Resolves to whether the user continues. */
export function confirmDespiteConflicts(conflicts: Conflict[]): Promise<boolean> {
	if (conflicts.length === 0) return Promise.resolve(true);
	return confirmInDialog(
		_('Enable it anyway?'),
		conflicts.map(({ rule }) => E('p', [rule.effect(), ' ', rule.advice()])),
		_('Enable anyway')
	);
}

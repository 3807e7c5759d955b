import ui from 'luci/ui';
import type { Conflict } from '../../model/conflicts/index.ts';

/** Asks once more before a mode is applied with which these conflicts are critical. Resolves to whether the user goes on. */
export function askDespite(conflicts: Conflict[]): Promise<boolean> {
	return new Promise((resolve) => {
		const answer = (goesOn: boolean) => () => {
			ui.hideModal();
			resolve(goesOn);
		};
		ui.showModal(_('Switch it on nevertheless?'), [
			...conflicts.map(({ rule }) => E('p', [rule.effect(), ' ', rule.advice()])),
			E('div', { class: 'right' }, [
				E('button', { class: 'btn cbi-button', click: answer(false) }, [_('Cancel')]),
				' ',
				E('button', { class: 'btn cbi-button cbi-button-negative important', click: answer(true) }, [
					_('Go on nevertheless'),
				]),
			]),
		]);
	});
}

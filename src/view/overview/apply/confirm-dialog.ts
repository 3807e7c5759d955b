import * as components from '../../../ui/index.ts';
import { openDialog } from './dialog.ts';

/** Asks in a dialog whether to go on; `goOn` is the word on the button. Resolves to the answer. */
export function confirmInDialog(title: string, children: HTMLElement[], goOn: string): Promise<boolean> {
	return new Promise((resolve) => {
		const answer = (goesOn: boolean) => () => {
			dialog.close();
			resolve(goesOn);
		};
		const dialog = openDialog(title, children, [
			components.button(_('Cancel'), '', answer(false)),
			components.button(goOn, 'cbi-button-negative important', answer(true)),
		]);
	});
}

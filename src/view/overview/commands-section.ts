import type { Mode } from '../../model/index.ts';
import * as model from '../../model/index.ts';
import * as parts from '../../ui/index.ts';

/** "Show the commands": what to type over SSH for the mode chosen in the form. */
export interface CommandsDetails {
	readonly element: HTMLElement;
	update(mode: Mode): void;
}

export function commandsDetails(): CommandsDetails {
	const title = E('p');
	const lines = E('pre');
	const element = E('details', { class: 'cbi-section', id: 'nft-offload-commands' }, [
		E('summary', [_('Show the commands')]),
		title,
		lines,
	]);
	return {
		element,
		update(mode) {
			parts.setText(title, _('The same over SSH, for the mode "%s":').format(model.modeName(mode)));
			parts.setText(lines, model.shellCommands(model.modeChanges(mode)).join('\n'));
		},
	};
}

import * as model from '../../model/index.ts';
import type { State } from '../../model/state.ts';
import * as components from '../../ui/index.ts';

/** "Show the commands": what to type over SSH for the mode chosen in the form. */
export function commandsSection() {
	const title = E('p');
	const lines = E('pre');
	const element = E('details', { class: 'cbi-section', id: 'nft-offload-commands' }, [
		E('summary', [_('Show the commands')]),
		title,
		lines,
	]);
	return {
		element,
		update({ selected }: State) {
			components.setText(title, _('The same over SSH, for “%s”:').format(model.modeName(selected)));
			components.setText(lines, model.shellCommands(model.modeChanges(selected)).join('\n'));
		},
	};
}

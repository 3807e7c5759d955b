import type * as engines from '../../model/engine-words.ts';
import { known, type State } from '../../model/state.ts';
import * as components from '../../ui/index.ts';
import { loadModule } from '../load-module.ts';

/** What the hardware engines say of themselves; hidden until the first `open`, which loads the words. */
export function engineFacts() {
	const table = components.factTable(_('Hardware engines'));
	const element = E('div', { id: 'nft-offload-engines', hidden: '' }, [
		E('h3', [_('Hardware engines')]),
		table.element,
	]);
	let loaded: typeof engines | null = null;
	let latest: State | null = null;

	function update(state: State | null): void {
		latest = state;
		const status = known(state?.status ?? null);
		if (!loaded || !state || !status) return;
		element.hidden = false;
		table.update(loaded.engineRows(status, known(state.environment)));
	}

	return {
		element,
		update,
		async open() {
			loaded ??= await loadModule<typeof engines>('engines');
			update(latest);
		},
	};
}

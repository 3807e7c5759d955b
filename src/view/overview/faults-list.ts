import type * as faults from '../../model/known-faults.ts';
import { known, type State } from '../../model/state.ts';
import * as components from '../../ui/index.ts';
import { loadModule } from '../load-module.ts';

/** The known faults of this router in the selected mode; hidden where there are none. They are loaded with the first `open`. */
export function faultsList() {
	const list = E('ul');
	const element = E('div', { id: 'nft-offload-faults', hidden: '' }, [E('h3', [_('Known faults')]), list]);
	let loaded: typeof faults | null = null;
	let latest: State | null = null;
	const draw = components.onChange(
		(found: faults.KnownFault[]) => {
			element.hidden = found.length === 0;
			list.replaceChildren(...found.map(faultItem));
		},
		(found) => found.map(({ id }) => id)
	);

	function update(state: State | null): void {
		latest = state;
		const status = known(state?.status ?? null);
		if (loaded && state && status) draw(loaded.faultsFor(status.system, state.selected));
	}

	return {
		element,
		update,
		async open() {
			loaded ??= await loadModule<typeof faults>('faults');
			update(latest);
		},
	};
}

function faultItem(fault: faults.KnownFault): HTMLElement {
	const link = E('a', { href: fault.source, target: '_blank', rel: 'noreferrer' }, [
		_('Source', 'flow offloading'),
	]);
	return E('li', { 'data-fault': fault.id }, [fault.text(), ' ', link]);
}

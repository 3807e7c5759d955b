import { exceptionCount, exceptionsNotice } from '../../model/exceptions/settings.ts';
import * as model from '../../model/index.ts';
import { known, type State } from '../../model/state.ts';
import * as components from '../../ui/index.ts';
import type { ExceptionsForm, ExceptionsPage } from './exceptions/exceptions-form.ts';
import { withActions } from './load-actions.ts';

/** The exceptions, and whether they are loaded. Folded away while there is none; the form is loaded when it is opened. */
export function exceptionsSection(page: ExceptionsPage) {
	const notice = E('div', { 'aria-live': 'polite', hidden: '' });
	const summary = E('summary', [_('Exceptions')]);
	const fold = E('details', { toggle: () => fold.open && form() }, [summary]) as HTMLDetailsElement;
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-exceptions' }, [
		E('div', { class: 'cbi-section-node' }, [fold, notice]),
	]);
	const showCount = components.onChange((count: number) => {
		components.setText(
			summary,
			_('Exceptions: %s').format(count === 0 ? _('none', 'flow offloading') : count)
		);
		// Later on it is the user's to open and to close.
		if (count > 0) fold.open = true;
	});
	let loading: Promise<ExceptionsForm | null> | null = null;

	/** Loads and draws the form, once. */
	function form(): Promise<ExceptionsForm | null> {
		loading ??= withActions(async ({ exceptionsForm }) => {
			const loaded = await exceptionsForm(page);
			fold.append(loaded.element);
			return loaded;
		});
		return loading;
	}

	return {
		element,
		/** Excludes the first packets of every connection from offloading, and changes nothing else. */
		async excludeFirstPackets(): Promise<void> {
			fold.open = true;
			await (await form())?.excludeFirstPackets();
		},
		update({ status }: State) {
			const found = known(status);
			const state = found?.exceptions;
			const told = state ? exceptionsNotice(state, model.loadedMode(found)) : null;
			notice.hidden = told === null;
			if (told) components.setAlert(notice, told.level, told.text);
			if (state) showCount(exceptionCount(state));
		},
	};
}

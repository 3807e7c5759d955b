import type { Judgement } from '../../../model/judgement.ts';
import type { State } from '../../../model/state.ts';
import * as components from '../../../ui/index.ts';
import { withActions } from '../load-actions.ts';
import type { MeasurePage, Measurer } from './measurer.ts';
import { resultsTable } from './results-table.ts';

/** The section "Measure": buttons, and the results side by side. What measures is loaded with the first start. */
export function measureSection(page: MeasurePage & { mayMeasure: boolean }) {
	const start = components.button(_('Start'), 'cbi-button-action', () =>
		running ? running.abort() : run('once')
	);
	const find = components.button(_('Find the best mode'), 'cbi-button-action', () => run('modes'));
	const once = E('div', [
		E('p', [
			_(
				'Start a download or speed test on a device in your network, not on the router, then press Start: for 20 seconds the router counts what bypasses its firewall.'
			),
		]),
		start,
	]);
	const modes = E('div', { hidden: '' }, [
		E('p', [
			_(
				'“Find the best mode” measures off, software and, where possible, hardware in two to three minutes, then restores the setting. Keep a long download running.'
			),
		]),
		find,
	]);
	const holder = E('div');
	const results = resultsTable();
	const note = E('p', { class: 'alert-message notice', 'aria-live': 'polite', hidden: '' });
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-measure' }, [
		E('h3', [_('Measure')]),
		E('div', { class: 'cbi-section-node' }, [
			E('div', { class: 'nft-offload-columns' }, [...(page.mayMeasure ? [once, modes] : [mayNotMeasure()])]),
			holder,
			results.element,
			note,
		]),
	]);
	let measurer: Measurer | null = null;
	let running: AbortController | null = null;
	let isOffered = false;
	offerModes();

	async function run(kind: 'once' | 'modes'): Promise<void> {
		const { signal } = setRunning(new AbortController());
		start.focus();
		measurer ??= await withActions((loaded) => loaded.measurer(page));
		if (measurer) {
			holder.replaceChildren(measurer.element);
			await measurer.run(kind, signal);
		}
		setRunning(null);
	}

	function setRunning<T extends AbortController | null>(controller: T): T {
		running = controller;
		components.setText(start, running ? _('Cancel') : _('Start'));
		offerModes();
		// The modes side by side say it already.
		results.element.hidden = running === null && holder.querySelector('table') !== null;
		return controller;
	}

	function offerModes(): void {
		modes.hidden = running !== null || !isOffered;
	}

	return {
		element,
		update({ results: measured, saveNote }: State, { offersModes }: Judgement) {
			isOffered = offersModes;
			offerModes();
			results.update(measured);
			components.showText(note, saveNote);
		},
		isMeasuring: () => running !== null,
		/** Brings it into view, ready to be started. */
		show() {
			element.scrollIntoView({ block: 'center' });
			start.focus();
		},
	};
}

function mayNotMeasure(): HTMLElement {
	return E('p', [_('You have read-only access. Measuring needs permission to change settings.')]);
}

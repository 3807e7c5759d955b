import * as model from '../../model/index.ts';
import { loadResults } from './results-store.ts';

/** The results of this tab side by side, a column for each mode; empty where there are none. */
export function resultsTable() {
	const element = E('div');
	const update = () => {
		const results = loadResults().filter(({ mode }) => mode !== null);
		element.replaceChildren(...(results.length > 0 ? [tableOf(results)] : []));
	};
	update();
	return { element, update };
}

const MODES: model.Mode[] = ['off', 'software', 'hardware'];

function tableOf(results: model.Measurement[]): HTMLElement {
	const columns = MODES.map((mode) => results.find((result) => result.mode === mode));
	const row = (label: string, text: (result: model.Measurement) => string) =>
		E('tr', { class: 'tr' }, [
			E('th', { class: 'td left', scope: 'row' }, [label]),
			...columns.map((result) => E('td', { class: 'td' }, [result ? text(result) : '–'])),
		]);
	return E('table', { class: 'table', 'aria-label': _('Results of this tab') }, [
		E('tr', { class: 'tr table-titles' }, [
			E('th', { class: 'th' }, ['']),
			...MODES.map((mode) => E('th', { class: 'th', scope: 'col' }, [model.modeName(mode)])),
		]),
		row(_('Bypassed the firewall'), bypassedText),
		row(_('Data'), (result) => model.bytesText(result.total_bytes)),
		row(_('Speed'), speedText),
		row(_('Busiest core'), ({ cpu }) => (cpu === null ? _('unknown') : model.percentText(cpu))),
		row(_('Measured at'), (result) => new Date(result.ended).toLocaleTimeString()),
	]);
}

function bypassedText(result: model.Measurement): string {
	const share = model.bypassedShare(result);
	return share === null ? _('unknown') : model.percentText(share);
}

function speedText({ total_bytes, seconds }: model.Measurement): string {
	return _('%s Mbit/s').format(((total_bytes * 8) / seconds / 1e6).toFixed(1));
}

import * as model from '../../model/index.ts';
import { PLAUSIBLE } from '../../model/memory.ts';
import type { StoredResult } from '../../rpc/types/index.ts';

/** More than these are folded away. */
const UNFOLDED = 3;

/** A row for each result, the newest first. `isOpen`: what is folded is shown. */
export function storedResultsTable(results: StoredResult[], isOpen: boolean): HTMLElement {
	const table = tableOf(results);
	if (results.length <= UNFOLDED) return table;
	const summary = N_(results.length, '%d result', '%d results').format(results.length);
	return E('details', isOpen ? { open: '' } : {}, [E('summary', [summary]), table]);
}

function tableOf(results: StoredResult[]): HTMLElement {
	const columns: Array<[title: string, text: (result: StoredResult) => string]> = [
		[_('Measured at'), ({ time }) => momentText(time)],
		[_('Mode'), ({ mode }) => model.modeName(mode)],
		[_('Release'), ({ environment }) => environment.release ?? _('unknown')],
		[_('Downloads bypassed'), ({ download }) => model.shareOrUnknown(model.directionShare(download))],
		[_('Uploads bypassed'), ({ upload }) => model.shareOrUnknown(model.directionShare(upload))],
		[_('Speed'), model.speedText],
		[_('Busiest core'), ({ cpu }) => model.shareOrUnknown(cpu)],
	];
	return E('table', { class: 'table nft-offload-dense', 'aria-label': _('Results kept on the router') }, [
		E(
			'tr',
			{ class: 'tr table-titles' },
			columns.map(([title]) => E('th', { class: 'th', scope: 'col' }, [title]))
		),
		...results.map((result) =>
			E(
				'tr',
				{ class: 'tr' },
				// Themes that stack the cells on a phone show data-title in front of each.
				columns.map(([title, text]) => E('td', { class: 'td', 'data-title': title }, [text(result)]))
			)
		),
	]);
}

function momentText(time: number): string {
	if (time < PLAUSIBLE) return _('unknown');
	return new Date(time * 1000).toLocaleString(model.locale(), { dateStyle: 'medium', timeStyle: 'short' });
}

import * as model from '../../../model/index.ts';
import type { ModeSummary, Spread } from '../../../model/mode-summary.ts';

/** The modes side by side, a row for each. */
export function modesTable(summaries: ModeSummary[]): HTMLElement {
	const columns: Array<[title: string, text: (summary: ModeSummary) => string]> = [
		[_('Download', 'flow offloading'), ({ download }) => speedText(download)],
		[_('Upload', 'flow offloading'), ({ upload }) => speedText(upload)],
		[_('Busiest core'), ({ cpu }) => model.shareOrUnknown(cpu?.mean)],
		[_('of which softirq'), ({ softirq }) => model.shareOrUnknown(softirq?.mean)],
		[_('Downloads that bypassed the firewall'), ({ bypassed }) => model.shareOrUnknown(bypassed.download)],
		[_('Uploads that bypassed the firewall'), ({ bypassed }) => model.shareOrUnknown(bypassed.upload)],
		[_('Latency to the gateway: min / median / max'), ({ latency }) => model.latencyText(latency)],
	];
	return E('table', { class: 'table nft-offload-dense', 'aria-label': _('The modes compared') }, [
		E('tr', { class: 'tr table-titles' }, [
			E('th', { class: 'th', scope: 'col' }, [_('Mode')]),
			...columns.map(([title]) => E('th', { class: 'th', scope: 'col' }, [title])),
		]),
		...summaries.map((summary) =>
			E('tr', { class: 'tr' }, [
				E('th', { class: 'td left', scope: 'row' }, [model.modeName(summary.mode)]),
				// Themes that stack the cells on a phone show data-title in front of each.
				...columns.map(([title, text]) => E('td', { class: 'td', 'data-title': title }, [text(summary)])),
			])
		),
	]);
}

function speedText(speed: Spread | null): string {
	return speed ? model.speedText({ total_bytes: speed.mean, seconds: 1 }) : _('too little data');
}

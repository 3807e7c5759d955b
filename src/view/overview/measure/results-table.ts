import * as model from '../../../model/index.ts';
import * as components from '../../../ui/index.ts';

/** The results of this tab side by side, a column for each mode that was measured; empty where none was. */
export function resultsTable() {
	const element = E('div');
	const draw = components.onChange((results: model.Measurement[]) =>
		element.replaceChildren(...(results.length > 0 ? [tableOf(results)] : []))
	);
	return {
		element,
		update: (results: model.Measurement[]) => draw(results.filter(({ mode }) => mode !== null)),
	};
}

const MODES: model.Mode[] = ['off', 'software', 'hardware'];

function tableOf(results: model.Measurement[]): HTMLElement {
	const shown = MODES.flatMap((mode) => results.filter((result) => result.mode === mode));
	const nameOf = ({ mode }: model.Measurement) => model.modeName(mode ?? 'off');
	const row = (label: string, text: (result: model.Measurement) => string) =>
		E('tr', { class: 'tr' }, [
			E('th', { class: 'td left', scope: 'row' }, [label]),
			// Themes that stack the cells on a phone show data-title in front of each.
			...shown.map((result) => E('td', { class: 'td', 'data-title': nameOf(result) }, [text(result)])),
		]);
	return E('table', { class: 'table', 'aria-label': _('Results in this tab') }, [
		E('tr', { class: 'tr table-titles' }, [
			E('td', { class: 'th' }),
			...shown.map((result) => E('th', { class: 'th', scope: 'col' }, [nameOf(result)])),
		]),
		row(_('Bypassed the firewall'), (result) => model.shareOrUnknown(model.bypassedShare(result))),
		row(_('of downloads'), ({ download }) => model.shareOrUnknown(model.directionShare(download))),
		row(_('of uploads'), ({ upload }) => model.shareOrUnknown(model.directionShare(upload))),
		row(_('Data'), (result) => model.bytesText(result.total_bytes)),
		row(_('Speed'), model.speedText),
		row(_('Busiest core'), ({ cpu }) => model.shareOrUnknown(cpu)),
		row(_('of which softirq'), ({ softirq }) => model.shareOrUnknown(softirq)),
		row(_('Latency to the gateway: min / median / max'), ({ latency }) => model.latencyText(latency)),
		row(_('Measured at'), ({ ended }) => model.timeOfDayText(ended)),
	]);
}

import * as model from '../../../model/index.ts';
import * as components from '../../../ui/index.ts';

/** Under the chart: a switch and a value for each series, and what the lines across the chart mean. */
export interface Legend {
	readonly element: HTMLElement;
	/** Shows the values of `sample`; `samples` are all that the chart shows. */
	update(sample: model.Sample | undefined, samples: model.Sample[]): void;
}

export function chartLegend(toggle: (series: model.SeriesId, shown: boolean) => void): Legend {
	const titles = model.seriesTitles();
	const values = model.SERIES.map(() => E('b', ['–']));
	const entries = model.SERIES.map(({ id }, index) =>
		E('li', [seriesSwitch(id, titles[id], toggle), ' ', values[index] as Node])
	);
	const marks = [mark('reload', _('Firewall reloaded')), mark('change', _('Settings changed'))] as const;
	return {
		element: E('ul', { class: 'nft-offload-legend nft-offload-series' }, [...entries, ...marks]),
		update(sample, samples) {
			model.SERIES.forEach((series, index) => {
				components.setText(values[index] as Element, sample ? model.seriesText(series, sample) : '–');
			});
			marks[0].hidden = !samples.some(({ mark }) => mark === 'reload');
			marks[1].hidden = !samples.some(({ mark }) => mark === 'change');
		},
	};
}

function seriesSwitch(
	id: model.SeriesId,
	title: string,
	toggle: (series: model.SeriesId, shown: boolean) => void
): HTMLElement {
	const box = E('input', { type: 'checkbox', checked: '' }) as HTMLInputElement;
	box.addEventListener('change', () => toggle(id, box.checked));
	return E('label', [
		box,
		' ',
		E('i', { class: id, style: `color:${model.SERIES_COLOURS[id]}` }),
		' ',
		title,
	]);
}

function mark(kind: model.Mark, text: string): HTMLElement {
	return E('li', { hidden: '' }, [E('i', { class: `mark ${kind}` }), ' ', text]);
}

import * as model from '../../../model/index.ts';
import * as components from '../../../ui/index.ts';

/** Under the chart: a switch and a value for each line, and what the lines across it mean. */
export interface Legend {
	readonly element: HTMLElement;
	/** Shows the values of `sample`; `samples` are all that the chart shows. */
	update(sample: model.Sample | undefined, samples: model.Sample[]): void;
}

export function chartLegend(toggle: (line: model.LineId, shown: boolean) => void): Legend {
	const titles = model.lineTitles();
	const values = model.CHART_LINES.map(() => E('b', ['–']));
	const entries = model.CHART_LINES.map(({ id }, index) =>
		E('li', [lineSwitch(id, titles[id], toggle), ' ', values[index] as Node])
	);
	const marks = [mark('reload', _('Firewall reloaded')), mark('change', _('Settings changed'))] as const;
	return {
		element: E('ul', { class: 'nft-offload-legend nft-offload-lines' }, [...entries, ...marks]),
		update(sample, samples) {
			model.CHART_LINES.forEach((line, index) => {
				components.setText(values[index] as Element, sample ? model.lineText(line, sample) : '–');
			});
			marks[0].hidden = !samples.some(({ mark }) => mark === 'reload');
			marks[1].hidden = !samples.some(({ mark }) => mark === 'change');
		},
	};
}

function lineSwitch(
	id: model.LineId,
	title: string,
	toggle: (line: model.LineId, shown: boolean) => void
): HTMLElement {
	const box = E('input', { type: 'checkbox', checked: '' }) as HTMLInputElement;
	box.addEventListener('change', () => toggle(id, box.checked));
	return E('label', [box, ' ', E('i', { class: id, style: `color:${model.LINE_COLOURS[id]}` }), ' ', title]);
}

function mark(kind: model.Mark, text: string): HTMLElement {
	return E('li', { hidden: '' }, [E('i', { class: `mark ${kind}` }), ' ', text]);
}

import * as model from '../../../model/index.ts';
import * as components from '../../../ui/index.ts';
import { chartCursor } from './cursor.ts';

/** The chart itself: series, grid, axes, cursor. The number of its elements never changes. */
export interface Plot {
	readonly element: HTMLElement;
	update(samples: model.Sample[]): void;
	show(series: model.SeriesId, shown: boolean): void;
}

/** The view box; SVG stretches it to the room there is, while lines keep their thickness and the figures next to it their size. */
const FIELD: model.Field = { x: 0, y: 0, width: 600, height: 200 };

const MARKS = ['reload', 'change'] as const;

/** `moved` hears which sample the cursor is at, null where it is at none; `describe` gives a sample in words, for screen readers. */
export function chartPlot(
	moved: (sample: model.Sample | null) => void,
	describe: (sample: model.Sample) => string
): Plot {
	const lines = model.SERIES.map(({ id }) => path(`series ${id}`, { stroke: model.SERIES_COLOURS[id] }));
	const marks = MARKS.map((mark) => path(`mark ${mark}`));
	const hair = path('cursor');
	const rate = axis(model.ticksOf(1));
	const field = emptyField([path('grid', { d: model.gridOf(FIELD) }), ...marks, ...lines, hair]);
	const drawHair = () => components.setAttribute(hair, 'd', hairAt(cursor.position()));
	const chosen = (sample: model.Sample | null) => {
		drawHair();
		moved(sample);
	};
	const cursor = chartCursor(field, chosen, describe);
	return {
		element: framed(field, axis(model.ticksOf(100)).element, rate.element),
		update(samples) {
			const drawn = model.drawingOf(samples, FIELD);
			for (const [index, { id }] of model.SERIES.entries())
				components.setAttribute(lines[index]!, 'd', drawn.paths[id]);
			for (const [index, mark] of MARKS.entries())
				components.setAttribute(marks[index]!, 'd', drawn.marks[mark]);
			rate.update(model.ticksOf(drawn.top));
			cursor.update(samples);
			drawHair();
		},
		show(series, shown) {
			const index = model.SERIES.findIndex(({ id }) => id === series);
			components.setAttribute(lines[index]!, 'display', shown ? 'inline' : 'none');
		},
	};
}

function path(kind: string, attributes: Record<string, string> = {}): Element {
	return components.svg('path', { class: kind, ...attributes });
}

function hairAt(position: number | null): string {
	return position === null ? '' : `M${(position * FIELD.width).toFixed(1)} 0v${FIELD.height}`;
}

function emptyField(children: Element[]): HTMLElement {
	const drawing = components.svg('svg', {
		viewBox: `0 0 ${FIELD.width} ${FIELD.height}`,
		preserveAspectRatio: 'none',
		'aria-hidden': 'true',
	});
	drawing.append(...children);
	const attributes = {
		class: 'nft-offload-plot',
		tabindex: 0,
		role: 'slider',
		'aria-label': _('Chart of the last ten minutes'),
		'aria-valuemin': -model.HISTORY_SECONDS,
		'aria-valuemax': 0,
		'aria-valuenow': 0,
	};
	return E('div', attributes, [drawing]);
}

/** The field with its axes: percent on the left, Mbit/s on the right, time below. */
function framed(field: HTMLElement, percent: HTMLElement, rate: HTMLElement): HTMLElement {
	const minutes = model.HISTORY_SECONDS / 60;
	const times = [_('%d min').format(-minutes), _('%d min').format(-minutes / 2), _('now')];
	return E('div', { class: 'nft-offload-chart' }, [
		E('span', { 'aria-hidden': 'true' }, ['%']),
		E('span'),
		E('span', { 'aria-hidden': 'true' }, [_('Mbit/s')]),
		percent,
		field,
		rate,
		E('span'),
		row(
			'times',
			times.map((text) => E('span', [text]))
		),
	]);
}

/** Figures along one edge of the field, the lowest first. */
function axis(values: number[]): { element: HTMLElement; update(values: number[]): void } {
	const figures = values.map((value) => E('span', [value]));
	return {
		element: row('axis', figures),
		update(next) {
			for (const [index, figure] of figures.entries()) components.setText(figure, String(next[index]));
		},
	};
}

function row(kind: string, children: HTMLElement[]): HTMLElement {
	const element = E('div', { class: kind, 'aria-hidden': 'true' });
	element.append(...children);
	return element;
}

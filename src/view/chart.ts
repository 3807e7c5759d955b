import type uPlot from 'uplot';
import * as model from '../model/index.ts';

/** A chart on the page. */
export interface LiveChart {
	update(history: model.History): void;
}

const HEIGHT = 240;

/** Fetches the chart library and puts an empty chart into `place`. Rejects where the library cannot be had. */
export async function drawChart(place: HTMLElement): Promise<LiveChart> {
	const library = await L.require<UplotModule>('nft-offload.uplot');
	document.head.append(E('style', [library.css]));
	let samples: model.Sample[] = [];
	const options = chartOptions(place, () => samples);
	const chart = new library.uPlot(options, model.seriesOf([]) as uPlot.AlignedData, place);
	new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
	return {
		update(history) {
			samples = history.samples;
			chart.setData(model.seriesOf(samples) as uPlot.AlignedData);
		},
	};
}

function chartOptions(place: HTMLElement, samples: () => model.Sample[]): uPlot.Options {
	const axis = {
		stroke: () => textColor(place),
		grid: { stroke: '#8884', width: 1 },
		ticks: { stroke: '#8884' },
	};
	return {
		width: place.clientWidth,
		height: HEIGHT,
		scales: {
			x: { range: () => model.rangeOf(samples()) },
			'%': { range: [0, 100] },
			Mbit: { range: fromZero },
		},
		axes: [
			axis,
			{ ...axis, scale: '%', values: percentTicks },
			{ ...axis, scale: 'Mbit', side: 1, grid: { show: false } },
		],
		series: [
			{},
			line(_('Short cut'), '%', '#2e8540', percent),
			line(_('Busiest CPU core'), '%', '#b3446c', percent),
			line(_('of it soft interrupts'), '%', '#8a8a8a', percent, [4, 4]),
			line(_('Internet line'), 'Mbit', '#1f6fb4', megabits),
		],
		hooks: { draw: [(chart) => drawMarks(chart, model.marksOf(samples()))] },
	};
}

/** The theme's own colour of text, read when the chart is drawn, so that a change of the theme shows at once. */
function textColor(place: HTMLElement): string {
	return getComputedStyle(place).color;
}

function line(
	label: string,
	scale: string,
	stroke: string,
	value: (n: number | null) => string,
	dash?: number[]
): uPlot.Series {
	const series: uPlot.Series = { label, scale, stroke, width: 2, value: (_chart, raw) => value(raw) };
	return dash ? { ...series, dash } : series;
}

function percent(value: number | null): string {
	return value === null ? '–' : model.percentText(value / 100);
}

function megabits(value: number | null): string {
	return value === null ? '–' : _('%s Mbit/s').format(value.toFixed(1));
}

function percentTicks(_chart: uPlot, values: number[]): string[] {
	return values.map((value) => percent(value));
}

function fromZero(_chart: uPlot, _least: number | null, most: number | null): [number, number] {
	return [0, Math.max(1, most ?? 0) * 1.1];
}

/** A line across the chart where the firewall was reloaded (dashed) or the settings were changed here. */
function drawMarks(chart: uPlot, marks: model.Sample[]): void {
	const { ctx, bbox } = chart;
	ctx.save();
	ctx.strokeStyle = '#c77700';
	for (const { time, mark } of marks) {
		const x = chart.valToPos(time, 'x', true);
		ctx.setLineDash(mark === 'reload' ? [4, 4] : []);
		ctx.beginPath();
		ctx.moveTo(x, bbox.top);
		ctx.lineTo(x, bbox.top + bbox.height);
		ctx.stroke();
	}
	ctx.restore();
}

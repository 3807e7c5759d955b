import { HISTORY_SECONDS, type Mark, type Sample } from '../history/history.ts';
import { SERIES, type Series, type SeriesId } from './series.ts';

/**
 * The geometry of the chart of the last ten minutes, without anything that draws: the page puts the path strings into SVG, the picture of
 * the report gives them to Path2D.
 */

/** The rectangle inside the axes, in the drawer's own units; y grows downwards. */
export interface Field {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** What changes with the readings. Paths are in the syntax of SVG's attribute `d`; '' where there is nothing to draw. */
export interface Drawing {
	/** Broken where a value is unknown; a value alone between two gaps is a line of no length, so caps have to be round. */
	paths: Record<SeriesId, string>;
	/** Lines across the whole height where something happened. */
	marks: Record<Mark, string>;
	/** Mbit/s at the top of the right axis. */
	top: number;
}

/** Steps of the grid, across and down; both axes have a figure at each of them. */
export const GRID_STEPS = 4;

/** Tops of the right axis whose quarters are short numbers, in the decade from 1 to 10. */
const TOPS = [1, 2, 4, 6, 8, 10];

export function drawingOf(samples: Sample[], field: Field): Drawing {
	const top = topOf(samples);
	const ends = samples[samples.length - 1]?.time ?? 0;
	const x = (time: number) => round(field.x + field.width * positionOf(time, ends));
	const drawn = (series: Series) => pathOf(samples, series, x, yOf(field, series.axis === 'rate' ? top : 1));
	const marksOf = (mark: Mark) =>
		samples
			.filter((sample) => sample.mark === mark)
			.map(({ time }) => `M${x(time)} ${field.y}v${field.height}`)
			.join('');
	const paths = SERIES.map((series) => [series.id, drawn(series)]);
	return {
		paths: Object.fromEntries(paths) as Drawing['paths'],
		marks: { reload: marksOf('reload'), change: marksOf('change') },
		top,
	};
}

/** The path of the grid, its frame included. */
export function gridOf({ x, y, width, height }: Field): string {
	const steps = Array.from({ length: GRID_STEPS + 1 }, (_all, step) => step / GRID_STEPS);
	return steps
		.map((step) => `M${x} ${round(y + step * height)}h${width}M${round(x + step * width)} ${y}v${height}`)
		.join('');
}

/** Figures along an axis that ends at `top`, the smallest first. */
export function ticksOf(top: number): number[] {
	return Array.from({ length: GRID_STEPS + 1 }, (_all, step) => (top * step) / GRID_STEPS);
}

/** The position of a moment across the field, 0 to 1, where the right edge is the moment `ends`. */
export function positionOf(time: number, ends: number): number {
	return 1 - (ends - time) / HISTORY_SECONDS;
}

/** The index of the sample that is nearest to `position` (0 to 1 across the field); -1 where there are none. */
export function nearestTo(samples: Sample[], position: number): number {
	const ends = samples[samples.length - 1]?.time ?? 0;
	const away = samples.map(({ time }) => Math.abs(positionOf(time, ends) - position));
	return away.indexOf(Math.min(...away));
}

/** The right axis ends at a round number that is at least the highest rate and at least 1 Mbit/s. */
function topOf(samples: Sample[]): number {
	const most = Math.max(1, ...samples.map(({ wan_bits }) => (wan_bits ?? 0) / 1e6));
	const decade = 10 ** Math.floor(Math.log10(most));
	return (TOPS.find((top) => top * decade >= most) ?? 10) * decade;
}

function yOf(field: Field, top: number): (value: number) => number {
	return (value) => round(field.y + field.height * (1 - value / top));
}

function pathOf(
	samples: Sample[],
	{ read }: Series,
	x: (time: number) => number,
	y: (value: number) => number
): string {
	const commands: string[] = [];
	let connected = false;
	for (const sample of samples) {
		const value = read(sample);
		// A first point is drawn as a line to itself: it shows even if it stays alone.
		if (value !== null)
			commands.push(`${connected ? 'L' : 'M'}${x(sample.time)} ${y(value)}${connected ? '' : 'h0'}`);
		connected = value !== null;
	}
	return commands.join('');
}

/** A tenth of a unit is finer than any screen, and keeps paths short. */
function round(value: number): number {
	return Math.round(value * 10) / 10;
}

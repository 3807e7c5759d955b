import * as model from '../../../model/index.ts';
import { frame, type Pen, setFont, write } from './paint.ts';

/** Left and right of the lines' field, for the figures of its scale. */
const INDENT = 70;

/** The last minutes: share of the bytes on the short cut, and the busiest core, both in percent. Gaps are gaps. */
export function drawChart(
	pen: Pen,
	x: number,
	y: number,
	width: number,
	height: number,
	samples: model.Sample[]
): void {
	const [left, right, bottom] = [x + INDENT, x + width, y + height - 40];
	frame(pen, left, y, right - left, bottom - y);
	setFont(pen, 18);
	write(pen, '100 %', x, y + 16, INDENT - 8, pen.colours.quiet);
	write(pen, '0 %', x, bottom, INDENT - 8, pen.colours.quiet);
	const end = samples[samples.length - 1]?.time ?? 0;
	const place = (time: number) => right - ((end - time) / model.HISTORY_SECONDS) * (right - left);
	const level = (value: number) => bottom - value * (bottom - y);
	const points = (read: (sample: model.Sample) => number | null) =>
		samples.map((sample): [number, number | null] => {
			const value = read(sample);
			return [place(sample.time), value === null ? null : level(value)];
		});
	if (samples.length < 2) {
		write(
			pen,
			_('No readings of the last minutes'),
			left + 16,
			(y + bottom) / 2,
			right - left - 32,
			pen.colours.quiet
		);
	} else {
		line(
			pen,
			points(({ cpu }) => cpu),
			pen.colours.slow
		);
		line(
			pen,
			points(({ share }) => share),
			pen.colours.fast
		);
	}
	legend(pen, left, y + height - 8, right - left);
}

function line({ context }: Pen, points: Array<[number, number | null]>, colour: string): void {
	context.strokeStyle = colour;
	context.lineWidth = 4;
	context.lineJoin = 'round';
	context.beginPath();
	let drawing = false;
	for (const [x, y] of points) {
		if (y !== null) {
			if (drawing) context.lineTo(x, y);
			else context.moveTo(x, y);
		}
		drawing = y !== null;
	}
	context.stroke();
}

function legend(pen: Pen, x: number, y: number, width: number): void {
	const half = width / 2;
	setFont(pen, 18);
	const entries: Array<[string, string]> = [
		[_('Short cut'), pen.colours.fast],
		[_('Busiest processor core'), pen.colours.slow],
	];
	entries.forEach(([text, colour], index) => {
		pen.context.fillStyle = colour;
		pen.context.fillRect(x + index * half, y - 14, 16, 16);
		write(pen, text, x + index * half + 24, y, half - 28);
	});
}

import type { Level } from '../../../model/finding.ts';
import * as model from '../../../model/index.ts';
import type { Report, Source } from '../../../model/report/index.ts';
import * as components from '../../../ui/index.ts';
import { PALETTES, type Pen, type Scheme, setFont, stroke, write, writeLines } from './canvas.ts';

/** Wide enough to be read when a forum scales it down by half. */
const WIDTH = 1200;
const MARGIN = 48;
const INNER = WIDTH - 2 * MARGIN;
const MIDDLE = WIDTH / 2 + 15;
/** The path picture takes this much of the view box of the page's one. */
const PATH_SCALE = 1.5;
/** Most notes in the picture; the report has them all. */
const NOTES = 4;
/** Of the badge, below white text. */
const LEVELS: Record<Level, string> = {
	success: '#1d6b2f',
	info: '#4a5560',
	notice: '#4a5560',
	warning: '#8a5300',
	danger: '#a3201a',
};

/**
 * Draws the picture of a report, which is masked: badge, checks, path, chart, settings, versions, conflicts. Its height follows from what
 * there is. Of `source` only numbers are drawn.
 */
export function drawPicture(canvas: HTMLCanvasElement, report: Report, source: Source, scheme: Scheme): void {
	const context = canvas.getContext('2d');
	if (!context) return;
	const pen: Pen = { context, colours: PALETTES[scheme] };
	canvas.width = WIDTH;
	// Setting a height clears the canvas, so a first round only measures.
	canvas.height = drawAll(pen, report, source);
	context.fillStyle = pen.colours.paper;
	context.fillRect(0, 0, WIDTH, canvas.height);
	drawAll(pen, report, source);
}

/** Draws from top to bottom and gives the height. */
function drawAll(pen: Pen, report: Report, source: Source): number {
	const rowsOf = (id: string) => report.sections.find((section) => section.id === id)?.rows ?? [];
	let y = drawChecks(pen, report.checks, drawHead(pen, report) + 20);
	const { directions: states, shares } = report;
	drawPath(pen, { ...model.UNKNOWN_PATHS, states, shares }, y + 34);
	if (source.samples.length > 0)
		drawChart(pen, source.samples, { x: MIDDLE + 50, y: y + 56, width: INNER / 2 - 130, height: 140 });
	y += 300;
	const settings = [...rowsOf('settings').slice(0, 3), ...rowsOf('conntrack').slice(0, 3)];
	drawRows(pen, settings, MARGIN, y, 240);
	return drawNotes(pen, report.notes, drawRows(pen, rowsOf('router').slice(0, 6), MIDDLE, y, 180));
}

function drawHead(pen: Pen, { badge, headline, made }: Report): number {
	const { context, colours } = pen;
	// Not "start", which is the right in some languages: the places are the same in all.
	context.textAlign = 'left';
	setFont(pen, 30, 'bold');
	write(pen, _('Flow Offloading'), MARGIN, 74, 600);
	context.textAlign = 'right';
	setFont(pen, 20);
	write(pen, new Date(made).toISOString().slice(0, 10), WIDTH - MARGIN, 74, 300, colours.quiet);
	context.textAlign = 'left';
	setFont(pen, 34, 'bold');
	context.fillStyle = LEVELS[badge.level];
	context.fillRect(MARGIN, 100, Math.min(INNER, context.measureText(badge.text).width + 48), 64);
	write(pen, badge.text, MARGIN + 24, 144, INNER - 48, '#fff');
	setFont(pen, 24);
	return writeLines(pen, headline.text, MARGIN, 208, INNER, 34, 3);
}

function drawChecks(pen: Pen, checks: model.Check[], y: number): number {
	setFont(pen, 24, 'bold');
	checks.forEach(({ state, title }, index) => {
		const text = `${components.signOf(state)} ${title}`;
		const colour =
			state === 'failed'
				? LEVELS.danger
				: state === 'open' || state === 'waiting'
					? pen.colours.quiet
					: undefined;
		write(pen, text, MARGIN + (index * INNER) / checks.length, y, INNER / checks.length - 10, colour);
	});
	return y;
}

function drawPath(pen: Pen, facts: model.PathFacts, y: number): void {
	const { context, colours } = pen;
	const { strokes, boxes, labels, texts } = model.pathDrawing(facts);
	context.save();
	context.translate(MARGIN - 2, y);
	context.scale(PATH_SCALE, PATH_SCALE);
	context.lineCap = 'butt';
	for (const { x, y, width, height } of boxes)
		stroke(pen, `M${x} ${y}h${width}v${height}h${-width}z`, colours.quiet, 1.5);
	for (const { path, shaft, head, dashed } of strokes) {
		stroke(pen, shaft, model.PATH_COLOURS[path], 4, dashed ? [3, 6] : []);
		stroke(pen, head, model.PATH_COLOURS[path], 4);
	}
	context.textAlign = 'center';
	setFont(pen, 12);
	for (const { x, y, text } of texts) write(pen, text, x, y, 84);
	setFont(pen, 13, 'bold');
	for (const { x, y, text } of labels) write(pen, text, x, y, model.PATH_VIEW.width);
	context.restore();
}

function drawChart(pen: Pen, samples: model.Sample[], field: model.Field): void {
	const { context, colours } = pen;
	const { x, y, width, height } = field;
	const { paths, marks, top } = model.drawingOf(samples, field);
	const last = samples[samples.length - 1];
	context.lineCap = 'round';
	stroke(pen, model.gridOf(field), colours.grid, 1);
	stroke(pen, marks.change + marks.reload, model.PATH_COLOURS['slow-path'], 2);
	setFont(pen, 17);
	const level = (index: number) => y + height * (1 - index / model.GRID_STEPS) + 6;
	model.ticksOf(top).forEach((figure, index) => {
		write(pen, String(figure), x + width + 8, level(index), 72, colours.quiet);
	});
	context.textAlign = 'right';
	model.ticksOf(100).forEach((figure, index) => {
		write(pen, String(figure), x - 8, level(index), 42, colours.quiet);
	});
	write(pen, '%', x - 8, y - 14, 42, colours.quiet);
	context.textAlign = 'left';
	write(pen, _('Mbit/s'), x + width + 8, y - 14, 72, colours.quiet);
	const titles = model.seriesTitles();
	model.SERIES.forEach((series, index) => {
		const { id } = series;
		stroke(pen, paths[id], model.SERIES_COLOURS[id], 3, id === 'softirq' ? [6, 6] : []);
		const [left, below] = [x - 50 + (index % 2) * 280, y + height + 36 + (index >> 1) * 30];
		stroke(pen, `M${left} ${below - 6}h24`, model.SERIES_COLOURS[id], 4);
		write(
			pen,
			_('%s: %s').format(titles[id], last ? model.seriesText(series, last) : '–'),
			left + 32,
			below,
			240
		);
	});
}

function drawRows(pen: Pen, rows: model.Row[], x: number, y: number, indent: number): number {
	rows.forEach(([label, value], index) => {
		setFont(pen, 20);
		write(pen, label, x, y + index * 36, indent - 12, pen.colours.quiet);
		setFont(pen, 20, 'bold');
		write(pen, value.slice(0, 200), x + indent, y + index * 36, INNER / 2 - 15 - indent);
	});
	return y + 6 * 36;
}

function drawNotes(pen: Pen, notes: string[], y: number): number {
	setFont(pen, 20);
	const more = notes.length > NOTES ? [_('and %d more in the report').format(notes.length - NOTES)] : [];
	let below = y + 10;
	for (const note of [...notes.slice(0, NOTES), ...more])
		below = writeLines(pen, `• ${note}`, MARGIN, below, INNER, 28) + 8;
	return below + 10;
}

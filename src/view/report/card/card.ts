import type { CardContent } from '../../../model/report/index.ts';
import { drawChart } from './chart.ts';
import { field, PALETTES, type Pen, type Scheme, setFont, wrap, write } from './paint.ts';
import { drawPath } from './path.ts';

/** Wide enough to be read when a forum scales it down by half. */
const WIDTH = 1200;
const MARGIN = 48;
const INNER = WIDTH - 2 * MARGIN;
/** Most notes in the picture; the report has them all. */
const NOTES = 4;
const ROW = 36;

/** Draws the picture of a report: badge, rungs, path, chart, settings, versions, conflicts. Its height follows from what there is. */
export function drawCard(canvas: HTMLCanvasElement, content: CardContent, scheme: Scheme): void {
	const context = canvas.getContext('2d');
	if (!context) return;
	const pen: Pen = { context, colours: PALETTES[scheme] };
	canvas.width = WIDTH;
	// Setting a height clears the canvas, so a first round only measures.
	canvas.height = drawAll(pen, content);
	context.fillStyle = pen.colours.paper;
	context.fillRect(0, 0, WIDTH, canvas.height);
	drawAll(pen, content);
}

/** Draws from top to bottom and gives the height. */
function drawAll(pen: Pen, content: CardContent): number {
	let y = drawHead(pen, content);
	y = drawRungs(pen, content, y + 34);
	drawPath(pen, MARGIN, y + 36, content.share);
	drawChart(pen, MARGIN + 570, y + 36, INNER - 570, 210, content.samples);
	y += 36 + 210 + 44;
	const half = INNER / 2 - 15;
	const left = drawRows(pen, content.settings, MARGIN, y, half);
	const right = drawRows(pen, content.versions, MARGIN + INNER / 2 + 15, y, half);
	return drawNotes(pen, content.notes, Math.max(left, right) + 16) + MARGIN - 20;
}

function drawHead(pen: Pen, { badge, headline, made }: CardContent): number {
	setFont(pen, 30, 'bold');
	write(pen, _('Flow Offloading'), MARGIN, 74, 600);
	pen.context.textAlign = 'end';
	setFont(pen, 20);
	write(pen, new Date(made).toISOString().slice(0, 10), WIDTH - MARGIN, 74, 300, pen.colours.quiet);
	pen.context.textAlign = 'start';
	setFont(pen, 34, 'bold');
	const width = Math.min(INNER, pen.context.measureText(badge.text).width + 48);
	field(pen, MARGIN, 100, width, 64, pen.colours.levels[badge.level]);
	write(pen, badge.text, MARGIN + 24, 144, INNER - 48, pen.colours.onLevel);
	setFont(pen, 24);
	const lines = wrap(pen, headline, INNER, 3);
	for (const [index, line] of lines.entries()) write(pen, line, MARGIN, 208 + index * 34, INNER);
	return 208 + lines.length * 34;
}

/** A tick, a cross, a question mark or nothing before each rung: colour alone is not for everybody. */
function drawRungs(pen: Pen, { rungs }: CardContent, y: number): number {
	const signs = { reached: '✔', failed: '✘', unknown: '?', open: '○' };
	const { levels, quiet } = pen.colours;
	const colours = { reached: levels.success, failed: levels.danger, unknown: quiet, open: quiet };
	const step = INNER / rungs.length;
	setFont(pen, 24, 'bold');
	rungs.forEach(({ state, title }, index) => {
		const x = MARGIN + index * step;
		write(pen, signs[state], x, y, 30, colours[state]);
		write(pen, title, x + 34, y, step - 44, state === 'open' ? quiet : pen.colours.text);
	});
	return y;
}

function drawRows(pen: Pen, rows: CardContent['settings'], x: number, y: number, width: number): number {
	rows.forEach(([label, value], index) => {
		setFont(pen, 20);
		write(pen, label, x, y + index * ROW, width * 0.42, pen.colours.quiet);
		setFont(pen, 20, 'bold');
		write(pen, value, x + width * 0.44, y + index * ROW, width * 0.56);
	});
	return y + rows.length * ROW;
}

function drawNotes(pen: Pen, notes: string[], y: number): number {
	setFont(pen, 20);
	const shown = notes.slice(0, NOTES).map((note) => `• ${note}`);
	if (notes.length > NOTES) shown.push(_('and %d more in the report').format(notes.length - NOTES));
	for (const [index, note] of shown.entries()) write(pen, note, MARGIN, y + index * 32, INNER);
	return y + shown.length * 32;
}

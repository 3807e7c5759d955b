import type { Level } from '../../../model/finding.ts';

/** Colours of a picture; each pair has enough contrast to be read when a forum scales the picture down. */
export interface Palette {
	paper: string;
	text: string;
	quiet: string;
	line: string;
	fast: string;
	slow: string;
	levels: Record<Level, string>;
	/** On a field of a level's colour. */
	onLevel: string;
}

export type Scheme = 'light' | 'dark';

export const PALETTES: Record<Scheme, Palette> = {
	light: {
		paper: '#ffffff',
		text: '#1b2128',
		quiet: '#55606b',
		line: '#c5ccd4',
		fast: '#2e8540',
		slow: '#c77700',
		levels: { success: '#1d6b2f', info: '#10567f', notice: '#10567f', warning: '#8a5300', danger: '#a3201a' },
		onLevel: '#ffffff',
	},
	dark: {
		paper: '#1c2127',
		text: '#eef1f4',
		quiet: '#b3bdc7',
		line: '#4a5460',
		fast: '#5cc474',
		slow: '#f0a63a',
		levels: { success: '#8fd89f', info: '#8cc8ef', notice: '#8cc8ef', warning: '#f0c36a', danger: '#ff9d97' },
		onLevel: '#10161c',
	},
};

/** A pen on a canvas: what it draws are lines, fields and plain text, never markup. */
export interface Pen {
	context: CanvasRenderingContext2D;
	colours: Palette;
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

export function setFont({ context }: Pen, size: number, weight: 'normal' | 'bold' = 'normal'): void {
	context.font = `${weight} ${size}px ${FONT}`;
	context.textBaseline = 'alphabetic';
}

/** Writes one line in the font that is set; what is too long for `width` ends in '…'. */
export function write(
	pen: Pen,
	text: string,
	x: number,
	y: number,
	width: number,
	colour = pen.colours.text
): void {
	pen.context.fillStyle = colour;
	pen.context.fillText(shortened(pen, text, width), x, y);
}

function shortened({ context }: Pen, text: string, width: number): string {
	if (context.measureText(text).width <= width) return text;
	let [fits, tooLong] = [0, text.length];
	while (tooLong - fits > 1) {
		const middle = (fits + tooLong) >> 1;
		if (context.measureText(`${text.slice(0, middle)}…`).width <= width) fits = middle;
		else tooLong = middle;
	}
	return `${text.slice(0, fits)}…`;
}

/** Breaks a text into lines of at most `width`, in the font that is set; at most `most` lines. */
export function wrap({ context }: Pen, text: string, width: number, most: number): string[] {
	const lines = [''];
	for (const word of text.split(/\s+/)) {
		const last = lines[lines.length - 1]!;
		const longer = last === '' ? word : `${last} ${word}`;
		if (last === '' || context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	if (lines.length <= most) return lines;
	return [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')];
}

/** A field with round corners. */
export function field(
	{ context }: Pen,
	x: number,
	y: number,
	width: number,
	height: number,
	colour: string
): void {
	const radius = Math.min(12, height / 2);
	context.fillStyle = colour;
	context.beginPath();
	context.moveTo(x + radius, y);
	context.arcTo(x + width, y, x + width, y + height, radius);
	context.arcTo(x + width, y + height, x, y + height, radius);
	context.arcTo(x, y + height, x, y, radius);
	context.arcTo(x, y, x + width, y, radius);
	context.fill();
}

export function frame({ context, colours }: Pen, x: number, y: number, width: number, height: number): void {
	context.strokeStyle = colours.line;
	context.lineWidth = 2;
	context.strokeRect(x, y, width, height);
}

/** Draws on a canvas: lines, fields and plain text, never markup. */
export interface Pen {
	context: CanvasRenderingContext2D;
	colours: Palette;
}

/** Each has enough contrast to be read when a forum scales the picture down. */
interface Palette {
	paper: string;
	text: string;
	quiet: string;
	grid: string;
}

export type Scheme = 'light' | 'dark';

export const PALETTES: Record<Scheme, Palette> = {
	light: { paper: '#fff', text: '#1b2128', quiet: '#55606b', grid: '#c5ccd4' },
	dark: { paper: '#1c2127', text: '#eef1f4', quiet: '#b3bdc7', grid: '#4a5460' },
};

/** What a line may be squeezed to and still be read. */
const SQUEEZE = 0.85;

/** A version or an address keeps its order in every language. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/** `size` in pixels. */
export function setFont({ context }: Pen, size: number, weight = ''): void {
	context.font = `${weight} ${size}px system-ui, "DejaVu Sans", sans-serif`;
}

/** Writes one line in the font that is set; what is too long for `width` is squeezed a little, then cut. */
export function write(
	{ context, colours }: Pen,
	text: string,
	x: number,
	y: number,
	width: number,
	colour = colours.text
): void {
	const fits = (line: string) => context.measureText(line).width * SQUEEZE <= width;
	let shown = text;
	for (let length = text.length; length > 0 && !fits(shown); length--)
		shown = `${text.slice(0, length).trim()}…`;
	context.direction = RIGHT_TO_LEFT.test(shown) ? 'rtl' : 'ltr';
	context.fillStyle = colour;
	context.fillText(shown, x, y, width);
}

export function stroke(
	{ context }: Pen,
	path: string,
	colour: string,
	width: number,
	dash: number[] = []
): void {
	context.strokeStyle = colour;
	context.lineWidth = width;
	context.setLineDash(dash);
	context.stroke(new Path2D(path));
}

/** Writes a text of at most `most` lines of the font that is set, and returns the y coordinate below them. */
export function writeLines(
	pen: Pen,
	text: string,
	x: number,
	y: number,
	width: number,
	step: number,
	most = 2
): number {
	const lines = [''];
	for (const word of text.split(/\s+/)) {
		const longer = `${lines[0]} ${word}`.trim();
		if (pen.context.measureText(longer).width <= width || lines.length === most) lines[0] = longer;
		else lines.unshift(word);
	}
	lines.reverse().forEach((line, index) => {
		write(pen, line.slice(0, 200), x, y + index * step, width);
	});
	return y + lines.length * step;
}

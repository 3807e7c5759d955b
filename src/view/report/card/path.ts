import * as model from '../../../model/index.ts';
import { frame, type Pen, setFont, write } from './paint.ts';

/** As thick as the data on it. */
const THINNEST = 4;
const THICKEST = 26;

/** The two ways from the local network to the Internet, in a field of 530 by 210 whose corner is at x, y. */
export function drawPath(pen: Pen, x: number, y: number, share: number | null): void {
	way(
		pen,
		[x + 130, y + 105, x + 210, y + 40, x + 320, y + 40, x + 400, y + 105],
		pen.colours.slow,
		share === null ? null : 1 - share
	);
	way(pen, [x + 130, y + 105, x + 210, y + 180, x + 320, y + 180, x + 400, y + 105], pen.colours.fast, share);
	box(pen, x, y + 70, 130, _('Your network'));
	box(pen, x + 400, y + 70, 130, _('Internet'));
	box(pen, x + 200, y + 5, 130, _('Firewall'));
	setFont(pen, 22);
	centred(pen, percent(_('Short cut'), share), x + 265, y + 158, 240);
	if (share !== null) centred(pen, model.percentText(1 - share), x + 265, y + 108, 200);
}

function percent(name: string, share: number | null): string {
	return share === null ? name : _('%s: %s').format(name, model.percentText(share));
}

function way({ context }: Pen, points: number[], colour: string, share: number | null): void {
	const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = points;
	context.strokeStyle = colour;
	context.lineWidth = share === null ? THINNEST : THINNEST + share * (THICKEST - THINNEST);
	context.setLineDash(share === null ? [4, 14] : []);
	context.beginPath();
	context.moveTo(x0, y0);
	context.bezierCurveTo(x0 + 50, y0, x1 - 50, y1, x1, y1);
	context.lineTo(x2, y2);
	context.bezierCurveTo(x2 + 50, y2, x3 - 50, y3, x3, y3);
	context.stroke();
	context.setLineDash([]);
}

function box(pen: Pen, x: number, y: number, width: number, text: string): void {
	pen.context.fillStyle = pen.colours.paper;
	pen.context.fillRect(x, y, width, 70);
	frame(pen, x, y, width, 70);
	setFont(pen, 20, 'bold');
	centred(pen, text, x + width / 2, y + 42, width - 8);
}

function centred(pen: Pen, text: string, x: number, y: number, width: number): void {
	pen.context.textAlign = 'center';
	write(pen, text, x, y, width);
	pen.context.textAlign = 'start';
}

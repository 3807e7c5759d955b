import { leastText } from './history/share-words.ts';
import { percentText } from './units.ts';

/**
 * The geometry of the picture that explains offloading, without anything that draws: two ways from the local network to the Internet, as
 * thick as the data on them, in a view box of 480 by 150. The page puts it into SVG, the picture of the report onto a canvas.
 */
export interface PathDrawing {
	ways: Way[];
	boxes: Box[];
	/** Centred at their place. */
	texts: Array<[x: number, y: number, text: string]>;
}

export type WayName = 'slow' | 'fast';

interface Way {
	name: WayName;
	/** In the syntax of SVG's attribute `d`. */
	path: string;
	width: number;
	/** It is not known how much goes this way. */
	dashed: boolean;
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
	/** Centred in it. */
	text: string;
}

/** Colours that tell from each other for colour-blind people too, on light and dark. */
export const WAY_COLOURS: Record<WayName, string> = { slow: '#c77700', fast: '#2e8540' };

const THINNEST = 2;
const THICKEST = 14;

/** `share` of the bytes that bypass the firewall, at least, 0 to 1; null = unknown. */
export function pathDrawing(share: number | null): PathDrawing {
	const slow = share === null ? null : 1 - share;
	return {
		ways: [
			way('slow', 'M112 75C160 75 140 30 190 30M290 30C340 30 320 75 368 75', slow),
			way('fast', 'M112 75C160 75 140 118 200 118L280 118C340 118 320 75 368 75', share),
		],
		boxes: [
			{ x: 2, y: 52, width: 110, height: 46, text: _('Your network') },
			{ x: 190, y: 15, width: 100, height: 30, text: _('Firewall') },
			{ x: 368, y: 52, width: 110, height: 46, text: _('Internet') },
		],
		texts: [
			[240, 142, _('Fast path')],
			[240, 62, share === null ? '' : _('≤ %s').format(percentText(1 - Math.floor(share * 100) / 100))],
			[240, 103, share === null ? '' : _('≥ %s').format(leastText(share))],
		],
	};
}

function way(name: WayName, path: string, share: number | null): Way {
	return { name, path, width: THINNEST + (share ?? 0) * (THICKEST - THINNEST), dashed: share === null };
}

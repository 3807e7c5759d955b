import type { Direction, DirectionState } from './diagnosis/directions.ts';
import { leastText } from './history/share-words.ts';
import { percentText } from './units.ts';

/** Which path each direction takes; null = unknown. */
export type DirectionStates = Record<Direction, DirectionState> | null;

/**
 * The geometry of the picture that explains offloading, without anything that draws: two ways from the local network to the Internet, as
 * thick as the data on them, with an arrow for each direction, in a view box of 480 by 150. The page puts it into SVG, the picture of the
 * report onto a canvas.
 */
export interface PathDrawing {
	ways: Way[];
	/** The upload, then the download. */
	arrows: Arrow[];
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

interface Arrow {
	direction: Direction;
	state: DirectionState;
	/** The line and its head, to be stroked. */
	path: string;
	/** Of the line: it is not known which way the packets go, or they go both. */
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

/** Where an arrow runs, from the local network to the Internet: `y` lies between the two ends. */
const LANES: Record<DirectionState, (offset: number) => string> = {
	slow: (offset) =>
		`M120 ${75 + offset}C165 ${75 + offset} 145 ${30 + offset} 190 ${30 + offset}M290 ${30 + offset}C335 ${30 + offset} 315 ${75 + offset} 360 ${75 + offset}`,
	fast: (offset) =>
		`M120 ${75 + offset}C160 ${75 + offset} 140 ${118 + offset} 200 ${118 + offset}L280 ${118 + offset}C340 ${118 + offset} 320 ${75 + offset} 360 ${75 + offset}`,
	partly: (offset) => `M120 ${75 + offset}L360 ${75 + offset}`,
	unknown: (offset) => `M120 ${75 + offset}L360 ${75 + offset}`,
};

/** `share` of the bytes that bypass the firewall, at least, 0 to 1; null = unknown. */
export function pathDrawing(share: number | null, states: DirectionStates = null): PathDrawing {
	const slow = share === null ? null : 1 - share;
	return {
		ways: [
			way('slow', 'M112 75C160 75 140 30 190 30M290 30C340 30 320 75 368 75', slow),
			way('fast', 'M112 75C160 75 140 118 200 118L280 118C340 118 320 75 368 75', share),
		],
		arrows: [arrow('upload', states?.upload), arrow('download', states?.download)],
		boxes: [
			{ x: 2, y: 52, width: 110, height: 46, text: _('Your network') },
			{ x: 190, y: 15, width: 100, height: 30, text: _('Firewall') },
			{ x: 368, y: 52, width: 110, height: 46, text: _('Internet') },
		],
		texts: [
			[240, 142, _('Fast path')],
			[240, 62, share === null ? '' : _('≤ %s').format(percentText(1 - Math.floor(share * 100) / 100))],
			[240, 103, share === null ? '' : _('≥ %s').format(leastText(share))],
			[57, 120, states ? `↑ ${stateText(states.upload)}` : ''],
			[423, 120, states ? `↓ ${stateText(states.download)}` : ''],
		],
	};
}

/** Both directions in one sentence, for those who do not see the picture. */
export function directionsText(states: DirectionStates): string {
	if (!states) return _('Unknown which path downloads and uploads take.');
	return _('Downloads: %s. Uploads: %s.').format(stateText(states.download), stateText(states.upload));
}

function stateText(state: DirectionState): string {
	return {
		fast: _('fast path'),
		slow: _('firewall'),
		partly: _('both paths'),
		unknown: _('unknown'),
	}[state];
}

function way(name: WayName, path: string, share: number | null): Way {
	return { name, path, width: THINNEST + (share ?? 0) * (THICKEST - THINNEST), dashed: share === null };
}

function arrow(direction: Direction, state: DirectionState = 'unknown'): Arrow {
	const offset = direction === 'upload' ? -5 : 5;
	const y = 75 + offset;
	const head =
		direction === 'upload' ? `M354 ${y - 4}L360 ${y}L354 ${y + 4}` : `M126 ${y - 4}L120 ${y}L126 ${y + 4}`;
	return {
		direction,
		state,
		path: LANES[state](offset) + head,
		dashed: state === 'unknown' || state === 'partly',
	};
}

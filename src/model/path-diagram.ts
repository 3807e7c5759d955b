import type { Direction } from './diagnosis/directions.ts';
import { type MeasuredShares, NO_SHARES } from './diagnosis/measured.ts';
import type { ShownState } from './diagnosis/verdict.ts';
import type { PathDevices } from './path-devices.ts';
import { percentText } from './units.ts';

/** Which path each direction takes; null = unknown. */
export type DirectionStates = Record<Direction, ShownState> | null;

/** What the picture shows. */
export interface PathFacts {
	states: DirectionStates;
	/** Share of each direction's data that bypassed the firewall when it was measured, 0 to 1; null = unknown. */
	shares: MeasuredShares;
	devices: PathDevices;
}

/**
 * The geometry of the picture that explains offloading, without anything that draws, in a view box of 360 by 148: the local network on
 * the left, the Internet on the right, the firewall between them. A direction on the fast path runs straight past the firewall, one on the
 * slow path through it. The page puts it into SVG, the picture of the report onto a canvas.
 */
export interface PathDrawing {
	strokes: Stroke[];
	boxes: Box[];
	/** One for each direction, centred at its coordinates. */
	labels: Label[];
	/** Titles and devices in the boxes, centred; `small` ones are names of devices. */
	texts: Array<{ x: number; y: number; text: string; small: boolean }>;
}

/** An arrow of one direction; a direction on both paths has two. */
interface Stroke {
	direction: Direction;
	path: PathName;
	/** Both in the syntax of SVG's attribute `d`. */
	shaft: string;
	head: string;
	/** Of the shaft alone: the dashes of a head would not look like one. */
	dashed: boolean;
}

export type PathName = 'fast-path' | 'slow-path' | 'unknown';

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

interface Label {
	direction: Direction;
	x: number;
	y: number;
	text: string;
}

/** Colours that tell from each other for colour-blind people too, on light and dark. */
export const PATH_COLOURS: Record<PathName, string> = {
	'slow-path': '#c77700',
	'fast-path': '#2e8540',
	unknown: '#8a8a8a',
};
export const PATH_VIEW = { width: 360, height: 148 };
/** Nothing is known. */
export const UNKNOWN_PATHS: PathFacts = {
	states: null,
	shares: NO_SHARES,
	devices: { lan: [], wan: [] },
};

/** Of a text in the middle of its box. */
const MIDDLE = 77;
const LEFT = 100;
const RIGHT = 260;
const GEOMETRY: Record<Direction, { y: number; throughFirewall: string; head: string; labelY: number }> = {
	download: {
		y: 44,
		throughFirewall: 'M260 44C238 44 246 66 222 66M138 66C114 66 122 44 100 44',
		head: 'M108 38L100 44L108 50',
		labelY: 16,
	},
	upload: {
		y: 102,
		throughFirewall: 'M100 102C122 102 114 80 138 80M222 80C246 80 238 102 260 102',
		head: 'M252 96L260 102L252 108',
		labelY: 140,
	},
};
const PATHS: Record<ShownState, PathName[]> = {
	ready: ['fast-path'],
	'fast-path': ['fast-path'],
	'slow-path': ['slow-path'],
	partly: ['fast-path', 'slow-path'],
	unknown: ['unknown'],
};
const DEVICE_ROWS = 3;

export function pathDrawing({ states, shares, devices }: PathFacts): PathDrawing {
	const directions: Direction[] = ['download', 'upload'];
	return {
		strokes: directions.flatMap((direction) => strokesOf(direction, states?.[direction] ?? 'unknown')),
		boxes: [
			{ x: 2, y: 28, width: LEFT - 6, height: 90 },
			{ x: 138, y: 56, width: 84, height: 34 },
			{ x: RIGHT + 4, y: 28, width: LEFT - 6, height: 90 },
		],
		labels: directions.map((direction) => ({
			direction,
			x: PATH_VIEW.width / 2,
			y: GEOMETRY[direction].labelY,
			text: labelText(direction, states?.[direction] ?? 'unknown', shares[direction]),
		})),
		texts: [
			{ x: 180, y: MIDDLE, text: _('Firewall', 'flow offloading'), small: false },
			...boxTexts(49, _('Your network'), devices.lan),
			...boxTexts(311, _('Internet'), devices.wan),
		],
	};
}

/** Both directions in one sentence, for those who do not see the picture. */
export function directionsText({ states, shares }: PathFacts): string {
	if (!states) return _('Unknown which path downloads and uploads take.');
	const words = (direction: Direction) => stateText(states[direction], shares[direction]);
	return _('Downloads: %s. Uploads: %s.').format(words('download'), words('upload'));
}

function strokesOf(direction: Direction, state: ShownState): Stroke[] {
	const { y, throughFirewall, head } = GEOMETRY[direction];
	return PATHS[state].map((path) => ({
		direction,
		path,
		shaft: path === 'slow-path' ? throughFirewall : `M${LEFT} ${y}L${RIGHT} ${y}`,
		head,
		dashed: path === 'unknown' || state === 'ready',
	}));
}

function labelText(direction: Direction, state: ShownState, share: number | null): string {
	const words = stateText(state, share);
	return direction === 'download' ? _('↓ Downloads: %s').format(words) : _('↑ Uploads: %s').format(words);
}

function stateText(state: ShownState, share: number | null): string {
	const path = {
		'fast-path': _('fast path'),
		ready: _('ready for the fast path'),
		'slow-path': _('through the firewall'),
		partly: _('both paths'),
		unknown: _('unknown'),
	}[state];
	if (share === null) return path;
	if (state === 'fast-path') return _('fast path, measured %s').format(percentText(share));
	return state === 'partly' ? _('both paths, %s fast').format(percentText(share)) : path;
}

function boxTexts(x: number, title: string, devices: string[]): PathDrawing['texts'] {
	const shown = devices.length > DEVICE_ROWS ? [devices[0]!, '…', devices[devices.length - 1]!] : devices;
	return [
		{ x, y: shown.length > 0 ? 50 : MIDDLE, text: title, small: false },
		...Array.from({ length: DEVICE_ROWS }, (_row, index) => ({
			x,
			y: 70 + index * 16,
			text: shown[index] ?? '',
			small: true,
		})),
	];
}

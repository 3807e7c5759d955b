import * as model from '../model/index.ts';
import { setText } from './live-text.ts';
import { setAttribute, svg } from './svg.ts';

/** The picture that explains offloading: two ways from the local network to the Internet, as thick as the data on them. */
export interface PathPicture {
	readonly element: Element;
	/** Share of the bytes on the short cut, 0 to 1; null = unknown or nothing to share. */
	update(share: number | null): void;
}

const THINNEST = 2;
const THICKEST = 14;

export function pathPicture(): PathPicture {
	const firewall = way('M 112 75 C 160 75 140 30 190 30 M 290 30 C 340 30 320 75 368 75', 'way slow');
	const shortCut = way('M 112 75 C 160 75 140 118 200 118 L 280 118 C 340 118 320 75 368 75', 'way fast');
	const overFirewall = label(240, 62);
	const overShortCut = label(240, 103);
	const element = svg('svg', { class: 'nft-offload-path', viewBox: '0 0 480 150', role: 'img' });
	element.append(
		firewall,
		shortCut,
		...box(2, 52, 110, 46, _('Your network')),
		...box(190, 15, 100, 30, _('Firewall')),
		...box(368, 52, 110, 46, _('Internet')),
		named(label(240, 142), _('Short cut')),
		overFirewall,
		overShortCut
	);
	return {
		element,
		update(share) {
			thicken(firewall, share === null ? null : 1 - share);
			thicken(shortCut, share);
			setText(overFirewall, share === null ? '' : model.percentText(1 - share));
			setText(overShortCut, share === null ? '' : model.percentText(share));
			setAttribute(element, 'aria-label', sentence(share));
		},
	};
}

function sentence(share: number | null): string {
	if (share === null) return _('Which way the data takes is not known: there is hardly any traffic now.');
	return _(
		'Of the data of the last 30 seconds, %s took the short cut and %s went through the firewall.'
	).format(model.percentText(share), model.percentText(1 - share));
}

function thicken(path: Element, share: number | null): void {
	const width = share === null ? THINNEST : THINNEST + share * (THICKEST - THINNEST);
	setAttribute(path, 'stroke-width', width.toFixed(1));
	setAttribute(path, 'stroke-dasharray', share === null ? '2 6' : 'none');
}

function way(d: string, kind: string): Element {
	return svg('path', { d, class: kind });
}

function label(x: number, y: number): Element {
	return svg('text', { x, y });
}

function named(text: Element, words: string): Element {
	text.textContent = words;
	return text;
}

function box(x: number, y: number, width: number, height: number, words: string): Element[] {
	const frame = svg('rect', { x, y, width, height, rx: 4, class: 'box' });
	return [frame, named(label(x + width / 2, y + height / 2 + 4), words)];
}

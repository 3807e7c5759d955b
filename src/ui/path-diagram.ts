import * as model from '../model/index.ts';
import { setText } from './live-text.ts';
import { setAttribute, svg } from './svg.ts';

/** The picture that explains offloading: two ways between the local network and the Internet, and an arrow for each direction. */
export interface PathPicture {
	readonly element: Element;
	/** Share of the bytes that bypass the firewall, at least, 0 to 1; null = unknown. Which path each direction takes. And what the share says in words. */
	update(share: number | null, states: model.DirectionStates, words: string): void;
}

export function pathPicture(): PathPicture {
	const { ways, arrows, boxes, texts } = model.pathDrawing(null);
	const paths = ways.map(({ name, path }) =>
		svg('path', { d: path, class: 'way', stroke: model.WAY_COLOURS[name] })
	);
	// Points that move along a way while data does.
	const flows = ways.map(({ path }) => svg('path', { d: path, class: 'flow', display: 'none' }));
	const directions = arrows.map(({ direction, path }) =>
		svg('path', { d: path, class: 'direction', 'data-direction': direction })
	);
	const labels = texts.map(([x, y, text]) => label(x, y, text));
	const element = svg('svg', { class: 'nft-offload-path', viewBox: '0 0 480 150', role: 'img' });
	element.append(...paths, ...flows, ...directions, ...boxes.flatMap(boxed), ...labels);
	return {
		element,
		update(share, states, words) {
			const drawn = model.pathDrawing(share, states);
			const carrying = share === null ? [false, false] : [share < 1, share > 0];
			drawn.ways.forEach(({ width, dashed }, index) => {
				setAttribute(paths[index]!, 'stroke-width', width.toFixed(1));
				setAttribute(paths[index]!, 'stroke-dasharray', dashed ? '2 6' : 'none');
				setAttribute(flows[index]!, 'display', carrying[index] ? 'inline' : 'none');
			});
			drawn.arrows.forEach(({ path, state, dashed }, index) => {
				setAttribute(directions[index]!, 'd', path);
				setAttribute(directions[index]!, 'data-state', state);
				setAttribute(directions[index]!, 'stroke-dasharray', dashed ? '4 4' : 'none');
			});
			drawn.texts.forEach(([, , text], index) => {
				setText(labels[index]!, text);
			});
			setAttribute(element, 'aria-label', `${model.directionsText(states)} ${words}`);
		},
	};
}

function label(x: number, y: number, text: string): Element {
	const element = svg('text', { x, y });
	element.textContent = text;
	return element;
}

function boxed({ x, y, width, height, text }: model.PathDrawing['boxes'][number]): Element[] {
	const frame = svg('rect', { x, y, width, height, rx: 4, class: 'box' });
	return [frame, label(x + width / 2, y + height / 2 + 4, text)];
}

import * as model from '../model/index.ts';
import { setText } from './live-text.ts';
import { setAttribute, svg } from './svg.ts';

/** The picture that explains offloading: two ways from the local network to the Internet, as thick as the data on them. */
export interface PathPicture {
	readonly element: Element;
	/** Share of the bytes that bypass the firewall, at least, 0 to 1, or null where it is unknown; and what it says to those who do not see it. */
	update(share: number | null, words: string): void;
}

export function pathPicture(): PathPicture {
	const { ways, boxes, texts } = model.pathDrawing(null);
	const paths = ways.map(({ name, path }) =>
		svg('path', { d: path, class: 'way', stroke: model.WAY_COLOURS[name] })
	);
	// Points that move along a way while data does.
	const flows = ways.map(({ path }) => svg('path', { d: path, class: 'flow', display: 'none' }));
	const labels = texts.map(([x, y, text]) => label(x, y, text));
	const element = svg('svg', { class: 'nft-offload-path', viewBox: '0 0 480 150', role: 'img' });
	element.append(...paths, ...flows, ...boxes.flatMap(boxed), ...labels);
	return {
		element,
		update(share, words) {
			const drawn = model.pathDrawing(share);
			const carrying = share === null ? [false, false] : [share < 1, share > 0];
			drawn.ways.forEach(({ width, dashed }, index) => {
				setAttribute(paths[index]!, 'stroke-width', width.toFixed(1));
				setAttribute(paths[index]!, 'stroke-dasharray', dashed ? '2 6' : 'none');
				setAttribute(flows[index]!, 'display', carrying[index] ? 'inline' : 'none');
			});
			drawn.texts.forEach(([, , text], index) => {
				setText(labels[index]!, text);
			});
			setAttribute(element, 'aria-label', words);
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

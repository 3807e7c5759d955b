import * as model from '../../model/index.ts';
import * as components from '../../ui/index.ts';

/** The picture that explains offloading: two networks, the firewall between them, and an arrow for each direction past or through it. */
export interface PathPicture {
	readonly element: Element;
	/** `flowing`: there is traffic, so points move along the arrows. */
	update(facts: model.PathFacts, flowing: boolean): void;
}

export function pathPicture(): PathPicture {
	const { width, height } = model.PATH_VIEW;
	const element = components.svg('svg', {
		class: 'nft-offload-path',
		viewBox: `0 0 ${width} ${height}`,
		role: 'img',
	});
	const labels = model.pathDrawing(model.UNKNOWN_PATHS).labels.map(({ x, y }) => label(x, y, '', 'words'));
	// Shares change with each reading: drawing the rest again would let the points jump.
	const draw = components.onChange(
		({ facts, flowing }: { facts: model.PathFacts; flowing: boolean }) =>
			element.replaceChildren(...elementsOf(model.pathDrawing(facts), flowing), ...labels),
		({ facts, flowing }) => [facts.states, facts.devices, flowing]
	);
	draw({ facts: model.UNKNOWN_PATHS, flowing: false });
	return {
		element,
		update(facts, flowing) {
			draw({ facts, flowing });
			model.pathDrawing(facts).labels.forEach(({ text }, index) => {
				components.setText(labels[index]!, text);
			});
			components.setAttribute(element, 'aria-label', model.directionsText(facts));
		},
	};
}

function elementsOf({ strokes, boxes, texts }: model.PathDrawing, flowing: boolean): Element[] {
	return [
		...boxes.map(({ x, y, width, height }) =>
			components.svg('rect', { x, y, width, height, rx: 4, class: 'box' })
		),
		...strokes.flatMap(({ direction, path, shaft, head, dashed }) => {
			const arrow = {
				class: 'arrow',
				stroke: model.PATH_COLOURS[path],
				'data-direction': direction,
				'data-path': path,
			};
			return [
				components.svg('path', { ...arrow, d: shaft, ...(dashed && { 'stroke-dasharray': '3 6' }) }),
				components.svg('path', { ...arrow, d: head }),
			];
		}),
		...strokes
			.filter(({ dashed }) => flowing && !dashed)
			.map(({ direction, shaft }) => components.svg('path', { d: shaft, class: `flow ${direction}` })),
		...texts.map(({ x, y, text, small }) => label(x, y, text, small ? 'device' : 'title')),
	];
}

function label(x: number, y: number, text: string, kind: string): Element {
	const element = components.svg('text', { x, y, class: kind });
	element.textContent = text;
	return element;
}

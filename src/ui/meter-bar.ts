import * as model from '../model/index.ts';
import { setText } from './live-text.ts';

/** The tracked connections as one bar in four parts, with a legend in words. */
export interface MeterBar {
	readonly element: HTMLElement;
	update(meter: model.Meter | null): void;
}

type Part = keyof model.Meter;

export function meterBar(): MeterBar {
	const parts = partTitles().map(([part, title, color]) => ({
		part,
		title,
		bar: E('span', { style: `background:${color}` }),
		legend: E('li', { style: `--nft-offload-part:${color}` }),
	}));
	const bar = E('div', { class: 'nft-offload-meter', 'aria-hidden': 'true' });
	bar.append(...parts.map((entry) => entry.bar));
	const legend = E('ul', { class: 'nft-offload-legend', 'aria-label': _('Tracked connections by kind') });
	legend.append(...parts.map((entry) => entry.legend));
	return {
		element: E('div', [bar, legend]),
		update(meter) {
			for (const entry of parts) {
				const count = meter ? meter[entry.part] : null;
				entry.bar.style.flexGrow = String(count ?? 0);
				// Not every router half can tell it: then it is left out rather than called unknown for ever.
				entry.legend.hidden = entry.part === 'slow' && count === null;
				setText(entry.legend, _('%s: %s').format(entry.title, model.countText(count)));
			}
		},
	};
}

/** Colours that tell from each other for colour-blind people too, on light and dark. */
function partTitles(): Array<[Part, string, string]> {
	return [
		['software', _('Software', 'flow offloading'), '#2e8540'],
		['hardware', _('Hardware'), '#1f6fb4'],
		['slow', _('Eligible, but slow'), '#c77700'],
		['other', _('Not for offloading'), '#8a8a8a'],
	];
}

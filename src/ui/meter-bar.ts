import * as model from '../model/index.ts';
import { setText } from './live-text.ts';

/** The tracked connections as one bar with a segment for each category, with a legend in words. */
export interface MeterBar {
	readonly element: HTMLElement;
	update(meter: model.Meter | null): void;
}

type Category = 'software' | 'hardware' | 'eligible' | 'other';

export function meterBar(): MeterBar {
	const entries = categoryTitles().map(([category, title, color]) => ({
		category,
		title,
		bar: E('span', { style: `background:${color}` }),
		legend: E('li', { style: `--nft-offload-colour:${color}` }),
	}));
	const bar = E('div', { class: 'nft-offload-meter', 'aria-hidden': 'true' });
	bar.append(...entries.map((entry) => entry.bar));
	const legend = E('ul', { class: 'nft-offload-legend', 'aria-label': _('Tracked connections by kind') });
	legend.append(...entries.map((entry) => entry.legend));
	return {
		element: E('div', [bar, legend]),
		update(meter) {
			bar.hidden = meter === null;
			for (const entry of entries) {
				const count = meter ? meter[entry.category] : null;
				entry.bar.style.flexGrow = String(count ?? 0);
				setText(entry.legend, _('%s: %s').format(entry.title, categoryText(entry.category, count, meter)));
			}
		},
	};
}

/** Where the table was too large to be read to its end, the one number is a least, the other a most. */
function categoryText(category: Category, count: number | null, meter: model.Meter | null): string {
	const number = model.countText(count);
	if (count === null || meter?.complete !== false) return number;
	if (category === 'eligible') return _('at least %s').format(number);
	return category === 'other' ? _('at most %s').format(number) : number;
}

/** Colours that tell from each other for colour-blind people too, on light and dark. */
function categoryTitles(): Array<[Category, string, string]> {
	return [
		['software', _('Software', 'flow offloading'), '#2e8540'],
		['hardware', _('Hardware'), '#2877bd'],
		['eligible', _('Eligible, not offloaded'), '#c77700'],
		['other', _('Idle, new, or the router’s own'), '#8a8a8a'],
	];
}

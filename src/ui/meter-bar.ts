import * as model from '../model/index.ts';
import { setText } from './live-text.ts';

/** The tracked connections as one bar in four parts, with a legend in words. */
export interface MeterBar {
	readonly element: HTMLElement;
	update(meter: model.Meter | null): void;
}

type Part = 'software' | 'hardware' | 'eligible' | 'other';

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
			bar.hidden = meter === null;
			for (const entry of parts) {
				const count = meter ? meter[entry.part] : null;
				entry.bar.style.flexGrow = String(count ?? 0);
				setText(entry.legend, _('%s: %s').format(entry.title, partText(entry.part, count, meter)));
			}
		},
	};
}

/** Where the table was too large to be read to its end, the one number is a least, the other a most. */
function partText(part: Part, count: number | null, meter: model.Meter | null): string {
	const number = model.countText(count);
	if (count === null || meter?.complete !== false) return number;
	if (part === 'eligible') return _('at least %s').format(number);
	return part === 'other' ? _('at most %s').format(number) : number;
}

/** Colours that tell from each other for colour-blind people too, on light and dark. */
function partTitles(): Array<[Part, string, string]> {
	return [
		['software', _('Software', 'flow offloading'), '#2e8540'],
		['hardware', _('Hardware'), '#2877bd'],
		['eligible', _('Eligible, not offloaded'), '#c77700'],
		['other', _('Idle, new, or the router’s own'), '#8a8a8a'],
	];
}

import type { Sample } from '../history/history.ts';
import { numberText } from '../numbers.ts';
import { leastText, percentText } from '../units.ts';

export type SeriesId = 'share' | 'cpu' | 'softirq' | 'rate';

/** A series of the chart. Its values: 0 to 1 on the axis `percent`, Mbit/s on the axis `rate`; null = unknown. */
export interface Series {
	id: SeriesId;
	axis: 'percent' | 'rate';
	read(sample: Sample): number | null;
}

export const SERIES: Series[] = [
	{ id: 'share', axis: 'percent', read: ({ share }) => share },
	{ id: 'cpu', axis: 'percent', read: ({ cpu }) => cpu },
	{ id: 'softirq', axis: 'percent', read: ({ softirq }) => softirq },
	{ id: 'rate', axis: 'rate', read: ({ wan_bits }) => (wan_bits === null ? null : wan_bits / 1e6) },
];

/** Colours that tell from each other for colour-blind people too, on light and dark. */
export const SERIES_COLOURS: Record<SeriesId, string> = {
	share: '#2e8540',
	cpu: '#bb4c75',
	softirq: '#8a8a8a',
	rate: '#2877bd',
};

/** Names of the series for people. */
export function seriesTitles(): Record<SeriesId, string> {
	return {
		share: _('Bypasses the firewall'),
		cpu: _('Busiest CPU core'),
		softirq: _('of which softirq'),
		rate: _('Internet connection'),
	};
}

/** The value of a series at one moment, in words: "at least 97 %", "93.2 Mbit/s", "unknown". */
export function seriesText({ id, axis, read }: Series, sample: Sample): string {
	const value = read(sample);
	if (value === null) return _('unknown');
	if (id === 'share') return _('at least %s').format(leastText(value));
	return axis === 'percent' ? percentText(value) : _('%s Mbit/s').format(numberText(value, 1));
}

import type { Sample } from '../history/history.ts';
import { numberText } from '../numbers.ts';
import { leastText, percentText } from '../units.ts';

export type LineId = 'share' | 'cpu' | 'softirq' | 'rate';

/** A line of the chart. Its values: 0 to 1 on the axis `percent`, Mbit/s on the axis `rate`; null = unknown. */
export interface ChartLine {
	id: LineId;
	axis: 'percent' | 'rate';
	read(sample: Sample): number | null;
}

export const CHART_LINES: ChartLine[] = [
	{ id: 'share', axis: 'percent', read: ({ share }) => share },
	{ id: 'cpu', axis: 'percent', read: ({ cpu }) => cpu },
	{ id: 'softirq', axis: 'percent', read: ({ softirq }) => softirq },
	{ id: 'rate', axis: 'rate', read: ({ wan_bits }) => (wan_bits === null ? null : wan_bits / 1e6) },
];

/** Colours that tell from each other for colour-blind people too, on light and dark. */
export const LINE_COLOURS: Record<LineId, string> = {
	share: '#2e8540',
	cpu: '#bb4c75',
	softirq: '#8a8a8a',
	rate: '#2877bd',
};

/** Names of the lines for people. */
export function lineTitles(): Record<LineId, string> {
	return {
		share: _('Bypasses the firewall'),
		cpu: _('Busiest CPU core'),
		softirq: _('of which softirq'),
		rate: _('Internet connection'),
	};
}

/** The value of a line at one moment, in words: "at least 97 %", "93.2 Mbit/s", "unknown". */
export function lineText({ id, axis, read }: ChartLine, sample: Sample): string {
	const value = read(sample);
	if (value === null) return _('unknown');
	if (id === 'share') return _('at least %s').format(leastText(value));
	return axis === 'percent' ? percentText(value) : _('%s Mbit/s').format(numberText(value, 1));
}

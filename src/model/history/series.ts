import { HISTORY_SECONDS, type Sample } from './history.ts';

/** The columns of the chart: seconds since 1970, then one column a line, null for gaps. */
export type Series = [number[], ...Array<Array<number | null>>];

/** The lines of the chart in percent and Mbit/s: short cut, busiest core, soft interrupts, throughput. */
export function seriesOf(samples: Sample[]): Series {
	const percent = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 10);
	return [
		samples.map(({ time }) => time),
		samples.map(({ share }) => percent(share)),
		samples.map(({ cpu }) => percent(cpu)),
		samples.map(({ softirq }) => percent(softirq)),
		samples.map(({ wan_bits }) => (wan_bits === null ? null : wan_bits / 1e6)),
	];
}

/** The stretch of time that the chart shows: always ten minutes, ending with the last point. */
export function rangeOf(samples: Sample[]): [number, number] {
	const end = samples[samples.length - 1]?.time ?? HISTORY_SECONDS;
	return [end - HISTORY_SECONDS, end];
}

/** Points at which something happened. */
export function marksOf(samples: Sample[]): Sample[] {
	return samples.filter(({ mark }) => mark !== undefined);
}

import type { ResultLatency } from '../rpc/types/index.ts';
import type { Measurement } from './measurement.ts';
import { numberText } from './numbers.ts';
import { percentText } from './units.ts';

/** The speed of a measurement, on average. */
export function speedText({ total_bytes, seconds }: Pick<Measurement, 'total_bytes' | 'seconds'>): string {
	return _('%s Mbit/s').format(numberText((total_bytes * 8) / seconds / 1e6, 1));
}

/** Results that an older page has stored lack what it did not know. */
export function shareOrUnknown(share: number | null | undefined): string {
	return typeof share === 'number' ? percentText(share) : _('unknown');
}

/** Least, median and greatest round trip. */
export function latencyText(latency: ResultLatency | null | undefined): string {
	if (!latency) return _('unknown');
	const { min_ms, median_ms, max_ms } = latency;
	return _('%s ms').format([min_ms, median_ms, max_ms].map((ms) => numberText(ms, 1)).join(' / '));
}

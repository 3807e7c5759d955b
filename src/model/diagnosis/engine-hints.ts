import { type Finding, finding } from '../finding.ts';
import { comingDriver, loadedMode } from '../mode.ts';
import { countText } from '../units.ts';
import type { Known } from './evidence.ts';

/** What engines say of themselves while hardware offloading is loaded; the details have their reasons. */
export function judgeEngines({ status, counters }: Known): Finding | null {
	if (loadedMode(status) !== 'hardware') return null;
	for (const { bound, capacity, rejected } of status.engines ?? []) {
		if (bound !== null && capacity !== null && bound >= capacity)
			return finding(
				'engine-full',
				'warning',
				_('The table of the hardware is full: %s of %s entries. More connections stay in software.').format(
					countText(bound),
					countText(capacity)
				)
			);
		if (rejected?.length && takesNone(counters) && inSoftware(counters) > 0)
			return finding(
				'engine-rejects',
				'notice',
				_('No connection is offloaded to hardware, and the hardware has rejected some. The details say why.')
			);
	}
	return null;
}

/** Hardware that cannot take part yet. */
export function judgeComingDriver({ status, counters }: Known): Finding | null {
	const source = comingDriver(status);
	if (!source || !status.requested?.flow_offloading_hw || !takesNone(counters)) return null;
	return finding(
		'driver-coming',
		'notice',
		_(
			'The driver for this router’s hardware is still being developed (%s). Until then, only software offloading works.'
		).format(source)
	);
}

function inSoftware(counters: Known['counters']): number {
	return counters?.offloaded?.software.total.entries ?? 0;
}

function takesNone(counters: Known['counters']): boolean {
	return counters?.offloaded?.hardware.total.entries === 0;
}

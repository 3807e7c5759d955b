import type { EngineReading } from '../../rpc/types/index.ts';
import { rejectedText } from '../engine-words.ts';
import { type Finding, finding } from '../finding.ts';
import { comingDriver, isSwitchRouter, loadedMode, modeOf } from '../mode.ts';
import { countText } from '../units.ts';
import type { Known } from './evidence.ts';

/** Fewer entries may all be new. */
const ENOUGH_ENTRIES = 10;
/** Reasons that are shown; all are in the details. */
const MOST_REASONS = 3;

export function judgeEngineFull({ status }: Known): Finding | null {
	if (loadedMode(status) !== 'hardware') return null;
	const full = enginesOf(status).find(
		({ bound, capacity }) => bound !== null && capacity !== null && bound >= capacity
	);
	return full
		? finding(
				'engine-full',
				'warning',
				_(
					'The table of the hardware is full: %s of %s entries. Further connections stay in software.'
				).format(countText(full.bound), countText(full.capacity))
			)
		: null;
}

/** It counts since its driver was loaded: while it takes connections, this only tells about some. */
export function judgeRejected({ status, counters }: Known): Finding | null {
	if (loadedMode(status) !== 'hardware') return null;
	const rejected = enginesOf(status).flatMap((engine) => engine.rejected ?? []);
	if (rejected.length === 0) return null;
	const level = takesNone({ counters }) ? 'notice' : 'info';
	const some = rejected.sort((a, b) => b.flows - a.flows).slice(0, MOST_REASONS);
	return finding(
		'engine-rejects',
		level,
		_('Flows that the hardware has rejected, by what each of them does: %s.').format(rejectedText(some))
	);
}

/** As seen with a driver whose entries never matched (openwrt/openwrt#24178). */
export function judgeIdleEngine({ status }: Known): Finding | null {
	if (loadedMode(status) !== 'hardware') return null;
	const idle = enginesOf(status).find(({ bound, moving }) => moving === 0 && (bound ?? 0) >= ENOUGH_ENTRIES);
	return idle
		? finding(
				'engine-idle',
				'notice',
				_(
					'The hardware holds %s entries, and none of them has counted a packet: it may not forward anything.'
				).format(countText(idle.bound))
			)
		: null;
}

/** Targets whose hardware will take part one day, or does something else. */
export function judgeTarget({ status, counters }: Known): Finding | null {
	if (!status.requested || modeOf(status.requested) !== 'hardware' || !takesNone({ counters })) return null;
	const source = comingDriver(status);
	if (source)
		return finding(
			'driver-coming',
			'notice',
			_(
				'The driver that lets this router’s hardware forward is still being developed (%s). Until your firmware has it, only software offloading works here.'
			).format(source)
		);
	if (!isSwitchRouter(status)) return null;
	return finding(
		'switch-routing',
		'notice',
		_(
			'The switch of this router may route by itself. That is not flow offloading: no connection is offloaded to it, and this page cannot see it.'
		)
	);
}

function takesNone({ counters }: Pick<Known, 'counters'>): boolean {
	return counters?.offloaded?.hardware.total.entries === 0;
}

function enginesOf({ engines }: Known['status']): EngineReading[] {
	return engines ?? [];
}

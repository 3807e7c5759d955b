import * as model from '../../../model/index.ts';
import { known, type State } from '../../../model/state.ts';
import * as router from '../../../rpc/backend.ts';
import type { Status } from '../../../rpc/types/index.ts';
import { measure, type Progress } from './measurement.ts';

/** What a measurement needs of the page. */
export interface MeasuringPage {
	state(): State;
	/** There is a new result. */
	measured(measurement: model.Measurement): void;
}

/** The mode, or what the flowtable holds, was another one at the end. */
export class ModeChangedError extends Error {}

/** Measures once, tells the page of the result, and gives it. Rejects as `measure` does, or with ModeChangedError. */
export async function takeMeasurement(
	page: MeasuringPage,
	progressed: (progress: Progress) => void,
	signal: AbortSignal
): Promise<model.Measurement> {
	const before = await loadedNow();
	const { rate: _rate, load, ...measured } = await measure(progressed, signal);
	const loaded = await loadedNow();
	if (String([loaded.mode, loaded.devices]) !== String([before.mode, before.devices]))
		throw new ModeChangedError();
	const result: model.Measurement = {
		mode: loaded.mode,
		...(loaded.devices && { devices: loaded.devices }),
		...measured,
		hardware_entries: known(page.state().counters)?.offloaded?.hardware.total.entries ?? 0,
		cpu: load?.busiest ?? null,
		softirq: load?.softirq ?? null,
		ended: Date.now(),
	};
	page.measured(result);
	return result;
}

/** Asked for anew: the page's last status may be some seconds old, and a hidden tab has none. */
async function loadedNow(): Promise<{ mode: model.Mode | null; devices: string[] | null }> {
	const status: Status = await router.statusNow();
	const devices = model.firewallFlowtable(status.flowtables ?? [])?.devices ?? null;
	return { mode: model.loadedMode(status), devices };
}

import type { Measurement, Mode } from '../../../src/model/index.ts';
import { initialState, type PageEvent, reduce, type State } from '../../../src/model/state.ts';
import type { Status } from '../../../src/rpc/types/index.ts';
import { factsWith } from './conflicts/environment.ts';
import { countersWith } from './diagnosis/evidence.ts';
import { FLOWTABLE, statusWith } from './status-facts.ts';

export const OFF = {
	requested: { flow_offloading: false, flow_offloading_hw: false },
	flowtables: [],
	forward_rules: [],
};
export const HARDWARE = {
	requested: { flow_offloading: true, flow_offloading_hw: true },
	flowtables: [{ ...FLOWTABLE, hardware: true }],
};

export function after(...events: PageEvent[]): State {
	return events.reduce(reduce, initialState({}));
}

export function status(changes: Partial<Status> = {}): PageEvent {
	return { type: 'status', reading: { value: statusWith(changes) }, pending: null, dismissed: [] };
}

export function counters(software: number, time = 1000, monotonic_ms = 1): PageEvent {
	return { type: 'counters', reading: { value: countersWith(software, 0, { monotonic_ms }) }, time };
}

export function environment(changes: Parameters<typeof factsWith>[0] = {}): PageEvent {
	return { type: 'environment', reading: { value: factsWith(changes) } };
}

export function result(mode: Mode, total_bytes: number): Measurement {
	const bytes = { slow_bytes: 0, own_bytes: 0, total_bytes };
	return {
		mode,
		...bytes,
		download: bytes,
		upload: { ...bytes, total_bytes: 0 },
		hardware_entries: 0,
		cpu: null,
		softirq: null,
		latency: null,
		seconds: 20,
		ended: 1,
	};
}

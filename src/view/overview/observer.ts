import type { Evidence } from '../../model/diagnosis/evidence.ts';
import * as model from '../../model/index.ts';
import type { Counters, Environment, Status } from '../../rpc/types/index.ts';
import * as parts from '../../ui/index.ts';
import { loadResults } from './measure/results-store.ts';
import type { Changes, Reading } from './poll.ts';

/** What the page has seen so far, put together into evidence for the verdict and a history for the chart. */
export interface Observer {
	counters(reading: Reading<Counters>): void;
	status(reading: Reading<Status>, changes: Changes | null): void;
	facts(reading: Reading<Environment>): void;
	/** A measurement has ended. */
	measured(measurement: model.Measurement): void;
	/** The settings were changed on this page. */
	changed(): void;
	evidence(): Evidence;
	history(): model.History;
}

export function observe(): Observer {
	let history = parts.loadHistory();
	let watch = model.NO_WATCH;
	const evidence: Evidence = {
		status: null,
		counters: null,
		unapplied: null,
		staysSlow: null,
		measured: null,
		misplaced: [],
	};
	return {
		counters(reading) {
			evidence.counters = 'value' in reading ? reading.value : null;
			const now = Date.now() / 1000;
			history = evidence.counters
				? model.addCounters(history, evidence.counters, now, lineOf(evidence.status))
				: model.addGap(history, now);
			parts.saveHistory(history);
		},
		status(reading, changes) {
			evidence.status = 'value' in reading ? reading.value : null;
			watch = model.followSlow(watch, evidence.status);
			evidence.staysSlow = watch.staysSlow;
			evidence.measured = measuredIn(evidence.status);
			evidence.unapplied = model.pendingOptions(changes?.firewall ?? []);
		},
		facts(reading) {
			evidence.misplaced = 'value' in reading ? model.misplacedIn(reading.value) : [];
		},
		measured(measurement) {
			evidence.measured = measurement;
		},
		changed() {
			history = model.addChange(history, Date.now() / 1000);
			watch = model.NO_WATCH;
		},
		evidence: () => evidence,
		history: () => history,
	};
}

/** The latest result under the mode that is loaded now: one of another mode says nothing about it. */
function measuredIn(status: Status | null): Evidence['measured'] {
	const mode = status && model.loadedMode(status);
	return loadResults().find((result) => result.mode === mode) ?? null;
}

function lineOf(status: Status | null) {
	return { device: model.wanDeviceOf(status), counted: model.countsOffloadedBytes(status) };
}

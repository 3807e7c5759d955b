import type { Counters, Environment, OffloadOptions, Status, StoredResults } from '../rpc/types/index.ts';
import * as model from './index.ts';

/** A reading, or the error of the call that should have brought it. */
export type Reading<T> = { value: T } | { error: unknown };

/** All that the overview page knows. A reading is null until it has come. */
export interface State {
	status: Reading<Status> | null;
	counters: Reading<Counters> | null;
	environment: Reading<Environment> | null;
	/** The options as this session has saved, but not applied them; null where nothing of ours is pending. */
	pending: OffloadOptions | null;
	/** The mode chosen in the form, saved or not. */
	selected: model.Mode;
	/** Rules whose warnings this browser has hidden for this router. */
	dismissed: string[];
	history: model.History;
	/** null: no change is being applied. */
	gracePeriod: model.GracePeriod | null;
	notOffloadedWatch: model.NotOffloadedWatch;
	/** The measurements of this tab, the newest first and one for each mode. */
	results: model.Measurement[];
	/** The results that the router has stored. */
	storedResults: Reading<StoredResults> | null;
	/** Why the latest is not among them, or what else there is to say of it; null where there is nothing. */
	saveNote: string | null;
}

/** What can happen. `time`: seconds since 1970, the browser's clock. */
export type PageEvent =
	| { type: 'counters'; reading: Reading<Counters>; time: number }
	| { type: 'status'; reading: Reading<Status>; pending: OffloadOptions | null; dismissed: string[] }
	| { type: 'environment'; reading: Reading<Environment> }
	| { type: 'selected'; mode: model.Mode }
	| { type: 'dismissed'; ids: string[] }
	| { type: 'measured'; result: model.Measurement }
	/** `reading`: null leaves what is known. */
	| { type: 'stored-results'; reading: Reading<StoredResults> | null; note: string | null }
	| { type: 'settings-changed'; time: number };

/** Before anything is read. `stored`: what the browser has stored. */
export function initialState(stored: Partial<Pick<State, 'results'>> & { samples?: model.Sample[] }): State {
	return {
		status: null,
		counters: null,
		environment: null,
		pending: null,
		selected: 'off',
		dismissed: [],
		history: { ...model.NO_HISTORY, samples: stored.samples ?? [] },
		gracePeriod: null,
		notOffloadedWatch: model.NO_WATCH,
		results: stored.results ?? [],
		storedResults: null,
		saveNote: null,
	};
}

/** The value of a reading; null where it has not come, or failed. */
export function known<T>(reading: Reading<T> | null): T | null {
	return reading && 'value' in reading ? reading.value : null;
}

/** The state after an event. */
export function reduce(state: State, event: PageEvent): State {
	switch (event.type) {
		case 'counters':
			return afterCounters(state, event.reading, event.time);
		case 'status':
			return afterStatus(state, event.reading, event);
		case 'environment':
			return { ...state, environment: event.reading };
		case 'selected':
			return { ...state, selected: event.mode };
		case 'dismissed':
			return { ...state, dismissed: event.ids };
		case 'measured':
			return { ...state, results: addResult(state.results, event.result), saveNote: null };
		case 'stored-results':
			return { ...state, storedResults: event.reading ?? state.storedResults, saveNote: event.note };
		case 'settings-changed':
			return {
				...state,
				history: model.addChange(state.history, event.time),
				gracePeriod: model.beginGracePeriod(event.time),
				notOffloadedWatch: model.NO_WATCH,
			};
	}
}

function afterCounters(state: State, reading: Reading<Counters>, time: number): State {
	const counters = known(reading);
	const status = known(state.status);
	const past = state.gracePeriod ? model.restartShare(state.history) : state.history;
	const history = counters
		? model.addCounters(past, counters, time, model.uplinkCounters(status))
		: model.addGap(past, time);
	// Somebody has reloaded the firewall.
	const reloaded = history.samples[history.samples.length - 1]?.mark === 'reload';
	const gracePeriod = state.gracePeriod ?? (reloaded ? model.afterReload(time) : null);
	return {
		...state,
		counters: reading,
		history,
		gracePeriod: model.graceAfterCounters(gracePeriod, status, counters, time),
	};
}

function afterStatus(
	state: State,
	reading: Reading<Status>,
	{ pending, dismissed }: Pick<State, 'pending' | 'dismissed'>
): State {
	const [before, status] = [known(state.status), known(reading)];
	return {
		...state,
		status: reading,
		pending,
		dismissed,
		history: sharesBelongTogether(before, status) ? state.history : model.restartShare(state.history),
		gracePeriod: model.graceAfterStatus(state.gracePeriod, before, status, lastTime(state.history)),
		notOffloadedWatch: model.followNotOffloaded(state.notOffloadedWatch, status),
	};
}

/** Whether shares of before and after belong together. */
function sharesBelongTogether(before: Status | null, status: Status | null): boolean {
	if (!before || !status) return true;
	const isSameUplink =
		JSON.stringify(model.uplinkCounters(before)) === JSON.stringify(model.uplinkCounters(status));
	return isSameUplink && model.loadedMode(before) === model.loadedMode(status);
}

function lastTime({ samples }: model.History): number {
	return samples[samples.length - 1]?.time ?? 0;
}

function addResult(results: model.Measurement[], result: model.Measurement): model.Measurement[] {
	return [result, ...results.filter(({ mode }) => mode !== result.mode)];
}

import poll from 'luci/poll';
import uci from 'luci/uci';
import type { Reading } from '../../model/state.ts';
import * as router from '../../rpc/backend.ts';
import type { Counters, Environment, Status, StoredResults } from '../../rpc/types/index.ts';

/** Saved but not applied changes as `uci.changes` gives them. */
export type Changes = Awaited<ReturnType<typeof uci.changes>>;

/** What is done with the readings. A call that the backend was too busy for is made again with the next poll, without a word. */
export interface Readers {
	counters(reading: Reading<Counters>): void;
	/** `changes` are what this session has saved and not applied, by config; null = unknown. */
	status(reading: Reading<Status>, changes: Changes | null): Promise<void>;
	environment(reading: Reading<Environment>): void;
	results(reading: Reading<StoredResults>): Promise<void>;
	/** Whether what hardware engines list is shown. */
	showsEngines(): boolean;
	/** Whether something is measured right now: then the router has only the counters to read, because the rest would count as its load. */
	isMeasuring(): boolean;
}

export interface RouterPoll {
	/** To be called after a change of the settings: the status is read with every poll for a while. */
	faster(): void;
	/** To be called when more of the status is shown: it is read with the next poll. */
	statusNext(): void;
}

/** Seconds between two polls of the counters, and how many of them pass until the status is read again. */
const PERIOD = 3;
const STATUS_EVERY = 5;
/** After a change the firewall reloads for some seconds. */
const FAST_POLLS = 5;

/**
 * Polls the router for a page: the counters every 3 s, the status every 15 s and after a change, the environment once and when the
 * grace period after a change is over, the stored results once; all of one poll in one HTTP request. A hidden tab asks nothing, and while
 * something is measured only the counters are read.
 */
export function pollRouter(readers: Readers): RouterPoll {
	let untilStatus = 0;
	let fastPolls = 0;
	let wantsEnvironment = true;
	let wantsResults = true;

	async function readCounters(): Promise<void> {
		const reading = await readingOf(router.counters({ bytes: true }));
		if (reading) readers.counters(reading);
	}

	async function readStatus(): Promise<void> {
		// Both are called before either is waited for, so that they go with the same HTTP request.
		const changes = L.resolveDefault<Changes, null>(uci.changes(), null);
		const reading = await readingOf(router.status({ engines: readers.showsEngines() }));
		if (reading) await readers.status(reading, await changes);
		else untilStatus = 0;
	}

	async function readEnvironment(): Promise<void> {
		const reading = await readingOf(router.environment());
		wantsEnvironment = reading === null || 'error' in reading;
		if (reading) readers.environment(reading);
	}

	async function readResults(): Promise<void> {
		const reading = await readingOf(router.results());
		wantsResults = reading === null || 'error' in reading;
		if (reading) await readers.results(reading);
	}

	poll.add(() => {
		if (document.hidden) return Promise.resolve();
		if (readers.isMeasuring()) return readCounters();
		const isDue = untilStatus <= 0 || fastPolls > 0;
		untilStatus = untilStatus <= 0 ? STATUS_EVERY - 1 : untilStatus - 1;
		if (fastPolls === 1) wantsEnvironment = true;
		fastPolls = Math.max(0, fastPolls - 1);
		const calls = [readCounters()];
		if (isDue) calls.push(readStatus());
		if (isDue && wantsEnvironment) calls.push(readEnvironment());
		if (isDue && wantsResults) calls.push(readResults());
		return Promise.all(calls);
	}, PERIOD);
	return {
		faster() {
			fastPolls = FAST_POLLS;
		},
		statusNext() {
			untilStatus = 0;
		},
	};
}

/** null: the backend was too busy to read anything. */
async function readingOf<T>(reply: Promise<T>): Promise<Reading<T> | null> {
	return reply.then(
		(value) => ({ value }),
		(error) => (router.isBusy(error) ? null : { error })
	);
}

import poll from 'luci/poll';
import uci from 'luci/uci';
import * as router from '../../rpc/backend.ts';
import type { Counters, Environment, Status } from '../../rpc/types/index.ts';

/** A reading, or the error of the call that should have brought it. */
export type Reading<T> = { value: T } | { error: unknown };

/** Saved but not applied changes as `uci.changes` gives them. */
export type Changes = Awaited<ReturnType<typeof uci.changes>>;

export interface Watcher {
	counters(reading: Reading<Counters>): void;
	/** `changes` are what this login has saved and not applied, by config; null = unknown. */
	status(reading: Reading<Status>, changes: Changes | null): void | Promise<void>;
	facts(reading: Reading<Environment>): void;
}

/** Seconds between two polls of the counters, and how many of them pass until the status is read again. */
const PERIOD = 3;
const STATUS_EVERY = 5;
/** After a change the firewall reloads for some seconds: the status is read with every poll for a while. */
const STATUS_AFTER_CHANGE = 5;

/**
 * Polls the router for a page: the counters every 3 s, the status every 15 s and after a change, the facts once and when the firewall
 * has settled after a change; all of one tick in one HTTP request. A hidden tab asks nothing. Returns the function to call after a
 * change of the settings.
 */
export function watchRouter(watcher: Watcher): () => void {
	let tick = 0;
	let eager = 0;
	let wantsFacts = true;
	const facts = (reading: Reading<Environment>) => {
		wantsFacts = 'error' in reading;
		watcher.facts(reading);
	};
	poll.add(() => {
		if (document.hidden) return Promise.resolve();
		const due = tick++ % STATUS_EVERY === 0 || eager > 0;
		if (eager === 1) wantsFacts = true;
		eager = Math.max(0, eager - 1);
		const calls: Array<Promise<void>> = [readingOf(router.counters({ bytes: true })).then(watcher.counters)];
		if (due) calls.push(readStatus(watcher));
		if (due && wantsFacts) calls.push(readingOf(router.environment()).then(facts));
		return Promise.all(calls);
	}, PERIOD);
	return () => {
		eager = STATUS_AFTER_CHANGE;
	};
}

async function readStatus(watcher: Watcher): Promise<void> {
	// Both are called before either is waited for, so that they go with the same HTTP request.
	const changes = L.resolveDefault<Changes, null>(uci.changes(), null);
	const reading = await readingOf(router.status());
	await watcher.status(reading, await changes);
}

async function readingOf<T>(reply: Promise<T>): Promise<Reading<T>> {
	return reply.then(
		(value) => ({ value }),
		(error) => ({ error })
	);
}

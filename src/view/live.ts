import poll from 'luci/poll';
import * as router from '../router.ts';
import type { Counters, Status } from '../wire.ts';

/** A reading, or the error of the call that should have brought it. */
export type Reading<T> = { value: T } | { error: unknown };

export interface Watcher {
	counters(reading: Reading<Counters>): void;
	status(reading: Reading<Status>): void;
}

/** Seconds between two polls of the counters, and how many of them pass until the status is read again. */
const PERIOD = 3;
const STATUS_EVERY = 5;
/** After a change the firewall reloads for some seconds: the status is read with every poll for a while. */
const STATUS_AFTER_CHANGE = 5;

/**
 * Polls the router for a page: the counters every 3 s, the status every 15 s and after a change, both in one HTTP request.
 * A hidden tab asks nothing. Returns the function to call after a change of the settings.
 */
export function watchRouter(watcher: Watcher): () => void {
	let tick = 0;
	let eager = 0;
	poll.add(() => {
		if (document.hidden) return Promise.resolve();
		const due = tick++ % STATUS_EVERY === 0 || eager > 0;
		eager = Math.max(0, eager - 1);
		const calls = [read(router.counters, watcher.counters)];
		if (due) calls.push(read(router.status, watcher.status));
		return Promise.all(calls);
	}, PERIOD);
	return () => {
		eager = STATUS_AFTER_CHANGE;
	};
}

async function read<T>(call: () => Promise<T>, tell: (reading: Reading<T>) => void): Promise<void> {
	tell(
		await call().then(
			(value) => ({ value }),
			(error) => ({ error })
		)
	);
}

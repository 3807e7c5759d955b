import poll from 'luci/poll';
import * as model from '../../model/index.ts';
import * as router from '../../router.ts';
import type { ProbeReading, ProbeStart } from '../../wire.ts';

/** What is known of a measurement while it runs. */
export interface Progress extends model.LineBytes {
	/** Since the start, by the clock of the router. */
	seconds: number;
	/** Bits a second since the reading before. */
	rate: number;
}

/** How a measurement ended: with its bytes, or the error that ended it. Nothing of it is left on the router then, or soon. */
export type Ending = { progress: Progress } | { error: unknown };

export interface Measuring {
	/** Ends it at once; `ended` is not called any more. */
	cancel(): void;
}

/** The line's device was reset: its counters began anew. */
export class LineResetError extends Error {}

/** Milliseconds without a reading after which the router has ended the measurement. */
const LEASE = 10_000;

/**
 * Runs a measurement of MEASURE_SECONDS. It is read every second together with the page's other calls, and goes on in a hidden tab:
 * whoever starts a download in another tab hides this one. A tab that is closed just stops reading, and the router clears up by itself.
 */
export function measure(
	progressed: (progress: Progress) => void,
	ended: (ending: Ending) => void
): Measuring {
	let start: ProbeStart | null = null;
	let last: ProbeReading | null = null;
	let lastRead = performance.now();
	let over = false;
	/** The call that has not come back; batched ones wait for the tab to be shown. */
	let waiting: 'batched' | 'alone' | null = null;

	router.probeStart().then(began, fail);
	return { cancel: () => finish() };

	function began(reading: ProbeStart): void {
		start = reading;
		last = reading;
		lastRead = performance.now();
		if (over) release();
		else poll.add(tick, 1);
	}

	/** Not waited for by LuCI: a call that a hidden tab holds back would hold back all that follow. */
	function tick(): Promise<void> {
		const kind = document.hidden ? 'alone' : 'batched';
		if (over || !start || waiting === kind || waiting === 'alone') return Promise.resolve();
		waiting = kind;
		const call = kind === 'alone' ? router.probeReadNow : router.probeRead;
		call({ token: start.token })
			.then(progress, failed)
			.finally(() => {
				waiting = null;
			});
		return Promise.resolve();
	}

	function progress(reading: ProbeReading): void {
		if (over || !start || !last || reading.monotonic_ms <= last.monotonic_ms) return;
		const bytes = model.bytesBetween(start, reading);
		const latest = model.bytesBetween(last, reading);
		if (!bytes || !latest) {
			fail(new LineResetError());
			return;
		}
		const rate = (latest.total_bytes * 8000) / (reading.monotonic_ms - last.monotonic_ms);
		const seconds = (reading.monotonic_ms - start.monotonic_ms) / 1000;
		last = reading;
		lastRead = performance.now();
		progressed({ ...bytes, seconds, rate });
		if (seconds < model.MEASURE_SECONDS) return;
		finish();
		ended({ progress: { ...bytes, seconds, rate } });
	}

	/** A request that is lost on its way is no end, as long as the router waits for the next. */
	function failed(error: unknown): void {
		if (over) return;
		const lost = /XHR|HTTP error|No related RPC/.test(error instanceof Error ? error.message : '');
		if (!lost || performance.now() - lastRead > LEASE) fail(error);
	}

	function fail(error: unknown): void {
		if (over) return;
		finish();
		ended({ error });
	}

	function finish(): void {
		if (over) return;
		over = true;
		poll.remove(tick);
		release();
	}

	/** Where this fails the lease ends it. */
	function release(): void {
		if (start) router.probeStop({ token: start.token }).catch(() => null);
	}
}

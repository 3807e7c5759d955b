import poll from 'luci/poll';
import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import type {
	Latency,
	MeasurementReading,
	MeasurementStart,
	ResultLatency,
} from '../../../rpc/types/index.ts';

/** What is known of a measurement while it runs. */
export interface Progress extends model.UplinkBytes {
	/** Since the start, by the clock of the router. */
	seconds: number;
	/** Bits a second since the reading before. */
	rate: number;
	/** Of the core that was busiest since the start. */
	load: model.CpuLoad | null;
	latency: ResultLatency | null;
}

/** A device of the uplink was reset: its counters started again. */
export class DeviceResetError extends Error {}

/** The user has ended it. */
export class CancelledError extends Error {}

/** Milliseconds without a reading after which the router has ended the measurement. */
const LEASE = 10_000;
/** Seconds between two readings: each takes a slow router a good part of a second, which would count as its load. */
const PERIOD = 3;

/**
 * Runs a measurement of MEASURE_SECONDS and resolves to what it has counted; nothing of it is left on the router then, whatever
 * comes of it. It is read every three seconds together with the page's other calls, and goes on in a hidden tab: whoever starts a download in
 * another tab hides this one. A tab that is closed just stops reading, and the router cleans up automatically.
 * Rejects with CancelledError after `signal`, with DeviceResetError, with a BackendError ('busy', 'running', 'gone') or with LuCI's Error.
 */
export async function measure(
	progressed: (progress: Progress) => void,
	signal: AbortSignal
): Promise<Progress> {
	const start = await router.untilAnswered(() => router.measurementStart());
	try {
		return await follow(start, progressed, signal);
	} finally {
		// Where this fails the lease ends it.
		router.measurementStop({ token: start.token }).catch(() => null);
	}
}

function follow(
	start: MeasurementStart,
	progressed: (progress: Progress) => void,
	signal: AbortSignal
): Promise<Progress> {
	let last: MeasurementReading = start;
	let lastRead = performance.now();
	/** The call that has not come back; batched ones wait for the tab to be shown. */
	let waiting: 'batched' | 'alone' | null = null;
	let over = false;

	return new Promise<Progress>((resolve, reject) => {
		/** Not waited for by LuCI: a call that a hidden tab holds back would hold back all that follow. */
		function tick(): Promise<void> {
			const kind = document.hidden ? 'alone' : 'batched';
			if (waiting === kind || waiting === 'alone') return Promise.resolve();
			waiting = kind;
			const call = kind === 'alone' ? router.measurementReadNow : router.measurementRead;
			call({ token: start.token })
				.then(read, failed)
				.finally(() => {
					waiting = null;
				});
			return Promise.resolve();
		}

		function read(reading: MeasurementReading): void {
			if (over || reading.monotonic_ms <= last.monotonic_ms) return;
			const progress = progressOf(start, last, reading);
			if (!progress) {
				end(() => reject(new DeviceResetError()));
				return;
			}
			last = reading;
			lastRead = performance.now();
			progressed(progress);
			if (progress.seconds >= model.MEASURE_SECONDS) end(() => resolve(progress));
		}

		/** A request that is lost on its way is no end, as long as the router waits for the next. */
		function failed(error: unknown): void {
			const lost =
				router.isBusy(error) ||
				/XHR|HTTP error|No related RPC/.test(error instanceof Error ? error.message : '');
			if (!lost || performance.now() - lastRead > LEASE) end(() => reject(error));
		}

		function end(settle: () => void): void {
			over = true;
			poll.remove(tick);
			settle();
		}

		const cancel = () => end(() => reject(new CancelledError()));
		if (signal.aborted) cancel();
		else poll.add(tick, PERIOD);
		signal.addEventListener('abort', cancel);
	});
}

function progressOf(
	start: MeasurementReading,
	before: MeasurementReading,
	now: MeasurementReading
): Progress | null {
	const bytes = model.bytesBetween(start, now);
	const latest = model.bytesBetween(before, now);
	if (!bytes || !latest) return null;
	const seconds = (now.monotonic_ms - start.monotonic_ms) / 1000;
	return {
		...bytes,
		seconds,
		rate: (latest.total_bytes * 8000) / (now.monotonic_ms - before.monotonic_ms),
		load: model.cpuLoad(start.cpus, now.cpus),
		latency: inMilliseconds(now.latency),
	};
}

/** An older backend tells none. */
function inMilliseconds(latency: Latency | null | undefined): ResultLatency | null {
	if (!latency) return null;
	const { min_us, median_us, max_us } = latency;
	return { min_ms: min_us / 1000, median_ms: median_us / 1000, max_ms: max_us / 1000 };
}

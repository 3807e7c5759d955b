import * as model from '../../../model/index.ts';
import type { ModeRun } from '../../../model/mode-summary.ts';
import * as router from '../../../rpc/backend.ts';
import { beginTrial, type PageTrial } from '../apply/apply-with-rollback.ts';
import { ModeNotLoadedError } from './errors.ts';
import { CancelledError } from './measurement.ts';

/** One measurement of the test. */
export interface Step {
	mode: model.Mode;
	/** From 0. */
	index: number;
	count: number;
}

/** What the test does with the page. */
export interface BestModeTest {
	/** Those to measure; the one that is loaded comes first. */
	modes: model.Mode[];
	current: model.Mode;
	/** Measures the mode that is loaded. */
	measure(step: Step): Promise<model.Measurement>;
	/** The setting is about to be switched. */
	switching(step: Step): void;
	/** The old setting is about to be restored for good. */
	restoring(): void;
	/** The setting was switched. */
	settingsChanged(): void;
	signal: AbortSignal;
}

/** How the test has ended. */
export interface BestModeOutcome {
	/** Every mode twice, unless there is an error. */
	runs: ModeRun[];
	/** null: none. Those of `measure` and `beginTrial`, a CancelledError, or a ModeNotLoadedError. */
	error: unknown;
	/** Whether the old setting is back: null where it was never touched, false where the router restores it when the trial ends. */
	restored: boolean | null;
}

/** How long the firewall may take to load another ruleset, in milliseconds, and how often it is asked for. */
const RELOAD_LIMIT = 30_000;
const PAUSE = 1000;
/** How often the old setting is tried to be restored, before that is left to the router. */
const ATTEMPTS = 3;
/** Milliseconds that a trial must go on for a measurement in it. */
const ENOUGH_LEFT = model.MEASURE_SECONDS * 1000 + 15_000;

/**
 * Measures every mode twice in the order A, B, C, C, B, A, so that an uplink that slows down meanwhile hurts all alike. Each switch is a
 * trial that is never kept, and begins from the old setting, which comes back at the end, whatever happens: where this page cannot
 * restore it, the router does so after two minutes. Never rejects.
 */
export async function measureModes(test: BestModeTest): Promise<BestModeOutcome> {
	const switcher = modeSwitcher(test);
	const runs: ModeRun[] = [];
	const order = [...test.modes, ...[...test.modes].reverse()];
	let failure: unknown = null;
	try {
		for (const [index, mode] of order.entries()) {
			const step = { mode, index, count: order.length };
			await switcher.switchTo(step);
			runs.push({ ...(await test.measure(step)), mode });
		}
	} catch (error) {
		failure = error;
	}
	return { runs, error: failure, restored: await switcher.finish() };
}

function modeSwitcher({ current, switching, restoring, settingsChanged, signal }: BestModeTest) {
	let trial: PageTrial | null = null;
	let isTouched = false;

	async function undo(): Promise<void> {
		if (!trial) return;
		await trial.undo();
		trial = null;
		settingsChanged();
	}

	async function begin(mode: model.Mode): Promise<void> {
		trial = await beginTrial(model.modeChanges(mode), { keepable: false });
		isTouched = true;
		settingsChanged();
	}

	return {
		/** Resolves when the kernel has loaded the mode. */
		async switchTo(step: Step): Promise<void> {
			const { mode } = step;
			if (trial?.mode === mode && trial.endsAt - performance.now() > ENOUGH_LEFT) return;
			switching(step);
			await undo();
			throwIfCancelled(signal);
			if (mode !== current) await begin(mode);
			await untilLoaded(mode, signal);
		},
		/** Whether the old setting is back; null where it was never touched. Never rejects. */
		async finish(): Promise<boolean | null> {
			if (!isTouched) return null;
			restoring();
			for (let left = ATTEMPTS; left > 0; left--) {
				if (await undo().then(done, failed)) return true;
				await pause();
			}
			return false;
		},
	};
}

async function untilLoaded(mode: model.Mode, signal: AbortSignal): Promise<void> {
	const begun = performance.now();
	while ((await loadedMode()) !== mode) {
		throwIfCancelled(signal);
		if (performance.now() - begun > RELOAD_LIMIT) throw new ModeNotLoadedError(mode);
		await pause();
	}
	throwIfCancelled(signal);
}

const done = () => true;
const failed = () => false;

function pause(): Promise<unknown> {
	return new Promise((resolve) => window.setTimeout(resolve, PAUSE));
}

function throwIfCancelled(signal: AbortSignal): void {
	if (signal.aborted) throw new CancelledError();
}

/** null: unknown, or the backend has too much to do to say. */
async function loadedMode(): Promise<model.Mode | null> {
	try {
		return model.loadedMode(await router.statusNow());
	} catch (error) {
		if (router.isBusy(error)) return null;
		throw error;
	}
}

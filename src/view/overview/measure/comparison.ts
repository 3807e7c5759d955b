import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import { beginTrial } from '../apply/apply-with-rollback.ts';
import { CancelledError } from './measurement.ts';

/** What the comparison does with the page. */
interface ComparisonParts {
	/** Measures, keeps the result among the others, and gives it. */
	measure(): Promise<model.Measurement>;
	/** Tells what goes on, while nothing is measured. */
	tell(text: string): void;
	/** The setting was switched, off or back. */
	settingsChanged(): void;
	signal: AbortSignal;
}

/** How long the firewall may take to load another ruleset, in milliseconds, and how often it is asked for. */
const RELOAD_LIMIT = 30_000;
const PAUSE = 1000;

/** The firewall has not loaded what it was told to. */
export class NotLoadedError extends Error {}

/**
 * Measures, switches offloading off by a change that is never confirmed, measures again, and brings the setting back: whatever happens
 * to the page meanwhile, the router does that by itself after two minutes. Rejects as `measure` and `beginTrial` do, or with NotLoadedError.
 */
export async function compareWithout({
	measure,
	tell,
	settingsChanged,
	signal,
}: ComparisonParts): Promise<model.Measurement[]> {
	const on = await measure();
	tell(_('Turning offloading off…'));
	const trial = await beginTrial(model.modeChanges('off'), { keepable: false });
	settingsChanged();
	try {
		await untilLoaded('off', signal);
		return [on, await measure()];
	} finally {
		tell(_('Restoring the old setting…'));
		await trial.undo();
		settingsChanged();
	}
}

async function untilLoaded(mode: model.Mode, signal: AbortSignal): Promise<void> {
	const begun = performance.now();
	while ((await loadedMode()) !== mode) {
		if (performance.now() - begun > RELOAD_LIMIT) throw new NotLoadedError();
		await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
		if (signal.aborted) throw new CancelledError();
	}
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

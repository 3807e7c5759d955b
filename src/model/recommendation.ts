import * as model from './index.ts';
import { hasWinner, isBetter, isCalm, isFaster, isFull, isUnsteady } from './mode-comparison.ts';
import { type ModeRun, type ModeSummary, summarize } from './mode-summary.ts';
import {
	hardwareHelps,
	isInUse,
	noDifference,
	notes,
	offIsEnough,
	offIsFaster,
	onlyMode,
	softwareIsEnough,
	softwareIsLimited,
	withoutMode,
} from './recommendation-words.ts';

/**
 * Why hardware offloading was tried or not. absent: this router has no hardware for it. rejected: the kernel rejects it.
 * uncounted: the driver does not count what its hardware forwards. untried: it has a critical conflict, or may have one.
 */
export type HardwareState = 'tried' | 'absent' | 'rejected' | 'uncounted' | 'untried';

/** What the test of the modes has found, and what the router could do besides. */
export interface ModeTest {
	/** Each mode twice, in the order in which they were measured. */
	runs: ModeRun[];
	/** The mode that is set. */
	current: model.Mode;
	hardware: HardwareState;
	/** Modes that have a critical conflict. */
	critical: model.Mode[];
	/** The network whose device a repair can add to the flowtable. */
	repair: string | null;
	/** Whether packet steering is enabled; null = unknown, or the router has one core. */
	steering: boolean | null;
}

/** `mode`: the one to choose; null where the test does not say. */
export interface Recommendation extends model.Finding {
	mode: model.Mode | null;
}

const MODES: model.Mode[] = ['off', 'software', 'hardware'];

/** Recommends a mode from measurements of each, and says why. A mode with a critical conflict is never recommended. */
export function recommend(test: ModeTest): Recommendation {
	const known = withoutUncounted(test);
	if (test.runs.length === 0 && test.critical.length > 0) return onlyMode(test.current, notes(test, []));
	if (known.runs.length === 0 || known.runs.some(({ total_bytes }) => total_bytes < model.ENOUGH_BYTES))
		return withoutMode(
			'too-small',
			'info',
			_('The test was too small: start a longer download and try again.')
		);
	const measured = summarize(known.runs);
	if (measured.some(isUnsteady) && !hasWinner(measured))
		return withoutMode(
			'unsteady',
			'info',
			_(
				'The speed changed too much between two measurements of the same mode: the server or the line was the limit, or something else used it. Measure again.'
			)
		);
	return choose(known, measured);
}

/** Hardware that leaves the counter of the uplink standing still cannot be compared. */
function withoutUncounted(test: ModeTest): ModeTest {
	const isUncounted = (run: ModeRun) =>
		run.mode === 'hardware' && run.hardware_entries > 0 && run.total_bytes < model.ENOUGH_BYTES;
	if (!test.runs.some(isUncounted)) return test;
	return { ...test, hardware: 'uncounted', runs: test.runs.filter(({ mode }) => mode !== 'hardware') };
}

function choose(test: ModeTest, measured: ModeSummary[]): Recommendation {
	const allowed = measured.filter(({ mode }) => !test.critical.includes(mode) && isInUse(test, mode));
	const [off, software, hardware] = MODES.map((mode) => allowed.find((found) => found.mode === mode));
	const isFastest = (one: ModeSummary) => !allowed.some((other) => isFaster(other, one));
	const note = notes(test, measured);
	if (allowed.length < 2) return onlyMode(allowed[0]?.mode, note);
	if (!allowed.some((one) => allowed.some((other) => isBetter(one, other))))
		return noDifference(test, allowed, note);
	if (off && isFastest(off) && isCalm(off)) return offIsEnough(off, allowed, note);
	if (software && isFastest(software) && !isFull(software) && gains(software, off))
		return softwareIsEnough(software, [off, hardware], note);
	if (hardware && [off, software].some((other) => other && isBetter(hardware, other)) && isFastest(hardware))
		return hardwareHelps(hardware, software ?? off, note);
	if (software && gains(software, off)) return softwareIsLimited(software, off, note);
	return offIsFaster(off, allowed, note);
}

function gains(one: ModeSummary, other: ModeSummary | undefined): boolean {
	return !other || isBetter(one, other);
}

import type { Conflict } from '../../../model/conflicts/index.ts';
import * as model from '../../../model/index.ts';
import * as result from '../../../model/measurement-result.ts';
import { type ModeRun, summarize } from '../../../model/mode-summary.ts';
import { recommend } from '../../../model/recommendation.ts';
import { known, type State } from '../../../model/state.ts';
import * as components from '../../../ui/index.ts';
import { ApplyError } from '../apply/apply-error.ts';
import { showApplyError } from '../apply/apply-error-dialog.ts';
import { measureModes, type Step } from './best-mode.ts';
import { measureErrorText } from './errors.ts';
import { CancelledError } from './measurement.ts';
import { type ModePlan, planModes } from './mode-plan.ts';
import { modesTable } from './modes-table.ts';
import { progressDisplay } from './progress-bar.ts';
import { takeMeasurement } from './take-measurement.ts';

/** What measuring needs of the page. */
export interface MeasurePage {
	state(): State;
	/** All conflicts of this router. */
	conflicts(): Conflict[];
	/** There is a new result. */
	measured(measurement: model.Measurement): void;
	/** The setting was switched for the test of the modes, to another one or back. */
	settingsChanged(): void;
	/** Puts changes on trial. */
	apply(changes: model.OptionChange[]): Promise<unknown>;
}

/** Measurements with a progress bar, a live reading and a verdict. */
export interface Measurer {
	readonly element: HTMLElement;
	/** Resolves when the verdict, or why there is none, is on the screen. */
	run(kind: 'once' | 'modes', signal: AbortSignal): Promise<void>;
}

/** A finding, with what is shown below it. */
interface Shown {
	found: model.Finding;
	below: HTMLElement[];
}

export function measurer(page: MeasurePage): Measurer {
	const progress = progressDisplay();
	const verdict = E('div', { class: 'alert-message', 'aria-live': 'polite', hidden: '' });
	const below = E('div');

	async function once(signal: AbortSignal): Promise<Shown> {
		const measured = await takeMeasurement(page, (reading) => progress.update(reading), signal);
		return { found: result.describeMeasurement(measured, known(page.state().status)), below: [] };
	}

	async function modes(signal: AbortSignal): Promise<Shown> {
		progress.tell(_('Checking which modes this router can use…'));
		const plan = await planModes(page);
		if (signal.aborted) throw new CancelledError();
		if (plan.modes.length < 2) return recommendation(plan, []);
		const { runs, error, restored } = await measureModes({
			...plan,
			measure: (step) => measureStep(step, signal),
			switching: (step) => progress.tell(switchText(step), step.index / step.count),
			restoring: () => progress.tell(_('Restoring the old setting…'), 1),
			settingsChanged: page.settingsChanged,
			signal,
		});
		const shown = error === null ? recommendation(plan, runs) : { found: findingOf(error), below: [] };
		return { ...shown, found: withEnding(shown.found, restored) };
	}

	/** Only the second result of a mode is stored: both would fill what there is room for. */
	function measureStep(step: Step, signal: AbortSignal): Promise<model.Measurement> {
		const isSecond = step.index >= step.count / 2;
		const target = isSecond ? page : { ...page, measured: () => {} };
		return takeMeasurement(target, (reading) => progress.update(reading, step), signal);
	}

	function recommendation(plan: ModePlan, runs: ModeRun[]): Shown {
		const found = recommend({ ...plan, runs });
		const { mode } = found;
		const table = runs.length > 0 ? [modesTable(summarize(runs))] : [];
		return { found, below: mode && mode !== plan.current ? [tryButton(mode), ...table] : table };
	}

	function tryButton(mode: model.Mode): HTMLElement {
		const label = _('Try “%s”').format(model.modeName(mode));
		const apply = () => page.apply(model.modeChanges(mode));
		return E('div', { class: 'nft-offload-help' }, [components.button(label, 'cbi-button-apply', apply)]);
	}

	function findingOf(error: unknown): model.Finding {
		if (error instanceof CancelledError)
			return model.finding('cancelled', 'info', _('The measurement was cancelled.'));
		if (!(error instanceof ApplyError)) return model.finding('failed', 'warning', measureErrorText(error));
		showApplyError(error, known(page.state().status));
		return model.finding('failed', 'warning', '');
	}

	return {
		element: E('div', [progress.element, verdict, below]),
		async run(kind, signal) {
			verdict.hidden = true;
			below.replaceChildren();
			progress.tell(_('Starting the measurement…'));
			const shown = await { once, modes }[kind](signal).catch((error) => ({
				found: findingOf(error),
				below: [],
			}));
			const { level, id, text } = shown.found;
			progress.hide();
			verdict.hidden = text === '';
			verdict.dataset.outcome = id;
			components.setAlert(verdict, level, text);
			below.replaceChildren(...shown.below);
		},
	};
}

function switchText({ mode, index, count }: Step): string {
	return _('Switching to “%s” for step %d of %d…').format(model.modeName(mode), index + 1, count);
}

/** `restored`: whether the old setting is back; null where it was never touched. */
function withEnding(found: model.Finding, restored: boolean | null): model.Finding {
	if (restored === null) return found;
	const words = restored
		? _('The old setting is restored.')
		: _('The old setting is not back yet: the router restores it within two minutes.');
	return { ...found, text: found.text === '' ? words : `${found.text} ${words}` };
}

import * as model from '../../../model/index.ts';
import { known, type State } from '../../../model/state.ts';
import * as components from '../../../ui/index.ts';
import { ApplyError } from '../apply/apply-error.ts';
import { showApplyError } from '../apply/apply-error-dialog.ts';
import { compareWithout } from './comparison.ts';
import { measureErrorText } from './errors.ts';
import { CancelledError } from './measurement.ts';
import { progressDisplay } from './progress-bar.ts';
import { takeMeasurement } from './take-measurement.ts';

/** What measuring needs of the page. */
export interface MeasurePage {
	state(): State;
	/** There is a new result. */
	measured(measurement: model.Measurement): void;
	/** The setting was switched for a comparison, off or back. */
	settingsChanged(): void;
}

/** Measurements with a progress bar, a live reading and a verdict. */
export interface Measurer {
	readonly element: HTMLElement;
	/** Resolves when the verdict, or why there is none, is on the screen. */
	run(kind: 'once' | 'compare', signal: AbortSignal): Promise<void>;
}

export function measurer(page: MeasurePage): Measurer {
	const progress = progressDisplay();
	const verdict = E('div', { class: 'alert-message', role: 'status', hidden: '' });

	const takeResult = (signal: AbortSignal) => takeMeasurement(page, progress.update, signal);

	async function once(signal: AbortSignal): Promise<model.Finding> {
		return model.describeMeasurement(await takeResult(signal));
	}

	async function compare(signal: AbortSignal): Promise<model.Finding> {
		const { settingsChanged } = page;
		const job = { measure: () => takeResult(signal), tell: progress.tell, settingsChanged, signal };
		const [on, off] = await compareWithout(job);
		return model.describeMeasurement(on ?? off!);
	}

	function findingOf(error: unknown): model.Finding {
		if (error instanceof CancelledError)
			return model.finding('cancelled', 'info', _('The measurement was cancelled.'));
		if (!(error instanceof ApplyError)) return model.finding('failed', 'warning', measureErrorText(error));
		showApplyError(error, known(page.state().status));
		return model.finding('failed', 'warning', '');
	}

	return {
		element: E('div', [progress.element, verdict]),
		async run(kind, signal) {
			verdict.hidden = true;
			progress.tell(_('Starting the measurement…'));
			const { level, id, text } = await { once, compare }[kind](signal).catch(findingOf);
			progress.hide();
			verdict.hidden = text === '';
			verdict.dataset.outcome = id;
			components.setAlert(verdict, level, text);
		},
	};
}

import * as model from '../../../model/index.ts';
import type { Judgement } from '../../../model/judgement.ts';
import { known, type State } from '../../../model/state.ts';
import * as components from '../../../ui/index.ts';
import { ApplyError } from '../apply/apply-error.ts';
import { showApplyError } from '../apply/apply-error-dialog.ts';
import { compareWithout } from './comparison.ts';
import { measureErrorText } from './errors.ts';
import { CancelledError } from './measurement.ts';
import { progressDisplay } from './progress-bar.ts';
import { resultsTable } from './results-table.ts';
import { takeMeasurement } from './take-measurement.ts';

/** What the section needs of the page. */
interface MeasurePage {
	/** false: this session is read-only. */
	mayMeasure: boolean;
	state(): State;
	/** There is a new result. */
	measured(measurement: model.Measurement): void;
	/** The setting was switched for a comparison, off or back. */
	settingsChanged(): void;
}

/** The section "Measure": buttons, a progress bar with a live reading, the verdict, and the results side by side. */
export function measureSection(page: MeasurePage) {
	const start = components.button(_('Start'), 'cbi-button-action', () =>
		running ? running.abort() : run(measureOnce)
	);
	const compare = components.button(_('Compare without offloading'), 'cbi-button-action', () =>
		run(compareBoth)
	);
	const suspicion = E('p', { hidden: '' }, [
		_(
			'“Compare” measures for a minute with and without offloading, then restores the setting, even if you close this page.'
		),
	]);
	const progress = progressDisplay();
	const verdict = E('div', { class: 'alert-message', role: 'status', hidden: '' });
	const results = resultsTable();
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-measure' }, [
		E('h3', [_('Measure')]),
		E('div', { class: 'cbi-section-node' }, [
			E('p', [
				_(
					'Start a download or speed test on a device in your network, not on the router, then press Start: for 20 seconds the router counts what bypasses its firewall.'
				),
			]),
			...(page.mayMeasure ? [E('div', [start, ' ', compare]), suspicion] : [mayNotMeasure()]),
			progress.element,
			verdict,
			results.element,
		]),
	]);
	let running: AbortController | null = null;
	let isComparable = false;
	offerComparison();

	async function run(job: (signal: AbortSignal) => Promise<model.Finding>): Promise<void> {
		running = new AbortController();
		verdict.hidden = true;
		progress.tell(_('Starting the measurement…'));
		components.setText(start, _('Cancel'));
		start.focus();
		offerComparison();
		const { level, id, text } = await job(running.signal).catch(findingOf);
		running = null;
		progress.hide();
		components.setText(start, _('Start'));
		offerComparison();
		verdict.hidden = text === '';
		verdict.dataset.outcome = id;
		components.setAlert(verdict, level, text);
	}

	async function measureOnce(signal: AbortSignal): Promise<model.Finding> {
		return model.describeMeasurement(await takeResult(signal));
	}

	async function compareBoth(signal: AbortSignal): Promise<model.Finding> {
		const { settingsChanged } = page;
		const job = { measure: () => takeResult(signal), tell: progress.tell, settingsChanged, signal };
		const [on, off] = await compareWithout(job);
		return model.describeComparison(on!, off!);
	}

	const takeResult = (signal: AbortSignal) => takeMeasurement(page, progress.update, signal);

	function offerComparison(): void {
		const offered = running === null && isComparable;
		compare.hidden = !offered;
		suspicion.hidden = !offered;
	}

	function findingOf(error: unknown): model.Finding {
		if (error instanceof CancelledError)
			return model.finding('cancelled', 'info', _('The measurement was cancelled.'));
		if (!(error instanceof ApplyError)) return model.finding('failed', 'warning', measureErrorText(error));
		showApplyError(error, known(page.state().status));
		return model.finding('failed', 'warning', '');
	}

	return {
		element,
		update({ results: measured }: State, { offersComparison }: Judgement) {
			isComparable = offersComparison;
			offerComparison();
			results.update(measured);
		},
		/** Brings it into view, ready to be started. */
		show() {
			element.scrollIntoView({ block: 'center' });
			start.focus();
		},
	};
}

function mayNotMeasure(): HTMLElement {
	return E('p', { class: 'alert-message notice' }, [
		_('You have read-only access. Measuring needs permission to change settings.'),
	]);
}

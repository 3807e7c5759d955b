import * as model from '../../../model/index.ts';
import type { Judgement } from '../../../model/judgement.ts';
import { known, type State } from '../../../model/state.ts';
import * as router from '../../../rpc/backend.ts';
import * as components from '../../../ui/index.ts';
import { ApplyError } from '../apply/apply-error.ts';
import { showApplyError } from '../apply/apply-error-dialog.ts';
import { compareWithout, NotLoadedError } from './comparison.ts';
import { CancelledError, LineResetError, measure } from './measurement.ts';
import { progressDisplay } from './progress-bar.ts';
import { resultsTable } from './results-table.ts';

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

/** The mode was another one at the end. */
class ModeChangedError extends Error {}

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

	async function takeResult(signal: AbortSignal): Promise<model.Measurement> {
		const [mode, begun] = [await loadedNow(), Date.now() / 1000];
		const { rate: _rate, ...measured } = await measure(progress.update, signal);
		if ((await loadedNow()) !== mode) throw new ModeChangedError();
		const result: model.Measurement = {
			mode,
			...measured,
			hardware_entries: known(page.state().counters)?.offloaded?.hardware.total.entries ?? 0,
			cpu: model.averageLoad(page.state().history, begun),
			ended: Date.now(),
		};
		page.measured(result);
		return result;
	}

	function offerComparison(): void {
		const offered = running === null && isComparable;
		compare.hidden = !offered;
		suspicion.hidden = !offered;
	}

	function findingOf(error: unknown): model.Finding {
		if (error instanceof CancelledError)
			return model.finding('cancelled', 'info', _('The measurement was cancelled.'));
		if (!(error instanceof ApplyError)) return model.finding('failed', 'warning', errorText(error));
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

/** Asked again: the page's last status may be some seconds old, and a hidden tab has none. */
async function loadedNow(): Promise<model.Mode | null> {
	return model.loadedMode(await router.statusNow());
}

function mayNotMeasure(): HTMLElement {
	return E('p', { class: 'alert-message notice' }, [
		_('You have read-only access. Measuring needs permission to change settings.'),
	]);
}

function errorText(error: unknown): string {
	if (error instanceof ModeChangedError)
		return _('The offloading setting changed during the measurement. Measure again.');
	if (error instanceof LineResetError)
		return _('The Internet connection was interrupted during the measurement. Measure again.');
	if (error instanceof NotLoadedError)
		return _('The firewall did not turn offloading off. The old setting is restored.');
	const code = error instanceof router.RouterError ? error.code : null;
	if (code === 'running')
		return _('Another measurement is running, perhaps in another tab. It ends within two minutes.');
	if (code === 'busy') return _('The router is busy with other requests.');
	if (code === 'gone')
		return _('The router stopped the measurement because this page did not read it for 10 seconds.');
	return _('The measurement failed: %s').format(model.callFaultText(error));
}

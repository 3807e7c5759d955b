import * as model from '../../model/index.ts';
import type { Evidence } from '../../model/rungs/evidence.ts';
import * as router from '../../router.ts';
import * as parts from '../../ui/index.ts';
import { type Ending, LineResetError, type Measuring, measure, type Progress } from './measuring.ts';
import { saveResult } from './results-store.ts';
import { resultsTable } from './results-table.ts';

/** What the section needs of the page. */
export interface MeasureParts {
	/** false: this login may only look. */
	mayMeasure: boolean;
	evidence(): Evidence;
	history(): model.History;
	measured(measurement: model.Measurement): void;
}

/** The section "Measure it": a button, a progress bar with a live reading, the verdict, and the results side by side. */
export function measureSection(page: MeasureParts) {
	const button = E('button', { class: 'btn cbi-button cbi-button-action', click: () => pressed() }, [
		_('Start'),
	]);
	const bar = progressBar();
	const live = E('p', { hidden: '' });
	const verdict = E('div', { class: 'alert-message', role: 'status', hidden: '' });
	const results = resultsTable();
	const element = E('div', { class: 'cbi-section', id: 'nft-offload-measure' }, [
		E('h3', [_('Measure it')]),
		E('p', [
			_(
				'Start a download or speed test on a device in your network, not on the router, then press Start. For 20 seconds the router compares what meets its firewall with what goes through the Internet line.'
			),
		]),
		page.mayMeasure
			? button
			: E('p', { class: 'alert-message notice' }, [
					_('This login may only look: a measurement needs the right to change settings.'),
				]),
		bar.element,
		live,
		verdict,
		results.element,
	]);
	let running: Measuring | null = null;
	let begun: { mode: model.Mode | null; time: number } = { mode: null, time: 0 };

	function pressed(): void {
		if (running) cancel();
		else start();
	}

	function start(): void {
		begun = { mode: loadedMode(), time: Date.now() / 1000 };
		verdict.hidden = true;
		show(true, _('The measurement begins…'));
		bar.update(0);
		running = measure(progressed, ended);
	}

	function cancel(): void {
		running?.cancel();
		show(false, '');
		tell('info', 'cancelled', _('The measurement was cancelled.'));
	}

	function progressed(progress: Progress): void {
		bar.update(progress.seconds / model.MEASURE_SECONDS);
		parts.setText(live, liveText(progress));
	}

	function ended(ending: Ending): void {
		show(false, '');
		if ('error' in ending) tell('warning', 'failed', faultText(ending.error));
		else if (loadedMode() !== begun.mode)
			tell('warning', 'failed', _('The mode of offloading changed during the measurement. Measure again.'));
		else finish(resultOf(ending.progress));
	}

	function finish(measurement: model.Measurement): void {
		const { level, id, text } = model.describeMeasurement(measurement);
		tell(level, id, text);
		saveResult(measurement);
		results.update();
		page.measured(measurement);
	}

	function resultOf({ slow_bytes, own_bytes, total_bytes, seconds }: Progress): model.Measurement {
		return {
			mode: begun.mode,
			slow_bytes,
			own_bytes,
			total_bytes,
			hardware_entries: page.evidence().counters?.offloaded?.hardware.total.entries ?? 0,
			cpu: model.averageLoad(page.history(), begun.time),
			seconds,
			ended: Date.now(),
		};
	}

	function loadedMode(): model.Mode | null {
		const { status } = page.evidence();
		return status && model.loadedMode(status);
	}

	function show(goesOn: boolean, text: string): void {
		if (!goesOn) running = null;
		parts.setText(button, goesOn ? _('Cancel') : _('Start'));
		bar.element.hidden = !goesOn;
		live.hidden = !goesOn;
		parts.setText(live, text);
	}

	function tell(level: model.Level, outcome: string, text: string): void {
		verdict.hidden = false;
		verdict.dataset.outcome = outcome;
		parts.setAlert(verdict, level, text);
	}

	return {
		element,
		/** Brings it into view, ready to be started. */
		show() {
			element.scrollIntoView({ block: 'center' });
			button.focus();
		},
	};
}

function progressBar() {
	const filled = E('div', { style: 'width:0%' });
	const element = E(
		'div',
		{
			class: 'cbi-progressbar',
			role: 'progressbar',
			'aria-label': _('Progress of the measurement'),
			'aria-valuemin': 0,
			'aria-valuemax': 100,
			hidden: '',
		},
		[filled]
	);
	return {
		element,
		/** `share`: 0 to 1, or a little more. */
		update(share: number) {
			const percent = Math.min(100, Math.round(share * 100));
			filled.style.width = `${percent}%`;
			element.title = '%d%%'.format(percent);
			element.setAttribute('aria-valuenow', String(percent));
		},
	};
}

function liveText({ slow_bytes, total_bytes, rate }: Progress): string {
	const share = total_bytes > 0 ? model.percentText(Math.max(0, 1 - slow_bytes / total_bytes)) : _('unknown');
	return _('%s so far, now %s Mbit/s; bypassed the firewall: %s').format(
		model.bytesText(total_bytes),
		(rate / 1e6).toFixed(1),
		share
	);
}

function faultText(error: unknown): string {
	if (error instanceof LineResetError)
		return _('The Internet line was interrupted during the measurement. Measure again.');
	const code = error instanceof router.RouterError ? error.code : null;
	if (code === 'busy')
		return _('Another measurement goes on, maybe in another tab. It ends after two minutes at most.');
	if (code === 'gone') return _('The router ended the measurement, because it was not read for 10 seconds.');
	return _('The measurement failed: %s').format(model.callFaultText(error));
}

import ui from 'luci/ui';
import * as model from '../../../model/index.ts';
import * as result from '../../../model/measurement-result.ts';
import type { RepairChange } from '../../../rpc/types/index.ts';
import * as components from '../../../ui/index.ts';
import { openDialog } from '../apply/dialog.ts';
import type { TrialWatch } from '../apply/trial-controller.ts';
import { measureErrorText } from '../measure/errors.ts';
import { CancelledError } from '../measure/measurement.ts';
import { progressDisplay } from '../measure/progress-bar.ts';
import { type MeasuringPage, takeMeasurement } from '../measure/take-measurement.ts';
import { measuredTrial } from './measured-trial.ts';

interface RepairDialogPage extends MeasuringPage {
	start(change: RepairChange, watch?: TrialWatch): Promise<void>;
}

/** Says what a repair does, and begins it: measured before and after, or at once. */
export function openRepairDialog(network: string, page: RepairDialogPage): void {
	const change = { network, active: true };
	const running = new AbortController();
	const progress = progressDisplay();
	const error = E('div', { class: 'alert-message warning', role: 'alert', hidden: '' });
	const close = () => {
		running.abort();
		dialog.close();
	};

	/** The trial's own dialog takes the place of this one. */
	async function measureFirst(): Promise<void> {
		components.showText(error, null);
		progress.tell(_('Starting the measurement…'));
		try {
			const before = await takeMeasurement(page, progress.update, running.signal);
			if (before.total_bytes < model.ENOUGH_BYTES) throw new TooLittleTrafficError(before);
			await page.start(change, measuredTrial(page, change, before));
		} catch (cause) {
			progress.hide();
			if (!(cause instanceof CancelledError)) components.showText(error, errorText(cause));
		}
	}

	const dialog = openDialog(
		_('Repair %s').format(network),
		[...texts(network).map((text) => E('p', [text])), progress.element, error],
		[
			components.button(_('Cancel'), '', close),
			components.button(_('Repair without measuring'), '', () => {
				running.abort();
				return page.start(change);
			}),
			components.button(
				_('Measure and repair'),
				'cbi-button-positive important',
				ui.createHandlerFn(null, measureFirst)
			),
		]
	);
}

/** Nothing to compare with. */
class TooLittleTrafficError extends Error {
	constructor(readonly measured: model.Measurement) {
		super();
	}
}

function errorText(cause: unknown): string {
	return cause instanceof TooLittleTrafficError
		? result.describeMeasurement(cause.measured).text
		: measureErrorText(cause);
}

function texts(network: string): string[] {
	return [
		_(
			'A repair adds an interface without an address to the network settings and to the firewall zone of %s. Through it, the firewall puts the device of %s in the flowtable.'
		).format(network, network),
		_('It is tried for two minutes. Unless you keep it, the router restores the old settings automatically.'),
		_(
			'To see whether it helps, start a large download on a device in your network now. It is measured for 20 seconds before the repair and for 20 seconds after it.'
		),
	];
}

import * as model from '../../../model/index.ts';
import { describeEffect, repairFigures } from '../../../model/repair-words.ts';
import * as router from '../../../rpc/backend.ts';
import type { RepairChange } from '../../../rpc/types/index.ts';
import * as components from '../../../ui/index.ts';
import type { TrialWatch } from '../apply/trial-controller.ts';
import { measureErrorText } from '../measure/errors.ts';
import { CancelledError } from '../measure/measurement.ts';
import { progressDisplay } from '../measure/progress-bar.ts';
import { type MeasuringPage, takeMeasurement } from '../measure/take-measurement.ts';

/** How long netifd and firewall4 may take to load a repair, in milliseconds, and how often they are asked for. */
const LOAD_LIMIT = 40_000;
const PAUSE = 1000;

/** Measures during the trial of a repair, compares with what was measured before it, and says which was better. */
export function measuredTrial(
	page: MeasuringPage,
	change: RepairChange,
	before: model.Measurement
): TrialWatch {
	const running = new AbortController();
	const progress = progressDisplay();
	const figures = E('div', [figuresTable(before, null)]);
	const verdict = E('div', { class: 'alert-message', 'aria-live': 'polite', hidden: '' });
	const element = E('div', { id: 'nft-offload-repair-effect' }, [figures, progress.element, verdict]);

	async function compare(): Promise<model.Finding> {
		progress.tell(_('Waiting for the firewall…'));
		if (!(await untilLoaded(change, running.signal)))
			return model.finding(
				'not-loaded',
				'warning',
				_('The firewall has not put the device in the flowtable. Undo the repair.')
			);
		const after = await takeMeasurement(page, progress.update, running.signal);
		figures.replaceChildren(figuresTable(before, after));
		return describeEffect(before, after);
	}

	return {
		element,
		async begin() {
			const found = await compare().catch((error) =>
				error instanceof CancelledError ? null : model.finding('failed', 'warning', measureErrorText(error))
			);
			progress.hide();
			if (!found) return;
			verdict.hidden = false;
			verdict.dataset.effect = found.id;
			components.setAlert(verdict, found.level, found.text);
		},
		end: () => running.abort(),
	};
}

/** false: not within the limit. */
async function untilLoaded(change: RepairChange, signal: AbortSignal): Promise<boolean> {
	const begun = performance.now();
	while (performance.now() - begun < LOAD_LIMIT) {
		const status = await router.statusNow().catch(() => null);
		if (signal.aborted) throw new CancelledError();
		if (model.isRepairLoaded(status, change)) return true;
		await new Promise((resolve) => window.setTimeout(resolve, PAUSE));
	}
	return false;
}

function figuresTable(before: model.Measurement, after: model.Measurement | null): HTMLElement {
	const titles = [_('Before'), _('After')];
	const rows = repairFigures(before, after).map(([label, ...values]) =>
		E('tr', { class: 'tr' }, [
			E('th', { class: 'td left', scope: 'row' }, [label]),
			// Themes that stack the cells on a phone show data-title in front of each.
			...values.map((value, at) => E('td', { class: 'td', 'data-title': titles[at] ?? '' }, [value])),
		])
	);
	return E('table', { class: 'table', 'aria-label': _('Before and after') }, [
		E('tr', { class: 'tr table-titles' }, [
			E('td', { class: 'th' }),
			...titles.map((title) => E('th', { class: 'th', scope: 'col' }, [title])),
		]),
		...rows,
	]);
}

import type { OptionChange } from '../../model/index.ts';
import { known } from '../../model/state.ts';
import type { RepairChange, Status } from '../../rpc/types/index.ts';
import { isExternalChange } from './apply/external-change.ts';
import type { TrialController, TrialPage, TrialWatch } from './apply/trial-controller.ts';
import { readNote } from './apply/trial-store.ts';
import { withActions } from './load-actions.ts';

/** The trials of a page. What handles them is loaded with the first that there is or is to begin. */
export function pageTrials(page: TrialPage): TrialController {
	const element = E('div');
	let controller: TrialController | null = null;
	let loading: Promise<TrialController | null> | null = null;

	function load(): Promise<TrialController | null> {
		loading ??= withActions(({ trialController }) => {
			controller = trialController(page);
			element.append(controller.element);
			return controller;
		});
		return loading;
	}

	return {
		element,
		isOpen: () => controller?.isOpen() ?? false,
		apply: async (changes: OptionChange[]) => (await load())?.apply(changes),
		repair: async (change: RepairChange, watch?: TrialWatch) => (await load())?.repair(change, watch),
		update: () => controller?.update(),
		async follow() {
			const status = known(page.state().status);
			if (status && (controller || hasTrialNews(status))) await (await load())?.follow();
		},
	};
}

/** Whether there is a trial, the end of one, or a change by somebody else to tell of. */
function hasTrialNews(status: Status): boolean {
	return status.trial !== null || readNote() !== null || isExternalChange(status);
}

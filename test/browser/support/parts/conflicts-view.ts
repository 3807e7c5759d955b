import view from 'luci/view';
import type { Fix } from '../../../../src/model/conflicts/index.ts';
import * as model from '../../../../src/model/index.ts';
import { criticalAfter, type Judgement, judge } from '../../../../src/model/judgement.ts';
import { initialState, known, type State } from '../../../../src/model/state.ts';
import * as components from '../../../../src/ui/index.ts';
import { confirmDespiteConflicts } from '../../../../src/view/overview/conflict-dialog.ts';
import { conflictSection } from '../../../../src/view/overview/conflict-section.ts';
import { detailsSection } from '../../../../src/view/overview/details-section.ts';
import { dismissedStore } from '../../../../src/view/stores.ts';

export type ConflictInput = Pick<State, 'status' | 'environment' | 'selected'>;

/** What the tests of the section get hold of, as `window.conflicts`. */
export interface ConflictsHandle {
	update(input: ConflictInput): void;
	mayApply(mode: model.Mode): Promise<boolean>;
	/** The changes that buttons asked for. */
	fixes: Fix[];
}

/** A page with the conflict section alone, which shows what a test gives it. */
export default view.extend({
	render() {
		const fixes: Fix[] = [];
		let state = initialState({});
		let judgement: Judgement = judge(state);
		const dismissed = () => dismissedStore(known(state.status)?.system.board ?? '');
		const draw = (change: Partial<State>) => {
			state = { ...state, ...change };
			state = { ...state, dismissed: dismissed().get() ?? [] };
			judgement = judge(state);
			section.update(state, judgement);
			details.update(state, judgement);
		};
		const section = conflictSection({
			fix: L.hasViewPermission() ? async (fix) => fixes.push(fix) : null,
			dismiss(ids) {
				dismissed().set(ids);
				draw({});
			},
		});
		const details = detailsSection(() => {});
		const handle: ConflictsHandle = {
			fixes,
			mayApply: (mode) => confirmDespiteConflicts(criticalAfter(state, judgement, model.modeChanges(mode))),
			update: draw,
		};
		Object.assign(window, { conflicts: handle });
		components.addStyle();
		const { software, hardware, summary } = section;
		const settings = E('div', { class: 'cbi-section', id: 'nft-offload-settings' }, [
			software,
			hardware,
			summary,
		]);
		return E('div', [E('h2', ['Conflicts']), settings, details.element]);
	},
	handleSave: null,
	handleSaveApply: null,
	handleReset: null,
});

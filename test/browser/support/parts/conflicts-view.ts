import view from 'luci/view';
import type { Fix } from '../../../../src/model/conflicts/index.ts';
import type { Mode } from '../../../../src/model/index.ts';
import * as parts from '../../../../src/ui/index.ts';
import { commandsDetails } from '../../../../src/view/overview/commands-section.ts';
import { type ConflictInput, conflictSection } from '../../../../src/view/overview/conflict-section.ts';

/** What the tests of the section get hold of, as `window.conflicts`. */
export interface ConflictsHandle {
	update(input: ConflictInput): void;
	mayApply(mode: Mode): Promise<boolean>;
	/** The changes that buttons asked for. */
	fixes: Fix[];
}

/** A page with the conflict section alone, which shows what a test gives it. */
export default view.extend({
	render() {
		const fixes: Fix[] = [];
		const section = conflictSection(async (fix) => fixes.push(fix));
		const commands = commandsDetails();
		const handle: ConflictsHandle = {
			fixes,
			mayApply: section.mayApply,
			update(input) {
				section.update(input);
				commands.update(input.mode);
			},
		};
		Object.assign(window, { conflicts: handle });
		parts.addStyle();
		return E('div', [E('h2', ['Conflicts']), section.element, commands.element]);
	},
	handleSave: null,
	handleSaveApply: null,
	handleReset: null,
});

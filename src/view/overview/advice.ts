import type { Evidence } from '../../model/diagnosis/evidence.ts';
import type { Finding, Mode, OptionChange } from '../../model/index.ts';
import * as model from '../../model/index.ts';
import type { Environment, Status } from '../../rpc/types/index.ts';
import { commandsDetails } from './commands-section.ts';
import { conflictSection } from './conflict-section.ts';
import type { Reading } from './poll.ts';

/** What advice needs of the page. */
export interface AdvisedPage {
	/** The mode that is ticked, saved or not. */
	mode(): Mode;
	evidence(): Evidence;
	/** Asks `mayApply` and applies. */
	apply(changes: OptionChange[]): Promise<unknown>;
}

/** What stands beside the checkboxes: the conflicts of this router, and the commands for the mode that is ticked. */
export interface Advice {
	readonly elements: HTMLElement[];
	status(reading: Reading<Status>): void;
	facts(reading: Reading<Environment>): void;
	/** What is ticked may have changed. */
	update(): void;
	/** Asks once more where the mode that `changes` lead to has a critical conflict; resolves to whether to go on. */
	mayApply(changes: OptionChange[]): Promise<boolean>;
	/** For the hints beside the rungs. */
	notes(): Finding[];
}

const OFF = { flow_offloading: false, flow_offloading_hw: false };

export function advice(page: AdvisedPage): Advice {
	const conflicts = conflictSection((fix) => page.apply(fix.changes));
	const commands = commandsDetails();
	let status: Reading<Status> | null = null;
	let facts: Reading<Environment> | null = null;
	const update = () => {
		const mode = page.mode();
		conflicts.update({ status, facts, mode });
		commands.update(mode);
	};
	return {
		elements: [conflicts.element, commands.element],
		update,
		status(reading) {
			status = reading;
			update();
		},
		facts(reading) {
			facts = reading;
			update();
		},
		mayApply(changes) {
			const { unapplied, status } = page.evidence();
			return conflicts.mayApply(model.modeAfter(unapplied ?? status?.requested ?? OFF, changes));
		},
		notes: () => [conflicts.note()].filter((note) => note !== null),
	};
}

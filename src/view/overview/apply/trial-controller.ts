import ui from 'luci/ui';
import type { Mode, OptionChange } from '../../../model/index.ts';
import * as model from '../../../model/index.ts';
import { known, type State } from '../../../model/state.ts';
import * as router from '../../../rpc/backend.ts';
import type { RepairChange, Status, Trial } from '../../../rpc/types/index.ts';
import { showApplyError } from './apply-error-dialog.ts';
import { beganHere, beginRepair, beginTrial, type PageTrial, resumeTrial } from './apply-with-rollback.ts';
import { externalChange, forgetSeen } from './external-change.ts';
import { type TrialDialog, trialDialog } from './trial-dialog.ts';
import { endingOf, forgetSaved, isUnconfirmed, type TrialResult } from './trial-end.ts';
import { foreignTrialBox, tellEnding } from './trial-notices.ts';
import { forgetNote, readNote, type TrialNote } from './trial-store.ts';

/** What trials need of the page. */
export interface TrialPage {
	state(): State;
	settingsChanged(): void;
	/** Draws the form again from the stored settings. */
	redraw(): Promise<unknown>;
}

/** What else happens in the dialog of a trial. */
export interface TrialWatch {
	readonly element: HTMLElement;
	/** The trial has begun. */
	begin(): void;
	/** The dialog is closed. */
	end(): void;
}

/** Where trials of this page begin, continue after a reload, and end: a protocol with rpcd and the backend, apart from the state. */
export interface TrialController {
	/** Tells of the trial of another session. */
	readonly element: HTMLElement;
	/** Whether a trial waits for its answer here. */
	isOpen(): boolean;
	/** Puts changes on trial and asks whether to keep them; says why where it cannot. Resolves when that is on the screen. */
	apply(changes: OptionChange[]): Promise<void>;
	/** The same for a repair, or its removal. */
	repair(change: RepairChange, watch?: TrialWatch): Promise<void>;
	/** Shows what the state says of the trial. */
	update(): void;
	/** The status was read. Resolves when everything that follows from it is on the screen. */
	follow(): Promise<void>;
}

/** The trial that the dialog is about. */
interface Current {
	trial: PageTrial;
	dialog: TrialDialog;
	/** The router has told of it: from then on, its absence is its end. */
	seen: boolean;
	watch: TrialWatch | null;
	/** Keep or Undo is on its way: readings say nothing of the end. */
	deciding: boolean;
}

export function trialController(page: TrialPage): TrialController {
	const foreign = foreignTrialBox();
	let current: Current | null = null;
	/** A trial that ended here; a reading that was on its way may still tell of it. */
	let ended = '';

	const statusNow = () => known(page.state().status);

	/** `seen`: the router has told of it already. */
	function show(trial: PageTrial, seen: boolean, watch: TrialWatch | null = null): void {
		const decisions = { keep: () => decide(trial.keep), undo: () => decide(trial.undo) };
		const dialog = trialDialog(trial, decisions, watch ? [watch.element] : []);
		current = { trial, dialog, seen, watch, deciding: false };
		page.settingsChanged();
		watch?.begin();
	}

	/** Says why where it cannot begin. */
	async function open(text: string, begin: () => Promise<PageTrial>, watch?: TrialWatch): Promise<void> {
		ui.showModal('', [E('p', { class: 'spinning' }, [text])]);
		try {
			show(await begin(), false, watch);
		} catch (error) {
			showApplyError(error, statusNow());
		}
	}

	function update(): void {
		current?.dialog.update({
			expected: expectedOf(current.trial),
			status: statusNow(),
			counters: known(page.state().counters),
		});
	}

	async function decide(how: () => Promise<TrialResult>): Promise<void> {
		if (!current || current.deciding) return;
		current.deciding = true;
		try {
			await finish(await how());
		} finally {
			if (current) current.deciding = false;
		}
	}

	async function finish(result: TrialResult): Promise<void> {
		if (!current) return;
		const { trial, dialog, watch } = current;
		watch?.end();
		current = null;
		ended = trial.id;
		await tell(result);
		dialog.close();
	}

	/** The form shows what is stored before anything is said of it; one that cannot be drawn must not hide how a trial has ended. */
	async function tell({ ending, mode, repair }: TrialResult): Promise<void> {
		if (ending !== 'outside') forgetSeen();
		// What is kept is loaded already, or is being loaded since the trial began.
		if (ending !== 'kept') page.settingsChanged();
		await L.resolveDefault(page.redraw(), null);
		tellEnding(ending, mode, repair);
	}

	/** While the dialog is open. Another tab of this session may end the trial, or the router. */
	async function track({ trial, seen, deciding }: Current, status: Status): Promise<void> {
		if (!status.requested || deciding || !current) return;
		if (isUnconfirmed(trial.id)) return decide(trial.keep).catch(() => {});
		if (status.trial?.id === trial.id) current.seen = true;
		else if (seen || performance.now() > trial.endsAt) {
			const result = endingOf(trial, status);
			if (result.ending === 'undone' && !result.repair) await forgetSaved();
			forgetNote(trial.id);
			await finish(result);
		}
	}

	/** A trial that no dialog of this page is about. */
	async function adopt(running: Trial, note: TrialNote): Promise<void> {
		if (running.id === ended || beganHere(running.id) || note.id !== running.id) return;
		const trial = resumeTrial(running, note);
		if (note.keepable && running.left_ms > 0) return show(trial, true);
		// Where this fails, the next reading tries it again, and the router does it automatically.
		const result = await trial.undo().catch(() => null);
		if (!result) return;
		ended = note.id;
		await tell(result);
	}

	/** What no dialog of this page is about. */
	async function checkOthers(status: Status): Promise<void> {
		const { trial } = status;
		const note = L.hasViewPermission() ? readNote() : null;
		const isOurs = trial !== null && (trial.id === ended || trial.id === note?.id || beganHere(trial.id));
		foreign.update(isOurs ? null : trial, status);
		if (trial && note && isOurs) return adopt(trial, note);
		if (note && !beganHere(note.id)) return finishEarlier(note);
		if (isOurs) return;
		const ending = externalChange(status);
		if (ending) await tell({ ending, mode: status.requested && model.modeOf(status.requested) });
	}

	/** The trial of an earlier load of the page, or of another tab, is over. */
	async function finishEarlier(note: TrialNote): Promise<void> {
		// The other tab may have begun it after the last reading had set out.
		const status = await router.statusNow().catch(() => null);
		if (!status?.requested || status.trial?.id === note.id) return;
		ended = note.id;
		const result = endingOf(note, status);
		if (result.ending === 'undone' && !result.repair) await forgetSaved();
		forgetNote(note.id);
		await tell(result);
	}

	return {
		element: foreign.element,
		isOpen: () => current !== null,
		apply: (changes) => open(_('Checking whether the kernel accepts the rules…'), () => beginTrial(changes)),
		repair: (change, watch) => open(_('Writing the settings…'), () => beginRepair(change), watch),
		update,
		async follow() {
			const status = statusNow();
			if (!status) return;
			if (current) await track(current, status);
			else await checkOthers(status);
		},
	};
}

/** What the kernel is to load: where it rejects hardware, firewall4 falls back to software. */
function expectedOf({ mode, check }: PageTrial): Mode {
	return check?.flowtable && !check.flowtable.hardware && mode === 'hardware' ? 'software' : mode;
}

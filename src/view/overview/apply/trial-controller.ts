import ui from 'luci/ui';
import type { Mode, OptionChange } from '../../../model/index.ts';
import * as model from '../../../model/index.ts';
import type { Counters, Trial as RunningTrial, Status } from '../../../rpc/types/index.ts';
import type { Reading } from '../poll.ts';
import { tellObstacle } from './apply-error-dialog.ts';
import { beganHere, beginTrial, forgetSaved, resumeTrial, type Trial } from './apply-with-rollback.ts';
import { isOutsideChange } from './external-change.ts';
import { type TrialDialog, trialDialog } from './trial-dialog.ts';
import { foreignTrialBox, tellEnding } from './trial-notices.ts';
import { readNote, type TrialNote, writeNote } from './trial-store.ts';

/** What the desk needs of the page. */
export interface Page {
	/** The setting is another one now. */
	changed(): void;
	/** Read the router more often for a while. */
	hurry(): void;
	/** Draws the form anew from the stored settings. */
	redraw(): Promise<unknown>;
}

/** Where trials of this page begin, go on after a reload, and end; it reads the router by the page's one poll. */
export interface TrialDesk {
	/** Tells of the trial of another login. */
	readonly element: HTMLElement;
	/** Puts changes on trial and asks whether to keep them; says why where it cannot. Resolves when that is on the screen. */
	apply(changes: OptionChange[]): Promise<void>;
	counters(reading: Reading<Counters>): void;
	/** Resolves when everything that follows from it is on the screen. */
	status(reading: Reading<Status>): Promise<void>;
}

interface Open {
	trial: Trial;
	dialog: TrialDialog;
	/** The router has told of it: from then on, its absence is its end. */
	seen: boolean;
	/** Keep or Undo is on its way: readings say nothing of the end. */
	deciding: boolean;
}

export function trialDesk(page: Page): TrialDesk {
	const foreign = foreignTrialBox();
	const last: { status: Status | null; counters: Counters | null } = { status: null, counters: null };
	let open: Open | null = null;
	/** A trial that ended here; a reading that was on its way may still tell of it. */
	let ended = '';

	function show(trial: Trial): void {
		const dialog = trialDialog(trial, {
			keep: () => decide(async () => ((await trial.keep()) ? 'kept' : 'undone')),
			undo: () => decide(() => trial.undo().then(() => 'undone')),
		});
		open = { trial, dialog, seen: false, deciding: false };
		update();
		page.changed();
		page.hurry();
	}

	function update(): void {
		open?.dialog.update({ expected: expectedOf(open.trial), ...last });
	}

	async function decide(how: () => Promise<'kept' | 'undone'>): Promise<void> {
		if (!open || open.deciding) return;
		open.deciding = true;
		try {
			await finish(await how());
		} finally {
			if (open) open.deciding = false;
		}
	}

	async function finish(ending: 'kept' | 'undone'): Promise<void> {
		if (!open) return;
		const { trial, dialog } = open;
		open = null;
		ended = trial.id;
		isOutsideChange(null);
		page.changed();
		page.hurry();
		await redraw();
		dialog.close();
		tellEnding(ending, ending === 'kept' ? trial.mode : trial.before);
	}

	/** A form that cannot be drawn must not hide how a trial has ended. */
	function redraw(): Promise<unknown> {
		return L.resolveDefault(page.redraw(), null);
	}

	/** While the dialog is open. Another tab of this login may end the trial, or the router. */
	async function follow({ trial, seen, deciding }: Open): Promise<void> {
		update();
		page.hurry();
		const { status } = last;
		if (!status?.requested || deciding || !open) return;
		if (status.trial?.id === trial.id) open.seen = true;
		else if (seen || performance.now() > trial.endsAt) {
			const kept = model.modeOf(status.requested) === trial.mode;
			if (!kept) await forgetSaved();
			writeNote(null);
			await finish(kept ? 'kept' : 'undone');
		}
	}

	/** A trial that no dialog of this page is about. */
	async function meet(running: RunningTrial, note: TrialNote | null): Promise<void> {
		if (running.id === ended || beganHere(running.id) || note?.id !== running.id) return;
		if (note.keepable && running.left_ms > 0) show(resumeTrial(running, note));
		else await settle(note, () => resumeTrial(running, note).undo());
	}

	/** Clears up after a trial of an earlier load of the page, and says how it has ended. */
	async function settle(note: TrialNote, clearUp: () => Promise<unknown>): Promise<void> {
		ended = note.id;
		writeNote(null);
		await clearUp();
		page.changed();
		page.hurry();
		await redraw();
		tellEnding('undone', note.before);
	}

	/** What no dialog of this page is about. */
	async function look(status: Status): Promise<void> {
		const { trial, requested } = status;
		const note = L.hasViewPermission() ? readNote() : null;
		foreign.update(trial && trial.id !== ended && trial.id !== note?.id ? trial : null, status);
		if (trial) return meet(trial, note);
		if (note && !beganHere(note.id)) return recall(note, requested);
		if (!isOutsideChange(requested) || !requested) return;
		page.changed();
		await redraw();
		tellEnding('outside', model.modeOf(requested));
	}

	/** The trial of an earlier load of the page is over. */
	async function recall(note: TrialNote, requested: Status['requested']): Promise<void> {
		isOutsideChange(null);
		if (requested && model.modeOf(requested) === note.mode) writeNote(null);
		else await settle(note, forgetSaved);
	}

	return {
		element: foreign.element,
		async apply(changes) {
			ui.showModal('', [E('p', { class: 'spinning' }, [_('Trying whether the kernel takes the rules…')])]);
			try {
				show(await beginTrial(changes));
			} catch (error) {
				tellObstacle(error, last.status);
			}
		},
		counters(reading) {
			last.counters = 'value' in reading ? reading.value : null;
			update();
		},
		async status(reading) {
			last.status = 'value' in reading ? reading.value : null;
			if (open) await follow(open);
			else if (last.status) await look(last.status);
		},
	};
}

/** What the kernel is to load: where it refuses hardware, firewall4 falls back to software. */
function expectedOf({ mode, check }: Trial): Mode {
	return check?.flowtable && !check.flowtable.hardware && mode === 'hardware' ? 'software' : mode;
}

import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import type { RepairChange, Status } from '../../../rpc/types/index.ts';
import type { TrialResult } from './trial-end.ts';
import { forgetNote, type TrialNote } from './trial-store.ts';

/** How the trial of a repair ends. rpcd does not take part: what it waits for, if anything, is another change. */
export async function endRepair(note: TrialNote, repair: RepairChange, undo: boolean): Promise<TrialResult> {
	const reply = await router.trialEnd({ id: note.id, undo }).catch((error) => {
		if (error instanceof router.BackendError && error.code === 'gone') return null;
		throw error;
	});
	const result = reply
		? resultOf(repair, reply.repaired ?? null, model.modeOf(reply.requested))
		: repairEnding(repair, await router.statusNow());
	forgetNote(note.id);
	return result;
}

/** What became of a trial that has ended without this page, as far as the status tells. */
export function repairEnding(repair: RepairChange, status: Status): TrialResult {
	const mode = status.requested && model.modeOf(status.requested);
	return resultOf(repair, status.trial ? null : model.hasAlias(status, repair), mode);
}

function resultOf(repair: RepairChange, repaired: boolean | null, mode: model.Mode | null): TrialResult {
	if (repaired === null) return { ending: 'over', mode, repair };
	return { ending: repaired === repair.active ? 'kept' : 'undone', mode, repair };
}

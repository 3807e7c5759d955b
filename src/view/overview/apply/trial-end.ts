import uci from 'luci/uci';
import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import type { OffloadOptions, RepairChange, Status, TrialEnd } from '../../../rpc/types/index.ts';
import * as rpcd from '../../../rpc/uci.ts';
import { repairEnding } from './repair-end.ts';
import type { Ending } from './trial-notices.ts';
import { forgetNote, type TrialNote } from './trial-store.ts';

/**
 * How trials end. rpcd's calls name no trial: they end whatever this session has applied last. So the backend is asked first, by the id,
 * and rpcd hears of nothing that the backend does not know. A trial that is over, or another one, is left alone.
 */

/** What has become of a trial, and the mode that the router is set to now; null = unknown. */
export interface TrialResult {
	ending: Ending;
	mode: model.Mode | null;
	/** What was tried, where it was not the mode. */
	repair?: RepairChange | undefined;
}

const CONFIG = 'firewall';
/** Status codes of ubus: nothing waits for a confirmation; what waits is another session's. */
const NO_DATA = 5;
const DENIED = 6;

/** Trials that the backend has ended, while rpcd could not be reached: it still waits for the confirmation. */
const unconfirmed = new Map<string, TrialEnd>();

export function isUnconfirmed(id: string): boolean {
	return unconfirmed.has(id);
}

/**
 * Keeps a trial. The marker goes first: what rpcd has confirmed must not be undone later. But where this page is not the one that has
 * applied (`isResumed`), rpcd is asked first: after a new login the apply is another session's, and rpcd will undo it.
 */
export async function keepTrial(note: TrialNote, isResumed: boolean): Promise<TrialResult> {
	if (isResumed) {
		const status = await router.statusNow();
		if (status.trial?.id !== note.id) return overResult(note, status);
		await rpcd.confirm().catch(unlessStatus(NO_DATA));
	}
	const requested = await endTrial(note.id, { undo: false, confirms: !isResumed });
	if (!requested) return overResult(note, await router.statusNow());
	forgetNote(note.id);
	return resultOf(note, model.modeOf(requested));
}

/** Restores the old setting, keeping what others have written meanwhile. */
export async function undoTrial(note: TrialNote): Promise<TrialResult> {
	const requested = await undoMerged(note.id);
	if (!requested) return overResult(note, await router.statusNow());
	await forgetSaved();
	forgetNote(note.id);
	const mode = model.modeOf(requested);
	return mode === note.before ? { ending: 'undone', mode } : resultOf(note, mode);
}

/**
 * Ends the trial of this id at the backend, and confirms what rpcd has applied for it: once the backend has restored the old values by
 * themselves, rpcd's rollback would only throw away what others have written since. Gives the setting then, or null where the trial is over.
 */
export async function endTrial(
	id: string,
	{ undo, confirms }: { undo: boolean; confirms: boolean }
): Promise<OffloadOptions | null> {
	const end = () => router.untilAnswered(() => router.trialEnd({ id, undo })).catch(unlessGone);
	const reply = unconfirmed.get(id) ?? (await end());
	if (!reply) return null;
	if (confirms) {
		unconfirmed.set(id, reply);
		await rpcd.confirm().catch(undo ? unlessStatus(NO_DATA, DENIED) : unlessStatus(NO_DATA));
		unconfirmed.delete(id);
	}
	return reply.requested;
}

/** rpcd makes saved changes of what it rolls back; they must not wait to be applied with the next change of anything. */
export async function forgetSaved(): Promise<void> {
	const pending = await uci.changes();
	if (!pending[CONFIG] || model.foreignChanges(pending)[CONFIG]) return;
	await rpcd.revert(CONFIG).catch(() => null);
	uci.unload(CONFIG);
}

/** What became of a trial that has ended without this page, as far as the status tells. */
export function endingOf(note: TrialNote, status: Status): TrialResult {
	if (note.repair) return repairEnding(note.repair, status);
	const { requested, trial } = status;
	const mode = requested && model.modeOf(requested);
	// What another trial has made of the setting says nothing about this one.
	return trial || mode === null ? { ending: 'over', mode } : resultOf(note, mode);
}

function resultOf(note: TrialNote, mode: model.Mode): TrialResult {
	if (mode === note.mode) return { ending: 'kept', mode };
	return { ending: mode === note.before ? 'undone' : 'over', mode };
}

/** A backend that cannot restore leaves rpcd's rollback, where this trial is still the one that rpcd would roll back. */
async function undoMerged(id: string): Promise<OffloadOptions | null> {
	try {
		return await endTrial(id, { undo: true, confirms: true });
	} catch (error) {
		if (router.isBusy(error) || isUnconfirmed(id)) throw error;
		const { trial } = await router.statusNow();
		if (trial?.id !== id) return null;
		await rpcd.rollback().catch(() => Promise.reject(error));
		return endTrial(id, { undo: true, confirms: false });
	}
}

async function overResult(note: TrialNote, status: Status): Promise<TrialResult> {
	const result = endingOf(note, status);
	if (result.ending === 'undone') await forgetSaved();
	forgetNote(note.id);
	return result;
}

function unlessGone(error: unknown): null {
	if (error instanceof router.BackendError && error.code === 'gone') return null;
	throw error;
}

function unlessStatus(...expected: number[]) {
	return (error: unknown): null => {
		if (expected.includes(model.ubusStatus(error) ?? 0)) return null;
		throw error;
	};
}

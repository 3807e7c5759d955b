import uci from 'luci/uci';
import type { Mode, OptionChange, PendingChanges } from '../../../model/index.ts';
import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import type { DryRun, OffloadOptions, RepairChange, Trial } from '../../../rpc/types/index.ts';
import * as rpcd from '../../../rpc/uci.ts';
import { ApplyError } from './apply-error.ts';
import { endRepair } from './repair-end.ts';
import { endTrial, keepTrial, type TrialResult, undoTrial } from './trial-end.ts';
import { forgetNote, type TrialNote, writeNote } from './trial-store.ts';

/** How long a change is on trial, in seconds. */
export const TRIAL_SECONDS = 120;

const CONFIG = 'firewall';
const SECTION = '@defaults[0]';

/** A change that is applied, and that the router undoes automatically unless it is kept. */
export interface PageTrial extends TrialNote {
	/** `performance.now()` from which on the router undoes it. It never moves. */
	readonly endsAt: number;
	/** What the dry run said; null where an earlier load of the page, or another tab, has begun the trial. */
	readonly check: DryRun | null;
	/** Keeps it. Rejects where the router cannot be asked; may be repeated. */
	keep(): Promise<TrialResult>;
	/** Restores the old setting at once and leaves no saved change behind. Rejects and may be repeated as `keep`. */
	undo(): Promise<TrialResult>;
}

/**
 * Applies options of firewall.@defaults[0] (`changes`, as in src/model/commands.ts, and what this session has saved of them) on trial:
 * first checked on a private copy, then applied by rpcd for 120 s. Silence, a closed tab, a lost connection,
 * a reload of rpcd, a restart of the router and an unchecked apply of anybody end with the old setting (docs/architecture.md).
 * Resolves when it is applied; the kernel has it some seconds later. `keepable`: false for a change that only serves the test of the modes; its
 * tab, loaded again meanwhile, takes such a one back. Rejects with an ApplyError, or LuCI's Error where a call fails; then
 * nothing is changed. LuCI's copy of the config is forgotten: draw forms anew.
 */
export async function beginTrial(changes: OptionChange[], { keepable = true } = {}): Promise<PageTrial> {
	await uci.load(CONFIG);
	const pending = await uci.changes();
	const wanted = changes.filter(makesDifference);
	rejectForeign(pending);
	if (wanted.length === 0 && !pending[CONFIG]) throw new ApplyError({ kind: 'nothing-to-apply' });
	const tried = optionsAfter(wanted);
	const mode = model.modeOf(tried);
	const check = await tryRuleset(mode);
	if (!pending[CONFIG]) await rejectRunning();

	const { started, asked } = await startTrial(tried);
	const note = { id: started.id, mode, before: model.modeOf(started.before), keepable };
	remember(note);
	await applySaved(note.id, wanted);
	return makeTrial(note, asked + started.left_ms, check);
}

/**
 * Adds or removes a repair on trial. The backend writes both configurations itself; rpcd is only asked whether an apply waits, whose
 * rollback would take the repair away. Rejects as `beginTrial`.
 */
export async function beginRepair(repair: RepairChange): Promise<PageTrial> {
	await rejectRunning();
	const asked = performance.now();
	const started = await router
		.repairStart({ ...repair, seconds: TRIAL_SECONDS })
		.catch((error) => startedAnyway(error, repair));
	const mode = model.modeOf(started.before);
	const note = { id: started.id, mode, before: mode, keepable: true, repair };
	remember(note);
	return makeTrial(note, asked + started.left_ms, null);
}

/** A reply that got lost, or that rpcd did not wait for, says nothing of whether the router has begun. */
async function startedAnyway(error: unknown, repair: RepairChange): Promise<Trial> {
	const status = error instanceof router.BackendError ? null : await router.statusNow().catch(() => null);
	const found = status?.trial?.repair;
	if (!status?.trial || found?.network !== repair.network || found.active !== repair.active)
		throw startError(error);
	return status.trial;
}

function remember(note: TrialNote): void {
	begun.add(note.id);
	writeNote(note);
}

/** Trials of this load of the page: who has begun one sees to its end. */
const begun = new Set<string>();

export function beganHere(id: string): boolean {
	return begun.has(id);
}

/** A trial that an earlier load of the page, or another tab, has begun, as `status` tells of it. */
export function resumeTrial(running: Trial, note: TrialNote): PageTrial {
	return makeTrial(note, performance.now() + running.left_ms, null);
}

function makeTrial(note: TrialNote, endsAt: number, check: DryRun | null): PageTrial {
	const isResumed = !beganHere(note.id);
	return {
		...note,
		endsAt,
		check,
		keep: () => (note.repair ? endRepair(note, note.repair, false) : keepTrial(note, isResumed)),
		undo: () => (note.repair ? endRepair(note, note.repair, true) : undoTrial(note)),
	};
}

/** Applies the changes under the protection of a trial, or takes everything back. */
async function applySaved(id: string, changes: OptionChange[]): Promise<void> {
	try {
		await save(changes);
		await rpcd.apply(TRIAL_SECONDS, true);
	} catch (error) {
		const isRunning = model.ubusStatus(error) === 6;
		// Where another apply was in the way, what waits for a confirmation is not ours.
		await endTrial(id, { undo: true, confirms: !isRunning }).catch(() => null);
		forgetNote(id);
		throw isRunning ? new ApplyError({ kind: 'running' }) : error;
	} finally {
		uci.unload(CONFIG);
	}
}

function isOn(option: string): boolean {
	return model.isOn(uci.get(CONFIG, SECTION, option));
}

/** 'yes' stays 'yes', and '0' stays '0'. */
function makesDifference({ option, value }: OptionChange): boolean {
	return model.isOn(value) !== isOn(option);
}

function optionsAfter(changes: OptionChange[]): OffloadOptions {
	const options: OffloadOptions = {
		flow_offloading: isOn('flow_offloading'),
		flow_offloading_hw: isOn('flow_offloading_hw'),
	};
	for (const { option, value } of changes) options[option as keyof OffloadOptions] = model.isOn(value);
	return options;
}

function save(changes: OptionChange[]): Promise<unknown> {
	for (const { config, section, option, value } of changes) {
		if (value === null) uci.unset(config, section, option);
		else uci.set(config, section, option, value);
	}
	return uci.save();
}

function rejectForeign(pending: PendingChanges): void {
	const changes = model.foreignChanges(pending);
	if (Object.keys(changes).length > 0) throw new ApplyError({ kind: 'pending', changes });
}

/** Where nothing says whether the kernel accepts it, the trial still guards against it. */
async function tryRuleset(mode: Mode): Promise<DryRun> {
	const check = await router
		.untilAnswered(() => router.dryRun({ mode }))
		.catch((error) => Promise.reject(startError(error)));
	if (check.refusal) throw new ApplyError({ kind: 'rejected', mode, rejection: check.refusal });
	return check;
}

/** rpcd refuses to revert while an apply waits for its confirmation. There is nothing to revert, so it can be asked. */
async function rejectRunning(): Promise<void> {
	await rpcd.revert(CONFIG).catch((error) => {
		throw model.ubusStatus(error) === 6 ? new ApplyError({ kind: 'running' }) : error;
	});
}

/** `asked`: `performance.now()` of the call that was answered. */
async function startTrial(tried: OffloadOptions): Promise<{ started: Trial; asked: number }> {
	let asked = 0;
	const ask = () => {
		asked = performance.now();
		return router.trialStart({ seconds: TRIAL_SECONDS, tried });
	};
	const started = await router.untilAnswered(ask).catch((error) => Promise.reject(startError(error)));
	return { started, asked };
}

function startError(error: unknown): ApplyError {
	if (router.isBusy(error)) return new ApplyError({ kind: 'busy' });
	const isRunning = error instanceof router.BackendError && error.code === 'running';
	return new ApplyError(isRunning ? { kind: 'running' } : { kind: 'trial-unavailable', error });
}

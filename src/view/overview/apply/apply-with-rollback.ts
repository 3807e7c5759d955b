import uci from 'luci/uci';
import type { Mode, OptionChange, PendingChanges } from '../../../model/index.ts';
import * as model from '../../../model/index.ts';
import * as router from '../../../rpc/backend.ts';
import type { DryRun, OffloadOptions, Trial as RunningTrial } from '../../../rpc/types/index.ts';
import * as rpcd from '../../../rpc/uci.ts';
import { ObstacleError } from './apply-error.ts';
import { type TrialNote, writeNote } from './trial-store.ts';

/** How long a change is on trial, in seconds. */
export const TRIAL_SECONDS = 120;

const CONFIG = 'firewall';
const SECTION = '@defaults[0]';

/** A change that is applied, and that the router takes back by itself unless it is kept. */
export interface Trial {
	/** As the router names it (`status.trial.id`). */
	readonly id: string;
	readonly mode: Mode;
	/** What comes back unless it is kept. */
	readonly before: Mode;
	/** `performance.now()` from which on the router takes it back. It never moves. */
	readonly endsAt: number;
	/** What the dry run said; null where an earlier load of the page has begun the trial. */
	readonly check: DryRun | null;
	/** false: it is not the user's to keep. */
	readonly keepable: boolean;
	/** Keeps it. Resolves to false where it had been taken back already. Rejects where the router cannot be asked; may be repeated. */
	keep(): Promise<boolean>;
	/** Brings the old setting back at once and leaves no saved change behind. Rejects and may be repeated as `keep`. */
	undo(): Promise<void>;
}

/**
 * The one way by which this project applies settings: options of firewall.@defaults[0] (`changes`, as in src/model/commands.ts, and what
 * this login has saved of them), first tried on a private copy, then applied for 120 s. Silence, a closed tab, a lost connection,
 * a reload of rpcd, a restart of the router and an unchecked apply of anybody end with the old setting (docs/architecture.md).
 * Resolves when it is applied; the kernel has it some seconds later. `keepable`: false for a change that only serves a comparison; a
 * page that is loaded meanwhile takes such a one back. Rejects with an ObstacleError, or LuCI's Error where a call fails; then
 * nothing is changed. LuCI's copy of the config is forgotten: draw forms anew.
 */
export async function beginTrial(changes: OptionChange[], { keepable = true } = {}): Promise<Trial> {
	await uci.load(CONFIG);
	const pending = await uci.changes();
	const wanted = changes.filter(makesDifference);
	refuseForeign(pending);
	if (wanted.length === 0 && !pending[CONFIG]) throw new ObstacleError({ kind: 'nothing-to-apply' });
	const mode = modeAfter(wanted);
	const check = await tryRuleset(mode);
	if (!pending[CONFIG]) await refuseBusy();

	const asked = performance.now();
	const started = await router
		.trialStart({ seconds: TRIAL_SECONDS })
		.catch((error) => Promise.reject(startFault(error)));
	const note = { id: started.id, mode, before: model.modeOf(started.before), keepable };
	begun.add(note.id);
	writeNote(note);
	try {
		await save(wanted);
		await rpcd.apply(TRIAL_SECONDS, true);
	} catch (error) {
		await undo().catch(() => null);
		throw model.ubusStatus(error) === 6 ? new ObstacleError({ kind: 'busy' }) : error;
	} finally {
		uci.unload(CONFIG);
	}
	return makeTrial(note, asked + started.left_ms, check);
}

/** Trials of this load of the page: who has begun one sees to its end. */
const begun = new Set<string>();

export function beganHere(id: string): boolean {
	return begun.has(id);
}

/** A trial that an earlier load of the page has begun, as `status` tells of it. */
export function resumeTrial(running: RunningTrial, note: TrialNote): Trial {
	return makeTrial(note, performance.now() + running.left_ms, null);
}

function makeTrial(note: TrialNote, endsAt: number, check: DryRun | null): Trial {
	return { ...note, endsAt, check, keep: () => keep(note.mode), undo };
}

/** The marker goes first: what rpcd has confirmed must not be undone later. What counts is what stands in the file then. */
async function keep(mode: Mode): Promise<boolean> {
	await router.trialEnd({}).catch(unlessGone);
	await rpcd.confirm().catch(unlessNothingWaits);
	const { requested } = await router.status();
	writeNote(null);
	return requested !== null && model.modeOf(requested) === mode;
}

/** rpcd brings the whole file back where it still can; the router half then finds nothing left to do. */
async function undo(): Promise<void> {
	await rpcd.rollback().catch(() => null);
	await router.trialEnd({ undo: true }).catch(unlessGone);
	await forgetSaved();
	writeNote(null);
}

/** rpcd makes saved changes of what it takes back; they must not wait to be applied with the next change of anything. */
export async function forgetSaved(): Promise<void> {
	const pending = await uci.changes();
	if (!pending[CONFIG] || model.foreignChanges(pending)[CONFIG]) return;
	await rpcd.revert(CONFIG).catch(() => null);
	uci.unload(CONFIG);
}

function isOn(option: string): boolean {
	return model.isOn(uci.get(CONFIG, SECTION, option));
}

/** 'yes' stays 'yes', and '0' stays '0'. */
function makesDifference({ option, value }: OptionChange): boolean {
	return model.isOn(value) !== isOn(option);
}

function modeAfter(changes: OptionChange[]): Mode {
	const options: OffloadOptions = {
		flow_offloading: isOn('flow_offloading'),
		flow_offloading_hw: isOn('flow_offloading_hw'),
	};
	for (const { option, value } of changes) options[option as keyof OffloadOptions] = model.isOn(value);
	return model.modeOf(options);
}

function save(changes: OptionChange[]): Promise<unknown> {
	for (const { config, section, option, value } of changes) {
		if (value === null) uci.unset(config, section, option);
		else uci.set(config, section, option, value);
	}
	return uci.save();
}

function refuseForeign(pending: PendingChanges): void {
	const changes = model.foreignChanges(pending);
	if (Object.keys(changes).length > 0) throw new ObstacleError({ kind: 'pending', changes });
}

/** Where nothing says whether the kernel would take it, the trial still guards against it. */
async function tryRuleset(mode: Mode): Promise<DryRun> {
	const check = await router.dryRun({ mode }).catch((error) => Promise.reject(startFault(error)));
	if (check.refusal) throw new ObstacleError({ kind: 'refused', mode, refusal: check.refusal });
	return check;
}

/** rpcd refuses to revert while an apply waits for its confirmation. There is nothing to revert, so it can be asked. */
async function refuseBusy(): Promise<void> {
	await rpcd.revert(CONFIG).catch((error) => {
		throw model.ubusStatus(error) === 6 ? new ObstacleError({ kind: 'busy' }) : error;
	});
}

function startFault(error: unknown): ObstacleError {
	const busy = error instanceof router.RouterError && error.code === 'busy';
	return new ObstacleError(busy ? { kind: 'busy' } : { kind: 'unguarded', error });
}

function unlessGone(error: unknown): void {
	if (!(error instanceof router.RouterError) || error.code !== 'gone') throw error;
}

function unlessNothingWaits(error: unknown): void {
	if (model.ubusStatus(error) !== 5) throw error;
}

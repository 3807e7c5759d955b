import uci from 'luci/uci';
import * as conflicts from '../../../model/conflicts/index.ts';
import * as model from '../../../model/index.ts';
import type { ModeTest } from '../../../model/recommendation.ts';
import { known, type State } from '../../../model/state.ts';
import * as router from '../../../rpc/backend.ts';
import type { Status } from '../../../rpc/types/index.ts';
import { ApplyError } from '../apply/apply-error.ts';
import { ModeNotLoadedError } from './errors.ts';

/** What the test of the modes needs of the page. */
export interface PlanPage {
	state(): State;
	/** All conflicts of this router. */
	conflicts(): conflicts.Conflict[];
}

/** What is tested, and what is known of the router besides the measurements. */
export interface ModePlan extends Omit<ModeTest, 'runs'> {
	/** The one that is loaded comes first. */
	modes: model.Mode[];
}

const MODES: model.Mode[] = ['off', 'software', 'hardware'];

/**
 * Finds out which modes can be tested here. A mode with a critical conflict is left out unless it is loaded already; so is hardware that is
 * not there or cannot be measured. Rejects with an ApplyError where a trial would fail, with ModeNotLoadedError, or as `router` does.
 */
export async function planModes({ state, conflicts: found }: PlanPage): Promise<ModePlan> {
	const status = await router.untilAnswered(() => router.statusNow());
	await rejectPending();
	const current = model.loadedMode(status);
	if (current === null) throw new ModeNotLoadedError(state().selected);
	const critical = MODES.filter((mode) => conflicts.criticalFor(found(), mode).length > 0);
	const hardware = await hardwareState(status, state(), current, critical);
	const tried = MODES.filter((mode) => {
		if (mode === 'hardware') return hardware === 'tried';
		return mode === current || !critical.includes(mode);
	});
	if (tried.includes('software') && current !== 'software') await tryRuleset('software');
	return {
		modes: [...tried.filter((mode) => mode === current), ...tried.filter((mode) => mode !== current)],
		current,
		hardware,
		critical,
		repair: model.offeredRepair(status)?.network ?? null,
		steering: hasCores(state()) ? (known(state().environment)?.packet_steering ?? null) : null,
	};
}

/** They would be applied with the first switch, and lost when that is undone. */
async function rejectPending(): Promise<void> {
	const changes = await uci.changes();
	if (Object.keys(changes).length > 0) throw new ApplyError({ kind: 'pending', changes });
}

async function hardwareState(
	status: Status,
	state: State,
	current: model.Mode,
	critical: model.Mode[]
): Promise<ModeTest['hardware']> {
	if (model.hasSilentHardware(status)) return 'uncounted';
	if (current === 'hardware') return 'tried';
	if (!model.mayHaveHardware(status)) return 'absent';
	// Whether it is safe is unknown without the environment.
	if (critical.includes('hardware') || known(state.environment) === null) return 'untried';
	const { refusal, flowtable } = await tryRuleset('hardware');
	return refusal || flowtable?.hardware === false ? 'rejected' : 'tried';
}

/** Where hardware is rejected, the other modes are still measured; without software there is nothing to compare. */
async function tryRuleset(mode: 'software' | 'hardware') {
	const check = await router.untilAnswered(() => router.dryRun({ mode }));
	if (check.refusal && mode === 'software')
		throw new ApplyError({ kind: 'rejected', mode, rejection: check.refusal });
	return check;
}

function hasCores(state: State): boolean {
	return (known(state.counters)?.cpus?.length ?? 0) > 1;
}

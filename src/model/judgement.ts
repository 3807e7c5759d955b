import type { Counters, Status, StoredResult } from '../rpc/types/index.ts';
import * as conflicts from './conflicts/index.ts';
import * as model from './index.ts';
import { known, type State } from './state.ts';

/** What the page concludes from its state. */
export interface Judgement {
	diagnosis: model.Verdict;
	/** What the rules looked at; null while some of it is unknown. */
	router: conflicts.RouterState | null;
	/** All conflicts of this router; none while `router` is null. */
	conflicts: conflicts.Conflict[];
	/** Those to show for the mode that is chosen. */
	warnings: conflicts.HintGroups;
	meter: model.Meter | null;
	/** The share of the data that bypasses the firewall, at least, and in words. */
	share: model.LiveShare;
	shareText: string;
	/** What the picture of the path shows. */
	path: model.PathFacts;
	/** What has changed since it last worked; null where nothing is known of that. */
	memory: model.Finding | null;
	/** Software is shown to work, or hardware was enabled elsewhere. */
	offersHardware: boolean;
	/** The modes can be compared: what is loaded is what is set. */
	offersModes: boolean;
}

const OFF = { flow_offloading: false, flow_offloading_hw: false };

/** Compares with the results that the router has stored (memory.ts), which is loaded only where there are some. */
export type RecallFunction = (status: Status, results: StoredResult[]) => model.Finding | null;

/** Everything the page says, from one state. Each judge runs once. */
export function judge(state: State, recall?: RecallFunction): Judgement {
	const status = known(state.status);
	const counters = known(state.counters);
	const { gracePeriod } = state;
	const uplink = model.uplinkCounters(status);
	const share = gracePeriod
		? model.unknownShare('grace-period')
		: model.liveShare(state.history.recent, uplink);
	const diagnosis = model.judgeRouter(evidenceOf(state, status, counters, share.bypassed));
	const router = routerOf(state, status);
	const found = router ? conflicts.findConflicts(router) : [];
	return {
		diagnosis: gracePeriod ? model.graceVerdict(diagnosis, gracePeriod) : diagnosis,
		path: {
			states: gracePeriod ? null : diagnosis.directions,
			shares: gracePeriod ? model.UNKNOWN_PATHS.shares : diagnosis.shares,
			devices: model.pathDevices(status),
		},
		router,
		conflicts: found,
		warnings: conflicts.groupHints(found, state.selected, state.dismissed),
		meter: model.meterOf(counters, status?.slow ?? null),
		share,
		shareText: model.shareSentence(share, uplink),
		memory: status && recall ? memoryOf(state, status, recall) : null,
		offersHardware:
			status?.requested?.flow_offloading_hw === true ||
			diagnosis.checks.every(({ state: reached }) => reached === 'reached'),
		offersModes: status !== null && isAsRequested(status),
	};
}

/** A result that the router could not store is newer than those that it has stored. */
function memoryOf(
	{ storedResults, saveNote, gracePeriod }: State,
	status: Status,
	recall: RecallFunction
): model.Finding | null {
	return gracePeriod || saveNote !== null ? null : recall(status, known(storedResults)?.results ?? []);
}

/** The conflicts over which the user is asked again before `changes` are applied. */
export function criticalAfter(
	state: State,
	judgement: Judgement,
	changes: model.OptionChange[]
): conflicts.Conflict[] {
	const options = state.pending ?? known(state.status)?.requested ?? OFF;
	return conflicts.criticalFor(judgement.conflicts, model.modeAfter(options, changes));
}

/** Where the kernel rejects hardware, firewall4 loads software. */
function isAsRequested(status: Status): boolean {
	const loaded = model.loadedMode(status);
	const requested = status.requested && model.modeOf(status.requested);
	return loaded !== null && (loaded === requested || (requested === 'hardware' && loaded === 'software'));
}

function evidenceOf(state: State, status: Status | null, counters: Counters | null, bypassed: number | null) {
	return model.evidenceOf({
		status,
		counters,
		environment: known(state.environment),
		unapplied: state.pending,
		notOffloaded: state.notOffloadedWatch.notOffloaded,
		bypassed,
		results: state.results,
	});
}

function routerOf(state: State, status: Status | null): conflicts.RouterState | null {
	const environment = known(state.environment);
	return status && environment && { status, environment };
}

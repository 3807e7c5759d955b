import type { Counters, Environment, OffloadOptions, Status } from '../../rpc/types/index.ts';
import { hasExceptions } from '../exceptions/list.ts';
import type { Measurement } from '../measurement.ts';
import { firewallFlowtable, loadedMode } from '../mode.ts';

/** All that the verdict rests on. Every field may be null: the call failed, or has not come yet. */
export interface Evidence {
	status: Status | null;
	counters: Counters | null;
	/** The options as this session has saved, but not applied them; null where nothing of ours is pending. */
	unapplied: OffloadOptions | null;
	/** Connections that were eligible and not offloaded in the last two readings of `status`, at least; null = unknown. */
	notOffloaded: number | null;
	/** Share of the data that bypasses the firewall by the counters of devices and the IP stack, at least, 0 to 1; null = unknown. */
	bypassed: number | null;
	/** The latest measurement of this tab under the mode that is loaded. */
	measured: Measurement | null;
	/** Sections other than firewall.@defaults[0] in which the option stands without effect, such as 'network.globals'. */
	misplaced: string[];
}

/** Evidence in which `status` is known, as the judges of a check get it. */
export type Known = Evidence & { status: Status };

/** What evidence is assembled from: on the page, in the widget and in a report. */
export interface EvidenceInput
	extends Pick<Evidence, 'status' | 'counters' | 'unapplied' | 'notOffloaded' | 'bypassed'> {
	environment: Environment | null;
	/** Measurements in any mode, the newest first. */
	results: Measurement[];
}

/** Assembles evidence; what nobody has asked for may be left out. */
export function evidenceOf(input: Partial<EvidenceInput>): Evidence {
	const { status = null, counters = null, unapplied = null, notOffloaded = null, bypassed = null } = input;
	return {
		status,
		counters,
		unapplied,
		notOffloaded: mayBeExcluded(status) ? null : notOffloaded,
		bypassed,
		measured: measuredNow(status, input.results ?? []),
		misplaced: misplacedIn(input.environment),
	};
}

/** With exceptions, connections that stay in the firewall are what the user has asked for, and the count cannot tell them from others. */
function mayBeExcluded(status: Status | null): boolean {
	const state = status?.exceptions;
	return state
		? state.loaded === 'others' || (state.loaded === 'requested' && hasExceptions(state.requested))
		: false;
}

/** A result of another mode, or of other devices in the flowtable, says nothing about what is loaded. */
function measuredNow(status: Status | null, results: Measurement[]): Measurement | null {
	if (!status) return null;
	const loaded = loadedMode(status);
	const now = firewallFlowtable(status.flowtables ?? [])?.devices ?? [];
	return results.find(({ mode, devices }) => mode === loaded && (!devices || isSame(devices, now))) ?? null;
}

function isSame(some: string[], others: string[]): boolean {
	return some.length === others.length && some.every((device) => others.includes(device));
}

/** The sections of `Evidence.misplaced`. */
function misplacedIn(facts: Environment | null | undefined): string[] {
	const misplaced = facts?.misplaced;
	if (!misplaced) return [];
	const { globals_flow_offloading, globals_flow_offloading_hw, in_ignored_defaults } = misplaced;
	return [
		...(globals_flow_offloading || globals_flow_offloading_hw ? ['network.globals'] : []),
		...(in_ignored_defaults ? ['firewall.@defaults[1]'] : []),
	];
}

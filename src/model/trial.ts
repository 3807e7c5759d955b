import type { Counters, Status } from '../rpc/types/index.ts';
import { firewallFlowtable, loadedMode, type Mode, modeName } from './mode.ts';
import { countText } from './units.ts';

/** How far a change on trial has come: applied, loaded by the kernel, or taken up by connections. */
export type TrialStage = 'applied' | 'loaded' | 'picked-up';

/** `expected`: the mode that the kernel is to load; null readings have not come, or failed. */
export interface TrialEvidence {
	expected: Mode;
	status: Status | null;
	counters: Counters | null;
}

/** The stage that the readings prove. */
export function trialStage(evidence: TrialEvidence): TrialStage {
	const { expected, status } = evidence;
	if (!status || loadedMode(status) !== expected) return 'applied';
	return expected !== 'off' && (offloadedAs(evidence) ?? 0) > 0 ? 'picked-up' : 'loaded';
}

/** The stage as rows of label and value, for people who have to decide. */
export function trialRows(evidence: TrialEvidence): Array<[label: string, value: string]> {
	return [
		[_('Loaded by the kernel'), loadedText(evidence)],
		[_('Offloaded connections'), countText(offloadedAs(evidence))],
	];
}

function loadedText({ expected, status }: TrialEvidence): string {
	const loaded = status && loadedMode(status);
	if (!status || loaded === null) return _('unknown');
	if (loaded !== expected) return _('not yet');
	const devices = firewallFlowtable(status.flowtables ?? [])?.devices ?? [];
	return loaded === 'off' ? modeName(loaded) : `${modeName(loaded)}: ${devices.join(', ')}`;
}

/** Connections offloaded in the expected mode, in any mode where none is expected; null = unknown. */
function offloadedAs({ expected, counters }: TrialEvidence): number | null {
	if (!counters?.offloaded) return null;
	const { software, hardware } = counters.offloaded;
	return hardware.total.entries + (expected === 'hardware' ? 0 : software.total.entries);
}

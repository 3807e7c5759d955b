import { type Finding, finding, firstOf } from '../finding.ts';
import { foreignOffloader, loadedMode, modeOf } from '../mode.ts';
import type { Known } from './evidence.ts';
import { reload } from './loaded.ts';

/** Check 1: why offloading is not enabled; null where it is, or another program offloads. Only what is applied counts. */
export function judgeRequested(evidence: Known): Finding | null {
	if (evidence.status.requested?.flow_offloading) return null;
	return firstOf(evidence, [judgeUnapplied, judgeCommandLine]) ?? judgeUnset(evidence);
}

function judgeUnset(evidence: Known): Finding | null {
	if (foreignOffloader(evidence.status) !== null) return null;
	return firstOf(evidence, [judgeHardwareAlone, judgeMisplaced, judgeLeftOver, judgeOff]);
}

function judgeUnapplied({ unapplied }: Known): Finding | null {
	if (!unapplied?.flow_offloading) return null;
	return finding(
		'unapplied',
		'notice',
		_('Offloading is enabled, but the change has not been applied yet.'),
		{
			kind: 'apply',
		}
	);
}

function judgeCommandLine({ status }: Known): Finding | null {
	if (!status.waiting || modeOf(status.waiting) === 'off') return null;
	return finding(
		'uncommitted',
		'notice',
		_('Offloading was enabled over SSH, but not committed. Run: %s').format(
			'uci commit firewall && service firewall reload'
		)
	);
}

function judgeHardwareAlone({ status }: Known): Finding | null {
	if (!status.requested?.flow_offloading_hw) return null;
	return finding(
		'hardware-alone',
		'warning',
		_('Hardware offloading is enabled, but it needs software offloading, which is off.'),
		{ kind: 'enable' }
	);
}

function judgeMisplaced({ misplaced }: Known): Finding | null {
	if (misplaced.length === 0) return null;
	return finding(
		'misplaced',
		'warning',
		_('The option is set in the wrong place (%s), where it has no effect.').format(misplaced.join(', ')),
		{ kind: 'enable' }
	);
}

/** The firewall has not loaded the setting yet, or could not. */
function judgeLeftOver({ status }: Known): Finding | null {
	const loaded = loadedMode(status);
	if (!status.requested || loaded === null || loaded === 'off') return null;
	return finding(
		'left-over',
		'warning',
		_('Offloading is disabled, but the kernel still offloads: the firewall has not been reloaded since.'),
		reload()
	);
}

function judgeOff(): Finding {
	return finding('off', 'info', _('Flow offloading is off: every packet goes through the firewall.'), {
		kind: 'enable',
	});
}

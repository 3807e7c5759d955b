import type { Status } from '../wire.ts';
import { reasonText } from './fault.ts';
import { firewallFlowtable, isFirewalls, loadedMode, modeOf } from './mode.ts';

/** How good or bad the news is, as LuCI's classes of messages. */
export type Level = 'success' | 'info' | 'notice' | 'warning' | 'danger';

export interface Situation {
	/** A name that never changes, for tests and translations of other texts. */
	id: string;
	level: Level;
	text: string;
}

type Judge = (status: Status) => Situation | null;

/**
 * What the settings ask for against what the kernel has loaded, in one sentence: the first judge that has something to say wins.
 * It speaks of what is loaded, never of what works: that only the connections themselves prove.
 */
export function judgeSituation(status: Status): Situation {
	for (const judge of JUDGES) {
		const situation = judge(status);
		if (situation) return situation;
	}
	return situation('unknown', 'notice', _('It is not known whether the kernel has loaded the setting.'));
}

const JUDGES: Judge[] = [
	judgeUnreadableSetting,
	judgeUnreadableKernel,
	judgeLeftOver,
	judgeHardwareAlone,
	judgeOff,
	judgeModule,
	judgeFirewall,
	judgeRuleset,
	judgeFallback,
	judgeLoaded,
];

function situation(id: string, level: Level, text: string): Situation {
	return { id, level, text };
}

function wanted(status: Status) {
	return status.requested ? modeOf(status.requested) : null;
}

function judgeUnreadableSetting(status: Status) {
	if (status.requested) return null;
	const why = reasonText(status.unknown.requested);
	return situation(
		'setting-unknown',
		'warning',
		_('The firewall settings could not be read: %s').format(why)
	);
}

function judgeUnreadableKernel(status: Status) {
	if (loadedMode(status) !== null) return null;
	const why = reasonText(status.unknown.flowtables ?? status.unknown.forward_rules);
	return situation(
		'kernel-unknown',
		'warning',
		_('What the kernel has loaded could not be read: %s').format(why)
	);
}

function judgeLeftOver(status: Status) {
	if (wanted(status) !== 'off' || loadedMode(status) === 'off') return null;
	return situation(
		'left-over',
		'warning',
		_(
			'The setting is off, but the kernel still has offloading loaded. The firewall has not been reloaded since.'
		)
	);
}

function judgeHardwareAlone(status: Status) {
	if (!status.requested?.flow_offloading_hw || status.requested.flow_offloading) return null;
	return situation(
		'hardware-alone',
		'warning',
		_('Hardware offloading is set without software offloading. It needs both: nothing is offloaded.')
	);
}

function judgeOff(status: Status) {
	if (wanted(status) !== 'off') return null;
	return situation('off', 'info', _('Flow offloading is off: every packet passes the firewall.'));
}

function judgeModule(status: Status) {
	if (status.module !== 'missing' || loadedMode(status) !== 'off') return null;
	return situation(
		'module-missing',
		'danger',
		_('Flow offloading is asked for, but the kernel module is missing. Install the package kmod-nft-offload.')
	);
}

function judgeFirewall(status: Status) {
	if (status.firewall_loaded !== false) return null;
	return situation(
		'firewall-stopped',
		'danger',
		_('The firewall is not running, so nothing can be offloaded.')
	);
}

function judgeRuleset(status: Status) {
	if (loadedMode(status) !== 'off') return null;
	const flowtable = firewallFlowtable(status.flowtables ?? []);
	return flowtable
		? situation('rule-missing', 'danger', _('The flowtable is loaded, but no forward rule feeds it.'))
		: situation(
				'not-loaded',
				'danger',
				_(
					'Flow offloading is asked for, but the firewall has not loaded it. Its rules may have been rejected.'
				)
			);
}

function judgeFallback(status: Status) {
	if (wanted(status) !== 'hardware' || loadedMode(status) !== 'software') return null;
	return situation(
		'fallback',
		'notice',
		_('Hardware offloading is asked for, but the firewall fell back to software offloading.')
	);
}

function judgeLoaded(status: Status) {
	if (loadedMode(status) === 'hardware')
		return situation(
			'hardware-loaded',
			'success',
			_('Hardware offloading is loaded. Connections counted as hardware prove that the hardware takes part.')
		);
	return situation('software-loaded', 'success', _('Software offloading is loaded.'));
}

/** Flowtables that firewall4 did not make: their connections are counted too. */
export function foreignFlowtables(status: Status): string[] {
	return (status.flowtables ?? [])
		.filter((flowtable) => !isFirewalls(flowtable))
		.map((flowtable) => `${flowtable.family} ${flowtable.table} ${flowtable.name}`);
}

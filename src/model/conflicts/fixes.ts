import { offloadChange } from '../commands.ts';
import { isOff } from './queries.ts';
import type { Fix, RouterState } from './rule.ts';

/** Back from hardware to software, where hardware is asked for. */
export function hardwareOff({ status }: RouterState): Fix | null {
	if (!status.requested?.flow_offloading_hw) return null;
	return {
		title: _('Use software only'),
		changes: [offloadChange('flow_offloading', '1'), offloadChange('flow_offloading_hw', null)],
	};
}

/** Adds the option without which the other one does nothing. */
export function softwareOn(): Fix {
	return {
		title: _('Enable software too'),
		changes: [offloadChange('flow_offloading', '1')],
	};
}

/**
 * Sets in the firewall what is set to yes in `network.globals`. That has no effect and may stay: taking it away would
 * make netifd reload the network for nothing.
 */
export function moveOptions({ status, environment }: RouterState): Fix | null {
	const { globals_flow_offloading: software, globals_flow_offloading_hw: hardware } =
		environment.misplaced ?? {};
	const changes = [
		...(software && !status.requested?.flow_offloading ? [offloadChange('flow_offloading', '1')] : []),
		...(hardware && !status.requested?.flow_offloading_hw ? [offloadChange('flow_offloading_hw', '1')] : []),
	];
	return changes.length > 0 ? { title: _('Set it in the firewall'), changes } : null;
}

/** Excludes the first packets, which DPI-bypass tools need, from offloading, where the backend knows exceptions. */
export function excludeFirstPackets({ status }: RouterState): Fix | null {
	if (!status.exceptions || status.exceptions.requested.first_packets > 0) return null;
	return { title: _('Keep the first 30 packets in the firewall'), changes: [], action: 'first-packets' };
}

/** Lets running connections meet the rules again. */
export function flushOffloaded(router: RouterState): Fix | null {
	if (!router.status.exceptions || isOff(router)) return null;
	return { title: _('Flush offloaded connections'), changes: [], action: 'flush' };
}

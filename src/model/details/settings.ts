import type { Environment, OffloadOptions, Status } from '../../rpc/types/index.ts';
import { reasonText } from '../error-text.ts';
import { firewallFlowtable, loadedMode, modeName, modeOf } from '../mode.ts';
import { listText, type Row, valueText, yesText } from './text.ts';

/**
 * What is requested next to what the kernel has; the first three rows are for everybody. `unapplied`: saved by this session; null where
 * nothing is.
 */
export function settingRows(
	status: Status,
	environment: Environment | null = null,
	unapplied: OffloadOptions | null = null
): Row[] {
	const { requested, waiting, module, flowtables, firewall_loaded, unknown } = status;
	const loaded = loadedMode(status);
	const covered = flowtables && (firewallFlowtable(flowtables)?.devices ?? []);
	const rows: Row[] = [
		[
			_('Enabled', 'flow offloading'),
			requested ? modeName(modeOf(requested)) : reasonText(unknown.requested),
		],
		[
			_('Loaded by the kernel'),
			loaded ? modeName(loaded) : reasonText(unknown.flowtables ?? unknown.forward_rules),
		],
		[_('Covered devices'), listText(covered, unknown.flowtables)],
		[_('Kernel module nft_flow_offload'), module ?? reasonText(unknown.module)],
		[_('Firewall'), yesText(firewall_loaded)],
	];
	if (environment) rows.push([_('Firewall starts at boot'), yesText(environment.firewall_enabled)]);
	const options: Array<[string, OffloadOptions | null]> = [
		['/etc/config/firewall', requested],
		['/tmp/.uci/firewall', waiting],
		[_('Saved, but not applied'), unapplied],
	];
	for (const [source, found] of options) if (found) rows.push([source, optionsText(found)]);
	return rows;
}

/** The options themselves too: hardware alone means nothing. */
function optionsText({ flow_offloading, flow_offloading_hw }: OffloadOptions): string {
	return `flow_offloading=${valueText(flow_offloading)}, flow_offloading_hw=${valueText(flow_offloading_hw)}`;
}

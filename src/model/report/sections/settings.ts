import type { OffloadOptions } from '../../../wire.ts';
import * as model from '../../index.ts';
import type { Section } from '../report.ts';
import type { Source } from '../source.ts';

/** What is asked for beside what the kernel has. */
export function settingsSection({ status, unapplied, facts }: Source): Section {
	const title = _('Settings');
	if (!status) return { id: 'settings', title, rows: [], lines: [] };
	const loaded = model.loadedMode(status);
	const rows: Section['rows'] = [
		[
			_('Requested'),
			status.requested ? optionsText(status.requested) : model.reasonText(status.unknown.requested),
		],
		[
			_('Loaded by the kernel'),
			loaded ? model.modeName(loaded) : model.reasonText(status.unknown.flowtables),
		],
		[_('Kernel module nft_flow_offload'), status.module ?? model.reasonText(status.unknown.module)],
		[_('Firewall'), firewallText(status.firewall_loaded, facts?.firewall_enabled ?? null)],
	];
	if (unapplied) rows.push([_('Saved, but not applied'), optionsText(unapplied)]);
	if (status.waiting) rows.push([_('Waiting on the command line'), optionsText(status.waiting)]);
	return { id: 'settings', title, rows, lines: [] };
}

/** The options themselves too: hardware alone means nothing. */
function optionsText(options: OffloadOptions): string {
	const value = (on: boolean) => (on ? '1' : '0');
	const { flow_offloading, flow_offloading_hw } = options;
	const both = `flow_offloading=${value(flow_offloading)}, flow_offloading_hw=${value(flow_offloading_hw)}`;
	return `${model.modeName(model.modeOf(options))} (${both})`;
}

function firewallText(loaded: boolean | null, enabled: boolean | null): string {
	const now = loaded === null ? _('unknown') : loaded ? _('running') : _('not running');
	return enabled === false ? _('%s, does not start at boot').format(now) : now;
}

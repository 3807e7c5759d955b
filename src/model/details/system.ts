import type { SystemFacts } from '../../rpc/types/index.ts';
import { type Row, valueText } from './text.ts';

/** Which router this is, and which versions it runs. */
export function systemRows(system: SystemFacts): Row[] {
	const facts: Array<[string, string | null]> = [
		[_('Model'), system.model],
		[_('Target', 'flow offloading'), system.target],
		[_('Release'), system.release],
		[_('Kernel'), system.kernel],
		['firewall4', system.firewall4_version],
		['kmod-nft-offload', system.kmod_version],
		['luci-app-nft-offload', system.app_version],
		[_('Board'), system.board],
		[_('Package manager'), system.package_manager],
	];
	return facts.map(([label, value]) => [label, valueText(value)]);
}

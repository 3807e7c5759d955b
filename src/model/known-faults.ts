import type { SystemFacts } from '../rpc/types/index.ts';
import { isWithin, type VersionRange } from './conflicts/versions.ts';

/** A fault of some releases, kernels or routers that no setting of this router shows: what a setting shows is a rule (conflicts/). */
export interface KnownFault {
	id: string;
	mode: 'software' | 'hardware' | 'both';
	/** Where it is, or was seen; what is missing narrows nothing. */
	release?: VersionRange[];
	kernel?: VersionRange[];
	/** Beginnings of `system.target` and `system.model`. */
	targets?: string[];
	models?: string[];
	text(): string;
	/** A web address. */
	source: string;
}

export const KNOWN_FAULTS: KnownFault[] = [
	{
		id: 'reload-drops-hardware',
		mode: 'hardware',
		release: [{ until: '25.12.5' }],
		text: () =>
			_(
				'A reload of the firewall may end connections that are offloaded to hardware, such as those of a VPN.'
			),
		source: 'https://github.com/openwrt/openwrt/issues/17915',
	},
	{
		id: 're3000-restart',
		mode: 'hardware',
		release: [{ from: '24.10', until: '24.11' }],
		models: ['Cudy RE3000'],
		text: () => _('On 24.10.0, this model has restarted the moment hardware offloading was enabled.'),
		source: 'https://github.com/openwrt/openwrt/issues/18020',
	},
	{
		id: 'wed-slow',
		mode: 'hardware',
		models: ['Bananapi BPI-R4'],
		text: () => _('On this model, WED has slowed downloads over Wi-Fi with MT7916 cards to 6 Mbit/s.'),
		source: 'https://github.com/openwrt/mt76/issues/1051',
	},
	{
		id: 'wifi-path',
		mode: 'both',
		kernel: [{ from: '7.2', until: '7.3' }],
		text: () => _('Without a patch by OpenWrt, this kernel does not offload connections over Wi-Fi.'),
		source: 'https://github.com/openwrt/openwrt/commit/2ec42369b0',
	},
	{
		id: 'mt7620-ipv6',
		mode: 'software',
		targets: ['ramips/mt7620'],
		text: () =>
			_(
				'On this kind of router, IPv6 was measured slower with software offloading than without: 77 against 89 Mbit/s.'
			),
		source: 'https://github.com/openwrt/openwrt/issues/24515',
	},
];

/** The known faults of this router in a mode. A version, target or model that is unknown is not affected. */
export function faultsFor(system: SystemFacts, mode: 'off' | 'software' | 'hardware'): KnownFault[] {
	if (mode === 'off') return [];
	const { release, kernel, target, model } = system;
	return KNOWN_FAULTS.filter(
		(fault) =>
			(fault.mode === 'both' || fault.mode === mode) &&
			isAffected(fault.release, release) &&
			isAffected(fault.kernel, kernel) &&
			isNamed(fault.targets, target) &&
			isNamed(fault.models, model)
	);
}

function isAffected(ranges: VersionRange[] | undefined, version: string | null): boolean {
	return ranges === undefined || isWithin(ranges, version);
}

function isNamed(beginnings: string[] | undefined, name: string | null): boolean {
	return beginnings === undefined || beginnings.some((beginning) => name?.startsWith(beginning));
}

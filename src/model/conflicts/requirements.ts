import { engineOf } from '../engines.ts';
import { hasSilentHardware } from '../mode.ts';
import { isLayer3Only, sidesOf } from '../topology.ts';
import { hardwareOff, moveOptions, softwareOn } from './fixes.ts';
import { enabled, isOff, wanNetworks } from './queries.ts';
import type { RouterState, Rule } from './rule.ts';

/** `hnat`: that of MediaTek's SDK, which writes the same registers as the kernel's own driver, or all others. */
function engines({ status }: RouterState, hnat: boolean): string[] {
	return (status.accelerators ?? []).filter((name) => (engineOf(name) === 'mtk_hnat') === hnat);
}

/** What offloading needs, and options in the wrong section. Rules with `isOff` fall silent once the verdict speaks of the same. */
export const NEEDS: Rule[] = [
	{
		id: 'firewall-stopped',
		mode: 'both',
		severity: 'critical',
		when: (router) => isOff(router) && router.status.firewall_loaded === false,
		effect: () => _('The firewall is not running. It offloads nothing and protects nothing.'),
		advice: () => _('Enable and start “firewall”.'),
		page: 'startup',
	},
	{
		id: 'firewall-disabled',
		mode: 'both',
		severity: 'high',
		when: ({ status, environment }) =>
			environment.firewall_enabled === false && status.firewall_loaded === true,
		effect: () => _('The firewall is running, but does not start when the router boots.'),
		advice: () => _('Enable “firewall”. Otherwise the next restart ends offloading and protection.'),
		page: 'startup',
	},
	{
		id: 'module-missing',
		mode: 'both',
		severity: 'critical',
		when: (router) => isOff(router) && router.status.module === 'missing',
		rejected: true,
		effect: () =>
			_(
				'Without the package kmod-nft-offload the firewall fails to load, and the next restart locks you out.'
			),
		advice: () => _('Install kmod-nft-offload first, from the package feed of your exact release.'),
		page: 'software',
	},
	{
		id: 'hardware-alone',
		mode: 'any',
		severity: 'high',
		when: ({ status }) => status.requested?.flow_offloading_hw === true && !status.requested.flow_offloading,
		effect: () => _('Hardware offloading is enabled without software offloading, so nothing is offloaded.'),
		advice: () => _('Enable software offloading too: hardware offloading needs it.'),
		fix: softwareOn,
	},
	{
		id: 'hardware-fallback',
		mode: 'hardware',
		severity: 'medium',
		when: ({ status }) =>
			status.requested?.flow_offloading === true &&
			status.requested.flow_offloading_hw &&
			(status.flowtables ?? []).some(
				({ table, name, hardware }) => table === 'fw4' && name === 'ft' && !hardware
			),
		effect: () =>
			_(
				'The firewall uses software offloading instead: the kernel may have rejected hardware offloading for a network device.'
			),
		advice: () => _('It does no harm. You can turn hardware off.'),
		fix: hardwareOff,
	},
	{
		id: 'misplaced',
		mode: 'any',
		severity: 'medium',
		when: (router) => moveOptions(router) !== null,
		effect: () =>
			_('Flow offloading is set in the network settings (network.globals), where nothing reads it.'),
		advice: () => _('Set it in the firewall. The entry in the network settings can stay.'),
		fix: moveOptions,
	},
	{
		id: 'misplaced-defaults',
		mode: 'any',
		severity: 'medium',
		when: ({ environment }) => environment.misplaced?.in_ignored_defaults === true,
		effect: () =>
			_(
				'/etc/config/firewall has several "defaults" sections; the firewall reads only the first, and offloading is also set in another.'
			),
		advice: () => _('Over SSH, leave only one “defaults” section in that file.'),
	},
	{
		id: 'vendor-hnat',
		mode: 'hardware',
		severity: 'critical',
		when: (router) => engines(router, true),
		effect: () =>
			_(
				'A second driver for the same hardware is loaded. Using both has crashed routers so badly that they no longer boot.'
			),
		advice: () =>
			_('Use only one of them: leave hardware offloading off here, or remove the vendor’s driver.'),
		fix: hardwareOff,
	},
	{
		id: 'vendor-hnat-software',
		mode: 'software',
		severity: 'high',
		when: (router) => engines(router, true),
		effect: () => _('The vendor’s own accelerator is loaded. Both would handle the same connections.'),
		advice: () => _('Use only one of the two.'),
	},
	{
		id: 'second-engine',
		mode: 'both',
		severity: 'high',
		when: (router) => [...engines(router, false), ...enabled(router, 'turboacc')],
		effect: () => _('Another accelerator is active; both would handle the same connections.'),
		advice: () => _('Use only one of the two.'),
		page: 'startup',
	},
	{
		id: 'nothing-to-route',
		mode: 'both',
		severity: 'medium',
		when: (router) => isOff(router) && routesNothing(router),
		effect: () =>
			_(
				'This device does not route to the Internet, as an access point does not: there is nothing to offload.'
			),
		advice: () => _('Leave it off here and enable it on your main router.'),
	},
	{
		id: 'wan-without-device',
		mode: 'both',
		severity: 'medium',
		when: (router) => isOff(router) && wanIsLayer3Only(router),
		effect: () =>
			_(
				'The firewall does not list the device of your Internet connection, as with modems and tunnels: downloads keep going through it.'
			),
		advice: () => _('Expect little gain. Once it is on, this page shows what is covered.'),
	},
	{
		id: 'pppoe',
		mode: 'software',
		severity: 'medium',
		when: (router) => (isOff(router) ? wanNetworks(router, ({ proto }) => proto === 'pppoe') : false),
		effect: () =>
			_('On PPPoE lines some routers gain a lot from software offloading, others next to nothing.'),
		advice: () => _('Enable it and measure.'),
	},
	{
		id: 'l2tp-hardware',
		mode: 'hardware',
		severity: 'critical',
		kernel: [{ until: '6.12.94' }, { from: '6.13', until: '6.18.22' }],
		when: (router) => wanNetworks(router, ({ proto }) => proto === 'l2tp' || proto === 'pptp'),
		effect: () =>
			_(
				'With this kernel, uploads over L2TP or PPTP with hardware offloading are known to restart the router.'
			),
		advice: () => _('Use software only, or update OpenWrt.'),
		fix: hardwareOff,
	},
	{
		id: 'silent-hardware',
		mode: 'hardware',
		severity: 'medium',
		when: ({ status }) => !status.requested?.flow_offloading_hw && hasSilentHardware(status),
		effect: () =>
			_('This router’s hardware does not count what it forwards: data volumes will stop increasing.'),
		advice: () => _('Stay with software if you need data volumes per device or connection.'),
	},
	{
		id: 'wed-timeout',
		mode: 'hardware',
		severity: 'high',
		// OpenWrt fixed it on 1 June 2026 in its own patches, between these two.
		kernel: [{ from: '6.18', until: '6.18.31' }],
		when: ({ environment }) => environment.wed === 'on',
		effect: () => _('With this kernel, Wi-Fi connections that WED offloads break after about five minutes.'),
		advice: () => _('Update OpenWrt, or use software only.'),
		fix: hardwareOff,
	},
	{
		id: 'xmit-path',
		mode: 'software',
		severity: 'high',
		// OpenWrt's own 6.18.52 came with the fix.
		kernel: [{ from: '6.18.45', until: '6.18.52' }],
		when: ({ status }) => status.system.target?.startsWith('mediatek/filogic') === true,
		effect: () => _('With this kernel, software offloading is known to drop packets on this kind of router.'),
		advice: () => _('Update OpenWrt, or leave offloading off.'),
	},
];

/** Every route to the Internet: an IPv6 tunnel next to a plain uplink leaves IPv4 to be offloaded. */
function wanIsLayer3Only(router: RouterState): boolean {
	return (
		wanNetworks(router, () => true).length > 0 &&
		wanNetworks(router, (wan) => !isLayer3Only(wan)).length === 0
	);
}

/** Only where the route to the Internet is known: while the uplink is down nobody can tell. */
function routesNothing({ status }: RouterState): boolean {
	const sides = sidesOf(status);
	return sides !== null && sides.wan.length > 0 && sides.lanZones.length === 0;
}

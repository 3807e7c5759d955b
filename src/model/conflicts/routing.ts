import type { DeviceKind } from '../../rpc/types/index.ts';
import { isLayer3Only } from '../topology.ts';
import { hardwareOff } from './fixes.ts';
import { enabled, isDisabled, networks, ownRules, running, unique } from './queries.ts';
import type { RouterState, Rule } from './rule.ts';

/** Kinds of devices that OpenVPN makes. */
const OPENVPN: DeviceKind[] = ['tun', 'tap', 'ovpn'];

/** Several uplinks, tunnels, proxies, bridges and Wi-Fi: the paths of packets. */
export const PATHS: Rule[] = [
	{
		id: 'mwan3',
		mode: 'both',
		severity: 'medium',
		when: (router) => (router.environment.mwan3 ?? 0) >= 2 && !isDisabled(router, 'mwan3'),
		effect: () => _('When mwan3 switches lines, running connections stay on the old line until they end.'),
		advice: () => _('Have mwan3 flush connections on a change, and test a failover.'),
		page: 'startup',
	},
	{
		id: 'pbr',
		mode: 'both',
		severity: 'low',
		when: (router) => router.environment.pbr === true && !isDisabled(router, 'pbr'),
		effect: () => _('Changes to policy routing do not move connections that are already running.'),
		advice: () => _('Restart them after a change.'),
	},
	{
		id: 'ipsec',
		mode: 'both',
		severity: 'medium',
		when: (router) => unique([...enabled(router, 'ipsec', 'swanctl'), ...running(router, 'charon', 'pluto')]),
		effect: () => _('IPsec tunnels are not offloaded, and the two directions may take different paths.'),
		advice: () => _('After enabling it, check that the tunnel still works and still encrypts.'),
		page: 'startup',
	},
	{
		id: 'tunnels',
		mode: 'both',
		severity: 'low',
		when: (router) =>
			unique([
				...networks(
					router,
					(network) =>
						network.up && !network.default_route && network.covered !== true && isLayer3Only(network)
				),
				...openvpnAlone(router),
			]),
		effect: () => _('Downloads through tunnels that end on this router go through the firewall.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'proxies',
		mode: 'both',
		severity: 'low',
		when: (router) =>
			unique([
				...enabled(
					router,
					...(['podkop', 'openclash', 'passwall', 'passwall2', 'shadowsocksr', 'homeproxy'] as const),
					...(['sing-box', 'dae', 'daed', 'nikki'] as const)
				),
				...running(router, 'sing-box', 'mihomo', 'clash', 'xray', 'v2ray', 'dae', 'daed', 'ss-redir'),
				...ownRules(router, 'tproxy', 'redirect'),
			]),
		effect: () =>
			_('Traffic that a proxy on the router handles is not offloaded, so fewer connections are counted.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'vlan-bridge-hardware',
		mode: 'hardware',
		severity: 'medium',
		when: (router) => router.environment.vlan_bridges ?? [],
		effect: () => _('On VLAN bridges, hardware offloading has been seen to stop working after a while.'),
		advice: () => _('Watch the counter for a day, or use software.'),
		fix: hardwareOff,
	},
	{
		id: 'roaming-hardware',
		mode: 'hardware',
		severity: 'medium',
		when: ({ environment }) =>
			(environment.bridged_access_points ?? 0) > 1 || (environment.fast_roaming ?? 0) > 0,
		effect: () =>
			_(
				'A phone that moves between Wi-Fi bands or access points may lose its connections for half a minute.'
			),
		advice: () => _('Use software if Wi-Fi stalls while people walk around.'),
		fix: hardwareOff,
	},
	{
		id: 'wifi-dispatch',
		mode: 'hardware',
		severity: 'low',
		when: ({ environment }) => environment.wed === 'off',
		effect: () => _('Wi-Fi traffic is not forwarded by hardware while WED is off.'),
		advice: () => _('See the OpenWrt wiki before you enable it. It needs a restart.'),
	},
	{
		id: 'wed-not-attached',
		mode: 'hardware',
		severity: 'medium',
		when: ({ environment }) => environment.wed === 'on' && environment.wed_attached === false,
		effect: () => _('Wi-Fi traffic is not forwarded by hardware: WED is on, but no Wi-Fi card uses it.'),
		advice: () => _('Restart the router if you have just enabled it.'),
	},
	{
		id: 'npu-stopped',
		mode: 'hardware',
		severity: 'medium',
		when: ({ environment }) => environment.npu === 'stopped' || environment.npu === 'no_firmware',
		effect: () => _('Nothing is forwarded by hardware: the network processor (NPU) is not running.'),
		advice: () =>
			_(
				'Make sure that its firmware is installed (airoha-en7581-npu-firmware or airoha-an7583-npu-firmware), then restart the router.'
			),
	},
	{
		id: 'steering-hardware',
		mode: 'hardware',
		severity: 'low',
		when: (router) => [
			...(router.environment.packet_steering ? ['packet_steering'] : []),
			...unique([...enabled(router, 'irqbalance'), ...running(router, 'irqbalance')]),
		],
		effect: () => _('Packet steering gains nothing with hardware offloading and may cost CPU time.'),
		advice: () => _('Leave it at its default.'),
	},
	{
		id: 'containers',
		mode: 'both',
		severity: 'low',
		when: (router) => unique([...enabled(router, 'dockerd'), ...running(router, 'dockerd')]),
		effect: () => _('Traffic of containers is offloaded only if their bridge is in the flowtable.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'helpers',
		mode: 'both',
		severity: 'low',
		when: ({ environment }) => environment.helpers ?? [],
		effect: () => _('Connections with a conntrack helper, such as FTP or SIP, are never offloaded.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'full-cone',
		mode: 'both',
		severity: 'low',
		when: ({ environment }) => environment.fullcone === true,
		effect: () => _('Full-cone NAT is not part of OpenWrt. It does not conflict with offloading by itself.'),
		advice: () => _('Mention it when you ask for help.'),
	},
];

/** OpenVPN where no network tells whether its device is in the flowtable. */
function openvpnAlone(router: RouterState): string[] {
	const kinds = (router.status.paths ?? []).map(({ chain }) => chain[0]?.kind);
	return kinds.some((kind) => kind && OPENVPN.includes(kind)) ? [] : running(router, 'openvpn');
}

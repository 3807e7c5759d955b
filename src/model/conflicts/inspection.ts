import { bypassTools, toolsGetFirstPackets } from './bypass-tools.ts';
import { excludeFirstPackets, flushOffloaded, hardwareOff } from './fixes.ts';
import { enabled, isOff, ownRules, queueTables, running, unique, uplinks } from './queries.ts';
import type { RouterState, Rule } from './rule.ts';

/** PPPoE devices whose packets the flowtable takes at the port below, as 'pppoe-wan → eth1'; while offloading is off, those it would. */
function uncountedDevices(router: RouterState): string[] {
	return uplinks(router).flatMap(({ name, proto, l3_device, device, lower_devices }) => {
		const path = (router.status.paths ?? []).find(({ network }) => network === name);
		const plain = lower_devices.length === 0;
		const below = path && !isOff(router) ? path.arriving.through === 'deepest' : plain;
		return proto === 'pppoe' && below
			? [`${l3_device} → ${path?.chain[path.chain.length - 1]?.device ?? device}`]
			: [];
	});
}

/** What looks at packets, counts them or decides about them one by one. */
export const WATCHING: Rule[] = [
	{
		id: 'unblockers',
		mode: 'both',
		severity: 'high',
		when: (router) => (toolsGetFirstPackets(router) ? [] : bypassTools(router)),
		effect: () =>
			_(
				'These DPI-bypass tools need the first packets of both directions and get too few. Websites may stop opening.'
			),
		advice: () =>
			_(
				'Let the first packets stay in the firewall, or leave offloading off. zapret can offload by itself (FLOWOFFLOAD=software).'
			),
		page: 'startup',
		fix: excludeFirstPackets,
	},
	{
		id: 'intrusion-prevention',
		mode: 'both',
		severity: 'high',
		when: (router) =>
			unique([
				...enabled(router, 'snort', 'suricata'),
				...running(router, 'snort', 'suricata'),
				...queueTables(router, ['snort', 'suricata']),
			]),
		effect: () => _('Intrusion prevention sees only the start of each connection and misses the rest.'),
		advice: () => _('Use either offloading or inspection, not both.'),
		page: 'startup',
	},
	{
		id: 'queue-rules',
		mode: 'both',
		severity: 'high',
		when: (router) => ownRules(router, 'queue'),
		effect: () =>
			_(
				'Your own rules hand packets to a program (queue). It sees only the first packets of each connection.'
			),
		advice: () => _('Leave offloading off if that program needs every packet.'),
	},
	{
		id: 'app-filter',
		mode: 'both',
		severity: 'medium',
		when: (router) => enabled(router, 'appfilter'),
		effect: () => _('The app filter sees only the first packets and may let apps through.'),
		advice: () => _('After enabling it, check your filters.'),
		page: 'startup',
	},
	{
		id: 'listeners-hardware',
		mode: 'hardware',
		severity: 'medium',
		when: (router) =>
			unique([
				...enabled(router, 'netifyd', 'ntopng', 'bandwidthd'),
				...running(router, 'netifyd', 'ntopng', 'bandwidthd'),
			]),
		effect: () => _('With hardware offloading, traffic monitors see only the start of each connection.'),
		advice: () => _('Use software only to keep them complete.'),
		fix: hardwareOff,
	},
	{
		id: 'parental-control',
		mode: 'both',
		severity: 'high',
		when: (router) => [...enabled(router, 'timecontrol', 'accesscontrol'), ...ownRules(router, 'time')],
		effect: () =>
			_(
				'A video or game already running at bedtime continues, because its packets no longer reach the time rule.'
			),
		advice: () =>
			_(
				'Leave offloading off, or end connections at bedtime with a scheduled “conntrack -D” (package conntrack).'
			),
		fix: flushOffloaded,
	},
	{
		id: 'time-rules',
		mode: 'both',
		severity: 'low',
		when: ({ environment }) => (environment.firewall_rules?.time ?? 0) > 0,
		effect: () =>
			_('Firewall time rules stop only new connections. Running ones continue, with or without offloading.'),
		advice: () => _('End running connections with a scheduled “conntrack -D” (package conntrack).'),
		page: 'rules',
	},
	{
		id: 'marking-rules',
		mode: 'both',
		severity: 'medium',
		when: (router) => [
			...ownRules(router, 'mark', 'log', 'connlimit', 'packets'),
			...((router.environment.firewall_rules?.mark ?? 0) > 0 ? [_('firewall rules with target MARK')] : []),
		],
		effect: () =>
			_('Your own rules that mark, log or count packets see only the first packets of each connection.'),
		advice: () => _('After enabling it, check whatever depends on these rules.'),
		page: 'rules',
	},
	{
		id: 'ttl-rules',
		mode: 'both',
		severity: 'medium',
		when: (router) => ownRules(router, 'ttl'),
		effect: () => _('Rules that change the TTL act on the first packets only; mobile carriers may notice.'),
		advice: () => _('Leave offloading off if your contract needs these rules.'),
	},
	{
		id: 'nlbwmon-hardware',
		mode: 'hardware',
		severity: 'medium',
		when: (router) => unique([...enabled(router, 'nlbwmon'), ...running(router, 'nlbwmon')]),
		effect: () => _('Volumes per device (nlbwmon) may be far too low with hardware offloading.'),
		advice: () => _('Use software only to keep them correct.'),
		fix: hardwareOff,
	},
	{
		id: 'packet-counters',
		mode: 'both',
		severity: 'medium',
		when: (router) => [
			...enabled(router, 'wrtbwmon', 'iptmon'),
			...ownRules(router, 'counter').filter((name) => name.startsWith('fw4 ')),
		],
		effect: () => _('Counters in firewall rules see only the first packets of each connection.'),
		advice: () => _('Use nlbwmon or vnStat with software offloading to count traffic.'),
	},
	{
		id: 'pppoe-counters',
		mode: 'both',
		severity: 'medium',
		when: (router) => {
			const counting = [...enabled(router, 'vnstat', 'collectd'), ...running(router, 'vnstatd', 'collectd')];
			return counting.length > 0 ? uncountedDevices(router) : [];
		},
		effect: () =>
			_('On PPPoE, offloaded data is counted on the port below, and hardly any on the PPPoE device.'),
		advice: () => _('Let vnStat or collectd count the port.'),
	},
	{
		id: 'device-counters',
		mode: 'hardware',
		severity: 'low',
		when: (router) =>
			unique([...enabled(router, 'vnstat', 'collectd'), ...running(router, 'vnstatd', 'collectd')]),
		effect: () => _('Volumes per interface depend on whether the driver counts what its hardware forwards.'),
		advice: () => _('Compare with your provider’s figures.'),
	},
	{
		id: 'test-on-router',
		mode: 'both',
		severity: 'low',
		when: (router) => running(router, 'iperf', 'iperf3', 'netperf', 'speedtest', 'librespeed-cli'),
		effect: () =>
			_('A speed test is running on the router itself. The router’s own traffic is never offloaded.'),
		advice: () => _('Test from a device in your network.'),
	},
];

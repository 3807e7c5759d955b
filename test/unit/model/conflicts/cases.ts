import type { RouterState } from '../../../../src/model/conflicts/index.ts';
import type { Status } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLE, SYSTEM, WAN } from '../status-facts.ts';
import type { Case } from './case.ts';
import { CONFIRMATION_CASES } from './confirmation-cases.ts';
import {
	adder,
	chain,
	disabled,
	factsWith,
	NOT_MISPLACED,
	PPPOE,
	pppoePath,
	routerWith as router,
	SOFTWARE,
	services,
	zonesWithWan,
} from './environment.ts';
import { QUEUEING_CASES } from './queueing-cases.ts';

const HARDWARE = { requested: { flow_offloading: true, flow_offloading_hw: true }, flowtables: [FLOWTABLE] };
const HARDWARE_ALONE = { requested: { flow_offloading: false, flow_offloading_hw: true } };
const UNREADABLE: Partial<Status> = { requested: null };
const WIREGUARD = zonesWithWan({ proto: 'wireguard', device: null, l3_device: 'wg0' });
const on = (target: string) => ({ system: { ...SYSTEM, target } });
const kernel = (version: string | null) => ({ system: { ...SYSTEM, kernel: version } });
const engine = (...accelerators: string[]) => router({}, { accelerators });
const rules = (changes: { time?: number; dscp?: number; mark?: number }) =>
	router({ firewall_rules: { time: 0, dscp: 0, mark: 0, ...changes } });
const late = { text: 'ct original packets ge 30 flow add @ft', flowtable: 'ft', index: 0 };

export const CASES: Record<string, Case> = {
	...QUEUEING_CASES,
	...CONFIRMATION_CASES,
	'firewall-stopped': {
		applies: [router({}, { firewall_loaded: false })],
		silent: [
			router(),
			router({}, { firewall_loaded: null }),
			// Then the verdict says it.
			router({}, { ...SOFTWARE, firewall_loaded: false }),
		],
	},
	'firewall-disabled': {
		applies: [router({ firewall_enabled: false })],
		silent: [router(), router({ firewall_enabled: false }, { firewall_loaded: false })],
	},
	'module-missing': {
		applies: [router({}, { module: 'missing' })],
		silent: [
			router({}, { module: 'installed' }),
			router({}, { module: null }),
			router({}, { ...SOFTWARE, module: 'missing' }),
			router({}, { ...UNREADABLE, module: 'missing' }),
		],
	},
	'hardware-alone': {
		applies: [router({}, HARDWARE_ALONE)],
		silent: [router(), router({}, HARDWARE), router({}, UNREADABLE)],
	},
	'hardware-fallback': {
		applies: [router({}, HARDWARE)],
		silent: [
			router({}, { ...HARDWARE, flowtables: [{ ...FLOWTABLE, hardware: true }] }),
			router({}, { ...HARDWARE, flowtables: [{ ...FLOWTABLE, table: 'zapret' }] }),
			router({}, { ...HARDWARE, flowtables: null }),
			router({}, { ...SOFTWARE, flowtables: [FLOWTABLE] }),
		],
	},
	misplaced: {
		applies: [
			router({ misplaced: { ...NOT_MISPLACED, globals_flow_offloading: true } }),
			router({ misplaced: { ...NOT_MISPLACED, globals_flow_offloading_hw: true } }, SOFTWARE),
		],
		silent: [
			router({ misplaced: { ...NOT_MISPLACED, globals_flow_offloading: false } }),
			router({ misplaced: { ...NOT_MISPLACED, globals_flow_offloading: true } }, SOFTWARE),
			router({ misplaced: null }),
		],
	},
	'misplaced-defaults': {
		applies: [router({ misplaced: { ...NOT_MISPLACED, in_ignored_defaults: true } })],
		silent: [router({ misplaced: NOT_MISPLACED }), router({ misplaced: null })],
	},
	'vendor-hnat': {
		applies: [engine('mtk_hnat'), engine('mtkhnat'), engine('hnat')],
		silent: [engine(), engine('shortcut_fe'), router({}, { accelerators: null })],
	},
	'vendor-hnat-software': {
		applies: [engine('mtk_hnat')],
		silent: [engine(), engine('ecm')],
	},
	'second-engine': {
		applies: [engine('shortcut_fe'), router(services('turboacc'))],
		silent: [engine('mtk_hnat'), router(disabled('turboacc'))],
	},
	'nothing-to-route': {
		applies: [router({}, { forwardings: [] }), router({}, { forwardings: [{ src: 'wan', dest: 'wan' }] })],
		silent: [
			router(),
			router({}, { forwardings: null }),
			// While the line is down nobody can tell.
			router({}, { zones: [{ ...WAN, networks: [] }], forwardings: [] }),
			router({}, { ...SOFTWARE, forwardings: [] }),
		],
	},
	'wan-without-device': {
		applies: [router({}, WIREGUARD)],
		silent: [router(), router({}, { ...SOFTWARE, ...WIREGUARD }), router({}, tunnelBesideLine())],
	},
	pppoe: {
		applies: [router({}, PPPOE)],
		silent: [router(), router({}, { ...SOFTWARE, ...PPPOE }), router({}, { zones: null })],
	},
	'l2tp-hardware': {
		applies: [
			router({}, zonesWithWan({ proto: 'l2tp' })),
			router({}, zonesWithWan({ proto: 'pptp' })),
			...['6.12.93', '6.17.2', '6.18.21'].map((version) =>
				router({}, { ...zonesWithWan({ proto: 'l2tp' }), ...kernel(version) })
			),
		],
		silent: [
			router({}, PPPOE),
			router({}, zonesWithWan({ proto: 'l2tp', default_route: false })),
			...['6.12.94', '6.18.22', '7.0', null].map((version) =>
				router({}, { ...zonesWithWan({ proto: 'l2tp' }), ...kernel(version) })
			),
		],
	},
	'wed-timeout': {
		applies: [router({ wed: 'on' }, kernel('6.18.0')), router({ wed: 'on' }, kernel('6.18.9'))],
		silent: [
			...['6.12.80', '6.18.31', '6.19.1', null].map((version) => router({ wed: 'on' }, kernel(version))),
			router({ wed: 'off' }, kernel('6.18.9')),
			router({ wed: null }, kernel('6.18.9')),
		],
	},
	'xmit-path': {
		applies: [router({}, { system: { ...SYSTEM, kernel: '6.18.45', target: 'mediatek/filogic' } })],
		silent: [
			...['6.18.44', '6.18.52', '6.12.108', null].map((version) =>
				router({}, { system: { ...SYSTEM, kernel: version, target: 'mediatek/filogic' } })
			),
			router({}, { system: { ...SYSTEM, kernel: '6.18.45', target: 'x86/64' } }),
			router({}, kernel('6.18.45')),
		],
	},
	'silent-hardware': {
		applies: [router({}, on('ramips/mt7621')), router({}, { ...SOFTWARE, ...on('mediatek/mt7623') })],
		silent: [
			router({}, on('mediatek/filogic')),
			router(),
			router({}, { ...HARDWARE, ...on('ramips/mt7621') }),
		],
	},
	unblockers: {
		applies: [
			router(services('zapret')),
			router({ processes: ['nfqws2'] }),
			router(services('youtubeUnblock')),
			router(services('b4')),
			router({ processes: ['b4'] }),
			router(chain({ kinds: ['queue', 'packets'], table: 'b4_mangle' })),
			// Another rule of the same router offloads at once.
			router(services('zapret'), { adders: [adder({ owner: 'zapret' }), adder({})] }),
		],
		silent: [
			router(disabled('zapret')),
			router(services('zapret'), { forward_rules: [late] }),
			router(services('zapret'), { adders: [adder({ owner: 'zapret' })] }),
			router(services('b4'), {
				adders: [adder({ owner: 'user', text: late.text }), adder({ reached: false })],
			}),
			// A proxy on the router: its traffic is local.
			router({ processes: ['tpws', 'ciadpi'] }),
		],
	},
	'intrusion-prevention': {
		applies: [
			router(services('snort')),
			router({ processes: ['suricata'] }),
			router(chain({ kinds: ['queue'], table: 'snort' })),
		],
		silent: [
			router(disabled('snort', 'suricata')),
			router(chain({ kinds: ['queue'] })),
			router(chain({ kinds: ['queue'], table: 'zapret' })),
			router(chain({ kinds: ['queue'], table: 'suricata', hook: 'input' })),
		],
	},
	'queue-rules': {
		applies: [router(chain({ kinds: ['queue'] })), router(chain({ kinds: ['queue'], hook: null }))],
		silent: [
			router(chain({ kinds: ['queue'], hook: 'input' })),
			router(chain({ kinds: ['queue'], new_only: ['queue'] })),
			router(chain({ kinds: ['queue'], table: 'b4_mangle' })),
			router(chain({ kinds: ['queue'], table: 'zapret' })),
			router(chain({ kinds: ['queue'], table: 'snort' })),
			router(chain({ kinds: ['queue'], chain: 'youtubeUnblock', hook: null })),
		],
	},
	'app-filter': {
		applies: [router(services('appfilter'))],
		silent: [router(disabled('appfilter'))],
	},
	'listeners-hardware': {
		applies: [router(services('ntopng')), router({ processes: ['netifyd'] })],
		silent: [router(disabled('ntopng')), router({ processes: ['nlbwmon'] })],
	},
	'parental-control': {
		applies: [router(services('timecontrol')), router(chain({ kinds: ['time'] }))],
		silent: [router(disabled('timecontrol')), rules({ time: 1 })],
	},
	'time-rules': {
		applies: [rules({ time: 1 })],
		silent: [rules({}), router({ firewall_rules: null })],
	},
	'marking-rules': {
		applies: [
			router(chain({ kinds: ['mark'] })),
			router(chain({ kinds: ['connlimit'] })),
			rules({ mark: 1 }),
		],
		silent: [
			router(chain({ kinds: ['mark'], chain: 'pbr_prerouting' })),
			router(chain({ kinds: ['mark'], family: 'ip', table: 'filter', chain: 'ts-forward' })),
			router(chain({ kinds: ['log'], table: 'banIP' })),
		],
	},
	'ttl-rules': {
		applies: [router(chain({ kinds: ['ttl'], hook: 'postrouting' }))],
		silent: [router(chain({ kinds: ['ttl'], hook: 'egress', family: 'netdev' })), router()],
	},
	'nlbwmon-hardware': {
		applies: [router(services('nlbwmon')), router({ processes: ['nlbwmon'] })],
		silent: [router(disabled('nlbwmon'))],
	},
	'packet-counters': {
		applies: [
			router(services('wrtbwmon')),
			router(services('iptmon')),
			router(chain({ kinds: ['counter'] })),
		],
		silent: [
			router(disabled('iptmon')),
			// Every rule of iptables-nft counts, whether somebody looks at it or not.
			router(chain({ kinds: ['counter'], family: 'ip', table: 'filter', chain: 'DOCKER' })),
			router(chain({ kinds: ['counter'], table: 'else' })),
		],
	},
	'pppoe-counters': {
		applies: [
			router(services('vnstat'), PPPOE),
			router(
				{ processes: ['collectd'] },
				{ ...SOFTWARE, ...PPPOE, paths: [pppoePath({ through: 'deepest' })] }
			),
		],
		silent: [
			router({}, PPPOE),
			router(services('vnstat')),
			router(services('vnstat'), { ...SOFTWARE, ...PPPOE, paths: [pppoePath({ through: 'l3' })] }),
			router(services('vnstat'), { ...SOFTWARE, ...PPPOE, paths: [pppoePath({ through: null })] }),
			// On a VLAN firewall4 lists a device that takes no packets.
			router(services('vnstat'), zonesWithWan({ proto: 'pppoe', device: 'eth1.7', lower_devices: ['eth1'] })),
		],
	},
	'device-counters': {
		applies: [router(services('vnstat')), router({ processes: ['collectd'] })],
		silent: [router(disabled('vnstat', 'collectd'))],
	},
	'test-on-router': {
		applies: [router({ processes: ['iperf3'] })],
		silent: [router({ processes: [] }), router({ processes: null })],
	},
	mwan3: {
		applies: [router({ ...services('mwan3'), mwan3: 2 })],
		silent: [router({ mwan3: 1 }), router({ ...disabled('mwan3'), mwan3: 2 }), router({ mwan3: null })],
	},
	pbr: {
		applies: [router({ pbr: true })],
		silent: [router(), router({ ...disabled('pbr'), pbr: true })],
	},
	ipsec: {
		applies: [router(services('swanctl')), router({ processes: ['charon'] })],
		silent: [router(disabled('ipsec')), router(services('pbr'))],
	},
	tunnels: {
		applies: [router({}, { zones: [{ ...WAN, networks: [tunnel()] }] }), router({ processes: ['openvpn'] })],
		silent: [
			router(),
			router({}, { zones: [{ ...WAN, networks: [{ ...tunnel(), up: false }] }] }),
			router({}, { zones: [{ ...WAN, networks: [{ ...tunnel(), covered: true }] }] }),
			// Its network tells more than its process.
			router(
				{ processes: ['openvpn'] },
				{ paths: [{ ...pppoePath({}), chain: [{ device: 'tun0', kind: 'tun' }] }] }
			),
			router({}, WIREGUARD),
		],
	},
	proxies: {
		applies: [
			router(services('podkop')),
			router({ processes: ['mihomo'] }),
			router(chain({ kinds: ['tproxy'], hook: 'prerouting' })),
		],
		silent: [router(disabled('podkop')), router({ processes: ['nfqws', 'tpws'] })],
	},
	'vlan-bridge-hardware': {
		applies: [router({ vlan_bridges: ['br-lan'] })],
		silent: [router(), router({ vlan_bridges: null })],
	},
	'roaming-hardware': {
		applies: [router({ bridged_access_points: 2 }), router({ fast_roaming: 1 })],
		silent: [
			router({ bridged_access_points: 1 }),
			router({ bridged_access_points: null, fast_roaming: null }),
		],
	},
	'wifi-dispatch': {
		applies: [router({ wed: 'off' })],
		silent: [router({ wed: 'on' }), router({ wed: 'absent' }), router({ wed: null })],
	},
	'wed-not-attached': {
		applies: [router({ wed: 'on', wed_attached: false })],
		silent: [
			router({ wed: 'on', wed_attached: true }),
			router({ wed: 'on', wed_attached: null }),
			router({ wed: 'off', wed_attached: false }),
		],
	},
	'npu-stopped': {
		applies: [router({ npu: 'no_firmware' }), router({ npu: 'stopped' })],
		silent: [router({ npu: 'running' }), router({ npu: 'absent' }), router({ npu: null })],
	},
	'steering-hardware': {
		applies: [router({ packet_steering: true }), router({ processes: ['irqbalance'] })],
		silent: [
			router({ packet_steering: false }),
			router({ packet_steering: null }),
			router(disabled('irqbalance')),
		],
	},
	containers: {
		applies: [router(services('dockerd'))],
		silent: [router(disabled('dockerd'))],
	},
	helpers: {
		applies: [router({ helpers: ['ftp'] })],
		silent: [router(), router({ helpers: null })],
	},
	'full-cone': {
		applies: [router({ fullcone: true })],
		silent: [router({ fullcone: false }), router({ fullcone: null })],
	},
};

/** All that can be unknown is. */
export const NOTHING_KNOWN: RouterState = {
	environment: Object.fromEntries(
		Object.entries(factsWith()).map(([name, value]) => [
			name,
			['monotonic_ms', 'unknown'].includes(name) ? value : null,
		])
	) as unknown as RouterState['environment'],
	status: router(
		{},
		{
			requested: null,
			flowtables: null,
			forward_rules: null,
			firewall_loaded: null,
			module: null,
			zones: null,
			forwardings: null,
			drivers: null,
			accelerators: null,
			conntrack: { max: null, acct: null, flowtable_tcp_timeout: null, flowtable_udp_timeout: null },
		}
	).status,
};

function tunnel() {
	return {
		...WAN.networks[0]!,
		name: 'vpn',
		proto: 'wireguard',
		device: null,
		default_route: false,
		covered: false,
	};
}

/** IPv6 through 6in4 beside an IPv4 line, which can be offloaded. */
function tunnelBesideLine(): Partial<Status> {
	const { zones } = zonesWithWan({});
	const line = zones![1]!;
	const sixInFour = { ...line.networks[0]!, name: 'wan6', proto: '6in4', device: null };
	return { zones: [zones![0]!, { ...line, networks: [...line.networks, sixInFour] }] };
}

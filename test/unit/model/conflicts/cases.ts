import type { RouterState } from '../../../../src/model/conflicts/index.ts';
import type { Status } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLE, SYSTEM, WAN } from '../status-facts.ts';
import {
	chain,
	disabled,
	factsWith,
	NOT_MISPLACED,
	routerWith as router,
	services,
	zonesWithWan,
} from './environment.ts';

/** For each rule: routers to which it applies, and routers to which it only nearly does. */
export interface Case {
	applies: RouterState[];
	silent: RouterState[];
}

const SOFTWARE = { requested: { flow_offloading: true, flow_offloading_hw: false } };
const HARDWARE = { requested: { flow_offloading: true, flow_offloading_hw: true }, flowtables: [FLOWTABLE] };
const HARDWARE_ALONE = { requested: { flow_offloading: false, flow_offloading_hw: true } };
const UNREADABLE: Partial<Status> = { requested: null };
const PPPOE = zonesWithWan({ proto: 'pppoe', device: 'eth1', l3_device: 'pppoe-wan' });
const WIREGUARD = zonesWithWan({ proto: 'wireguard', device: null, l3_device: 'wg0' });
const on = (target: string) => ({ system: { ...SYSTEM, target } });
const engine = (...accelerators: string[]) => router({}, { accelerators });
const rules = (changes: { time?: number; dscp?: number; mark?: number; limit?: number }) =>
	router({ firewall_rules: { time: 0, dscp: 0, mark: 0, ...changes } });
const late = { text: 'ct original packets ge 30 flow add @ft', flowtable: 'ft', index: 0 };

export const CASES: Record<string, Case> = {
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
		applies: [router({}, zonesWithWan({ proto: 'l2tp' })), router({}, zonesWithWan({ proto: 'pptp' }))],
		silent: [router({}, PPPOE), router({}, zonesWithWan({ proto: 'l2tp', default_route: false }))],
	},
	'silent-hardware': {
		applies: [router({}, on('ramips/mt7621')), router({}, { ...SOFTWARE, ...on('mediatek/mt7623') })],
		silent: [
			router({}, on('mediatek/filogic')),
			router(),
			router({}, { ...HARDWARE, ...on('ramips/mt7621') }),
		],
	},
	'sqm-hardware': {
		applies: [
			router({ sqm: ['wan'] }),
			router({ ...services('sqm'), sqm: ['wan'] }),
			router({ sqm: ['wan'], services: null }),
		],
		silent: [router(services('sqm')), router({ ...disabled('sqm'), sqm: ['wan'] }), router({ sqm: null })],
	},
	'sqm-pppoe': {
		applies: [router({ sqm: ['pppoe-wan'] }, PPPOE)],
		silent: [router({ sqm: ['wan'] }), router({}, PPPOE)],
	},
	'sqm-software': {
		applies: [router({ sqm: ['wan'] })],
		silent: [router({ sqm: ['pppoe-wan'] }, PPPOE), router()],
	},
	'qosmate-hardware': {
		applies: [router({ ...services('qosmate'), qosmate: true })],
		silent: [
			router({ ...services('qosmate'), qosmate: false }),
			router({ ...disabled('qosmate'), qosmate: true }),
		],
	},
	'qosmate-software': {
		applies: [router({ qosmate: true })],
		silent: [router({ qosmate: null }), router()],
	},
	'priority-rules': {
		applies: [
			router(services('dscpclassify')),
			router(chain({ kinds: ['dscp'], hook: 'postrouting' })),
			rules({ dscp: 1 }),
		],
		silent: [
			router(disabled('dscpclassify')),
			// Traffic of the router itself is never offloaded.
			router(chain({ kinds: ['dscp'], hook: 'output' })),
			router(chain({ kinds: ['dscp'], family: 'bridge' })),
			router({ firewall_rules: null }),
		],
	},
	'shaper-marks': {
		applies: [router(services('nft-qos')), router(services('qos_gargoyle')), router(services('qos'))],
		silent: [router(disabled('nft-qos')), router(services('wshaper'))],
	},
	'shaper-hardware': {
		applies: [router(services('wshaper')), router(services('qosify')), router(services('eqos'))],
		silent: [router(disabled('qosify')), router(services('nft-qos'))],
	},
	'unknown-shaper-hardware': {
		applies: [
			router({ qdiscs: [{ device: 'wan', kinds: ['cake'] }] }),
			router({ qdiscs: [{ device: 'pppoe-wan', kinds: ['htb', 'fq_codel'] }] }, PPPOE),
		],
		silent: [
			router(),
			router({ qdiscs: [{ device: 'br-lan', kinds: ['cake'] }] }),
			router({ sqm: ['wan'], qdiscs: [{ device: 'wan', kinds: ['cake'] }] }),
			router({ qosmate: true, qdiscs: [{ device: 'wan', kinds: ['hfsc'] }] }),
			router({ ...services('qosify'), qdiscs: [{ device: 'wan', kinds: ['cake'] }] }),
			router({ qdiscs: null }),
		],
	},
	'limit-rules': {
		applies: [
			router(chain({ kinds: ['limit'] })),
			router(chain({ kinds: ['counter', 'quota'], hook: null })),
		],
		silent: [
			router(chain({ kinds: ['counter'] })),
			router(chain({ kinds: ['limit'], hook: 'input' })),
			router(chain({ kinds: ['limit'], table: 'banIP' })),
			// firewall4 puts its own rules behind the one that accepts established connections.
			rules({ limit: 2 }),
		],
	},
	unblockers: {
		applies: [
			router(services('zapret')),
			router({ processes: ['nfqws2'] }),
			router(services('youtubeUnblock')),
		],
		silent: [
			router(disabled('zapret')),
			router(services('zapret'), { forward_rules: [late] }),
			// A proxy on the router: its traffic is local.
			router({ processes: ['tpws', 'ciadpi'] }),
		],
	},
	'intrusion-prevention': {
		applies: [
			router(services('snort')),
			router({ processes: ['suricata'] }),
			router(chain({ kinds: ['queue'] })),
		],
		silent: [
			router(disabled('snort', 'suricata')),
			router(chain({ kinds: ['queue'], table: 'zapret' })),
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
			router({}, WIREGUARD),
		],
	},
	proxies: {
		applies: [
			router(services('podkop')),
			router({ processes: ['mihomo'] }),
			router(chain({ kinds: ['tproxy'], hook: 'prerouting' })),
		],
		silent: [router(disabled('podkop')), router({ processes: ['nfqws'] })],
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
	return { ...WAN.networks[0]!, name: 'vpn', proto: 'wireguard', device: null, default_route: false };
}

/** IPv6 through 6in4 beside an IPv4 line, which can be offloaded. */
function tunnelBesideLine(): Partial<Status> {
	const { zones } = zonesWithWan({});
	const line = zones![1]!;
	const sixInFour = { ...line.networks[0]!, name: 'wan6', proto: '6in4', device: null };
	return { zones: [zones![0]!, { ...line, networks: [...line.networks, sixInFour] }] };
}

import type { Status } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLE, SYSTEM, WAN } from '../status-facts.ts';
import type { Case } from './case.ts';
import {
	disabled,
	NOT_MISPLACED,
	PPPOE,
	routerWith as router,
	SOFTWARE,
	services,
	WIREGUARD,
	zonesWithWan,
} from './environment.ts';

const HARDWARE = { requested: { flow_offloading: true, flow_offloading_hw: true }, flowtables: [FLOWTABLE] };
const HARDWARE_ALONE = { requested: { flow_offloading: false, flow_offloading_hw: true } };
const UNREADABLE: Partial<Status> = { requested: null };
const on = (target: string) => ({ system: { ...SYSTEM, target } });
const kernel = (version: string | null) => ({ system: { ...SYSTEM, kernel: version } });
const engine = (...accelerators: string[]) => router({}, { accelerators });

export const REQUIREMENT_CASES: Record<string, Case> = {
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
			// While the uplink is down nobody can tell.
			router({}, { zones: [{ ...WAN, networks: [] }], forwardings: [] }),
			router({}, { ...SOFTWARE, forwardings: [] }),
		],
	},
	'wan-without-device': {
		applies: [router({}, WIREGUARD)],
		silent: [router(), router({}, { ...SOFTWARE, ...WIREGUARD }), router({}, tunnelNextToUplink())],
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
};

/** IPv6 through 6in4 next to an IPv4 uplink, which can be offloaded. */
function tunnelNextToUplink(): Partial<Status> {
	const { zones } = zonesWithWan({});
	const wan = zones![1]!;
	const sixInFour = { ...wan.networks[0]!, name: 'wan6', proto: '6in4', device: null };
	return { zones: [zones![0]!, { ...wan, networks: [...wan.networks, sixInFour] }] };
}

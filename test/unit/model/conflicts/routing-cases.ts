import { WAN } from '../status-facts.ts';
import type { Case } from './case.ts';
import { chain, disabled, pppoePath, routerWith as router, services, WIREGUARD } from './environment.ts';

export const ROUTING_CASES: Record<string, Case> = {
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

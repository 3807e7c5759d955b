import '../luci-globals.ts';
import QUnit from 'qunit';
import { uplinkCounters } from '../../../../src/model/index.ts';
import type { DeviceKind, NetworkPath, Status, ZoneNetwork } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLE, LAN, networkWith, SYSTEM, statusWith } from '../status-facts.ts';

type Chain = Array<[device: string, kind: DeviceKind]>;
interface Uplink extends Partial<ZoneNetwork> {
	chain: Chain;
}

function routerWith(uplinks: Record<string, Uplink>, changes: Partial<Status> = {}): Status {
	const networks = Object.entries(uplinks).map(([name, { chain: _, ...network }]) =>
		networkWith(name, { default_route: true, ...network })
	);
	const paths = Object.entries(uplinks).map(
		([network, { chain }]) =>
			({ network, zone: 'wan', chain: chain.map(([device, kind]) => ({ device, kind })) }) as NetworkPath
	);
	return statusWith({ zones: [LAN, { name: 'wan', masq: true, networks }], paths, ...changes });
}

const ETHERNET: Uplink = { device: 'eth1', l3_device: 'eth1', chain: [['eth1', 'ethernet']] };
const DSLITE: Uplink = {
	device: null,
	l3_device: 'ds-wan6_4',
	default_for: ['ipv4'],
	chain: [['ds-wan6_4', 'ip6tnl']],
};
const WIREGUARD: Uplink = {
	device: null,
	l3_device: 'wg0',
	default_for: ['ipv4', 'ipv6'],
	chain: [['wg0', 'wireguard']],
};
const BOTH = ['ipv4', 'ipv6'];

QUnit.module('model > the uplinks that counters tell of', () => {
	const cases: Array<[name: string, status: Status | null, expected: object]> = [
		['nothing is known', null, { devices: [], compared: null, why: 'unread' }],
		[
			'no network has a default route',
			statusWith({ zones: [LAN] }),
			{ devices: [], compared: null, why: 'no-line' },
		],
		[
			'Ethernet',
			routerWith({ wan: ETHERNET, wan6: ETHERNET }),
			{ devices: ['eth1'], compared: { devices: ['eth1'], families: BOTH }, why: null },
		],
		[
			'PPPoE in a VLAN: the port, which sees what bypasses both layers',
			routerWith({
				wan: {
					device: 'eth1.7',
					l3_device: 'pppoe-wan',
					chain: [
						['pppoe-wan', 'pppoe'],
						['eth1.7', 'vlan'],
						['eth1', 'ethernet'],
					],
				},
			}),
			{ devices: ['eth1'], compared: { devices: ['eth1'], families: BOTH }, why: null },
		],
		[
			'a VLAN whose port carries the LAN too: the VLAN',
			routerWith(
				{
					wan: {
						device: 'eth0.2',
						l3_device: 'eth0.2',
						chain: [
							['eth0.2', 'vlan'],
							['eth0', 'ethernet'],
						],
					},
				},
				{}
			),
			{ devices: ['eth0.2'], compared: { devices: ['eth0.2'], families: BOTH }, why: null },
		],
		[
			'two uplinks: both',
			routerWith({
				wan: ETHERNET,
				lte: { device: null, l3_device: 'wwan0', chain: [['wwan0', 'wwan']] },
			}),
			{
				devices: ['eth1', 'wwan0'],
				compared: { devices: ['eth1', 'wwan0'], families: BOTH },
				why: null,
			},
		],
		[
			'DS-Lite: IPv4, on the tunnel',
			routerWith({ wan6: { ...ETHERNET, default_for: ['ipv6'] }, wan6_4: DSLITE }),
			{ devices: ['eth1'], compared: { devices: ['ds-wan6_4'], families: ['ipv4'] }, why: null },
		],
		[
			'6in4: IPv6, on the tunnel',
			routerWith({
				wan: ETHERNET,
				wan6: { device: null, l3_device: '6in4-wan6', default_for: ['ipv6'], chain: [['6in4-wan6', 'sit']] },
			}),
			{ devices: ['eth1'], compared: { devices: ['6in4-wan6'], families: ['ipv6'] }, why: null },
		],
		[
			'WireGuard: the outer packets may be of the same family',
			routerWith({ wan: ETHERNET, vpn: WIREGUARD }),
			{ devices: ['eth1'], compared: null, why: 'tunnel' },
		],
		[
			'DS-Lite and WireGuard',
			routerWith({ wan6: ETHERNET, wan6_4: DSLITE, vpn: WIREGUARD }),
			{ devices: ['eth1'], compared: null, why: 'tunnel' },
		],
		[
			'IPv6 in IPv6',
			routerWith({ wan6: ETHERNET, tunnel: { ...DSLITE, default_for: ['ipv6'] } }),
			{ devices: ['eth1'], compared: null, why: 'tunnel' },
		],
		[
			'PPP over anything is a tunnel next to another uplink, and a modem alone',
			routerWith({
				wan: ETHERNET,
				vpn: { device: null, l3_device: 'l2tp-vpn', chain: [['l2tp-vpn', 'ppp']] },
			}),
			{ devices: ['eth1'], compared: null, why: 'tunnel' },
		],
		[
			'hardware that does not count',
			routerWith(
				{ wan: ETHERNET },
				{ flowtables: [{ ...FLOWTABLE, hardware: true }], system: { ...SYSTEM, target: 'ramips/mt7621' } }
			),
			{ devices: ['eth1'], compared: null, why: 'silent' },
		],
	];
	for (const [name, status, expected] of cases)
		QUnit.test(name, (assert) => {
			if (name.startsWith('a VLAN whose port'))
				status!.zones![0] = {
					...LAN,
					networks: [networkWith('lan', { device: 'br-lan', lower_devices: ['eth0.1', 'eth0'] })],
				};
			assert.deepEqual(uplinkCounters(status), expected as never);
		});
});

import QUnit from 'qunit';
import {
	DEFAULT4,
	DEFAULT6,
	ETHER,
	LAN,
	type Network,
	routerWith,
	start,
	statistics,
	WAN,
} from '../support/measurement.ts';
import { succeeded } from '../support/writable.ts';

QUnit.module('backend > the Internet line', () => {
	const vlan = (device: string, lower: string, files = {}): Record<string, string> => ({
		...statistics(device, ETHER, 'vlan'),
		...statistics(lower),
		[`/sys/class/net/${device}/lower_${lower}`]: '',
		...files,
	});
	const BABEL =
		'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n' +
		'mesh0\t00000000\t010A0A0A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n';
	const HALVES =
		'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n' +
		'tun0\t00000000\t010A0A0A\t0003\t0\t0\t0\t00000080\t0\t0\t0\n' +
		'tun0\t00000080\t010A0A0A\t0003\t0\t0\t0\t00000080\t0\t0\t0\n';
	const PPP = statistics('pppoe-wan', '512\n');
	const lines: Array<[name: string, networks: Network[], files: Record<string, string>, expected: object]> = [
		[
			'Ethernet, IPv4 and IPv6 on one device',
			[LAN, { interface: 'wan6', device: 'eth1', l3_device: 'eth1', route: [DEFAULT6] }, WAN],
			statistics('eth1'),
			{ device: 'eth1', headers: [14, 14], layer3: '"eth1"' },
		],
		[
			'PPPoE: the device below it, wherever wan_6 stands, and both layers',
			[
				{ interface: 'wan_6', device: 'pppoe-wan', l3_device: 'pppoe-wan', route: [DEFAULT6] },
				{ interface: 'modem', device: 'eth1', l3_device: 'eth1' },
				{ interface: 'wan', device: 'eth1', l3_device: 'pppoe-wan', route: [DEFAULT4] },
			],
			{ ...PPP, ...statistics('eth1') },
			{ device: 'eth1', headers: [22, 22], layer3: '"pppoe-wan", "eth1"' },
		],
		[
			'a VLAN of its own port: the port, which also sees what bypasses the VLAN',
			[LAN, { interface: 'wan', device: 'eth1.7', l3_device: 'eth1.7', route: [DEFAULT4] }],
			vlan('eth1.7', 'eth1'),
			{ device: 'eth1', headers: [18, 18], layer3: '"eth1.7"' },
		],
		[
			'PPPoE in a VLAN',
			[{ interface: 'wan', device: 'eth1.7', l3_device: 'pppoe-wan', route: [DEFAULT4] }],
			{ ...PPP, ...vlan('eth1.7', 'eth1') },
			{ device: 'eth1', headers: [26, 26], layer3: '"pppoe-wan"' },
		],
		[
			'a VLAN whose port carries the LAN too: the VLAN, which counts received packets bare',
			[LAN, { interface: 'wan', device: 'eth0.2', l3_device: 'eth0.2', route: [DEFAULT4] }],
			vlan('eth0.2', 'eth0', { '/sys/class/net/br-lan/lower_eth0': '' }),
			{ device: 'eth0.2', headers: [0, 14], layer3: '"eth0.2"' },
		],
		[
			'a bridge',
			[{ interface: 'wan', device: 'br-wan', l3_device: 'br-wan', route: [DEFAULT4] }],
			statistics('br-wan', ETHER, 'bridge'),
			{ device: 'br-wan', headers: [0, 14], layer3: '"br-wan"' },
		],
		[
			'a modem that gives bare IP packets',
			[{ interface: 'wwan', device: null, l3_device: 'wwan0', route: [DEFAULT4] }],
			statistics('wwan0', '65534\n'),
			{ device: 'wwan0', headers: [0, 0], layer3: '"wwan0"' },
		],
		[
			'all traffic in a WireGuard tunnel: the tunnel alone, whose outer packets look like any other',
			[
				{ interface: 'vpn', proto: 'wireguard', l3_device: 'wg0', route: [DEFAULT4] },
				{ ...WAN, route: [{ ...DEFAULT4, metric: 20 }] },
			],
			{ ...statistics('eth1'), ...statistics('wg0', '65534\n', 'wireguard') },
			{ device: 'wg0', headers: [32, 32], layer3: '"wg0"' },
		],
		[
			'half routes into OpenVPN win over any metric',
			[{ interface: 'vpn', l3_device: 'tun0', route: [] }, WAN],
			{
				...statistics('eth1'),
				...statistics('tun0', '65534\n'),
				'/sys/class/net/tun0/tun_flags': '0x1001\n',
				'/proc/net/route': HALVES,
			},
			{ device: 'tun0', headers: [0, 0], layer3: '"tun0"' },
		],
		[
			'a WireGuard tunnel with a worse route is no line',
			[{ interface: 'vpn', proto: 'wireguard', l3_device: 'wg0', route: [{ ...DEFAULT4, metric: 50 }] }, WAN],
			{ ...statistics('eth1'), ...statistics('wg0', '65534\n', 'wireguard') },
			{ device: 'eth1', headers: [14, 14], layer3: '"eth1"' },
		],
		[
			'DS-Lite: the tunnel for IPv4, and the line below it for IPv6',
			[
				LAN,
				{ interface: 'wan6', device: 'eth1', l3_device: 'eth1', route: [DEFAULT6] },
				{ interface: 'wan6_4', proto: 'dslite', l3_device: 'ds-wan6_4', route: [DEFAULT4] },
			],
			{ ...statistics('eth1'), ...statistics('ds-wan6_4', '769\n') },
			{ device: 'eth1+ds-wan6_4', headers: [14, 14, 0, 0], layer3: '"eth1", "ds-wan6_4"' },
		],
		[
			'two lines, and none that is down',
			[
				{ interface: 'old', up: false, device: 'eth3', l3_device: 'eth3', route: [DEFAULT4] },
				{ interface: 'wan2', device: 'eth2', l3_device: 'eth2', route: [{ ...DEFAULT4, metric: 20 }] },
				{ ...WAN, route: [{ ...DEFAULT4, metric: 10 }] },
			],
			{ ...statistics('eth1'), ...statistics('eth2'), ...statistics('eth3') },
			{ device: 'eth2+eth1', headers: [14, 14, 14, 14], layer3: '"eth2", "eth1"' },
		],
		[
			'six lines: four are counted',
			[1, 2, 3, 4, 5, 6].map((at) => ({
				interface: `wan${at}`,
				device: `eth${at}`,
				l3_device: `eth${at}`,
				route: [DEFAULT4],
			})),
			Object.assign({}, ...[1, 2, 3, 4, 5, 6].map((at) => statistics(`eth${at}`))),
			{
				device: 'eth1+eth2+eth3+eth4',
				headers: [14, 14, 14, 14, 14, 14, 14, 14],
				layer3: '"eth1", "eth2", "eth3", "eth4"',
			},
		],
		[
			'a default route that another program made, on a network of netifd',
			[LAN, { interface: 'mesh', device: 'mesh0', l3_device: 'mesh0', route: [] }],
			{ ...statistics('mesh0'), '/proc/net/route': BABEL },
			{ device: 'mesh0', headers: [14, 14], layer3: '"mesh0"' },
		],
		[
			'a default route through a device that netifd does not know',
			[LAN],
			{ ...statistics('mesh0'), '/proc/net/route': BABEL },
			{ device: 'mesh0', headers: [14, 14], layer3: '"mesh0"' },
		],
	];
	for (const [name, networks, files, expected] of lines)
		QUnit.test(name, (assert) => {
			const { router, tables } = routerWith(networks, files);
			const reading = succeeded(start(router));
			const [, layer3] = /iifname \{ (.*?) \}/.exec(tables.loaded!.text)!;
			assert.deepEqual(
				{
					device: reading.lines.map(({ device }) => device).join('+'),
					headers: reading.lines.flatMap((line) => [line.received_header, line.sent_header]),
					layer3,
				},
				expected as never
			);
		});
});

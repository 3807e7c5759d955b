import QUnit from 'qunit';
import { type Parts, statusOf } from '../support/host.ts';

const HEADING = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
const ipv4 = (device: string, destination: string, mask: string, flags = '0003', metric = 0) =>
	`${device}\t${destination}\t010A0A0A\t${flags}\t0\t0\t${metric}\t${mask}\t0\t0\t0\n`;
const ZEROS = '0'.repeat(32);
const ipv6 = (device: string, destination: string, bits: string, flags = '00000003', metric = '00000400') =>
	`${destination} ${bits} ${ZEROS} 00 ${ZEROS} ${metric} 00000001 00000000 ${flags} ${device.padStart(8)}\n`;

function statusWith(zone: string, networks: object[], files: Parts['files'] = {}) {
	return statusOf({
		files: {
			'/etc/config/firewall': `config zone\n\toption name 'z'\n${zone}`,
			'/sys/class/net/lo/type': '772\n',
			...files,
		},
		ubus: () => ({ interface: networks }),
	});
}

QUnit.module('backend > sides: default routes of the kernel', () => {
	const routesWith = (route: string, route6 = '') =>
		statusWith('', [], {
			'/proc/net/route': HEADING + route,
			'/proc/net/ipv6_route': route6,
		}).default_routes!.map(({ family, device, metric, half }) => [family, device, metric, half].join(' '));

	QUnit.test('whole ones, halves, metrics, both families', (assert) => {
		const halves = ipv4('tun0', '00000000', '00000080') + ipv4('tun0', '00000080', '00000080');
		assert.deepEqual(routesWith(ipv4('eth1', '00000000', '00000000', '0003', 20) + halves), [
			'ipv4 eth1 20 false',
			'ipv4 tun0 0 true',
			'ipv4 tun0 0 true',
		]);
		const six =
			ipv6('eth1', ZEROS, '00') +
			ipv6('tun0', `80${'0'.repeat(30)}`, '01') +
			ipv6('he', `20${'0'.repeat(30)}`, '03');
		assert.deepEqual(routesWith('', six), [
			'ipv6 eth1 1024 false',
			'ipv6 tun0 1024 true',
			'ipv6 he 1024 false',
		]);
	});

	QUnit.test('rejecting routes, other networks and the loopback are none', (assert) => {
		const none =
			ipv4('eth1', '0000000A', '000000FF') +
			ipv4('eth1', '00000000', '00000000', '0200') +
			ipv4('eth1', '00000080', 'FFFFFFFF');
		const six = ipv6('lo', ZEROS, '00', '00200200') + ipv6('eth1', ZEROS, '00', '00000200');
		assert.deepEqual(routesWith(none, six), []);
	});

	QUnit.test('unknown without /proc/net/route, and netifd still counts', (assert) => {
		const route = [{ target: '::', mask: 0 }];
		const status = statusWith("\tlist network 'a'\n", [{ interface: 'a', l3_device: 'eth1', route }]);
		assert.deepEqual([status.default_routes, status.unknown.default_routes!.code], [null, 'missing']);
		assert.deepEqual(status.zones![0]!.networks[0]!.default_for, ['ipv6']);
	});

	QUnit.test('a default route in a table of policies', (assert) => {
		const trie = (name: string) =>
			`Main:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 10.0.0.0\n        /8 universe UNICAST\n${name}:\n  |-- 0.0.0.0\n     /0 universe UNICAST\n`;
		const found = (name: string) => statusWith('', [], { '/proc/net/fib_trie': trie(name) }).policy_routes;
		assert.deepEqual([found('Id 100'), found('Main'), statusWith('', []).policy_routes], [true, false, null]);
	});
});

QUnit.module('backend > sides: devices of a zone', () => {
	const DEVICES = Object.fromEntries(
		['tun0', 'tun1', 'eth1', 'mesh0'].map((name) => [
			`/sys/class/net/${name}/operstate`,
			name === 'tun1' ? 'down\n' : 'unknown\n',
		])
	);
	const namesIn = (zone: string, files = {}) =>
		statusWith(zone, [{ interface: 'a', up: true, device: 'eth1', l3_device: 'eth1' }], {
			...DEVICES,
			...files,
		}).zones![0]!.networks.map(({ name, up, l3_device }) => [name, up, l3_device].join(' '));

	QUnit.test('by name and by the beginning of names, each once, without those of its networks', (assert) => {
		assert.deepEqual(
			namesIn("\tlist network 'a'\n\tlist device 'tun+'\n\tlist device 'eth1'\n\tlist device 'tun0'\n"),
			['a true eth1', 'tun0 true tun0', 'tun1 false tun1']
		);
		assert.deepEqual(namesIn("\tlist device 'mesh*'\n"), ['mesh0 true mesh0']);
		assert.deepEqual(namesIn("\tlist device 'tun'\n"), []);
	});

	QUnit.test('by subnet: the device that a route leads to, and by no default route', (assert) => {
		const route =
			HEADING + ipv4('eth1', '00000000', '00000000') + ipv4('mesh0', '0000000A', '0000FFFF', '0001');
		const files = {
			'/proc/net/route': route,
			'/proc/net/ipv6_route': ipv6('tun0', `fd${'0'.repeat(30)}`, '08', '00000001'),
		};
		assert.deepEqual(namesIn("\tlist subnet '10.0.128.0/17'\n", files), ['mesh0 true mesh0']);
		assert.deepEqual(namesIn("\tlist subnet 'fd00:1::/64'\n", files), ['tun0 true tun0']);
		assert.deepEqual(namesIn("\tlist subnet '192.168.9.0/24'\n", files), []);
	});

	QUnit.test('a path of its own', (assert) => {
		const { paths } = statusWith("\tlist device 'tun0'\n", [], DEVICES);
		assert.deepEqual(
			paths!.map(({ zone, network, l3_device }) => [zone, network, l3_device]),
			[['z', 'tun0', 'tun0']]
		);
	});
});

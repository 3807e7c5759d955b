import QUnit from 'qunit';
import type { Family, Status, Zone } from '../../../../src/rpc/types/index.ts';
import { HostError } from '../../../../tools/ucode/host.ts';
import { type Parts, statusOf } from '../support/host.ts';
import { recordedText } from '../support/kernel.ts';

const CONFIG = '/etc/config/firewall';
const FLOWTABLES = 'nft --terse list flowtables';
const dump = JSON.parse(recordedText('openwrt/sw.ubus-network.interface-dump.json'));

/** The recorded router: br-lan with the port eth0, eth1 towards the Internet. */
const recordedParts: Parts = {
	files: {
		[CONFIG]: recordedText('openwrt/sw.uci-firewall'),
		'/sys/class/net/br-lan/lower_eth0': null,
		'/sys/class/net/br-lan/brif/eth0': null,
		'/sys/class/net/br-lan/upper_none': null,
		'/sys/class/net/eth0/master': null,
		'/sys/class/net/eth1/address': '',
	},
	commands: { [FLOWTABLES]: { output: recordedText('openwrt/sw.nft-flowtables') } },
	ubus: () => dump,
};

const networksOf = (status: Status) =>
	Object.fromEntries(
		status.zones!.flatMap((zone) => zone.networks).map((network) => [network.name, network])
	);

/** A router with one zone and what netifd tells of its networks. */
function zoneWith(lines: string, networks: object[], parts: Parts = {}): Zone {
	const { zones } = statusOf({
		...parts,
		files: { [CONFIG]: `config zone\n\toption name 'z'\n${lines}`, ...parts.files },
		ubus: () => ({ interface: networks }),
	});
	return zones![0]!;
}

QUnit.module('backend > zones', () => {
	QUnit.test('recorded: networks, devices, what is below them, default routes, forwardings', (assert) => {
		const status = statusOf(recordedParts);
		assert.deepEqual(status.zones, [
			{
				name: 'lan',
				masq: false,
				networks: [
					{
						name: 'lan',
						up: true,
						proto: 'static',
						device: 'br-lan',
						l3_device: 'br-lan',
						lower_devices: ['eth0'],
						default_for: [],
						default_route: false,
						covered: true,
					},
				],
			},
			{
				name: 'wan',
				masq: true,
				networks: ['wan', 'wan6'].map((name) => ({
					name,
					up: true,
					proto: 'static',
					device: 'eth1',
					l3_device: 'eth1',
					lower_devices: [],
					default_for: (name === 'wan' ? ['ipv4'] : ['ipv6']) as Family[],
					default_route: true,
					covered: true,
				})),
			},
		]);
		assert.deepEqual(status.forwardings, [{ src: 'lan', dest: 'wan' }]);
		assert.notOk(status.unknown.zones || status.unknown.forwardings);
	});

	QUnit.test('a network counts as covered through a device below its own', (assert) => {
		const output = 'table inet fw4 {\n\tflowtable ft {\n\t\tdevices = { eth0 }\n\t}\n}\n';
		const networks = networksOf(statusOf({ ...recordedParts, commands: { [FLOWTABLES]: { output } } }));
		assert.deepEqual([networks.lan!.covered, networks.wan!.covered], [true, false]);
	});

	QUnit.test('without flowtables none is covered; while they are unknown nobody knows', (assert) => {
		const covered = (commands: Parts['commands']) =>
			networksOf(statusOf({ ...recordedParts, commands: commands! })).lan!.covered;
		assert.false(covered({ [FLOWTABLES]: { output: '' } }));
		assert.strictEqual(covered({}), null);
	});

	QUnit.test('a network that has a layer-3 device only', (assert) => {
		const tunnel = { interface: 'vpn', up: true, proto: 'wireguard', l3_device: 'wg0', route: [] };
		const [network] = zoneWith("\tlist network 'vpn'\n", [tunnel]).networks;
		assert.deepEqual([network!.device, network!.l3_device, network!.lower_devices], [null, 'wg0', []]);
	});

	QUnit.test('a network that netifd does not know', (assert) => {
		assert.deepEqual(zoneWith("\tlist network 'gone'\n", []).networks, [
			{
				name: 'gone',
				up: false,
				proto: null,
				device: null,
				l3_device: null,
				lower_devices: [],
				default_for: [],
				default_route: false,
				covered: null,
			},
		]);
	});

	QUnit.test('networks as words in one option, and those that a protocol adds itself', (assert) => {
		const added = { interface: 'wan_6', up: true, data: { zone: 'z' } };
		const foreign = { interface: 'other_6', up: true, data: { zone: 'y' } };
		const names = zoneWith("\toption network 'a  b'\n", [added, foreign]).networks.map(({ name }) => name);
		assert.deepEqual(names, ['a', 'b', 'wan_6']);
		assert.deepEqual(zoneWith('', []).networks, []);
	});

	QUnit.test('a route to a part of the world is no default route', (assert) => {
		const route = (target: string, mask: number) =>
			zoneWith("\tlist network 'a'\n", [{ interface: 'a', route: [{ target, mask }] }]).networks[0]!
				.default_route;
		assert.deepEqual([route('0.0.0.0', 0), route('::', 0)], [true, true]);
		assert.deepEqual([route('0.0.0.0', 1), route('10.0.0.0', 8), route('2000::', 3)], [false, false, false]);
	});

	QUnit.test('devices below devices: a VLAN on a bond, each once, and a loop ends', (assert) => {
		const below = (pairs: [string, string][]) => {
			const files = Object.fromEntries(
				pairs.map(([upper, lower]) => [`/sys/class/net/${upper}/lower_${lower}`, null])
			);
			return zoneWith("\tlist network 'a'\n", [{ interface: 'a', device: 'top' }], { files }).networks[0]!
				.lower_devices;
		};
		assert.deepEqual(
			below([
				['top', 'bond0.5'],
				['bond0.5', 'bond0'],
				['bond0', 'eth0'],
				['bond0', 'eth1'],
				['top', 'eth1'],
			]),
			['bond0.5', 'eth1', 'bond0', 'eth0']
		);
		assert.deepEqual(
			below([
				['top', 'a'],
				['a', 'b'],
				['b', 'a'],
			]),
			['a', 'b']
		);
	});

	QUnit.test('disabled and nameless zones and forwardings are none', (assert) => {
		const text = `config zone\n\toption name 'a'\n\toption enabled '0'\n\nconfig zone\n\nconfig zone\n\toption name 'b'\n\
\toption masq 'yes'\n\nconfig forwarding\n\toption src 'b'\n\nconfig forwarding\n\toption src 'b'\n\toption dest 'c'\n\
\toption enabled 'off'\n\nconfig forwarding\n\toption src 'b'\n\toption dest 'd'\n\toption enabled '1'\n`;
		const status = statusOf({ files: { [CONFIG]: text }, ubus: () => ({ interface: [] }) });
		assert.deepEqual(status.zones, [{ name: 'b', masq: true, networks: [] }]);
		assert.deepEqual(status.forwardings, [{ src: 'b', dest: 'd' }]);
	});
});

QUnit.module('backend > zones that are unknown', () => {
	const reasonOf = (ubus: Parts['ubus']) => {
		const status = statusOf({ files: recordedParts.files!, ...(ubus && { ubus }) });
		if (status.zones !== null) throw new Error('they are known');
		return status.unknown.zones!;
	};
	const throws = (code: string) => () => {
		throw new HostError(code);
	};

	QUnit.test('no ubus, no netifd, no right, no answer, nonsense', (assert) => {
		assert.deepEqual(reasonOf(undefined), { code: 'missing', text: 'ubus network.interface dump: status 9' });
		assert.deepEqual(reasonOf(throws('ENOENT')).code, 'missing');
		assert.deepEqual(reasonOf(throws('EACCES')).code, 'denied');
		assert.deepEqual(reasonOf(throws('ETIMEDOUT')).code, 'timeout');
		assert.deepEqual(reasonOf(throws('EIO')).code, 'failed');
		assert.deepEqual(reasonOf(() => ({})).code, 'garbled');
		assert.deepEqual(reasonOf(() => null).code, 'failed');
	});

	QUnit.test('no configuration', (assert) => {
		const status = statusOf({ ubus: () => dump });
		assert.deepEqual([status.zones, status.forwardings], [null, null]);
		assert.strictEqual(status.unknown.zones!.code, 'missing');
		assert.strictEqual(status.unknown.forwardings!.code, 'missing');
	});
});

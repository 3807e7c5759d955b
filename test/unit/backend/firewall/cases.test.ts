import QUnit from 'qunit';
import { partsOf, pathOf, readCase, statusOfCase, ways } from '../support/cases.ts';
import { factsOf } from '../support/host.ts';

QUnit.module('backend > cases from the field', () => {
	QUnit.test('01 PPPoE over VLAN: downloads are slow, uploads are not, and what is missing', (assert) => {
		const status = statusOfCase('01-pppoe-over-vlan-software');
		assert.deepEqual(ways(status), {
			lan: 'fast, at br-lan',
			wan: 'slow, between_only, needs pppoe-wan or wan',
		});
		const { chain, arriving } = pathOf(status, 'wan');
		assert.deepEqual(
			chain.map(({ device, kind }) => `${device} ${kind}`),
			['pppoe-wan pppoe', 'wan.7 vlan', 'wan dsa', 'eth0 conduit']
		);
		assert.deepEqual(arriving.listed, ['wan.7']);
		assert.strictEqual(arriving.flowtable, 'inet fw4 ft');
	});

	QUnit.test('15 the same with wan_6: the layer-3 device is listed, so both are fast', (assert) => {
		assert.deepEqual(ways(statusOfCase('15-pppoe-with-wan_6')), {
			lan: 'fast, at br-lan',
			wan: 'fast, at pppoe-wan',
			wan_6: 'fast, at pppoe-wan',
		});
	});

	QUnit.test('02 DS-Lite: IPv4 is slow, IPv6 is fast', (assert) => {
		const status = statusOfCase('02-ds-lite');
		assert.deepEqual(ways(status), {
			lan: 'fast, at br-lan',
			wan6: 'fast, at eth1',
			wan6_4: 'slow, tunnel_not_listed, needs ds-wan6_4',
		});
		const families = status.zones![1]!.networks.map((network) => [network.name, ...network.default_for]);
		assert.deepEqual(families, [['wan'], ['wan6', 'ipv6'], ['wan6_4', 'ipv4']]);
	});

	QUnit.test('03 an own chain decides what is offloaded', (assert) => {
		const status = statusOfCase('03-own-handle-offload-chain');
		assert.deepEqual(status.adders, [
			{
				family: 'inet',
				table: 'fw4',
				flowtable: 'ft',
				chain: 'handle_offload',
				text: 'meta l4proto tcp flow add @ft',
				index: 0,
				owner: 'user',
				conditional: true,
				reached_by: ['ct state established jump handle_offload'],
				preceded_by: [],
				reached: true,
			},
		]);
		assert.deepEqual(ways(status), { lan: 'fast, at lan1', wan: 'fast, at eth1' });
	});

	QUnit.test('10 a rule before that of firewall4 is told, and is not taken for it', (assert) => {
		const [adder] = statusOfCase('10-rule-inserted-before').adders!;
		const { owner, conditional, index, preceded_by, reached } = adder!;
		assert.deepEqual(
			{ owner, conditional, index, preceded_by, reached },
			{
				owner: 'firewall4',
				conditional: false,
				index: 1,
				preceded_by: ['ip saddr @blocked drop'],
				reached: true,
			}
		);
	});

	QUnit.test('07 zapret offloads by itself: its flowtable, its rule, its paths', (assert) => {
		const status = statusOfCase('07-zapret-offloads-itself');
		assert.deepEqual(
			status.adders!.map(({ owner, table, chain, reached_by }) => [owner, table, chain, ...reached_by]),
			[['zapret', 'zapret', 'flow_offload', 'meta l4proto { tcp, udp } jump flow_offload']]
		);
		assert.deepEqual(
			status.flowtables!.map(({ table, owner }) => [table, owner]),
			[['zapret', 'zapret']]
		);
		assert.deepEqual(ways(status), { lan: 'fast, at lan1', wan: 'fast, at eth1' });
		assert.strictEqual(pathOf(status, 'wan').arriving.flowtable, 'inet zapret ft');
	});

	QUnit.test('08 a default route that netifd does not know', (assert) => {
		const status = statusOfCase('08-babel-default-route');
		const wan = status.zones!.find(({ name }) => name === 'wan')!.networks[0]!;
		assert.deepEqual([wan.name, wan.default_route, wan.default_for], ['wan', true, ['ipv4']]);
		assert.deepEqual(status.default_routes, [{ family: 'ipv4', device: 'mesh0', metric: 0, half: false }]);
	});

	QUnit.test('06 the vendor driver mtkhnat is another engine', (assert) => {
		assert.deepEqual(statusOfCase('06-mtkhnat').accelerators, ['mtkhnat']);
	});

	QUnit.test('05, 11: every direction is fast, and firewall4 offloads', (assert) => {
		for (const name of ['05-x86-hardware-ticked', '11-b4-queue']) {
			const status = statusOfCase(name);
			assert.deepEqual(
				status.paths!.map(({ arriving }) => arriving.fast),
				[true, true],
				name
			);
			assert.deepEqual(
				status.adders!.map(({ owner, conditional }) => [owner, conditional]),
				[['firewall4', false]]
			);
		}
	});

	QUnit.test(
		'14 WED of the Wi-Fi 7 driver is off; its access point is listed, but the walk depends on the driver',
		(assert) => {
			const parts = partsOf(readCase('14-wifi7-wed'));
			assert.strictEqual(factsOf(parts).wed, 'off');
			const { ports, missing_ports } = pathOf(statusOfCase('14-wifi7-wed'), 'lan');
			assert.deepEqual(
				ports.map(({ device, fast, reason }) => [device, fast, reason]),
				[
					['lan1', true, null],
					['phy0-ap0', null, 'walk_unknown'],
				]
			);
			assert.deepEqual(missing_ports, []);
		}
	);
});

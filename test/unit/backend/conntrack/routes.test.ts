import QUnit from 'qunit';
import { routeFiles } from '../../../emulator/kernel/routes.ts';
import { connectionsOf } from '../support/connections.ts';

type Files = NonNullable<Parameters<typeof connectionsOf>[0]['files']>;
const placeOf = (files: Files, littleEndian = true) => connectionsOf({ files, littleEndian });
const FILES = routeFiles('ethernet') as Files;

QUnit.module('backend > connections > addresses and routes', () => {
	QUnit.test('the addresses of the router', (assert) => {
		assert.deepEqual(placeOf(FILES).local, [
			'127.0.0.1',
			'192.168.1.1',
			'203.0.113.2',
			'0000:0000:0000:0000:0000:0000:0000:0001',
			'fdc0:e9e3:cb22:0000:0000:0000:0000:0001',
			'2001:0db8:0000:0000:0000:0000:0000:0001',
		]);
	});

	QUnit.test(
		'networks and broadcasts are no addresses of it, and one that is listed twice counts once',
		(assert) => {
			const leaf =
				'     |-- 10.0.0.0\n        /8 host LOCAL\n     |-- 10.0.0.1\n        /32 host LOCAL\n     |-- 10.0.0.255\n        /32 link BROADCAST\n';
			assert.deepEqual(placeOf({ '/proc/net/fib_trie': `Main:\n${leaf}Local:\n${leaf}` }).local, [
				'10.0.0.1',
			]);
		}
	);

	QUnit.test('routes of both families, without those to the router itself and for multicast', (assert) => {
		assert.deepEqual(placeOf(FILES).routes, [
			{ destination: '0.0.0.0/0', device: 'eth1' },
			{ destination: '192.168.1.0/24', device: 'br-lan' },
			{ destination: '203.0.113.0/24', device: 'eth1' },
			{ destination: 'fdc0:e9e3:cb22:0000:0000:0000:0000:0000/60', device: 'br-lan' },
			{ destination: '2001:0db8:0000:0000:0000:0000:0000:0000/64', device: 'eth1' },
			{ destination: '0000:0000:0000:0000:0000:0000:0000:0000/0', device: 'eth1' },
		]);
	});

	QUnit.test('a router of the other byte order prints IPv4 the other way round', (assert) => {
		const routes = 'Iface\tDestination\nbr-lan\tC0A80100\t00000000\t0001\t0\t0\t0\tFFFFFF00\t0\t0\t0\n';
		assert.deepEqual(placeOf({ '/proc/net/route': routes }, false).routes, [
			{ destination: '192.168.1.0/24', device: 'br-lan' },
		]);
	});

	QUnit.test('what cannot be read, or is too much, is unknown', (assert) => {
		const none = placeOf({});
		assert.deepEqual([none.local, none.routes], [null, null]);
		assert.deepEqual([none.unknown.local?.code, none.unknown.routes?.code], ['missing', 'missing']);
		const line = 'eth1\t0A000000\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n';
		const many = placeOf({ '/proc/net/route': line.repeat(301) });
		assert.deepEqual([many.routes, many.unknown.routes?.code], [null, 'overrun']);
		const huge = placeOf({ '/proc/net/route': line.repeat(10_000) });
		assert.deepEqual([huge.routes, huge.unknown.routes?.code], [null, 'overrun']);
	});

	QUnit.test('routes that lead nowhere, and lines that are none, are left out', (assert) => {
		const lines = ['eth1\t0000000A\t00000000\t0201\t0\t0\t0\t000000FF\t0\t0\t0', 'x y', '', '\0\xff'];
		assert.deepEqual(placeOf({ '/proc/net/route': `${lines.join('\n')}\n` }).routes, []);
	});
});

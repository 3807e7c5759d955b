import '../luci-globals.ts';
import QUnit from 'qunit';
import {
	type Choice,
	type Column,
	chooseRows,
	hostFinder,
	hostsOf,
	queryOf,
	type Row,
	rowsOf,
	serviceText,
	sortRows,
} from '../../../../src/model/connections/index.ts';
import type { Connection } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLE, networkWith, statusWith } from '../status-facts.ts';
import { connectionWith, directionWith, later, replyWith, STATUS } from './samples.ts';

const HINTS = {
	'02:11:22:33:44:55': { name: 'phone', ipaddrs: ['192.168.1.5'], ip6addrs: ['fd00::5'] },
	'02:11:22:33:44:66': { ipv4: '192.168.1.6' },
};
const findHost = hostFinder(HINTS);
const STATUS_FACTS = statusWith({
	zones: [
		{ name: 'lan', masq: false, networks: [networkWith('lan', { l3_device: 'br-lan' })] },
		{ name: 'wan', masq: true, networks: [networkWith('wan', { default_route: true })] },
	],
});

function rows(now: Connection[], before: Connection[] | null = null, seconds = 2): Row[] {
	const earlier = before && replyWith(before);
	return rowsOf(replyWith(now, { monotonic_ms: 1000 + seconds * 1000 }), earlier, STATUS_FACTS, findHost);
}

const inward = connectionWith({
	original: directionWith({ src: '198.51.100.7', dst: '203.0.113.2', sport: 5555, dport: 22 }),
	reply: directionWith({ src: '192.168.1.6', dst: '198.51.100.7', sport: 22, dport: 5555 }),
});
const toRouter = connectionWith({
	original: directionWith({ dst: '192.168.1.1', dport: 53 }),
	reply: directionWith({ src: '192.168.1.1', dst: '192.168.1.5' }),
});
const fromRouter = connectionWith({
	original: directionWith({ src: '203.0.113.2', dst: '198.51.100.9', dport: 123 }),
	reply: directionWith({ src: '198.51.100.9', dst: '203.0.113.2' }),
	protocol: 17,
	tcp_state: null,
});

QUnit.module('model > connections > rows', () => {
	QUnit.test('both ends and the direction', (assert) => {
		const seen = rows([connectionWith(), inward, toRouter, fromRouter]).map(
			({ direction, host, remote, service }) => [direction, host.name, remote, service]
		);
		assert.deepEqual(seen, [
			['out', 'phone', '198.51.100.7', 'HTTPS'],
			['in', '192.168.1.6', '198.51.100.7', 'SSH'],
			['router', 'phone', '192.168.1.1', 'DNS'],
			['router', 'This router', '198.51.100.9', 'NTP'],
		]);
	});

	QUnit.test('without the firewall’s zones the direction is unknown, not internal', (assert) => {
		const reply = replyWith([connectionWith()]);
		for (const status of [null, statusWith({ zones: null }), statusWith({ forwardings: null })])
			assert.strictEqual(rowsOf(reply, null, status, findHost)[0]!.direction, 'unknown');
	});

	QUnit.test('the rate is the difference between two readings, unknown at the first', (assert) => {
		const connection = connectionWith();
		assert.strictEqual(rows([connection])[0]!.rate, null);
		assert.strictEqual(rows([later(connection, 3000)], [connection])[0]!.rate, 1500);
		assert.strictEqual(rows([connection], [connection])[0]!.rate, 0);
	});

	QUnit.test('a connection that is new, or has its ports from an older one, has no rate yet', (assert) => {
		const connection = connectionWith();
		assert.strictEqual(rows([connection], [])[0]!.rate, null);
		assert.strictEqual(rows([connection], [later(connection, 500)])[0]!.rate, null);
	});

	QUnit.test('where counters stand still while offloaded, the rate is unknown, not 0', (assert) => {
		const software = connectionWith({ status: 6 | STATUS.offload });
		const hardware = connectionWith({ status: 6 | STATUS.offload | STATUS.hardware });
		const silent = { ...STATUS_FACTS, flowtables: [{ ...FLOWTABLE, counter: false }] };
		const rate = (connection: Connection, bytes: number, status = STATUS_FACTS) =>
			rowsOf(
				replyWith([later(connection, bytes)], { monotonic_ms: 2000 }),
				replyWith([connection]),
				status,
				findHost
			)[0]!.rate;
		assert.strictEqual(rate(software, 0), 0);
		assert.strictEqual(rate(software, 0, silent), null);
		assert.strictEqual(rate(hardware, 0), null);
		assert.strictEqual(rate(hardware, 700), 700);
	});

	QUnit.test('without accounting neither bytes nor rate are known', (assert) => {
		const silent = connectionWith({ original: directionWith({ bytes: null, packets: null }) });
		const [row] = rows([silent], [silent]);
		assert.deepEqual([row!.bytes, row!.rate, row!.judgement.whys[0]?.why], [null, null, 'unseen']);
	});

	QUnit.test('what moves is eligible and not offloaded, what stands is idle', (assert) => {
		const connection = connectionWith();
		assert.strictEqual(rows([later(connection, 1)], [connection])[0]!.judgement.state, 'slow');
		assert.strictEqual(rows([connection], [connection])[0]!.judgement.state, 'idle');
	});

	QUnit.test('services by port, protocols by name or number', (assert) => {
		const name = (protocol: number, dport: number | null) =>
			serviceText(connectionWith({ protocol, original: directionWith({ dport }) }));
		assert.deepEqual(
			[name(17, 443), name(6, 5000), name(1, null), name(200, null)],
			['QUIC', 'TCP 5000', 'ICMP', 'protocol 200']
		);
	});
});

const ALL: Choice = { text: '', state: null, protocol: null, host: null, limit: 100 };

QUnit.module('model > connections > choice', () => {
	const connection = connectionWith();
	const all = rows([later(connection, 500), inward, toRouter, fromRouter], [connection, inward]);
	const services = (choice: Partial<Choice>) =>
		chooseRows(all, { ...ALL, ...choice }).map(({ service }) => service);

	QUnit.test(
		'by text: names, addresses, ports, services, states and reasons, all words, in any case',
		(assert) => {
			assert.deepEqual(services({ text: 'PHONE' }), ['HTTPS', 'DNS']);
			assert.deepEqual(services({ text: 'fd00::5' }), ['HTTPS', 'DNS'], 'another address of the same device');
			assert.deepEqual(services({ text: '5555' }), ['SSH']);
			assert.deepEqual(services({ text: 'phone dns' }), ['DNS']);
			assert.deepEqual(services({ text: 'router itself' }), ['DNS', 'NTP']);
			assert.deepEqual(services({ text: '[.*' }), []);
		}
	);

	QUnit.test('by state, protocol and device', (assert) => {
		assert.deepEqual(services({ state: 'slow' }), ['HTTPS']);
		assert.deepEqual(services({ protocol: 'udp' }), ['NTP']);
		assert.deepEqual(services({ host: all[1]!.host }), ['SSH']);
		assert.deepEqual(services({ host: all[0]!.host, state: 'excluded' }), ['DNS']);
	});

	QUnit.test('the router is asked for what it can tell apart itself', (assert) => {
		assert.deepEqual(queryOf(ALL), { limit: 100, filter: {} });
		assert.deepEqual(queryOf({ ...ALL, text: 'x', state: 'hardware', protocol: 'tcp' }).filter, {
			offload: 'hardware',
			protocol: 'tcp',
		});
		assert.deepEqual(queryOf({ ...ALL, state: 'excluded', host: all[0]!.host }).filter, {
			offload: 'none',
			addresses: ['192.168.1.5', 'fd00::5'],
		});
		assert.deepEqual(queryOf({ ...ALL, host: all[3]!.host }).filter, {}, 'the router itself has many');
	});

	QUnit.test('sorted by each column, unknown numbers last, equal ones always in the same order', (assert) => {
		const order = (column: Column, descending: boolean) =>
			sortRows(all, { column, descending })
				.map(({ service }) => service)
				.join(' ');
		assert.strictEqual(order('rate', true), 'HTTPS SSH NTP DNS');
		assert.strictEqual(order('rate', false), 'SSH HTTPS NTP DNS');
		assert.strictEqual(order('bytes', true), 'HTTPS NTP DNS SSH');
		assert.strictEqual(order('host', false), 'SSH HTTPS DNS NTP');
		assert.strictEqual(order('service', true), 'SSH NTP HTTPS DNS');
		assert.strictEqual(order('state', false), 'HTTPS SSH NTP DNS');
	});

	QUnit.test('the devices among the rows, by name', (assert) => {
		assert.deepEqual(
			hostsOf(all).map(({ name }) => name),
			['192.168.1.6', 'phone', 'This router']
		);
	});
});

import '../luci-globals.ts';
import QUnit from 'qunit';
import {
	type Arrangement,
	type Column,
	type Group,
	groupReasonText,
	groupsOf,
	type Row,
} from '../../../../src/model/connections/index.ts';
import type { Connection, Status } from '../../../../src/rpc/types/index.ts';
import { networkWith, statusWith } from '../status-facts.ts';
import {
	connectionWith,
	directionWith,
	FAST_STATUS,
	from,
	later,
	OFFLOADED,
	query,
	rowsWith,
} from './samples.ts';

const PHONE = '192.168.1.5';
const OTHER = '192.168.1.6';

function group(rows: Row[], changes: Partial<Arrangement> = {}): Group[] {
	return groupsOf(rows, {
		order: { column: 'bytes', descending: true },
		byDevice: true,
		all: rows,
		...changes,
	});
}

function services({ items }: Group): string {
	return items.map(({ rows }) => rows[0]!.service).join(' ');
}

const phone = from(PHONE, 1000);
const marked = from(PHONE, 1001, OFFLOADED);
const inward = connectionWith({
	original: directionWith({ src: '198.51.100.7', dst: '203.0.113.2', sport: 5555, dport: 22 }),
	reply: directionWith({ src: OTHER, dst: '198.51.100.7', sport: 22, dport: 5555 }),
});
const copy = connectionWith({
	original: directionWith({ src: PHONE, dst: OTHER, dport: 445, bytes: 9000 }),
	reply: directionWith({ src: OTHER, dst: PHONE, bytes: 1000 }),
});
const toRouter = connectionWith({
	original: directionWith({ dst: '192.168.1.1', dport: 53 }),
	reply: directionWith({ src: '192.168.1.1', dst: PHONE }),
});
const fromRouter = connectionWith({
	original: directionWith({ src: '203.0.113.2', dport: 80 }),
	reply: directionWith({ src: '198.51.100.7', dst: '203.0.113.2' }),
});
const proxied = connectionWith({
	original: directionWith({ sport: 7000, dport: 80 }),
	reply: directionWith({ src: '192.168.1.1', dst: PHONE, sport: 8080, dport: 7000 }),
});

QUnit.module('model > connections > groups', () => {
	QUnit.test('nothing to show', (assert) => {
		assert.deepEqual(group([]), []);
		const [all, ...others] = group([], { byDevice: false });
		assert.deepEqual([all?.kind, all?.items.length, all?.bytes, others.length], ['all', 0, null, 0]);
	});

	QUnit.test('both addresses of a device are the same device', (assert) => {
		const ipv6 = connectionWith({
			family: 6,
			original: directionWith({ src: 'fd00:0:0:0:0:0:0:5', dst: '2001:db8:0:0:0:0:0:7' }),
			reply: directionWith({ src: '2001:db8:0:0:0:0:0:7', dst: 'fd00:0:0:0:0:0:0:5' }),
		});
		const [device, ...others] = group(rowsWith([phone, ipv6]));
		assert.deepEqual([device?.name, device?.count, others.length], ['phone', 2, 0]);
		assert.strictEqual(device?.bytes, 4000);
	});

	QUnit.test(
		'devices, then what stays within the network, then the router’s own, grouped or not',
		(assert) => {
			const mixed = rowsWith([fromRouter, copy, toRouter, phone, inward]);
			const shown = (byDevice: boolean) =>
				group(mixed, { byDevice }).map((one) => [one.kind, one.name, services(one), one.bytes]);
			const others = [
				['within', 'Within your network', 'SMB', 10_000],
				['router', 'The router’s own connections', 'DNS HTTP', 4000],
			];
			assert.deepEqual(shown(true), [
				['device', 'phone', 'HTTPS', 2000],
				['device', '192.168.1.6', 'SSH', 2000],
				...others,
			]);
			assert.deepEqual(shown(false), [['all', '', 'HTTPS SSH', 4000], ...others]);
		}
	);

	QUnit.test('what is not on the uplink is no part of a share', (assert) => {
		const before = [marked, copy, toRouter, fromRouter];
		const now = before.map((one) => later(one, 1000));
		const groups = group(rowsWith(now, before));
		assert.deepEqual(
			groups.map(({ kind, share }) => [kind, share]),
			[
				['device', { kind: 'exact', fraction: 1 }],
				['within', null],
				['router', null],
			]
		);
	});

	QUnit.test('what a proxy on the router answers is Internet traffic of the device', (assert) => {
		const [device, ...others] = group(rowsWith([later(proxied, 500), marked], [proxied, marked]));
		assert.deepEqual([device?.name, device?.count, others.length], ['phone', 2, 0]);
		assert.deepEqual(device?.share, { kind: 'exact', fraction: 0 });
		assert.strictEqual(groupReasonText(device!), 'Redirected to a program on the router.');
	});

	QUnit.test('only unknown bytes: unknown, never 0', (assert) => {
		const uncounted = { ...marked, reply: { ...marked.reply, bytes: null, packets: null } };
		const [device] = group(rowsWith([uncounted], [uncounted]));
		assert.deepEqual(
			[device?.bytes, device?.complete, device?.rate, device?.share],
			[null, false, null, { kind: 'unknown' }]
		);
		const [some] = group(rowsWith([uncounted, phone], [uncounted, phone]));
		assert.deepEqual([some?.bytes, some?.complete], [2000, false], 'the known part is the least');
	});

	QUnit.test('hostile and odd names are names, and no key of ours', (assert) => {
		const names = ['__proto__', 'constructor', 'within', 'router', '<img src=x onerror=alert(1)>', ''];
		const hints = Object.fromEntries(
			names.map((name, index) => [`02:00:00:00:00:0${index}`, { name, ipaddrs: [`192.168.1.${10 + index}`] }])
		);
		const connections = names.map((_name, index) => from(`192.168.1.${10 + index}`, 1000));
		const groups = group(rowsWith([...connections, copy, toRouter], null, FAST_STATUS, hints));
		assert.deepEqual(
			new Set(groups.filter(({ kind }) => kind === 'device').map(({ name }) => name)),
			new Set([...names.filter(Boolean), '192.168.1.15'])
		);
		assert.strictEqual(new Set(groups.map(({ id }) => id)).size, names.length + 2);
	});

	QUnit.test('60,000 connections of one device: counted, summed and folded in one go', (assert) => {
		const crowd = Array.from({ length: 60_000 }, (_one, index) =>
			query(1024 + (index % 60_000), `198.51.${index >> 8}.${index & 255}`, 53)
		);
		const rows = rowsWith(crowd, crowd);
		const start = performance.now();
		const [device, ...others] = group(rows);
		const took = performance.now() - start;
		assert.deepEqual([device?.count, device?.bytes, others.length], [60_000, 12_000_000, 0]);
		assert.deepEqual(
			device?.items.map(({ folded, rows: members }) => [folded, members.length]),
			[[true, 60_000]]
		);
		// Copying a list for each row would take minutes.
		assert.ok(took < 10_000, `${took} ms`);
	});
});

QUnit.module('model > connections > groups > share and reason', () => {
	QUnit.test('the main reason is that of the data which moved, not of most connections', (assert) => {
		const closing = [1, 2, 3].map((port) => from(PHONE, port, { tcp_state: 'TIME_WAIT' }));
		const before = [marked, phone, ...closing];
		const [device] = group(rowsWith([later(marked, 900), later(phone, 100), ...closing], before));
		assert.deepEqual(device?.share, { kind: 'exact', fraction: 0.9 });
		assert.strictEqual(
			groupReasonText(device!),
			'The rest: Eligible and active, but every packet still goes through the firewall.'
		);
	});

	QUnit.test('all offloaded needs no reason; where nothing moves, neither does that', (assert) => {
		const [busy] = group(rowsWith([later(marked, 900), phone], [marked, phone]));
		assert.deepEqual([busy?.share, busy?.reason], [{ kind: 'exact', fraction: 1 }, null]);
		const [still] = group(rowsWith([marked, phone], [marked, phone]));
		assert.deepEqual([still?.share, groupReasonText(still!)], [{ kind: 'none' }, '']);
		const helped = { ...phone, helper: 'ftp' };
		const [kept] = group(rowsWith([helped], [helped]));
		assert.ok(groupReasonText(kept!).startsWith('A conntrack helper'), 'what lasts is said all the same');
	});

	QUnit.test('what is not clear is not blamed on a reason', (assert) => {
		const fresh = from(PHONE, 5000, OFFLOADED);
		const before = [marked, phone];
		const [device] = group(rowsWith([later(marked, 8000), later(phone, 100), fresh], before));
		assert.deepEqual(device?.share, { kind: 'least', fraction: 0.79 });
		assert.strictEqual(groupReasonText(device!), 'Whether the rest was offloaded is not known.');
	});

	QUnit.test('excluded by the user', (assert) => {
		const requested = { devices: ['02:11:22:33:44:55'], networks: [], ports: [], first_packets: 0 };
		const status: Status = {
			...FAST_STATUS,
			exceptions: { requested, invalid: [], included: true, loaded: 'requested', error: null },
		};
		const [device] = group(rowsWith([later(phone, 500)], [phone], status));
		assert.deepEqual(device?.share, { kind: 'exact', fraction: 0 });
		assert.strictEqual(groupReasonText(device!), 'Excluded by you: an exception keeps it in the firewall.');
	});

	QUnit.test('DS-Lite: untranslated is normal, and no proxy', (assert) => {
		const status = statusWith({
			zones: [
				{ name: 'lan', masq: false, networks: [networkWith('lan', { l3_device: 'br-lan' })] },
				{
					name: 'wan',
					masq: true,
					networks: [
						networkWith('wan', { proto: 'dslite', device: null, default_route: true, covered: false }),
					],
				},
			],
			flowtables: [{ ...FAST_STATUS.flowtables![0]!, devices: ['br-lan'] }],
		});
		const untranslated = from(PHONE, 1000, { reply: directionWith({ src: '198.51.100.7', dst: PHONE }) });
		const [device, ...others] = group(rowsWith([later(untranslated, 500)], [untranslated], status));
		assert.deepEqual(
			[device?.name, device?.share, others.length],
			['phone', { kind: 'exact', fraction: 0 }, 0]
		);
		assert.strictEqual(groupReasonText(device!), 'The device wan is not in the flowtable.');
	});

	QUnit.test('where rows are filtered away, the rest has no share', (assert) => {
		const rows = rowsWith([later(marked, 500), later(phone, 500)], [marked, phone]);
		const shown = rows.filter(({ judgement }) => judgement.state === 'software');
		assert.strictEqual(group(shown, { all: rows })[0]!.share, null);
		assert.strictEqual(group(shown, { all: null })[0]!.share, null, 'the router was asked for one state');
		assert.deepEqual(group(rows, { all: rows })[0]!.share, { kind: 'exact', fraction: 0.5 });
	});

	QUnit.test('devices are sorted by their sums, unknown ones last', (assert) => {
		const large = [1, 2, 3].map((port) =>
			from(OTHER, port, { original: directionWith({ src: OTHER, sport: port, packets: 900 }) })
		);
		const third = from('192.168.1.7', 9, { original: directionWith({ src: '192.168.1.7', bytes: 3500 }) });
		const before: Connection[] = [marked, ...large, third];
		const rows = rowsWith([later(marked, 5000), ...large, later(third, 100)], before);
		const order = (column: Column, descending: boolean) =>
			group(rows, { order: { column, descending } })
				.map(({ name }) => name.slice(-1))
				.join(' ');
		assert.strictEqual(order('bytes', true), 'e 6 7');
		assert.strictEqual(order('rate', false), '6 7 e');
		assert.strictEqual(order('host', false), '6 7 e');
		assert.strictEqual(order('service', true), '6 e 7');
		assert.strictEqual(order('state', false), 'e 7 6', 'the best share first, no data last');
		assert.strictEqual(order('state', true), '7 e 6');
	});

	QUnit.test('a fold stands where its sums belong', (assert) => {
		const look = [1, 2, 3].map((port) => query(port));
		const web = from(PHONE, 9, {
			original: directionWith({ bytes: 400, packets: 90 }),
			reply: directionWith({ src: '198.51.100.7', bytes: 100 }),
		});
		const items = (descending: boolean) =>
			services(group(rowsWith([...look, web]), { order: { column: 'bytes', descending } })[0]!);
		assert.strictEqual(items(true), 'DNS HTTPS');
		assert.strictEqual(items(false), 'HTTPS DNS');
	});
});

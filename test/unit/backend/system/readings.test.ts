import QUnit from 'qunit';
import { HostError } from '../../../../tools/ucode/host.ts';
import { countersOf, type Parts, statusOf } from '../support/host.ts';
import { recordedText } from '../support/kernel.ts';

const withFile =
	(path: string) =>
	(text: string | HostError, parts: Parts = {}) =>
		countersOf({ ...parts, files: { [path]: text } });

QUnit.module('backend > bytes of devices', () => {
	const read = withFile('/proc/net/dev');
	const recording = recordedText('conntrack/mixed.proc-net-dev');

	QUnit.test('recorded: all but the loopback, in their order', (assert) => {
		const { devices, unknown } = read(recording);
		assert.deepEqual(
			devices!.map(({ device }) => device),
			['dummy0', 'ifb0', 'ifb1', 'sit0', 'br-lan', 'lan1', 'wan']
		);
		assert.deepEqual(devices!.at(-2), {
			device: 'lan1',
			rx_bytes: 5341916639,
			rx_packets: 95679,
			tx_bytes: 1542075,
			tx_packets: 22395,
		});
		assert.deepEqual(devices!.at(-1), {
			device: 'wan',
			rx_bytes: 1541515,
			rx_packets: 22396,
			tx_bytes: 5341917267,
			tx_packets: 95686,
		});
		assert.notOk(unknown.devices);
	});

	QUnit.test('64-bit counts saturate, names may hold anything but space, slash and colon', (assert) => {
		const line = 'b@d.5é|:18446744073709551615 1 0 0 0 0 0 0 9007199254740991 1 0 0 0 0 0 0\n';
		const { devices } = read(Buffer.from(recording + line).toString('latin1'));
		const most = Number.MAX_SAFE_INTEGER;
		assert.deepEqual(devices!.at(-1), {
			device: 'b@d.5é|',
			rx_bytes: most,
			rx_packets: 1,
			tx_bytes: most,
			tx_packets: 1,
		});
	});

	QUnit.test('no devices but the loopback is an empty list', (assert) => {
		assert.deepEqual(read(recording.split('\n').slice(0, 3).concat('').join('\n')).devices, []);
	});

	QUnit.test('unknown: missing, cut, garbled', (assert) => {
		const codeOf = (text: string | HostError) => {
			const { devices, unknown } = read(text);
			return devices === null ? unknown.devices!.code : 'known';
		};
		assert.strictEqual(countersOf({}).unknown.devices!.code, 'missing');
		assert.strictEqual(codeOf(new HostError('EACCES')), 'denied');
		assert.strictEqual(codeOf(recording.slice(0, -10)), 'truncated');
		assert.strictEqual(codeOf('no table\n'), 'garbled');
		assert.strictEqual(codeOf('\n'), 'garbled');
		assert.strictEqual(codeOf(''), 'garbled');
		assert.strictEqual(codeOf(`${recording}eth9: 1 2 3\n`), 'garbled');
		assert.strictEqual(codeOf(`${recording}eth9: x 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0\n`), 'garbled');
	});
});

QUnit.module('backend > time of processors', () => {
	const read = withFile('/proc/stat');
	const STAT = `cpu  300 3 60 6000 30 9 90 0 0 0
cpu0 100 1 20 2000 10 3 30 0 0 0
cpu1 200 2 40 4000 20 6 60 7 0 0
intr 12345 0 9
ctxt 99
btime 1700000000
softirq 1 2 3
`;

	QUnit.test('each by itself, not their sum', (assert) => {
		assert.deepEqual(read(STAT).cpus, [
			{ user: 101, system: 23, softirq: 30, idle: 2010 },
			{ user: 202, system: 46, softirq: 60, idle: 4020 },
		]);
	});

	QUnit.test('unknown: missing, garbled', (assert) => {
		assert.strictEqual(countersOf({}).unknown.cpus!.code, 'missing');
		for (const text of ['', 'cpu  1 2 3 4 5 6 7\n', 'cpu0 1 2 3\n', 'cpu0 1 2 x 4 5 6 7\n']) {
			const { cpus, unknown } = read(text);
			assert.deepEqual([cpus, unknown.cpus!.code], [null, 'garbled'], JSON.stringify(text));
		}
	});
});

QUnit.module('backend > bound entries of the packet processing engine', () => {
	const line = (state: string) =>
		`00b2d ${state} IPv4 5T orig=192.168.1.2:1->203.0.113.1:2 packets=0 bytes=0\n`;
	const PPE = '/sys/kernel/debug/ppe';

	QUnit.test('of one engine, of several', (assert) => {
		const bind = line('BND') + line('UNB') + line('BND');
		assert.strictEqual(countersOf({ files: { [`${PPE}/bind`]: bind } }).ppe_bound, 2);
		const files = { [`${PPE}0/bind`]: bind, [`${PPE}1/bind`]: line('BND'), [`${PPE}0/entries`]: line('BND') };
		assert.strictEqual(countersOf({ files }).ppe_bound, 3);
	});

	QUnit.test('none bound is zero, no engine is unknown', (assert) => {
		assert.strictEqual(countersOf({ files: { [`${PPE}0/bind`]: '' } }).ppe_bound, 0);
		const { ppe_bound, unknown } = countersOf({});
		assert.deepEqual([ppe_bound, unknown.ppe_bound!.code], [null, 'missing']);
	});

	QUnit.test('a list much longer than what is read at once', (assert) => {
		for (const padding of [0, 1, 2, 3, 4, 5]) {
			const text = '#'.repeat(padding) + line('BND').repeat(3000);
			assert.strictEqual(countersOf({ files: { [`${PPE}0/bind`]: text } }).ppe_bound, 3000);
		}
	});

	QUnit.test('a read that takes too long', (assert) => {
		const { ppe_bound, unknown } = countersOf({ files: { [`${PPE}0/bind`]: line('BND') }, clockStep: 9000 });
		assert.deepEqual([ppe_bound, unknown.ppe_bound!.code], [null, 'timeout']);
	});
});

QUnit.module('backend > settings of connection tracking', () => {
	const FOLDER = '/proc/sys/net/netfilter';

	QUnit.test('as the kernel has them', (assert) => {
		const files = {
			[`${FOLDER}/nf_conntrack_max`]: '262144\n',
			[`${FOLDER}/nf_conntrack_acct`]: '1\n',
			[`${FOLDER}/nf_flowtable_tcp_timeout`]: '30\n',
			[`${FOLDER}/nf_flowtable_udp_timeout`]: '40\n',
		};
		assert.deepEqual(statusOf({ files }).conntrack, {
			max: 262144,
			acct: true,
			flowtable_tcp_timeout: 30,
			flowtable_udp_timeout: 40,
		});
	});

	QUnit.test('off is off, no such setting is unknown', (assert) => {
		const { conntrack } = statusOf({ files: { [`${FOLDER}/nf_conntrack_acct`]: '0\n' } });
		assert.deepEqual(conntrack, {
			max: null,
			acct: false,
			flowtable_tcp_timeout: null,
			flowtable_udp_timeout: null,
		});
	});
});

import QUnit from 'qunit';
import { HostError } from '../../../../tools/ucode/host.ts';
import { flows, RECORDED } from '../support/expected.ts';
import { countersOf, type Parts } from '../support/host.ts';
import { recordedText } from '../support/kernel.ts';

const TABLE = '/proc/net/nf_conntrack';
const COUNT = '/proc/sys/net/netfilter/nf_conntrack_count';
const fromText = (text: string | Uint8Array | HostError, parts: Parts = {}) =>
	countersOf({ files: { [TABLE]: text }, ...parts });
const table = recordedText('conntrack/mixed6.nf_conntrack');
const counted = flows(RECORDED['conntrack/mixed6']!.text);

/** As kernels print entries: GRE, an unknown protocol, a security context, no answer, no family. The last has three byte counts. */
const FORMS = `\
ipv4     2 gre      47 179 timeout=180, stream_timeout=3600 src=192.168.1.10 dst=203.0.113.9 srckey=0x0 dstkey=0x8a packets=4 \
bytes=300 src=203.0.113.9 dst=198.51.100.4 srckey=0x8a dstkey=0x0 packets=4 bytes=320 [ASSURED] mark=0 zone=0 use=2
ipv4     2 unknown  41 599 src=198.51.100.4 dst=203.0.113.50 packets=5 bytes=160 src=203.0.113.50 dst=198.51.100.4 packets=3 \
bytes=200 mark=0 zone=0 use=2
ipv6     10 udp      17 src=2001:0db8:0001:0000:0000:0000:0000:0010 dst=2001:0db8:0002:0000:0000:0000:0000:0001 sport=40000 \
dport=443 packets=9 bytes=900 src=2001:0db8:0002:0000:0000:0000:0000:0001 dst=2001:0db8:0001:0000:0000:0000:0000:0010 sport=443 \
dport=40000 packets=20 bytes=20000 [OFFLOAD] mark=0 secctx=system_u:object_r:unlabeled_t:s0 zone=0 delta-time=12 use=3
ipv4     2 udp      17 src=192.168.1.10 dst=203.0.113.9 sport=51820 dport=51820 packets=2 bytes=296 [UNREPLIED] src=203.0.113.9 \
dst=198.51.100.4 sport=51820 dport=51820 packets=0 bytes=0 [OFFLOAD] mark=0 zone=0 use=3
udp      17 src=203.0.113.7 dst=192.168.0.254 sport=51820 dport=51820 packets=5418 bytes=2996332 src=192.168.1.240 \
dst=203.0.113.7 sport=51820 dport=51820 packets=3649 bytes=1587316 [OFFLOAD] mark=0 use=2
ipv4     2 tcp      6 7430 ESTABLISHED src=192.168.1.10 dst=203.0.113.9 sport=1 dport=443 packets=2 bytes=6 src=203.0.113.9 \
dst=198.51.100.4 sport=443 dport=1 packets=2 bytes=3 [OFFLOAD] mark=0 labels=0x1 bytes=9 use=2
`;

QUnit.module('backend > counters from the text of the table');

for (const [name, { entries, text, hardware }] of Object.entries(RECORDED)) {
	QUnit.test(`${name}`, (assert) => {
		const recording = recordedText(`${name}.nf_conntrack`);
		const counters = fromText(recording);
		assert.strictEqual(recording.split('\n').length - 1, entries);
		assert.strictEqual(counters.source, 'procfs');
		assert.deepEqual(counters.offloaded, { software: flows(text), hardware: flows(hardware) });
	});
}

QUnit.test('entries in hardware, as the kernel prints them instead of [OFFLOAD]', (assert) => {
	const found = fromText(table.replaceAll('[OFFLOAD]', '[HW_OFFLOAD]')).offloaded;
	assert.deepEqual(found, { software: flows(), hardware: counted });
});

QUnit.test('an entry that leaves the hardware shows timeout and state for a moment', (assert) => {
	const line = `ipv4     2 tcp      6 86399 ESTABLISHED src=192.168.1.2 dst=203.0.113.2 sport=1 dport=2 packets=1 bytes=40 \
src=203.0.113.2 dst=192.168.1.2 sport=2 dport=1 packets=1 bytes=60 [HW_OFFLOAD] mark=0 zone=0 use=3\n`;
	assert.deepEqual(fromText(line).offloaded!.hardware, flows({ ipv4_tcp: [1, 100] }));
});

QUnit.test('without accounting, before the first reply, with zones and a security context', (assert) => {
	const line = (protocol: string, tags: string) =>
		`ipv6     10 ${protocol} src=2001:db8::1 dst=2001:db8::2 sport=1 dport=2 zone-orig=1 [UNREPLIED] \
src=2001:db8::2 dst=2001:db8::1 sport=2 dport=1 zone-reply=2 ${tags} mark=7 secctx=u:object_r:t:s0 use=2\n`;
	const text =
		line('udp      17', '[OFFLOAD]') + line('udplite  136', '[OFFLOAD]') + line('tcp      6 9', '[ASSURED]');
	assert.deepEqual(fromText(text).offloaded!.software, flows({ ipv6_udp: [1, null], other: [1, null] }));
});

QUnit.test('byte counts of 64 bits saturate', (assert) => {
	const text = table.replace(/bytes=\d+/, 'bytes=18446744073709551615');
	assert.strictEqual(fromText(text).offloaded!.software.total.bytes, Number.MAX_SAFE_INTEGER);
	const near = table
		.split('\n')[0]!
		.replace(/bytes=\d+/, 'bytes=9007199254740990')
		.replace(/bytes=888/, 'bytes=0');
	assert.strictEqual(fromText(`${near}\n`).offloaded!.software.total.bytes, Number.MAX_SAFE_INTEGER - 1);
});

QUnit.test('a table much larger than what is read at once', (assert) => {
	const { software } = fromText(table.repeat(50)).offloaded!;
	assert.deepEqual(software.total, { entries: 82 * 50, bytes: counted.total.bytes! * 50 });
});

QUnit.test('an empty table is a count of zero where nothing is tracked', (assert) => {
	const counters = countersOf({ files: { [TABLE]: '', [COUNT]: '0\n' } });
	assert.deepEqual(counters.offloaded, { software: flows(), hardware: flows() });
	assert.notOk(counters.unknown.offloaded);
});

QUnit.module('backend > counters from the text of the table > faults', () => {
	const reasonOf = (text: string | Uint8Array | HostError, parts: Parts = {}) => {
		const counters = fromText(text, parts);
		if (counters.offloaded !== null || counters.source !== null) throw new Error('it was counted');
		return counters.unknown.offloaded!;
	};

	QUnit.test('no right to read it', (assert) => {
		assert.deepEqual(reasonOf(new HostError('EACCES')), {
			code: 'denied',
			text: `${TABLE}: Permission denied`,
		});
	});

	QUnit.test('an end in the middle of a line, even where the line could pass for a whole one', (assert) => {
		assert.deepEqual(reasonOf(table.slice(0, 700)), { code: 'truncated', text: TABLE });
		assert.strictEqual(reasonOf(table.slice(0, -1)).code, 'truncated');
	});

	QUnit.test(
		'nothing at all while connections are tracked, or while it is unknown whether any are',
		(assert) => {
			const files = { [TABLE]: '', [COUNT]: '67\n' };
			const { offloaded, unknown } = countersOf({ files });
			assert.strictEqual(offloaded, null);
			assert.deepEqual(unknown.offloaded, { code: 'truncated', text: `${TABLE}: empty, with 67 tracked` });
			assert.strictEqual(reasonOf('').code, 'truncated');
		}
	);

	QUnit.test('lines that are no entries', (assert) => {
		assert.deepEqual(reasonOf('cat: read error: Input/output error\n'), {
			code: 'garbled',
			text: `${TABLE}: 1 of 1 entries skipped`,
		});
		const lines = table.split('\n').length - 1;
		for (const text of [table.replace('\n', '\n\n'), `${table}\xff\x00\xfe\n`]) {
			const { offloaded, unknown } = fromText(text);
			assert.deepEqual(offloaded!.software, counted);
			assert.notOk('offloaded' in unknown);
			assert.deepEqual(unknown.rest, {
				code: 'garbled',
				text: `${TABLE}: 1 of ${lines + 1} entries skipped`,
			});
		}
		for (const digits of ['bytes=x', '']) {
			const { offloaded, unknown } = fromText(table.replace(/bytes=\d+/, digits));
			assert.strictEqual(offloaded!.software.total.entries, counted.total.entries - 1);
			assert.strictEqual(unknown.rest!.text, `${TABLE}: 1 of ${lines} entries skipped`);
		}
		assert.strictEqual(reasonOf(table.replaceAll(' src=', ' from=')).code, 'garbled');
	});

	QUnit.test('a third byte count, which no kernel prints, among entries of every form', (assert) => {
		const { offloaded, unknown } = fromText(FORMS);
		assert.deepEqual(
			offloaded!.software,
			flows({ ipv4_udp: [1, 296], ipv6_udp: [1, 20_900], other: [1, 4_583_648] })
		);
		assert.deepEqual(unknown.rest, { code: 'garbled', text: `${TABLE}: 1 of 6 entries skipped` });
	});

	QUnit.test('a read that takes too long', (assert) => {
		assert.deepEqual(reasonOf(table, { clockStep: 9000 }), { code: 'timeout', text: TABLE });
	});
});

QUnit.module('backend > tracked entries', () => {
	const MAXIMUM = '/proc/sys/net/netfilter/nf_conntrack_max';

	QUnit.test('now and at most', (assert) => {
		const counters = countersOf({ files: { [COUNT]: '67\n', [MAXIMUM]: '262144\n' } });
		assert.deepEqual([counters.tracked, counters.tracked_max], [67, 262144]);
		assert.notOk(counters.unknown.tracked || counters.unknown.tracked_max);
	});

	QUnit.test('none is zero, no file is unknown', (assert) => {
		const counters = countersOf({ files: { [COUNT]: '0\n' } });
		assert.deepEqual([counters.tracked, counters.tracked_max], [0, null]);
		assert.deepEqual(counters.unknown.tracked_max, {
			code: 'missing',
			text: `${MAXIMUM}: No such file or directory`,
		});
	});

	QUnit.test('what is no number is unknown', (assert) => {
		for (const text of ['', '\n', 'abc\n', '12x\n', '-1\n']) {
			const counters = countersOf({ files: { [COUNT]: text } });
			assert.strictEqual(counters.tracked, null, JSON.stringify(text));
			assert.deepEqual(counters.unknown.tracked, { code: 'garbled', text: COUNT });
		}
	});
});

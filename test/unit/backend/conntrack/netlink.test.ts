import QUnit from 'qunit';
import type { Counters, FlowTally } from '../../../../src/rpc/types/index.ts';
import { HostError } from '../../../../tools/ucode/host.ts';
import { flows, RECORDED } from '../support/expected.ts';
import { call, countersOf, type Parts } from '../support/host.ts';
import {
	attributesOf,
	concat,
	done,
	entriesOf,
	filterOf,
	kernelWith,
	NLM_F_DUMP_INTR,
	recorded,
	recordedText,
	refusal,
	statusOf,
	swapped,
	withBytes,
	withoutAttributes,
	withPad,
	withStatus,
} from '../support/kernel.ts';
import { withExtra } from '../support/property-input.ts';

const OFFLOAD = 0x4000;
const HARDWARE = 0x8000;

const table = entriesOf(recorded('conntrack/mixed6.ctnetlink.bin'));
const offloaded = table.filter((entry) => statusOf(entry) & OFFLOAD);
const software = flows(RECORDED['conntrack/mixed6']!.full);

const fromNetlink = (netlink: Parts['netlink'], parts: Parts = {}) =>
	countersOf({ netlink: netlink!, ...parts });
const fromTable = (entries: Uint8Array[], parts: Parts = {}) => fromNetlink(kernelWith(entries), parts);

QUnit.module('backend > counters from ctnetlink');

for (const [name, { entries, full, filtered, hardware }] of Object.entries(RECORDED)) {
	QUnit.test(`${name}: the kernel filters the whole recorded table`, (assert) => {
		const dump = entriesOf(recorded(`${name}.ctnetlink.bin`));
		const counters = fromTable(dump);
		assert.strictEqual(dump.length, entries);
		assert.strictEqual(counters.source, 'netlink');
		assert.deepEqual(counters.offloaded, { software: flows(full), hardware: flows(hardware) });
		assert.notOk(counters.unknown.netlink || counters.unknown.offloaded);
	});

	QUnit.test(`${name}: a kernel that ignores the filter gives the same`, (assert) => {
		const dump = entriesOf(recorded(`${name}.ctnetlink.bin`));
		const counters = fromNetlink(kernelWith(dump, { ignoresFilter: true }));
		assert.deepEqual(counters.offloaded, { software: flows(full), hardware: flows(hardware) });
	});

	QUnit.test(`${name}: the recorded answer to the filter, in one piece`, (assert) => {
		const answer = recorded(`${name}.ctnetlink-offload.bin`);
		const counters = fromNetlink((request) => [filterOf(request).status === OFFLOAD ? answer : done()]);
		assert.deepEqual(counters.offloaded, { software: flows(filtered), hardware: flows(hardware) });
	});
}

QUnit.test('asks once, for bit 14', (assert) => {
	const filters: unknown[] = [];
	fromNetlink((request) => {
		filters.push(filterOf(request));
		return [done()];
	});
	assert.deepEqual(filters, [{ status: 0x4000, mask: 0x4000 }]);
});

QUnit.module('backend > counters from ctnetlink > hardware', () => {
	const both = offloaded.map((entry) => withStatus(entry, (status) => status | HARDWARE));

	QUnit.test('entries with both bits are in hardware, none in software', (assert) => {
		assert.deepEqual(fromTable(both).offloaded, { software: flows(), hardware: software });
	});

	for (const ignoresFilter of [false, true]) {
		const kernel = ignoresFilter ? 'ignores' : 'applies';
		QUnit.test(
			`a mixture where the kernel ${kernel} the filter; one that was given up does not count`,
			(assert) => {
				const mixture = table.map((entry) => withStatus(entry, (status) => status & ~OFFLOAD));
				mixture[0] = withStatus(mixture[0]!, (status) => status | OFFLOAD);
				mixture[1] = withStatus(mixture[1]!, (status) => status | OFFLOAD | HARDWARE);
				mixture[2] = withStatus(mixture[2]!, (status) => status | HARDWARE);
				const found = fromNetlink(kernelWith(mixture, { ignoresFilter })).offloaded!;
				assert.strictEqual(found.software.total.entries, 1);
				assert.strictEqual(found.hardware.total.entries, 1);
			}
		);
	}
});

QUnit.module('backend > counters from ctnetlink > bytes', () => {
	const counted = (parts: Parts, args?: string) =>
		(call('counters', parts, args) as unknown as Counters).offloaded!;
	const numbers = (flows: FlowTally) => Object.entries(flows).map(([part, { entries }]) => [part, entries]);

	for (const [source, parts] of Object.entries<Parts>({
		netlink: { netlink: kernelWith(table) },
		text: { files: { '/proc/net/nf_conntrack': recordedText('conntrack/mixed6.nf_conntrack') } },
	}))
		QUnit.test(
			`${source}: counts the same where nobody asks for them, and says nothing of them`,
			(assert) => {
				const asked = counted(parts, '{ "bytes": true }');
				assert.ok(asked.software.total.bytes! > 0);
				for (const args of ['{}', '{ "bytes": false }']) {
					const { software, hardware } = counted(parts, args);
					assert.deepEqual(numbers(software), numbers(asked.software));
					assert.deepEqual(numbers(hardware), numbers(asked.hardware));
					const bytes = Object.values(software).map(({ bytes }) => bytes);
					assert.ok(bytes.every((sum) => sum === null));
				}
			}
		);
});

QUnit.module('backend > counters from ctnetlink > shapes of messages', () => {
	QUnit.test('counters with and without padding, in any order', (assert) => {
		const padded = offloaded.map((entry, index) => {
			const first = index % 3 === 1 ? withPad(entry, 9) : entry;
			return index % 3 === 2 ? withPad(withPad(entry, 9), 10) : first;
		});
		assert.deepEqual(fromTable(padded).offloaded!.software, software);
	});

	QUnit.test('messages of one size whose padding lies at different places', (assert) => {
		const padded = offloaded.map((entry, index) => withPad(entry, index % 2 ? 9 : 10));
		assert.deepEqual(fromTable(padded).offloaded!.software, software);
	});

	QUnit.test('a router of the other byte order', (assert) => {
		const answer = kernelWith(table, { perDatagram: 1 });
		const counters = fromNetlink((request) => answer(swapped(request)).map(swapped), { littleEndian: false });
		assert.deepEqual(counters.offloaded, { software, hardware: flows() });
	});

	QUnit.test(
		'one entry without accounting makes the bytes of its kind unknown, not those of others',
		(assert) => {
			const isUdp4 = (entry: Uint8Array) => entry[16] === 2 && entry[52] === 17;
			const at = offloaded.findIndex(isUdp4);
			const entries = offloaded.map((entry, index) =>
				index === at ? withoutAttributes(entry, 9, 10) : entry
			);
			const found = fromTable(entries).offloaded!.software;
			assert.deepEqual(found.ipv4_udp, { entries: 40, bytes: null });
			assert.deepEqual(found.ipv6_tcp, software.ipv6_tcp);
			assert.deepEqual(found.total, { entries: 82, bytes: null });
		}
	);

	QUnit.test('without accounting at all, entries are still counted', (assert) => {
		const found = fromTable(offloaded.map((entry) => withoutAttributes(entry, 9, 10))).offloaded!;
		assert.deepEqual(found.software.total, { entries: 82, bytes: null });
		assert.deepEqual(found.hardware.total, { entries: 0, bytes: 0 });
	});

	QUnit.test('more kinds of entries than are remembered', (assert) => {
		const kinds = Array.from({ length: 300 }, (_, at) =>
			withStatus(offloaded[0]!, () => OFFLOAD | (at << 16))
		);
		const found = fromTable([...kinds, ...kinds]).offloaded!.software;
		assert.strictEqual(found.total.entries, 600);
		assert.strictEqual(found.total.bytes, fromTable([offloaded[0]!]).offloaded!.software.total.bytes! * 600);
	});

	QUnit.test('entries with and without accounting whose messages are of one size', (assert) => {
		const counted = offloaded[0]!;
		const bare = withoutAttributes(counted, 9, 10);
		const missing = counted.length - bare.length;
		const padded = withExtra(bare, { type: 99, data: new Uint8Array(missing - 4) });
		assert.strictEqual(padded.length, counted.length);
		const { total } = fromTable([padded, padded, counted, padded]).offloaded!.software;
		assert.deepEqual(total, { entries: 4, bytes: null });
		assert.notStrictEqual(fromTable([counted, counted]).offloaded!.software.total.bytes, null);
	});

	QUnit.test('a protocol that firewall4 does not offload counts as other', (assert) => {
		const gre = offloaded[0]!.slice();
		gre[52] = 47;
		const found = fromTable([gre]).offloaded!.software;
		assert.deepEqual([found.other.entries, found.total.entries], [1, 1]);
	});

	QUnit.test('counters above 2^53 - 1 saturate, alone and in the sum', (assert) => {
		const most = Number.MAX_SAFE_INTEGER;
		const [entry] = offloaded as [Uint8Array];
		const bytes = (...pairs: [bigint, bigint][]) =>
			fromTable(pairs.map(([sent, received]) => withBytes(entry, sent, received))).offloaded!.software.total
				.bytes;
		assert.strictEqual(bytes([2n ** 53n - 2n, 0n]), most - 1);
		assert.strictEqual(bytes([2n ** 53n - 2n, 1n]), most);
		assert.strictEqual(bytes([2n ** 53n, 0n]), most);
		assert.strictEqual(bytes([2n ** 64n - 1n, 2n ** 64n - 1n]), most);
		assert.strictEqual(bytes([2n ** 52n, 0n], [2n ** 52n, 5n]), most);
		assert.strictEqual(bytes([2n ** 53n, 0n], [5n, 7n], [5n, 7n]), most, 'small ones after large ones');
		assert.strictEqual(bytes([0xffffffffn, 0n], [1n, 0n]), 2 ** 32);
	});
});

QUnit.module('backend > counters from ctnetlink > faults', () => {
	const text = { '/proc/net/nf_conntrack': recordedText('conntrack/mixed6.nf_conntrack') };
	const textFlows = { software: flows(RECORDED['conntrack/mixed6']!.text), hardware: flows() };
	const whole = concat(...offloaded, done());

	/** The reason that the counters give for a fault; they come from the text then. */
	function faultOf(assert: Assert, netlink: Parts['netlink']): [string, string] {
		const counters = fromNetlink(netlink, { files: text });
		assert.strictEqual(counters.source, 'procfs');
		assert.deepEqual(counters.offloaded, textFlows);
		assert.notOk('offloaded' in counters.unknown);
		return [counters.unknown.netlink!.code, counters.unknown.netlink!.text];
	}
	const throws = (code: string) => () => {
		throw new HostError(code);
	};

	QUnit.test('no such socket, no right to it', (assert) => {
		assert.deepEqual(faultOf(assert, undefined), ['missing', 'netlink send(): Protocol not supported']);
		assert.deepEqual(faultOf(assert, throws('EPERM')), ['denied', 'netlink send(): Operation not permitted']);
	});

	QUnit.test('no ctnetlink in the kernel, and other refusals', (assert) => {
		assert.deepEqual(
			faultOf(assert, () => [refusal(-22)]),
			['missing', 'ctnetlink: not in this kernel (is kmod-nf-conntrack-netlink installed?): Invalid argument']
		);
		assert.deepEqual(
			faultOf(assert, () => [refusal(-1)]),
			['denied', 'ctnetlink: Operation not permitted']
		);
		assert.deepEqual(
			faultOf(assert, () => [refusal(-12)]),
			['failed', 'ctnetlink: Out of memory']
		);
		assert.strictEqual(faultOf(assert, () => [done(-105)])[0], 'overrun');
	});

	QUnit.test('a kernel that dropped part of the answer is asked twice', (assert) => {
		let asked = 0;
		const overrun = () => {
			asked++;
			throw new HostError('ENOBUFS');
		};
		assert.deepEqual(faultOf(assert, overrun), ['overrun', 'netlink recv(): No buffer space available']);
		assert.strictEqual(asked, 2);
	});

	QUnit.test('a dump that changes interrupted', (assert) => {
		const interrupted = offloaded[3]!.slice();
		interrupted[6]! |= NLM_F_DUMP_INTR;
		assert.strictEqual(faultOf(assert, () => [interrupted, done()])[0], 'overrun');
		assert.strictEqual(faultOf(assert, () => [done(0, 2 | NLM_F_DUMP_INTR)])[0], 'overrun');
	});

	QUnit.test('the second try succeeds', (assert) => {
		let asked = 0;
		const answer = kernelWith(table);
		const counters = fromNetlink((request) => {
			if (++asked === 1) throw new HostError('ENOBUFS');
			return answer(request);
		});
		assert.strictEqual(counters.source, 'netlink');
		assert.deepEqual(counters.offloaded!.software, software);
		assert.notOk(counters.unknown.netlink);
	});

	QUnit.test('an answer that never ends', (assert) => {
		assert.strictEqual(faultOf(assert, () => [offloaded[0]!])[0], 'timeout');
		assert.strictEqual(faultOf(assert, throws('EAGAIN'))[0], 'timeout');
	});

	QUnit.test('cut anywhere, never counted', (assert) => {
		for (const size of [1, 8, 15, 19, 60, offloaded[0]!.length + 3, whole.length - 3]) {
			assert.strictEqual(faultOf(assert, () => [whole.slice(0, size)])[0], 'truncated', `${size} bytes`);
		}
		assert.strictEqual(faultOf(assert, () => [new Uint8Array()])[0], 'truncated', 'empty datagram');
	});

	QUnit.test(
		'a message that claims more bytes than its datagram has, in the middle of others like it',
		(assert) => {
			// The counters are whole: what is missing lies behind them.
			const long = withExtra(offloaded[0]!, { type: 22, data: new Uint8Array(16) });
			for (let missing = 1; missing <= 20; missing++) {
				const cut = concat(long, long, long).slice(0, -missing);
				assert.strictEqual(
					faultOf(assert, () => [cut, done()])[0],
					'truncated',
					`${missing} bytes are missing`
				);
			}
		}
	);

	QUnit.test('garbage', (assert) => {
		const noise = Uint8Array.from({ length: 400 }, (_, index) => (index * 7919) >> 3);
		assert.ok(['garbled', 'truncated'].includes(faultOf(assert, () => [noise])[0]));
		const broken = offloaded[0]!.slice();
		broken.fill(0xff, 20, 24);
		assert.strictEqual(faultOf(assert, () => [broken, done()])[0], 'garbled');
		const attributes = attributesOf(offloaded[0]!);
		for (const { at, type } of attributes) {
			const bent = offloaded[0]!.slice();
			bent.set([3, 0], at);
			assert.strictEqual(faultOf(assert, () => [bent, done()])[0], 'garbled', `size of attribute ${type}`);
		}
		assert.strictEqual(
			faultOf(assert, () => [new Uint8Array(64)])[0],
			'garbled',
			'sizes of zero do not loop'
		);
	});

	QUnit.test('nowhere to count: unknown, with both reasons', (assert) => {
		const counters = countersOf({});
		assert.deepEqual([counters.source, counters.offloaded], [null, null]);
		assert.strictEqual(counters.unknown.netlink!.code, 'missing');
		assert.deepEqual(counters.unknown.offloaded, {
			code: 'missing',
			text: '/proc/net/nf_conntrack: No such file or directory',
		});
	});
});

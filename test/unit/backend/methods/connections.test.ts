import QUnit from 'qunit';
import type { Connection } from '../../../../src/rpc/types/index.ts';
import { HostError } from '../../../../tools/ucode/host.ts';
import { connectionsOf, faultOf, tableOf } from '../support/connections.ts';
import { RECORDED } from '../support/expected.ts';
import {
	done,
	entriesOf,
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

const OFFLOAD = 0x4000;
const HARDWARE = 0x8000;
const TEXT = '/proc/net/nf_conntrack';

const table = entriesOf(recorded('conntrack/mixed6.ctnetlink.bin'));
const text = recordedText('conntrack/mixed6.nf_conntrack');

const fromTable = (messages: Uint8Array[], query = {}) =>
	connectionsOf({ netlink: tableOf(messages) }, query).connections ?? [];
const fromText = (content: string | HostError, query = {}) =>
	connectionsOf({ files: { [TEXT]: content } }, query);
const bytesOf = ({ original, reply }: Connection) => (original.bytes ?? 0) + (reply.bytes ?? 0);
const isSorted = (list: number[]) => list.every((value, index) => index === 0 || value <= list[index - 1]!);

/** `count` entries of different size, in an order that is neither up nor down. */
const sized = (count: number) =>
	Array.from({ length: count }, (_, index) =>
		withBytes(table[0]!, BigInt(((index * 7919) % count) * 10), BigInt((index * 31) % count))
	);

QUnit.module('backend > connections');

for (const [name, { entries }] of Object.entries(RECORDED)) {
	QUnit.test(`${name}: every entry of the recorded table, from netlink and from the text`, (assert) => {
		const netlink = connectionsOf({ netlink: tableOf(entriesOf(recorded(`${name}.ctnetlink.bin`))) });
		const procfs = fromText(recordedText(`${name}.nf_conntrack`));
		assert.deepEqual([netlink.source, procfs.source], ['netlink', 'procfs']);
		for (const { seen, matching, left_out, connections } of [netlink, procfs]) {
			assert.deepEqual([seen, matching, left_out], [entries, entries, 0]);
			assert.strictEqual(connections?.length, entries);
			assert.ok(isSorted((connections ?? []).map(bytesOf)), 'the largest first');
		}
	});
}

QUnit.test('the largest entry in all its parts', (assert) => {
	const [largest] = fromTable(table);
	assert.deepEqual(largest, {
		family: 4,
		protocol: 6,
		original: {
			src: '192.168.1.2',
			dst: '203.0.113.2',
			sport: 32590,
			dport: 5201,
			packets: 26820,
			bytes: 1391682197,
		},
		reply: {
			src: '203.0.113.2',
			dst: '203.0.113.1',
			sport: 5201,
			dport: 32590,
			packets: 6190,
			bytes: 321984,
		},
		status: largest!.status,
		tcp_state: null,
		timeout: null,
		mark: 0,
		helper: null,
	});
	assert.ok(largest!.status & OFFLOAD);
});

QUnit.test('text and netlink of one moment name the same entries', (assert) => {
	const named = (connections: Connection[] | null) =>
		(connections ?? []).map(({ family, protocol, original, reply, tcp_state, status }) =>
			[
				family,
				protocol,
				...[original, reply].flatMap(({ src, dst, sport, dport }) => [
					shortened(src),
					shortened(dst),
					sport,
					dport,
				]),
				tcp_state,
				status & (OFFLOAD | 2),
			].join(' ')
		);
	const netlink = named(fromTable(table)).toSorted();
	const procfs = named(fromText(text).connections).toSorted();
	assert.deepEqual(procfs, netlink);
});

/** Without the leading zeros that only the text has. */
function shortened(address: string): string {
	return address.includes(':') ? address.replace(/\b0+(?=[\da-f])/g, '') : address;
}

QUnit.test('an entry that is not offloaded tells timeout and TCP state', (assert) => {
	const closing = fromTable(entriesOf(recorded('conntrack/off.ctnetlink.bin'))).filter(
		({ tcp_state }) => tcp_state === 'TIME_WAIT'
	);
	assert.strictEqual(closing.length, 20);
	for (const { timeout, status } of closing) {
		assert.ok(timeout !== null && timeout <= 120, `${timeout}`);
		assert.notOk(status & OFFLOAD);
	}
});

QUnit.module('backend > connections > the largest');

for (const source of ['netlink', 'procfs'] as const) {
	QUnit.test(`${source}: 5 of 1,000, by either direction and by both`, (assert) => {
		const messages = sized(1000);
		const lines = messages.map((_, index) =>
			text
				.split('\n')[0]!
				.replace(
					/bytes=\d+(.*)bytes=\d+/,
					`bytes=${((index * 7919) % 1000) * 10}$1bytes=${(index * 31) % 1000}`
				)
		);
		const parts =
			source === 'netlink' ? { netlink: tableOf(messages) } : { files: { [TEXT]: `${lines.join('\n')}\n` } };
		for (const [sort, size] of [
			['bytes', bytesOf],
			['original', ({ original }: Connection) => original.bytes ?? 0],
			['reply', ({ reply }: Connection) => reply.bytes ?? 0],
		] as const) {
			const few = connectionsOf(parts, { limit: 5, sort });
			const expected = Array.from({ length: 1000 }, (_, index) => ({
				original: ((index * 7919) % 1000) * 10,
				reply: (index * 31) % 1000,
			}))
				.map(({ original, reply }) => ({ bytes: original + reply, original, reply })[sort])
				.toSorted((a, b) => b - a)
				.slice(0, 5);
			assert.deepEqual(few.connections?.map(size), expected, sort);
			assert.deepEqual([few.seen, few.matching, few.left_out], [1000, 1000, 995]);
		}
	});
}

QUnit.test('in ascending order, descending order and all of one size', (assert) => {
	const ascending = Array.from({ length: 500 }, (_, index) => withBytes(table[0]!, BigInt(index), 0n));
	const sizes = (messages: Uint8Array[]) => fromTable(messages, { limit: 3 }).map(bytesOf);
	assert.deepEqual(sizes(ascending), [499, 498, 497]);
	assert.deepEqual(sizes(ascending.toReversed()), [499, 498, 497]);
	assert.deepEqual(
		sizes(Array<Uint8Array>(500).fill(table[0]!)),
		Array(3).fill(bytesOf(fromTable([table[0]!])[0]!))
	);
});

QUnit.test(
	'200 entries do not fit into a reply: as many as do are sent, and the others are counted',
	(assert) => {
		const long = table.find((message) => message[16] === 10)!;
		const messages = Array.from({ length: 300 }, () => withBytes(long, 2n ** 60n, 2n ** 60n));
		const reply = connectionsOf({ netlink: tableOf(messages) }, { limit: 200 });
		const sent = reply.connections!.length;
		assert.ok(sent > 120 && sent < 200, `${sent}`);
		assert.strictEqual(reply.left_out, 300 - sent);
		assert.ok(JSON.stringify(reply).length < 65_000);
	}
);

QUnit.test('counters of 64 bits saturate', (assert) => {
	const [first, second] = fromTable([
		withBytes(table[0]!, 2n ** 64n - 1n, 2n ** 64n - 1n),
		withBytes(table[1]!, 2n ** 53n - 1n, 0n),
	]);
	assert.strictEqual(first!.original.bytes, Number.MAX_SAFE_INTEGER);
	assert.strictEqual(second!.original.bytes, Number.MAX_SAFE_INTEGER);
	const line = text.split('\n')[0]!.replace(/bytes=\d+/, 'bytes=18446744073709551615');
	assert.strictEqual(fromText(`${line}\n`).connections![0]!.original.bytes, Number.MAX_SAFE_INTEGER);
});

QUnit.test('without accounting the counts are unknown, and such entries come last', (assert) => {
	const silent = withoutAttributes(table[0]!, 9, 10);
	const [first, last] = fromTable([silent, withBytes(table[1]!, 0n, 0n)]);
	assert.deepEqual([first!.original.bytes, last!.original.bytes, last!.reply.packets], [0, null, null]);
	const line = text.split('\n')[0]!.replace(/ packets=\d+ bytes=\d+/g, '');
	assert.deepEqual(fromText(`${line}\n`).connections![0]!.original.bytes, null);
});

QUnit.test('padding before counters, and a router of the other byte order', (assert) => {
	const plain = fromTable(table);
	const padded = table.map((message, index) => (index % 2 ? withPad(message, 9) : withPad(message, 10)));
	assert.deepEqual(fromTable(padded), plain);
	const answer = tableOf(table, 1);
	const netlink = (request: Uint8Array) => answer(swapped(request)).map(swapped);
	assert.deepEqual(connectionsOf({ netlink, littleEndian: false }).connections, plain);
});

QUnit.test('a helper is named', (assert) => {
	const name = Buffer.from('ftp\0');
	const help = [12, 0, 5, 0x80, 8, 0, 1, 0, ...name];
	const message = Uint8Array.from([...table[0]!, ...help]);
	new DataView(message.buffer).setUint32(0, message.length, true);
	assert.deepEqual(
		fromTable([message, table[1]!]).map(({ helper }) => helper),
		['ftp', null]
	);
});

QUnit.module('backend > connections > filters');

QUnit.test('by offloading: the kernel is asked, and an old one that ignores it changes nothing', (assert) => {
	const mixture = table.map((message, index) => {
		const bare = withStatus(message, (status) => status & ~(OFFLOAD | HARDWARE));
		return withStatus(bare, (status) => status | [0, OFFLOAD, HARDWARE, OFFLOAD | HARDWARE][index % 4]!);
	});
	const count = (wanted: (status: number) => boolean) =>
		mixture.filter((message) => wanted(statusOf(message))).length;
	const expected = {
		software: count((status) => (status & (OFFLOAD | HARDWARE)) === OFFLOAD),
		hardware: count((status) => (status & HARDWARE) !== 0),
		none: count((status) => (status & (OFFLOAD | HARDWARE)) === 0),
	};
	for (const [offload, matching] of Object.entries(expected)) {
		const query = { filter: { offload: offload as keyof typeof expected } };
		const asked = connectionsOf({ netlink: tableOf(mixture) }, query);
		assert.deepEqual([asked.seen, asked.matching], [matching, matching], offload);
		const ignored = connectionsOf({ netlink: () => [...mixture, done()] }, query);
		assert.deepEqual([ignored.seen, ignored.matching], [mixture.length, matching], offload);
		assert.deepEqual(ignored.connections, asked.connections);
	}
	const lines = text.split('\n').filter((line) => line.includes('[OFFLOAD]'));
	assert.strictEqual(fromText(text, { filter: { offload: 'software' } }).matching, lines.length);
});

QUnit.test('by protocol', (assert) => {
	const gre = table[0]!.slice();
	gre[52] = 47;
	const messages = [gre, ...table];
	const protocols = (protocol: 'tcp' | 'udp' | 'other') =>
		new Set(fromTable(messages, { filter: { protocol } }).map((connection) => connection.protocol));
	assert.deepEqual([...protocols('tcp')], [6]);
	assert.deepEqual([...protocols('udp')], [17]);
	assert.deepEqual([...protocols('other')], [47]);
	const counted = (name: string) => text.split('\n').filter((line) => line.includes(` ${name} `)).length;
	for (const protocol of ['tcp', 'udp'] as const)
		assert.strictEqual(fromText(text, { filter: { protocol } }).matching, counted(protocol));
});

QUnit.test('by address, of either direction, however it is written', (assert) => {
	const sides = ({ original, reply }: Connection) => [shortened(original.src), shortened(reply.src)];
	for (const [addresses, form] of [
		[['192.168.1.2'], '192.168.1.2'],
		[['fd00:1::2', '203.0.113.99'], 'fd00:1:0:0:0:0:0:2'],
		[['203.0.113.2'], '203.0.113.2'],
	] as const) {
		const query = { filter: { addresses: [...addresses] }, limit: 200 };
		const expected = fromTable(table).filter((connection) => sides(connection).includes(form)).length;
		assert.ok(expected > 0, form);
		assert.strictEqual(fromTable(table, query).length, expected, form);
		assert.strictEqual(fromText(text, query).matching, expected, form);
	}
	assert.strictEqual(fromTable(table, { filter: { addresses: [] } }).length, 0);
});

QUnit.test('what is no query is refused', (assert) => {
	const faults: Array<[query: object, about: RegExp]> = [
		[{ limit: 0 }, /limit/],
		[{ limit: -1 }, /limit/],
		[{ limit: 201 }, /limit/],
		[{ sort: 'name' }, /sort/],
		[{ sort: 'constructor' }, /sort/],
		[{ filter: { device: 'x' } }, /device/],
		[{ filter: { protocol: 6 } }, /protocol/],
		[{ filter: { offload: 'all' } }, /offload/],
		[{ filter: { offload: ['software'] } }, /offload/],
		[{ filter: { addresses: '192.168.1.2' } }, /addresses/],
		[{ filter: { addresses: Array(33).fill('192.168.1.2') } }, /addresses/],
		...[
			'',
			'1.2.3',
			'1.2.3.256',
			'1.2.3.4.5',
			':',
			':::',
			'1::2::3',
			'1:2:3:4:5:6:7',
			'::g',
			'12345::',
			'1:2:3:4:5:6:7:8:9',
			'x'.repeat(10_000),
			7,
			null,
		].map((address): [object, RegExp] => [{ filter: { addresses: [address] } }, /addresses/]),
	];
	for (const [query, about] of faults)
		assert.ok(about.test(faultOf(query) ?? ''), JSON.stringify(query).slice(0, 100));
	for (const query of [
		{},
		{ limit: 1 },
		{ limit: 200, sort: 'reply', filter: {} },
		{ filter: { addresses: ['::'] } },
	])
		assert.strictEqual(faultOf(query), null, JSON.stringify(query));
});

QUnit.module('backend > connections > faults');

const throws = (code: string) => () => {
	throw new HostError(code);
};

QUnit.test('without ctnetlink the text is read, and the reply says so', (assert) => {
	for (const netlink of [undefined, throws('EPERM'), () => [refusal(-22)], () => [new Uint8Array(64)]]) {
		const reply = connectionsOf({ files: { [TEXT]: text }, ...(netlink ? { netlink } : {}) });
		assert.strictEqual(reply.source, 'procfs');
		assert.strictEqual(reply.connections?.length, 87);
		assert.ok(reply.unknown.netlink);
	}
});

QUnit.test('nowhere to read: unknown, with both reasons, not empty', (assert) => {
	const reply = connectionsOf({});
	assert.deepEqual([reply.source, reply.connections], [null, null]);
	assert.strictEqual(reply.unknown.netlink!.code, 'missing');
	assert.strictEqual(reply.unknown.connections!.code, 'missing');
});

QUnit.test('where time runs out, what was read is given and the rest is said to be missing', (assert) => {
	const late = connectionsOf({ netlink: tableOf(table, 1), clockStep: 200 });
	assert.strictEqual(late.source, 'netlink');
	assert.ok(late.seen > 0 && late.seen < table.length, `${late.seen}`);
	assert.strictEqual(late.connections?.length, late.seen);
	assert.strictEqual(late.unknown.rest!.code, 'timeout');
});

QUnit.test('an entry that cannot be read is skipped and counted', (assert) => {
	const whole = fromText(text);
	const odd = fromText(`${text}ipv4     2 tcp      6 of a new format\n`);
	assert.deepEqual([whole.unreadable, odd.unreadable], [0, 1]);
	assert.deepEqual(odd.connections, whole.connections);
	assert.deepEqual([odd.left_out, odd.unknown.rest?.code], [0, 'garbled']);
});

QUnit.test('a text that ends in the middle of a line, or is none', (assert) => {
	const cut = fromText(text.slice(0, -30));
	assert.deepEqual([cut.connections?.length, cut.unknown.rest?.code], [86, 'truncated']);
	assert.strictEqual(fromText('hello\n').unknown.connections?.code, 'garbled');
	assert.strictEqual(fromText(new HostError('EACCES')).unknown.connections?.code, 'denied');
});

QUnit.test('a dump that was overrun is asked for again', (assert) => {
	let asked = 0;
	const answer = tableOf(table);
	const netlink = (request: Uint8Array) => {
		if (++asked === 1) throw new HostError('ENOBUFS');
		return answer(request);
	};
	const reply = connectionsOf({ netlink });
	assert.deepEqual([reply.source, reply.connections?.length, asked], ['netlink', 87, 2]);
});

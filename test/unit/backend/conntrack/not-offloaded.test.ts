import fc from 'fast-check';
import QUnit from 'qunit';
import { TIMEOUTS } from '../../../emulator/flows/connection.ts';
import { type Entry, Ips, TCP, type Tuple, UDP } from '../../../emulator/flows/entry.ts';
import { answerRequest, writeDump } from '../../../emulator/flows/netlink.ts';
import { routeFiles } from '../../../emulator/kernel/routes.ts';
import { swappedDatagram } from '../support/byte-swap.ts';
import { type Parts, statusOf } from '../support/host.ts';
import { concat, done, entriesOf, swapped } from '../support/kernel.ts';

const CTA_HELP = 5;
const UNACKNOWLEDGED = 0x10;
const ALIVE = Ips.confirmed | Ips.seenReply | Ips.assured;
const TABLE = '/proc/sys/net/netfilter';
const FILES: NonNullable<Parts['files']> = {
	...(routeFiles('ethernet') as Parts['files']),
	[`${TABLE}/nf_conntrack_tcp_timeout_established`]: `${TIMEOUTS.established}\n`,
	[`${TABLE}/nf_conntrack_tcp_timeout_unacknowledged`]: `${TIMEOUTS.unacknowledged}\n`,
	[`${TABLE}/nf_conntrack_udp_timeout_stream`]: `${TIMEOUTS.udpStream}\n`,
};

const HOST = '192.168.1.100';
const SERVER = '198.51.100.7';
const ROUTER = '192.168.1.1';
const WAN = '203.0.113.2';
const HOST6 = 'fdc0:e9e3:cb22:0000:0000:0000:0000:0100';
const SERVER6 = '2001:0db8:0000:0000:0000:0000:0000:0107';
const ROUTER6 = 'fdc0:e9e3:cb22:0000:0000:0000:0000:0001';

const tuple = (source: string, destination: string): Tuple => ({
	source,
	destination,
	sourcePort: 40_000,
	destinationPort: 443,
});

/** A connection from the LAN to the Internet through masquerading, used this very second; `changes` make another one of it. */
function entryWith(changes: Partial<Entry> = {}): Entry {
	const protocol = changes.protocol ?? TCP;
	return {
		family: 4,
		protocol,
		original: tuple(HOST, SERVER),
		reply: tuple(SERVER, WAN),
		status: ALIVE,
		mark: 0,
		id: 1,
		use: 1,
		timeout: protocol === TCP ? TIMEOUTS.established : TIMEOUTS.udpStream,
		...(protocol === TCP ? { tcp: tcpWith(3) } : {}),
		counters: { original: { packets: 2, bytes: 100 }, reply: { packets: 2, bytes: 100 } },
		...changes,
	};
}

function tcpWith(state: number, flags = 0): NonNullable<Entry['tcp']> {
	return { state, scaleOriginal: 7, scaleReply: 7, flagsOriginal: 0x23 | flags, flagsReply: 0x23 };
}

const udp = (changes: Partial<Entry> = {}) => entryWith({ protocol: UDP, ...changes });
const ipv6 = (original: Tuple, changes: Partial<Entry> = {}) =>
	entryWith({ family: 6, original, reply: tuple(original.destination, original.source), ...changes });

function slowOf(entries: Entry[], parts: Parts = {}) {
	const netlink = (request: Uint8Array) => answerRequest(Buffer.from(request), entries);
	return statusOf({ files: FILES, netlink, ...parts });
}

const countOf = (...entries: Entry[]) => slowOf(entries).slow?.entries;

QUnit.module('backend > connections that stay slow', () => {
	QUnit.test('connections through the router that are in use count', (assert) => {
		assert.deepEqual(slowOf([]).slow, { entries: 0, complete: true }, 'none');
		assert.strictEqual(countOf(entryWith()), 1, 'IPv4 TCP');
		assert.strictEqual(countOf(udp()), 1, 'IPv4 UDP');
		assert.strictEqual(countOf(ipv6(tuple(HOST6, SERVER6))), 1, 'IPv6 TCP');
		assert.strictEqual(countOf(ipv6(tuple(HOST6, SERVER6), { protocol: UDP, timeout: 180 })), 1, 'IPv6 UDP');
		const forwardedPort = { original: tuple(SERVER, WAN), reply: tuple(HOST, SERVER) };
		assert.strictEqual(countOf(entryWith(forwardedPort)), 1, 'from outside to a forwarded port');
		assert.strictEqual(slowOf([entryWith(), udp()]).unknown.slow, undefined);
	});

	QUnit.test('idle ones do not: the timeout tells the age of the last packet', (assert) => {
		const after = (seconds: number) => [
			countOf(entryWith({ timeout: TIMEOUTS.established - seconds })),
			countOf(udp({ timeout: TIMEOUTS.udpStream - seconds })),
		];
		assert.deepEqual(after(10), [1, 1]);
		assert.deepEqual(after(11), [0, 0]);
		assert.deepEqual(after(150), [0, 0]);
	});

	QUnit.test('TCP data that waits for its acknowledgement has a timeout of its own', (assert) => {
		const waiting = (timeout: number) => countOf(entryWith({ timeout, tcp: tcpWith(3, UNACKNOWLEDGED) }));
		assert.deepEqual([waiting(300), waiting(290), waiting(289)], [1, 1, 0]);
		assert.strictEqual(countOf(entryWith({ timeout: 299 })), 1, 'the receiver has no room: a busy download');
		assert.strictEqual(countOf(entryWith({ timeout: 295 })), 0, 'idle for nearly two hours');
	});

	QUnit.test('the login to LuCI and other connections of the router itself do not', (assert) => {
		const own = (from: string, to: string) =>
			countOf(entryWith({ original: tuple(from, to), reply: tuple(to, from) }));
		assert.strictEqual(own(HOST, ROUTER), 0, 'a browser on this page');
		assert.strictEqual(own(WAN, SERVER), 0, 'a download of the router');
		assert.strictEqual(own('127.0.0.1', '127.0.0.1'), 0);
		assert.strictEqual(countOf(ipv6(tuple(HOST6, ROUTER6))), 0);
		assert.strictEqual(countOf(ipv6(tuple(ROUTER6, SERVER6))), 0);
	});

	QUnit.test('those that the forward rule would not take do not', (assert) => {
		for (const state of [1, 2, 4, 5, 6, 7, 8])
			assert.strictEqual(countOf(entryWith({ tcp: tcpWith(state) })), 0, `TCP state ${state}`);
		assert.strictEqual(countOf(udp({ status: Ips.confirmed })), 0, 'unanswered');
		assert.strictEqual(countOf(udp({ status: Ips.confirmed | Ips.seenReply })), 0, 'no stream yet');
		assert.strictEqual(countOf(udp({ protocol: 1 as Entry['protocol'], timeout: 180 })), 0, 'ICMP');
		for (const bit of [6, 9, 12, 13])
			assert.strictEqual(countOf(entryWith({ status: ALIVE | (1 << bit) })), 0, `status bit ${bit}`);
	});

	QUnit.test('one with a helper does not, others of its size do', (assert) => {
		const [plain] = entriesOf(concat(...writeDump([entryWith()], 1, 1)));
		const longer = [0, 1, 2].map((kind) => withAttribute(plain!, [CTA_HELP, 20, CTA_HELP][kind]!));
		const status = slowOf([], { netlink: () => [concat(...longer), done()] });
		assert.deepEqual(status.slow, { entries: 1, complete: true });
	});

	QUnit.test('offloaded ones do not, even where the kernel knows no filter', (assert) => {
		const entries = [Ips.offload, Ips.hardwareOffload, Ips.offload | Ips.hardwareOffload].map((bits) =>
			entryWith({ status: ALIVE | bits })
		);
		assert.strictEqual(countOf(...entries, entryWith()), 1);
		const all = writeDump([...entries, entryWith(), udp({ timeout: 40 })], 1, 1).map(
			(data) => new Uint8Array(data)
		);
		assert.strictEqual(slowOf([], { netlink: () => all }).slow?.entries, 1);
	});

	QUnit.test('a large table is not read to its end', (assert) => {
		const idle = Array.from({ length: 20_000 }, () => udp({ timeout: 60 }));
		assert.deepEqual(slowOf([udp(), udp(), ...idle]).slow, { entries: 2, complete: false });
		const busy = slowOf(Array.from({ length: 2000 }, () => entryWith())).slow!;
		assert.notOk(busy.complete);
		assert.ok(busy.entries >= 500 && busy.entries < 700, String(busy.entries));
	});

	QUnit.test('a clock that runs out gives what was found until then', (assert) => {
		const idle = Array.from({ length: 1000 }, () => udp({ timeout: 60 }));
		assert.deepEqual(slowOf([udp(), ...idle], { clockStep: 150 }).slow, { entries: 1, complete: false });
	});

	QUnit.test('where something cannot be read the number is unknown, and not zero', (assert) => {
		const { netlink: _none, ...without } = { files: FILES, netlink: undefined };
		assert.deepEqual([statusOf(without).slow, statusOf(without).unknown.slow?.code], [null, 'missing']);
		for (const path of Object.keys(FILES).filter((name) => /established|fib_trie|stream|unack/.test(name))) {
			const { [path]: _gone, ...files } = FILES;
			const status = slowOf([entryWith()], { files });
			assert.deepEqual([status.slow, status.unknown.slow?.code], [null, 'missing'], path);
		}
		const broken = slowOf([], { netlink: () => [new Uint8Array([9, 9, 9])] });
		assert.deepEqual([broken.slow, broken.unknown.slow?.code], [null, 'truncated']);
	});

	QUnit.test('a CPU of the other byte order counts the same', (assert) => {
		const entries = [entryWith(), udp(), udp({ timeout: 100 }), ipv6(tuple(HOST6, SERVER6))];
		const netlink = (request: Uint8Array, protocol?: number) =>
			protocol === NETLINK_NETFILTER
				? answerRequest(Buffer.from(swapped(request)), entries).map((data) =>
						swappedDatagram(new Uint8Array(data))
					)
				: [];
		assert.strictEqual(slowOf([], { netlink, littleEndian: false }).slow?.entries, 3);
	});

	QUnit.test('any table gives what its definition says', (assert) => {
		fc.assert(
			fc.property(fc.array(anyEntry(), { maxLength: 60 }), (entries) => {
				assert.strictEqual(countOf(...entries), entries.filter(isSlow).length);
			}),
			{ numRuns: 60 }
		);
	});
});

/** A message with 8 bytes of one more attribute at its end. */
function withAttribute(message: Uint8Array, type: number): Uint8Array {
	const longer = new Uint8Array([...message, 8, 0, type, 0x80, 4, 0, 1, 0]);
	new DataView(longer.buffer).setUint32(0, longer.length, true);
	return longer;
}

/** Linux include/uapi/linux/netlink.h */
const NETLINK_NETFILTER = 12;

const LOCAL = ['127.0.0.1', ROUTER, WAN, ROUTER6];

/** The definition, on the model's entries. */
function isSlow({ protocol, status, tcp, timeout, original, reply }: Entry): boolean {
	const isRecent = (most: number, seconds = 10) => timeout <= most && timeout >= most - seconds;
	const waits = ((tcp?.flagsOriginal ?? 0) | (tcp?.flagsReply ?? 0)) & UNACKNOWLEDGED;
	const tcpInUse = isRecent(TIMEOUTS.established) || isRecent(TIMEOUTS.unacknowledged, waits ? 10 : 2);
	const inUse = protocol === TCP ? tcp?.state === 3 && tcpInUse : isRecent(TIMEOUTS.udpStream);
	const offloaded = status & (Ips.offload | Ips.hardwareOffload);
	const answered = status & Ips.assured && status & Ips.seenReply;
	const ends = [original.source, reply.source];
	return Boolean(inUse && answered && !offloaded && !ends.some((end) => LOCAL.includes(end)));
}

function anyEntry(): fc.Arbitrary<Entry> {
	const near = (most: number) => fc.integer({ min: most - 13, max: most + 1 });
	const timeout = fc.oneof(
		near(TIMEOUTS.established),
		near(TIMEOUTS.unacknowledged),
		near(TIMEOUTS.udpStream),
		fc.integer({ min: 0, max: 8000 })
	);
	const status = fc
		.subarray([Ips.seenReply, Ips.assured, Ips.offload, Ips.hardwareOffload, Ips.sourceNat])
		.map((bits) => bits.reduce((sum, bit) => sum | bit, Ips.confirmed as number));
	const ends4 = fc.constantFrom(HOST, SERVER, ROUTER, WAN);
	const ends6 = fc.constantFrom(HOST6, SERVER6, ROUTER6);
	const tcp = fc.record({ state: fc.constantFrom(3, 3, 3, 7), flags: fc.constantFrom(0, UNACKNOWLEDGED) });
	return fc
		.tuple(
			fc.constantFrom<4 | 6>(4, 6),
			fc.constantFrom(TCP, UDP),
			timeout,
			fc.oneof(fc.constant(ALIVE), status),
			tcp
		)
		.chain(([family, protocol, timeout, status, { state, flags }]) =>
			fc.tuple(family === 4 ? ends4 : ends6, family === 4 ? ends4 : ends6).map(([source, destination]) =>
				entryWith({
					family,
					protocol: protocol as Entry['protocol'],
					timeout,
					status,
					original: tuple(source, destination),
					reply: tuple(destination, source),
					...(protocol === TCP ? { tcp: tcpWith(state, flags) } : {}),
				})
			)
		);
}

import fc from 'fast-check';
import QUnit from 'qunit';
import { HostError } from '../../../../tools/ucode/host.ts';
import { countersOf } from '../support/host.ts';

const NETSTAT = '/proc/net/netstat';
const SNMP6 = '/proc/net/snmp6';
const MOST = Number.MAX_SAFE_INTEGER;

/** As Linux 6.12 prints them, with fewer groups and names. */
const IPV4 = `TcpExt: SyncookiesSent InOctets OutOctets
TcpExt: 0 1 2
IpExt: InNoRoutes InMcastPkts InOctets OutOctets InMcastOctets
IpExt: 0 0 1074152033 488334342 9
MPTcpExt: MPCapableSYNRX
MPTcpExt: 0
`;
const lineOf = (name: string, value: bigint | number) => `${name.padEnd(32)}\t${value}\n`;
const IPV6 =
	lineOf('Ip6InReceives', 3) +
	lineOf('Ip6InOctets', 4096) +
	lineOf('Ip6OutOctets', 77) +
	lineOf('Ip6InMcastOctets', 5);

function read(netstat: string | HostError, snmp6: string | HostError) {
	const { ip_bytes, ip_sent_bytes, unknown } = countersOf({
		files: { [NETSTAT]: netstat, [SNMP6]: snmp6 },
	});
	return {
		ipv4: [ip_bytes.ipv4, ip_sent_bytes.ipv4, unknown.ipv4_bytes?.code],
		ipv6: [ip_bytes.ipv6, ip_sent_bytes.ipv6, unknown.ipv6_bytes?.code],
	};
}

/** Decimal digits as the kernel prints a 64-bit counter, and what has to come of them. */
const counter = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const saturated = (value: bigint) => (value > BigInt(MOST) ? MOST : Number(value));
const word = fc.stringMatching(/^[A-Za-z0-9]{1,24}$/);
const others = (own: string[]) =>
	fc.uniqueArray(
		word.filter((name) => !own.includes(name)),
		{ maxLength: 12 }
	);

QUnit.module('backend > bytes of the IP stack', () => {
	QUnit.test('both families, received and sent, and no other group of names', (assert) => {
		assert.deepEqual(read(IPV4, IPV6), {
			ipv4: [1074152033, 488334342, undefined],
			ipv6: [4096, 77, undefined],
		});
	});

	QUnit.test('a kernel without IPv6 leaves IPv4 known', (assert) => {
		const { ipv4, ipv6 } = read(IPV4, new HostError('ENOENT'));
		assert.strictEqual(ipv4[0], 1074152033);
		assert.deepEqual(ipv6, [null, null, 'missing']);
	});

	QUnit.test('unknown is never zero: missing, denied, cut, garbled', (assert) => {
		assert.deepEqual(read(new HostError('EACCES'), new HostError('EACCES')), {
			ipv4: [null, null, 'denied'],
			ipv6: [null, null, 'denied'],
		});
		for (const [text, code] of [
			['', 'garbled'],
			[IPV4.slice(0, -1), 'truncated'],
			[IPV4.slice(0, IPV4.indexOf('488')), 'truncated'],
			['\n', 'garbled'],
			[IPV4.replaceAll('IpExt', 'IpOld'), 'garbled'],
			[IPV4.replace(' 9\n', '\n'), 'garbled'],
			[IPV4.replace('1074152033', '-1'), 'garbled'],
			[IPV4.replace(' OutOctets InMcast', ' InMcast'), 'garbled'],
			[IPV4 + IPV4, 'garbled'],
		] as const)
			assert.deepEqual(read(text, IPV6).ipv4, [null, null, code], JSON.stringify(text));
		for (const [text, code] of [
			['', 'truncated'],
			[IPV6.slice(0, -1), 'truncated'],
			['\n', 'garbled'],
			[lineOf('XIp6InOctets', 1) + lineOf('Ip6OutOctets', 1), 'garbled'],
			[IPV6.replace('4096', '4k'), 'garbled'],
			[lineOf('Ip6InOctets', 1), 'garbled'],
		] as const)
			assert.deepEqual(read(IPV4, text).ipv6, [null, null, code], JSON.stringify(text));
	});

	QUnit.test('any counters, among any names, in any order', (assert) => {
		fc.assert(
			fc.property(
				counter,
				counter,
				others(['InOctets', 'OutOctets']),
				fc.nat(),
				fc.nat(),
				(received, sent, names, first, second) => {
					const pairs = names.map((name): [string, bigint] => [name, 7n]);
					pairs.splice(first % (pairs.length + 1), 0, ['InOctets', received]);
					pairs.splice(second % (pairs.length + 1), 0, ['OutOctets', sent]);
					const text = `IpExt: ${pairs.map(([name]) => name).join(' ')}\nIpExt: ${pairs.map(([, value]) => value).join(' ')}\n`;
					assert.deepEqual(read(`TcpExt: InOctets\nTcpExt: 3\n${text}`, IPV6).ipv4, [
						saturated(received),
						saturated(sent),
						undefined,
					]);
				}
			),
			{ numRuns: 60 }
		);
		fc.assert(
			fc.property(
				counter,
				counter,
				others(['Ip6InOctets', 'Ip6OutOctets']),
				fc.nat(),
				(received, sent, names, at) => {
					const lines = names.map((name) => lineOf(name, 7));
					lines.splice(at % (lines.length + 1), 0, lineOf('Ip6InOctets', received));
					lines.unshift(lineOf('Ip6OutOctets', sent));
					assert.deepEqual(read(IPV4, lines.join('')).ipv6, [
						saturated(received),
						saturated(sent),
						undefined,
					]);
				}
			),
			{ numRuns: 60 }
		);
	});

	QUnit.test('any text at all gives two counts, or a reason', (assert) => {
		const piece = fc.oneof(
			fc.constantFrom(
				'IpExt: ',
				'InOctets',
				'OutOctets',
				'Ip6InOctets',
				'Ip6OutOctets',
				' ',
				'\t',
				'\n',
				'\0'
			),
			fc.string({ maxLength: 8 }),
			counter.map(String)
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
				const text = Buffer.from(pieces.join('')).toString('latin1');
				for (const [received, sent, code] of Object.values(read(text, text))) {
					const known = [received, sent].filter(
						(value) => Number.isSafeInteger(value) && (value as number) >= 0
					).length;
					assert.true(code === undefined ? known === 2 : received === null && sent === null, text);
				}
			}),
			{ numRuns: 150 }
		);
	});
});

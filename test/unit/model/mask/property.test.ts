import fc from 'fast-check';
import QUnit from 'qunit';
import { addressText, isPrivate, isSpecial } from '../../../../src/model/address.ts';
import { newMask } from '../../../../src/model/mask/index.ts';
import { survivors, withoutLabels } from './survivors.ts';

const RUNS = { numRuns: 3000 };
const byte = fc.integer({ min: 0, max: 255 });
const bytes = (count: number) => fc.array(byte, { minLength: count, maxLength: count });
const isPublic = (address: number[]) => !isPrivate(address) && !isSpecial(address);
const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

const publicIpv4 = bytes(4).filter(isPublic);
const ipv4 = publicIpv4.chain((address) =>
	fc.constantFrom(
		address.join('.'),
		`${address.join('.')}:443`,
		`${address.join('.')}/24`,
		`${address.join('.')}.51820`,
		`host-${address.join('-')}.provider.example`,
		`::ffff:${address.join('.')}`,
		`[::FFFF:${address.join('.')}]:80`
	)
);

const publicIpv6 = fc
	.tuple(
		fc.constantFrom([0x20, 1], [0x2a, 2], [0x26, 6], [0x20, 2], [0, 0x64]),
		fc.array(fc.oneof(fc.constant(0), byte), { minLength: 14, maxLength: 14 })
	)
	.map(([head, tail]) => [...head, ...tail])
	.filter(isPublic);
const ipv6 = publicIpv6.chain((address) => {
	const groups = Array.from({ length: 8 }, (_, at) => address[at * 2]! * 256 + address[at * 2 + 1]!);
	const full = groups.map((group) => hex(group, 4)).join(':');
	const dotted = `${groups
		.slice(0, 6)
		.map((group) => hex(group, 1))
		.join(':')}:${address.slice(12).join('.')}`;
	const short = addressText(address);
	return fc.constantFrom(
		full,
		full.toUpperCase(),
		short,
		short.toUpperCase(),
		dotted,
		`[${short}]:443`,
		`${short}/64`,
		`${full}%eth0`,
		groups.map((group) => hex(group, 1)).join(':')
	);
});

const macBytes = bytes(6).filter((mac) => !mac.every((part) => part === 0 || part === 255));
const mac = macBytes.chain((address) => {
	const pairs = address.map((part) => hex(part, 2));
	return fc.constantFrom(
		pairs.join(':'),
		pairs.join(':').toUpperCase(),
		pairs.join('-'),
		pairs.join(''),
		pairs.join('').replace(/(.{4})(?=.)/g, '$1.')
	);
});
const eui64 = fc
	.tuple(fc.constantFrom('fe80::', 'fd00:1::', 'fd12:3456:789a:1:'), macBytes)
	.map(([network, address]) => {
		const [a, b, c, d, e, f] = address.map((part, index) => hex(index === 0 ? part ^ 2 : part, 2));
		return `${network}${a}${b}:${c}ff:fe${d}:${e}${f}`;
	});

const SEPARATORS = fc.constantFrom(
	' ',
	', ',
	'; ',
	'(',
	') ',
	'"',
	"'",
	'=',
	'\n',
	'\t',
	'> ',
	' [x] ',
	' -> ',
	'|'
);
const FILLERS = fc.constantFrom(
	'',
	'flow add @ft',
	'IN=br-lan',
	'counter packets 12 bytes 345',
	'at 09:58:02',
	'0xffffffc081400000',
	'mtk_ppe: PPE started',
	'[   12.345678]',
	'192.168.1.1',
	'fe80::1'
);

/** Things to hide among words and punctuation. */
const textOf = (secret: fc.Arbitrary<string>) =>
	fc
		.array(fc.tuple(FILLERS, SEPARATORS, secret, SEPARATORS), { minLength: 1, maxLength: 6 })
		.map((parts) => parts.flat().join(''));

QUnit.module('model > mask > whatever is private', () => {
	for (const [what, secret] of [
		['public IPv4 addresses', ipv4],
		['public IPv6 addresses', ipv6],
		['MAC addresses', mac],
		['MAC addresses inside private IPv6 addresses', eui64],
		['all of them together', fc.oneof(ipv4, ipv6, mac, eui64)],
	] as const)
		QUnit.test(`${what} survive in no form`, (assert) => {
			fc.assert(
				fc.property(textOf(secret), (text) => {
					const left = survivors(newMask({}).text(text));
					if (left.length > 0) throw new Error(`${JSON.stringify(text)} leaves ${left.join(' ')}`);
				}),
				RUNS
			);
			assert.ok(true, 'fast-check found none');
		});

	QUnit.test('the looking glass of these tests sees them in the first place', (assert) => {
		fc.assert(
			fc.property(
				fc.oneof(
					publicIpv4.map((address) => address.join('.')),
					publicIpv6.map(addressText),
					eui64
				),
				(secret) => survivors(`at ${secret}, on`).length > 0
			),
			RUNS
		);
		assert.deepEqual(survivors('02:11:22:33:44:55 192.168.1.1 fe80::1 ipv4_1'), ['02:11:22:33:44:55']);
	});

	const label = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,14}[a-z0-9]$/);
	const anyName = fc
		.string({ unit: 'grapheme', minLength: 2, maxLength: 24 })
		.filter((name) => name.trim().length > 1 && !/[|\n\uE000-\uF8FF]/u.test(name));
	QUnit.test('names of the vocabulary survive in no text', (assert) => {
		fc.assert(
			fc.property(
				fc.array(label, { minLength: 1, maxLength: 5 }),
				fc.array(anyName, { minLength: 1, maxLength: 5 }),
				fc.array(FILLERS),
				(host, wifi, fillers) => {
					const text = [...host, ...fillers, ...wifi].join(' | ');
					const shown = withoutLabels(newMask({ host, wifi }).text(text)).split(' | ');
					const left = [...host, ...wifi].filter((name) => !isCommon(name) && shown.includes(name));
					if (left.length > 0) throw new Error(`${JSON.stringify(text)} leaves ${left.join(' ')}`);
				}
			),
			RUNS
		);
		assert.ok(true, 'fast-check found none');
	});

	QUnit.test('a masked text is not changed by masking it again, and no text makes it fail', (assert) => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
				const once = newMask({ host: ['a-b'] }).text(text);
				return typeof once === 'string' && newMask({ host: ['a-b'] }).text(once) === once;
			}),
			RUNS
		);
		assert.ok(true, 'fast-check found none');
	});
});

function isCommon(name: string): boolean {
	return /^(?:openwrt|lan|wan|on|off|yes|no|tcp|udp|icmp|iot|vpn|dmz|lede|guest|flow|router|system|kernel|default|unknown|gateway|firewall|hardware|software|offload|wan6|ipv[46]|immortalwrt|localhost|ip6-localhost)$/i.test(
		name.trim()
	);
}

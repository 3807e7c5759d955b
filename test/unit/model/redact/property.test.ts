import '../luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import { addressText } from '../../../../src/model/address.ts';
import { newMask } from '../../../../src/model/redact/index.ts';
import { survivors, withoutLabels } from './leaks.ts';
import {
	eui64,
	hexIpv4,
	ipv4,
	ipv6,
	key,
	mac,
	publicIpv4,
	publicIpv6,
	type Secret,
	tracesIn,
} from './secrets.ts';

const RUNS = { numRuns: 3000 };
const FEWER_RUNS = { numRuns: 500 };

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
const textOf = (secret: fc.Arbitrary<Secret>) =>
	fc.array(fc.tuple(FILLERS, SEPARATORS, secret, SEPARATORS), { minLength: 1, maxLength: 6 });

QUnit.module('model > mask > whatever is private', () => {
	for (const [what, secret] of [
		['public IPv4 addresses', ipv4],
		['public IPv6 addresses', ipv6],
		['MAC addresses', mac],
		['MAC addresses inside private IPv6 addresses', eui64],
		['IPv4 addresses as hexadecimal numbers, and inside IPv6', hexIpv4],
		['keys of WireGuard', key],
		['all of them together', fc.oneof(ipv4, ipv6, mac, eui64, hexIpv4, key)],
	] as const) {
		QUnit.test(`${what} survive in no form`, (assert) => {
			fc.assert(
				fc.property(textOf(secret), (parts) => {
					const text = parts
						.map(([filler, before, { written }, after]) => filler + before + written + after)
						.join('');
					const masked = withoutLabels(newMask({}).text(text));
					const left = [...survivors(masked), ...parts.flatMap(([, , found]) => tracesIn(masked, found))];
					if (left.length > 0) throw new Error(`${JSON.stringify(text)} leaves ${left.join(' ')}`);
				}),
				RUNS
			);
			assert.ok(true, 'fast-check found none');
		});

		QUnit.test(`${what}: these tests see each form where it is not hidden`, (assert) => {
			fc.assert(
				fc.property(
					secret,
					(found) =>
						tracesIn(`at ${found.written}, on`, found).length > 0 || survivors(found.written).length > 0
				),
				RUNS
			);
			assert.ok(true, 'fast-check found none');
		});
	}

	QUnit.test('a reader of addresses finds them too, each word by itself', (assert) => {
		fc.assert(
			fc.property(
				fc.oneof(
					publicIpv4.map((address) => address.join('.')),
					publicIpv6.map(addressText)
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
	const names = (name: fc.Arbitrary<string>) => fc.array(name, { minLength: 1, maxLength: 5 });
	/** Where names stand in logs, rules and configurations. */
	const PLACES: Array<(name: string) => string> = [
		(name) => name,
		(name) => name.toUpperCase(),
		(name) => `ssid="${name}"`,
		(name) => `(${name})`,
		(name) => `flow add @ft comment "${name.replace(/["\\]/g, '\\$&')}"`,
		(name) => `fw4: Section @rule[3] (${name}) is disabled`,
		(name) => `user '${name}' logged in`,
	];
	QUnit.test('names of devices, Wi-Fi networks and logins survive in no text', (assert) => {
		fc.assert(
			fc.property(
				names(label),
				names(anyName),
				names(anyName),
				fc.array(FILLERS),
				fc.nat(6),
				(host, wifi, login, fillers, place) => {
					const all = [...host, ...wifi, ...login].filter((name) => !isCommon(name));
					const text = [...all.map(PLACES[place]!), ...fillers, ...all].join(' | ');
					const masked = withoutLabels(newMask({ host, wifi, login }).text(text));
					const left = all.filter((name) => standsIn(masked, name));
					if (left.length > 0)
						throw new Error(
							`${JSON.stringify(text)} leaves ${JSON.stringify(left)} in ${JSON.stringify(masked)}`
						);
				}
			),
			RUNS
		);
		assert.ok(true, 'fast-check found none');
	});

	/** As programs write what is not ASCII, or a blank. */
	const ENCODINGS: Array<(name: string) => string> = [
		(name) => name.normalize('NFD'),
		(name) => name.normalize('NFC').toUpperCase(),
		(name) => encodeURIComponent(name),
		(name) => encodeURIComponent(name).toLowerCase(),
		(name) => bytesIn(name, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`),
		(name) => bytesIn(name, (byte) => `\\${byte.toString(8).padStart(3, '0')}`),
		(name) => bytesIn(encodeURIComponent(name), (byte) => `%${byte.toString(16)}`),
		(name) => [...name].map((letter) => (letter > '~' ? `&#${letter.codePointAt(0)};` : letter)).join(''),
		(name) =>
			JSON.stringify(name)
				.slice(1, -1)
				.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
	];
	QUnit.test('names survive in no encoding', (assert) => {
		const letter = fc.constantFrom(...'aeknorsxzÄäéñöüßçžåÿøλжя愛子🏠 -');
		const name = fc
			.array(letter, { minLength: 4, maxLength: 16 })
			.map((letters) => letters.join('').trim())
			.filter((text) => text.length > 3);
		fc.assert(
			fc.property(
				name,
				fc.constantFrom(...ENCODINGS),
				fc.constantFrom('wifi', 'host', 'name', 'network'),
				(secret, encode, kind) => {
					const text = `hostapd: ssid="${encode(secret)}" (${encode(secret)}), at 09:58:02`;
					const redacted = newMask({ [kind]: [secret] }).text(text);
					if (redacted !== `hostapd: ssid="${kind}_1" (${kind}_1), at 09:58:02`)
						throw new Error(`${JSON.stringify(text)} becomes ${redacted}`);
				}
			),
			FEWER_RUNS
		);
		assert.ok(true, 'fast-check found none');
	});

	QUnit.test('domains go with all that is before them', (assert) => {
		const domain = fc.tuple(label, label).map(([name, top]) => `${name}x.${top}q`);
		fc.assert(
			fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), domain, (labels, name) => {
				const redacted = newMask({ host: [name] }).text(`of ${[...labels, name].join('.')}, on`);
				if (redacted !== 'of host_1, on') throw new Error(redacted);
			}),
			FEWER_RUNS
		);
		assert.ok(true, 'fast-check found none');
	});

	QUnit.test('of a text that was cut no piece of a name is left', (assert) => {
		const word = fc.stringMatching(/^[A-Z][a-z]{3,8}$/);
		fc.assert(
			fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), fc.nat(), (words, at) => {
				const kept = words.slice(0, 1 + (at % (words.length - 1))).join(' ');
				const redacted = newMask({ wifi: [words.join(' ')] }).text(`joined ${kept} …`);
				if (redacted !== 'joined wifi_1 …') throw new Error(redacted);
			}),
			FEWER_RUNS
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

function bytesIn(text: string, write: (byte: number) => string): string {
	return [...Buffer.from(text)]
		.map((byte) => (byte > 0x7e ? write(byte) : String.fromCharCode(byte)))
		.join('');
}

/** Whether a name stands in a text with neither letter nor digit beside it. */
function standsIn(text: string, name: string): boolean {
	const pattern = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

function isCommon(name: string): boolean {
	return /^(?:openwrt|lan|wan|on|off|yes|no|tcp|udp|icmp|iot|vpn|dmz|lede|guest|flow|router|system|kernel|default|unknown|gateway|firewall|hardware|software|offload|wan6|ipv[46]|immortalwrt|localhost|ip6-localhost)$/i.test(
		name.trim()
	);
}

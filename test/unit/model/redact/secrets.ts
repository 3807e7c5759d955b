/** Things that must not be shared, in the forms in which kernels, programs and providers write them. */
import fc from 'fast-check';
import { addressText, isPrivate, isSpecial } from '../../../../src/model/address.ts';

export interface Secret {
	/** As it stands in a text. */
	written: string;
	/** What a reader could recognize it by: none of these may be left, in no case. */
	traces: string[];
}

const byte = fc.integer({ min: 0, max: 255 });
const bytes = (count: number) => fc.array(byte, { minLength: count, maxLength: count });
const isPublic = (address: number[]) => !isPrivate(address) && !isSpecial(address);
const hex = (number: number, digits = 1) => number.toString(16).padStart(digits, '0');

function inForms(forms: string[], traces: string[]): fc.Arbitrary<Secret> {
	return fc.constantFrom(...forms).map((written) => ({ written, traces: [...traces, written] }));
}

export const publicIpv4 = bytes(4).filter(isPublic);
export const ipv4 = publicIpv4.chain((address) => {
	const dotted = address.join('.');
	const dashed = address.join('-');
	const forms = [
		dotted,
		`${dotted}:443`,
		`${dotted}/24`,
		`${dotted}.51820`,
		`host-${dashed}.provider.example`,
		`${dashed}.provider.example`,
		`::ffff:${dotted}`,
		`[::FFFF:${dotted}]:80`,
		`${[...address].reverse().join('.')}.in-addr.arpa`,
	];
	return inForms(forms, [dotted, dashed, `${[...address].reverse().join('.')}.in-addr`]);
});
/** As hexadecimal numbers: of an address that ends in two zero bytes nobody can tell that it is one. */
export const hexIpv4 = publicIpv4
	.filter((address) => address[2] !== 0 || address[3] !== 0)
	.chain((address) => {
		const pairs = address.map((part) => hex(part, 2));
		const bare = pairs.join('');
		const bytewise = address.map((part) => `0x${hex(part)}`);
		const groups = `${bare.slice(0, 4)}:${bare.slice(4)}`;
		const short = addressText([...Array<number>(12).fill(0), ...address]).replace('::', '');
		const forms = [
			`0x${bare}`,
			`0X${bare.toUpperCase()}`,
			bytewise.join('.'),
			bytewise.join(':'),
			bytewise.join(', '),
		];
		// Digits alone are a count to whoever does not know the address.
		if (/[a-f]/.test(bare)) forms.push(bare, `p${bare.toUpperCase()}.dip0.provider.example`);
		forms.push(
			`fe80::5efe:${address.join('.')}`,
			`fe80::5efe:${groups}`,
			`fe80::200:5efe:${groups}/64`,
			`2002:${groups}::1`,
			`2002:${groups}:1::${groups}`,
			`::ffff:0:${groups}`,
			`fe80::${groups}%6in4-wan6`
		);
		return inForms(forms, [
			bare,
			address.join('.'),
			bytewise.join('.'),
			bytewise.join(':'),
			groups,
			`:${short}`,
		]);
	});

export const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).chain((raw) => {
	const text = Buffer.from(raw).toString('base64');
	const web = text.replaceAll('+', '-').replaceAll('/', '_');
	const forms = [text, encodeURIComponent(text), web, Buffer.from(raw).toString('hex'), `key=${text}`];
	return inForms(forms, [text, encodeURIComponent(text), web, Buffer.from(raw).toString('hex')]);
});

export const publicIpv6 = fc
	.tuple(
		fc.constantFrom([0x20, 1], [0x2a, 2], [0x26, 6], [0x20, 2], [0, 0x64]),
		fc.array(fc.oneof(fc.constant(0), byte), { minLength: 14, maxLength: 14 })
	)
	.map(([head, tail]) => [...head, ...tail])
	.filter(isPublic);
export const ipv6 = publicIpv6.chain((address) => {
	const groups = Array.from({ length: 8 }, (_, at) => address[at * 2]! * 256 + address[at * 2 + 1]!);
	const full = groups.map((group) => hex(group, 4)).join(':');
	const plain = groups.map((group) => hex(group)).join(':');
	const last = address.slice(12).join('.');
	const dotted = `${groups
		.slice(0, 6)
		.map((group) => hex(group))
		.join(':')}:${last}`;
	const short = addressText(address);
	const nibbles = [...address.map((part) => hex(part, 2)).join('')].reverse().join('.');
	const forms = [
		full,
		full.toUpperCase(),
		short,
		short.toUpperCase(),
		plain,
		dotted,
		`[${short}]:443`,
		`${short}/64`,
		`${full}%eth0`,
		`${short}.443`,
		full.replaceAll(':', ''),
		`${nibbles}.ip6.arpa`,
	];
	// Providers name customers after global addresses; those of other ranges have no such names.
	const global = address[0] === 0 ? [] : [full, plain, short].map((text) => text.replaceAll(':', '-'));
	const named = global.map((text) => `dynamic-${text}.provider.example`);
	return inForms([...forms, ...named], [full, plain, short, full.replaceAll(':', ''), nibbles, ...global]);
});

const macBytes = bytes(6).filter((mac) => !mac.every((part) => part === 0 || part === 255));
export const mac = macBytes.chain((address) => {
	const pairs = address.map((part) => hex(part, 2));
	const bare = pairs.join('');
	const traces = [
		pairs.join(':'),
		pairs.join('-'),
		bare,
		bare.replace(/(.{4})(?=.)/g, '$1.'),
		address.map((part) => hex(part)).join(':'),
	];
	const duids = [`00030001${bare}`, `000100012c3d4e5f${bare}`];
	const spaced = /[a-f]/.test(bare) ? [pairs.join(' '), bare.replace(/(.{4})(?=.)/g, '$1-')] : [];
	const forms = [
		...traces,
		...spaced,
		`0x${bare}`,
		address.map((part) => `0x${hex(part, 2)}`).join(':'),
		pairs.join('%3A'),
		pairs.join('\\x3a'),
		pairs.join('_'),
		pairs.join(':').toUpperCase(),
		`${pairs.join(':')}:02:66:77:88:99:aa:08:00`,
		...duids,
	];
	return inForms(forms, [...traces, ...spaced, ...duids, pairs.join('%3A'), pairs.join('_')]);
});
export const eui64 = fc
	.tuple(fc.constantFrom('fe80::', 'fd00:1::', 'fd12:3456:789a:1:'), macBytes)
	.chain(([network, address]) => {
		const [a, b, c, d, e, f] = address.map((part, index) => hex(index === 0 ? part ^ 2 : part, 2));
		const identifier = `${a}${b}:${c}ff:fe${d}:${e}${f}`;
		return inForms(
			[`${network}${identifier}`, `${network}${identifier}%br-lan`, `${network}${identifier}/64`],
			[identifier]
		);
	});

/** The traces of `secret` that stand in `text` by themselves, not as a part of something longer. */
export function tracesIn(text: string, { traces }: Secret): string[] {
	return traces.filter((trace) => {
		const pattern = trace.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
		return new RegExp(`(?<![\\da-f.:])${pattern}(?![\\da-f])`, 'i').test(text);
	});
}

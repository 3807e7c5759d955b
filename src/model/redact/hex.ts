import * as model from '../index.ts';
import { hideAddress, isPublic, macText } from './addresses.ts';
import type { Hide } from './options.ts';

/** In one piece: MAC addresses, identifiers that hold one, addresses of IPv6 as files of the kernel have them, keys. */
const LONG_RUN = /(?:0x)?([\da-f]{12,})/gi;
/** A MAC address, or a DHCP identifier (RFC 8415, section 11), which may hold one. */
const MAC_RUN = /^(?:[\da-f]{12}|000[1-4][\da-f]{16,36})$/i;
const EUI64_RUN = /^[\da-f]{6}fffe[\da-f]{6}$/i;
const IPV6_DIGITS = 32;
const KEY_DIGITS = 64;
/** A count of bytes may have twelve digits too. */
const COUNT = /\b(?:bytes|packets)[=: ]*$/i;
/** IPv4, maybe with a letter that a provider put in front: 'p5b0ce1f2.dip0.provider.example'. */
const IPV4_RUN = /(?<![\da-z])(0x|[g-z]?)([\da-f]{8})(?![\da-z])/gi;
/** Ends what names a version: '2025.03.17~b6e51575', '1.2-gb6e51575'. */
const VERSION = /(?:~|\d-g)$/;
/** A piece of hardware at an address: '1e1b4000.mmc'. */
const HARDWARE = /^\.[a-z][\w-]*(?![\w-]*\.[a-z])/i;
const BYTES = /(?<![\da-z])0x[\da-f]{1,2}(?:[ .:,-]{1,2}0x[\da-f]{1,2}){3,}(?![\da-z])/gi;
const PAIRS = /(?<![\da-z])[\da-f]{2}(?: [\da-f]{2}){5,}(?![\da-z])/gi;
const LETTER = /[a-f]/i;
const NUMBER = /(?<![\da-z])(?:0x)?([\da-f]{8,10})(?![\da-z])/gi;

/** Hides addresses and keys that are written as hexadecimal numbers, in one piece or byte by byte. */
export function hideHexRuns(text: string, hide: Hide): string {
	return text
		.replace(BYTES, (run) => hideBytes(run, hide))
		.replace(PAIRS, (run) => (LETTER.test(run) ? hide('mac', macText(bytesOf(run)), run) : run))
		.replace(LONG_RUN, (run, digits: string, offset: number, all: string) =>
			COUNT.test(all.slice(Math.max(0, offset - 12), offset)) ? run : hideLongRun(run, digits, hide)
		)
		.replace(IPV4_RUN, (run, head: string, digits: string, offset: number, all: string) => {
			const before = all.slice(Math.max(0, offset - 8), offset) + (head === 'g' ? head : '');
			const after = all.slice(offset + run.length, offset + run.length + 80);
			if (head.toLowerCase() === '0x') return hideIpv4([bytesOf(digits)], run, hide);
			if (!LETTER.test(digits) || VERSION.test(before) || HARDWARE.test(after)) return run;
			// The kernel's own tables have the bytes of this CPU's order.
			return hideIpv4([bytesOf(digits), bytesOf(digits).reverse()], run, hide);
		});
}

function hideBytes(run: string, hide: Hide): string {
	const bytes = [...run.matchAll(/0x([\da-f]{1,2})/gi)].map(([, digits]) => Number.parseInt(digits!, 16));
	return bytes.length === 4 ? hideAddress(bytes, run, hide) : hide('mac', macText(bytes), run);
}

function hideLongRun(run: string, digits: string, hide: Hide): string {
	if (digits.length === KEY_DIGITS) return hide('key', digits.toLowerCase(), run);
	if (digits.length === IPV6_DIGITS) return hideAddress(bytesOf(digits), run, hide);
	if (EUI64_RUN.test(digits)) return hide('mac', digits.toLowerCase(), run);
	return MAC_RUN.test(digits) ? hideMac(digits, run, hide) : run;
}

/** The last two bytes of a host's address are not both 0; those of a mark or of an address in memory often are. */
function hideIpv4(readings: number[][], run: string, hide: Hide): string {
	const found = readings.find((bytes) => isPublic(bytes) && (bytes[2] || bytes[3]));
	return found ? hide('ipv4', model.addressText(found), run) : run;
}

const SILENT_MACS = ['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff'];

/** A MAC address with any separators, unless it is the one of no device or of all. */
export function hideMac(digits: string, written: string, hide: Hide): string {
	const mac = macText(bytesOf(digits));
	return SILENT_MACS.includes(mac) ? written : hide('mac', mac, written);
}

function bytesOf(digits: string): number[] {
	return (digits.match(/[\da-f]{1,2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/**
 * Hides addresses that are known from elsewhere where they are written as any other number: '3405803781' is a count to everybody who
 * does not know the address.
 */
export function knownHider(addresses: string[]): (text: string, hide: Hide) => string {
	const known = new Map<string, string>();
	for (const address of addresses) {
		const bytes = model.parseAddress(address);
		if (bytes?.length === 4 && isPublic(bytes))
			for (const number of numbersOf(bytes)) known.set(number, model.addressText(bytes));
	}
	if (known.size === 0) return (text) => text;
	return (text, hide) =>
		text.replace(NUMBER, (run, digits: string) => {
			const address = known.get(digits.toLowerCase());
			return address ? hide('ipv4', address, run) : run;
		});
}

function numbersOf(bytes: number[]): string[] {
	return [bytes, [...bytes].reverse()].flatMap((order) => {
		const digits = order.map((byte) => byte.toString(16).padStart(2, '0')).join('');
		return [digits, String(Number.parseInt(digits, 16))];
	});
}

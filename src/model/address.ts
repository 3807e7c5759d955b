/** IP addresses as bytes: 4 of IPv4, 16 of IPv6. Texts come from kernels, LuCI and logs, in all of their forms. */

const OCTET = /^\d{1,3}$/;
const GROUP = /^[\da-f]{1,4}$/i;

/** The bytes of an address in any form of RFC 4291, section 2.2, or RFC 6943 dotted IPv4; null where the text is none. */
export function parseAddress(text: string): number[] | null {
	return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): number[] | null {
	const octets = text.split('.');
	if (octets.length !== 4 || !octets.every((octet) => OCTET.test(octet))) return null;
	const bytes = octets.map(Number);
	return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function parseIpv6(text: string): number[] | null {
	const halves = text.split('::');
	if (halves.length > 2) return null;
	const head = bytesOfGroups(halves[0] ?? '', halves.length === 1);
	const tail = bytesOfGroups(halves[1] ?? '', true);
	if (!head || !tail) return null;
	const missing = 16 - head.length - tail.length;
	if (halves.length === 1) return missing === 0 ? head : null;
	return missing >= 2 ? [...head, ...Array<number>(missing).fill(0), ...tail] : null;
}

/** `last`: the text ends the address, so it may end in an IPv4 address. */
function bytesOfGroups(text: string, last: boolean): number[] | null {
	if (text === '') return [];
	const groups = text.split(':');
	const dotted = last && groups[groups.length - 1]?.includes('.') ? parseIpv4(groups.pop() ?? '') : [];
	if (!dotted || !groups.every((group) => GROUP.test(group))) return null;
	const numbers = groups.map((group) => Number.parseInt(group, 16));
	return [...numbers.flatMap((number) => [number >> 8, number & 255]), ...dotted];
}

/** The form in which we write an address: dotted, or as RFC 5952 recommends. */
export function addressText(bytes: number[]): string {
	if (bytes.length === 4) return bytes.join('.');
	const groups = Array.from({ length: 8 }, (_, at) => bytes[at * 2]! * 256 + bytes[at * 2 + 1]!);
	const [start, length] = longestZeros(groups);
	const print = (list: number[]) => list.map((group) => group.toString(16)).join(':');
	if (length < 2) return print(groups);
	return [print(groups.slice(0, start)), print(groups.slice(start + length))].join('::');
}

function longestZeros(groups: number[]): [start: number, length: number] {
	let best: [number, number] = [0, 0];
	for (let start = 0; start < groups.length; start++) {
		let end = start;
		while (groups[end] === 0) end++;
		if (end - start > best[1]) best = [start, end - start];
	}
	return best;
}

/** An address in our one form; a text that is no address stays as it is. */
export function tidyAddress(text: string): string {
	const bytes = parseAddress(text);
	return bytes ? addressText(bytes) : text;
}

/** Whether the first `bits` of both addresses are the same; addresses of different families never match. */
export function samePrefix(a: number[], b: number[], bits: number): boolean {
	if (a.length !== b.length) return false;
	const whole = bits >> 3;
	for (let at = 0; at < whole; at++) if (a[at] !== b[at]) return false;
	const rest = bits & 7;
	return rest === 0 || (a[whole]! ^ b[whole]!) >> (8 - rest) === 0;
}

/** Addresses of private networks: RFC 1918, RFC 6598 (carrier-grade NAT), RFC 4193 (unique local). */
export function isPrivate(bytes: number[]): boolean {
	return within(bytes, [
		['10.0.0.0', 8],
		['172.16.0.0', 12],
		['192.168.0.0', 16],
		['100.64.0.0', 10],
		['fc00::', 7],
	]);
}

/** Addresses that name no single host elsewhere: this host, link-local, loopback, multicast, broadcast, unspecified. */
export function isSpecial(bytes: number[]): boolean {
	return within(bytes, [
		['0.0.0.0', 8],
		['127.0.0.0', 8],
		['169.254.0.0', 16],
		['224.0.0.0', 3],
		['::', 127],
		['fe80::', 10],
		['ff00::', 8],
	]);
}

/** Multicast, or the broadcast address of all networks. */
export function isMulticast(bytes: number[]): boolean {
	return within(bytes, [
		['224.0.0.0', 4],
		['255.255.255.255', 32],
		['ff00::', 8],
	]);
}

function within(bytes: number[], prefixes: Array<[string, number]>): boolean {
	return prefixes.some(([prefix, bits]) => samePrefix(bytes, parseAddress(prefix)!, bits));
}

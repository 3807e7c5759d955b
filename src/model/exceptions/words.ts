import type { ExceptionList } from '../../rpc/types/index.ts';
import * as model from '../index.ts';

/** A MAC address as devices are given by. */
export const MAC = /^[\da-f]{2}(?::[\da-f]{2}){5}$/i;
const NUMBER = /^\d{1,5}$/;
const HIGHEST_PORT = 65_535;

export interface Prefix {
	bytes: number[];
	bits: number;
}

/** An address, or a network of at least one bit; null where the text is none. The backend takes the same (lib/address.uc). */
export function parsePrefix(text: string): Prefix | null {
	const [address = '', bits, ...more] = text.split('/');
	// The backend takes no IPv4 inside of IPv6.
	const bytes = address.includes(':') && address.includes('.') ? null : model.parseAddress(address);
	if (!bytes || more.length > 0) return null;
	const whole = bytes.length * 8;
	const isNumber = bits !== undefined && NUMBER.test(bits) && bits.length <= String(whole).length;
	const length = bits === undefined ? whole : isNumber ? Number(bits) : 0;
	return length >= 1 && length <= whole ? { bytes, bits: length } : null;
}

interface Ports {
	protocol: string | null;
	first: number;
	last: number;
}

export function parsePorts(text: string): Ports | null {
	const segments = text.split('/');
	const ends = (segments.pop() ?? '').split('-');
	const [protocol = null] = segments;
	const numbers = ends.map((end) => (NUMBER.test(end) ? Number(end) : 0));
	const [first = 0, last = first] = numbers;
	const isRange =
		segments.length <= 1 && ends.length <= 2 && first >= 1 && last >= first && last <= HIGHEST_PORT;
	if (!isRange || !numbers.every(Boolean)) return null;
	return protocol === null || protocol === 'tcp' || protocol === 'udp' ? { protocol, first, last } : null;
}

/** What is wrong with a word of the form; null where it is an exception. */
export function deviceError(word: string): string | null {
	if (MAC.test(word) || (!word.includes('/') && parsePrefix(word))) return null;
	return _('Enter a MAC address such as 02:00:5e:10:00:01, or an IPv4 or IPv6 address.');
}

export function networkError(word: string): string | null {
	return parsePrefix(word)
		? null
		: _('Enter an IPv4 or IPv6 address, or a network such as 203.0.113.0/24 or 2001:db8::/32.');
}

export function portError(word: string): string | null {
	return parsePorts(word) ? null : _('Enter a port such as 443, tcp/443 or udp/3478-3481.');
}

/** The exceptions in one line each, for the report. */
export function exceptionLines({ devices, networks, ports, first_packets }: ExceptionList): string[] {
	return [
		...devices.map((device) => `device ${tidy(device)}`),
		...networks.map((network) => `network ${tidy(network)}`),
		...ports.map((port) => `port ${port}`),
		...(first_packets > 0 ? [`first ${first_packets} packets`] : []),
	];
}

function tidy(word: string): string {
	const [address = '', bits] = word.split('/');
	const bytes = model.parseAddress(address);
	if (!bytes) return word;
	return bits === undefined ? model.addressText(bytes) : `${model.addressText(bytes)}/${bits}`;
}

import type { Connection, ExceptionList, ExceptionState } from '../rpc/types/index.ts';
import { addressText, parseAddress, samePrefix } from './address.ts';
import type { FindHost } from './connections/hosts.ts';
import type { PendingChanges } from './pending.ts';

/** Where exceptions are configured, and the section of the firewall by which firewall4 loads them. */
export const EXCEPTIONS_CONFIG = 'nft-offload';
export const EXCEPTIONS_SECTION = 'exceptions';
export const EXCEPTIONS_INCLUDE = 'nft_offload';
/** What that section holds. */
export const INCLUDE_OPTIONS: Record<string, string> = {
	type: 'script',
	path: '/usr/share/nft-offload/exceptions.sh',
	fw4_compatible: '1',
};
/** Numbers of first packets that can be chosen. */
export const FIRST_PACKETS = [10, 30, 60];

const MAC = /^[\da-f]{2}(?::[\da-f]{2}){5}$/i;
const NUMBER = /^\d{1,5}$/;
const HIGHEST_PORT = 65_535;

interface Prefix {
	bytes: number[];
	bits: number;
}

/** An address, or a network of at least one bit; null where the text is none. The backend takes the same (lib/address.uc). */
function parsePrefix(text: string): Prefix | null {
	const [address = '', bits, ...more] = text.split('/');
	// The backend takes no IPv4 inside of IPv6.
	const bytes = address.includes(':') && address.includes('.') ? null : parseAddress(address);
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

function parsePorts(text: string): Ports | null {
	const parts = text.split('/');
	const ends = (parts.pop() ?? '').split('-');
	const [protocol = null] = parts;
	const numbers = ends.map((end) => (NUMBER.test(end) ? Number(end) : 0));
	const [first = 0, last = first] = numbers;
	const isRange =
		parts.length <= 1 && ends.length <= 2 && first >= 1 && last >= first && last <= HIGHEST_PORT;
	if (!isRange || !numbers.every(Boolean)) return null;
	return protocol === null || protocol === 'tcp' || protocol === 'udp' ? { protocol, first, last } : null;
}

/** What is wrong with a word of the form; null where it is an exception. */
export function deviceFault(word: string): string | null {
	if (MAC.test(word) || (!word.includes('/') && parsePrefix(word))) return null;
	return _('Enter a MAC address such as 02:00:5e:10:00:01, or an IPv4 or IPv6 address.');
}

export function networkFault(word: string): string | null {
	return parsePrefix(word)
		? null
		: _('Enter an IPv4 or IPv6 address, or a network such as 203.0.113.0/24 or 2001:db8::/32.');
}

export function portFault(word: string): string | null {
	return parsePorts(word) ? null : _('Enter a port such as 443, tcp/443 or udp/3478-3481.');
}

export function hasExceptions({ devices, networks, ports, first_packets }: ExceptionList): boolean {
	return devices.length + networks.length + ports.length > 0 || first_packets > 0;
}

/** How the exceptions are; null where there is none. `level`: LuCI's class of message. */
export function exceptionsNotice(
	state: ExceptionState,
	mode: 'off' | 'software' | 'hardware' | null
): { level: 'info' | 'warning' | 'success'; text: string } | null {
	const [invalid] = state.invalid;
	if (invalid)
		return {
			level: 'warning',
			text: _('No exception is loaded, because “%s” is not valid. Remove it and apply again.').format(
				invalid.value
			),
		};
	if (!hasExceptions(state.requested)) {
		if (state.loaded !== 'others') return null;
		return { level: 'info', text: _('Earlier exceptions stay loaded until the firewall reloads.') };
	}
	if (mode === 'off')
		return { level: 'info', text: _('Nothing is offloaded right now, so there is nothing to except.') };
	if (state.loaded === 'requested') return { level: 'success', text: _('The exceptions are loaded.') };
	return { level: 'warning', text: notLoadedText(state) };
}

function notLoadedText({ loaded, included, error }: ExceptionState): string {
	if (loaded === null) return _('Whether the exceptions are loaded is unknown.');
	if (included === false)
		return _(
			'The exceptions are not loaded, because the firewall does not run their script. Apply them again.'
		);
	if (error) return _('The exceptions are not loaded: %s').format(error);
	return _('The exceptions are not loaded. They are loaded with the next reload of the firewall.');
}

/** Which exception keeps a connection in the firewall; null where none does. */
export type ExcludedBy = 'device' | 'network' | 'port';

/** As the rules of the ruleset match: each end, on both sides of a translation. */
export function excludedBy(
	{ protocol, original, reply }: Connection,
	list: ExceptionList,
	findHost: FindHost
): ExcludedBy | null {
	const ends = [original.src, original.dst, reply.src, reply.dst];
	const isMac = (device: string) => MAC.test(device);
	const macs = new Set(list.devices.filter(isMac).map((device) => device.toUpperCase()));
	if (ends.some((address) => macs.has(findHost(address).id.toUpperCase()))) return 'device';
	const addresses = ends.flatMap((address) => parseAddress(address) ?? []).length > 0 ? ends : [];
	const isIn = (word: string) => {
		const prefix = parsePrefix(word);
		return addresses.some((address) => {
			const bytes = parseAddress(address);
			return bytes !== null && prefix !== null && samePrefix(bytes, prefix.bytes, prefix.bits);
		});
	};
	if (list.devices.some((device) => !isMac(device) && isIn(device))) return 'device';
	if (list.networks.some(isIn)) return 'network';
	const name = protocol === 6 ? 'tcp' : 'udp';
	const ports = [original.sport, original.dport, reply.sport, reply.dport];
	const isOn = (word: string) => {
		const range = parsePorts(word);
		if (!range || (range.protocol !== null && range.protocol !== name)) return false;
		return ports.some((port) => port !== null && port >= range.first && port <= range.last);
	};
	return list.ports.some(isOn) ? 'port' : null;
}

/** The pending changes that are about anything but exceptions, by config. */
export function changesBesideExceptions(pending: PendingChanges): PendingChanges {
	const entries = Object.entries(pending).map(([config, changes]): [string, string[][]] => {
		if (config === EXCEPTIONS_CONFIG) return [config, []];
		const isOurs = ([, section]: string[]) => config === 'firewall' && section === EXCEPTIONS_INCLUDE;
		return [config, changes.filter((change) => !isOurs(change))];
	});
	return Object.fromEntries(entries.filter(([, changes]) => changes.length > 0));
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
	const bytes = parseAddress(address);
	if (!bytes) return word;
	return bits === undefined ? addressText(bytes) : `${addressText(bytes)}/${bits}`;
}

'use strict';

import * as struct from 'struct';
import { is_decimal, is_hexadecimal, read_decimal } from 'nft-offload.lib.word';

/** Bytes of the longest IPv6 network as text. */
const PREFIX = 43;

/**
 * The groups of one half of an IPv6 address.
 *
 * @param {string} text
 * @returns {?number[]}
 */
function groups_of(text) {
	/** @type {number[]} */
	const groups = [];
	if (text == '') return groups;
	for (let group in split(text, ':')) {
		if (!is_hexadecimal(group, 4)) return null;
		// int() reads decimal digits only; unary plus reads hexadecimal ones.
		push(groups, +`0x${group}`);
	}
	return groups;
}

/**
 * @param {string} text
 * @returns {?number[]} the eight groups of an IPv6 address, written with or without '::'
 */
function parse_ipv6(text) {
	const halves = split(text, '::');
	const head = groups_of(halves[0]);
	const tail = groups_of(halves[1] ?? '');
	if (length(halves) > 2 || head == null || tail == null) return null;
	const missing = 8 - length(head) - length(tail);
	if (length(halves) == 1) return missing == 0 ? head : null;
	if (missing < 1) return null;
	for (let count = 0; count < missing; count++) push(head, 0);
	return [...head, ...tail];
}

/**
 * @param {string} text
 * @returns {?number[]} the four numbers of an IPv4 address
 */
function parse_ipv4(text) {
	const parts = split(text, '.');
	if (length(parts) != 4) return null;
	for (let part in parts) if (!is_decimal(part, 3)) return null;
	const numbers = map(parts, (part) => int(part));
	return max(...numbers) > 255 ? null : numbers;
}

/**
 * @param {unknown} text
 * @returns {boolean} whether it is an IPv4 address, which is safe in a command
 */
function is_ipv4_address(text) {
	return type(text) == 'string' && parse_ipv4(/** @type {string} */ (text)) != null;
}

/**
 * @param {unknown} text
 * @returns {?{ bytes: string, text: string }} an address as ctnetlink has it, and as the kernel prints it
 */
function read_address(text) {
	if (type(text) != 'string') return null;
	const address = /** @type {string} */ (text);
	const numbers = parse_ipv4(address);
	if (numbers != null) return { bytes: struct.pack('>BBBB', ...numbers), text: join('.', numbers) };
	const groups = parse_ipv6(address);
	if (groups == null) return null;
	const printed = map(groups, (group) => sprintf('%04x', group));
	return { bytes: struct.pack('>HHHHHHHH', ...groups), text: join(':', printed) };
}

/**
 * @param {string} digits  32 hexadecimal ones
 * @returns {string} the address in eight groups
 */
function ipv6_text(digits) {
	/** @type {string[]} */
	const groups = [];
	for (let at = 0; at < 32; at += 4) push(groups, substr(digits, at, 4));
	return join(':', groups);
}

/**
 * Clears what is behind the first bits of an address.
 *
 * @param {number[]} parts  its numbers: four of IPv4, eight of IPv6
 * @param {number} bits
 * @returns {number[]}
 */
function masked(parts, bits) {
	const width = length(parts) == 4 ? 8 : 16;
	/** @type {number[]} */
	const kept = [];
	for (let part in parts) {
		const rest = width - max(0, min(width, bits - length(kept) * width));
		let size = 1;
		for (let bit = 0; bit < rest; bit++) size *= 2;
		push(kept, part - (part % size));
	}
	return kept;
}

/**
 * @typedef {object} Prefix
 * @property {4 | 6} family
 * @property {number[]} parts  numbers of its first address: four of IPv4, eight of IPv6
 * @property {number} bits
 * @property {string} text  as nft takes it: an address alone, or with the number of bits
 */

/**
 * Reads an address, or a network such as `203.0.113.0/24` or `2001:db8::/32`. Addresses inside of the network stand for it. A prefix of
 * 0 bits is none: it would mean every address.
 *
 * @param {unknown} text
 * @returns {?Prefix}
 */
function read_prefix(text) {
	if (type(text) != 'string' || length(/** @type {string} */ (text)) > PREFIX) return null;
	const words = split(/** @type {string} */ (text), '/');
	const numbers = parse_ipv4(words[0]);
	const parts = numbers ?? parse_ipv6(words[0]);
	if (parts == null || length(words) > 2) return null;
	const whole = numbers == null ? 128 : 32;
	const bits = length(words) == 2 ? read_decimal(words[1], 1, whole) : whole;
	if (bits == null) return null;
	const first = masked(parts, bits);
	const address =
		numbers == null
			? join(
					':',
					map(first, (group) => sprintf('%x', group))
				)
			: join('.', first);
	return {
		family: numbers == null ? 6 : 4,
		parts: first,
		bits,
		text: bits == whole ? address : `${address}/${bits}`
	};
}

/**
 * @param {Prefix} inner
 * @param {Prefix} outer
 * @returns {boolean} whether every address of the one is in the other
 */
function is_inside(inner, outer) {
	if (inner.family != outer.family || inner.bits < outer.bits) return false;
	return join(' ', masked(inner.parts, outer.bits)) == join(' ', outer.parts);
}

/**
 * @param {string} address
 * @param {string[]} networks  addresses, and networks as read_prefix() takes them
 * @returns {boolean} whether it is in one of them
 */
function is_in(address, networks) {
	const host = read_prefix(address);
	if (host == null) return false;
	for (let network in networks) {
		const prefix = read_prefix(network);
		if (prefix != null && is_inside(host, prefix)) return true;
	}
	return false;
}

export { is_in, is_ipv4_address, ipv6_text, is_inside, read_address, read_prefix };

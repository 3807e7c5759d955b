'use strict';

import * as struct from 'struct';
import { is_decimal, is_hexadecimal } from 'nft-offload.lib.word';

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

export { ipv6_text, read_address };

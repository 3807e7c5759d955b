'use strict';

import { error, open } from 'fs';
import { reason, reason_of_error } from 'nft-offload.reason';

/** @typedef {import('../../../../../src/wire.ts').Reason} Reason */
/** @typedef {import('../../../../../src/wire.ts').Route} Route */

const FIB_TRIE = '/proc/net/fib_trie';
const IF_INET6 = '/proc/net/if_inet6';
const ROUTE = '/proc/net/route';
const IPV6_ROUTE = '/proc/net/ipv6_route';

/** A router with full Internet routes has megabytes of them; a home router has a few kilobytes. */
const LARGEST = 131072;
const MOST_ROUTES = 300;
const MOST_LOCAL = 300;

/** Linux include/uapi/linux/ipv6_route.h and route.h */
const RTF_UP = 0x0001;
const RTF_REJECT = 0x0200;

/**
 * @param {string} path
 * @returns {{ lines: ?string[], reason: ?Reason }}
 */
function read_lines(path) {
	const file = open(path, 'r');
	if (file == null) return { lines: null, reason: reason_of_error(path, error()) };
	let text = '';
	while (length(text) < LARGEST) {
		const part = file.read(LARGEST) ?? '';
		if (part == '') break;
		text += part;
	}
	file.close();
	if (length(text) >= LARGEST) return { lines: null, reason: reason('overrun', path) };
	return { lines: split(text, '\n') ?? [], reason: null };
}

/**
 * Words of a line, however many blanks lie between them.
 *
 * @param {string} line
 * @returns {string[]}
 */
function words_of(line) {
	/** @type {string[]} */
	const words = [];
	for (let word in split(replace(line, /\t/g, ' ') ?? '', ' ') ?? []) {
		if (word != '') push(words, word);
	}
	return words;
}

/**
 * @param {string} digits
 * @returns {number} a hexadecimal number; NaN where it is none
 */
function from_hex(digits) {
	return +`0x${digits}`;
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
 * The router's IPv4 addresses: leaves of the kernel's routing trie that are hosts of type LOCAL
 * (Linux net/ipv4/fib_trie.c, fib_trie_seq_show). Tables may show a leaf twice.
 *
 * @param {string[]} lines
 * @returns {string[]}
 */
function local_ipv4(lines) {
	/** @type {string[]} */
	const found = [];
	let leaf = '';
	for (let line in lines) {
		const words = words_of(line);
		if (words[0] == '|--') leaf = words[1] ?? '';
		const is_local = words[0] == '/32' && words[1] == 'host' && words[2] == 'LOCAL';
		if (is_local && index(found, leaf) < 0 && length(found) < MOST_LOCAL) push(found, leaf);
	}
	return found;
}

/**
 * @param {string[]} lines  of if_inet6: the address is the first of six words
 * @returns {string[]}
 */
function local_ipv6(lines) {
	/** @type {string[]} */
	const found = [];
	for (let line in lines) {
		const words = words_of(line);
		if (length(words) >= 6 && length(words[0]) == 32 && length(found) < MOST_LOCAL)
			push(found, ipv6_text(words[0]));
	}
	return found;
}

/**
 * @returns {{ local: ?string[], reason: ?Reason }} the addresses of the router; a kernel without IPv6 has none of those
 */
function read_local() {
	const ipv4 = read_lines(FIB_TRIE);
	if (ipv4.lines == null) return { local: null, reason: ipv4.reason };
	const ipv6 = read_lines(IF_INET6);
	return { local: [...local_ipv4(ipv4.lines), ...local_ipv6(ipv6.lines ?? [])], reason: null };
}

/**
 * @param {number} mask
 * @returns {number} how many of its bits are set
 */
function bits_of(mask) {
	let bits = 0;
	for (let bit = 1; bit < 4294967296; bit *= 2) {
		if (mask & bit) bits++;
	}
	return bits;
}

/**
 * @param {string} digits  8 hexadecimal ones, in the byte order of this CPU
 * @param {boolean} is_little
 * @returns {string}
 */
function ipv4_text(digits, is_little) {
	/** @type {number[]} */
	const bytes = [];
	for (let at = 0; at < 8; at += 2) push(bytes, from_hex(substr(digits, at, 2)));
	return is_little ? `${bytes[3]}.${bytes[2]}.${bytes[1]}.${bytes[0]}` : join('.', bytes);
}

/**
 * @param {string[]} lines  of /proc/net/route (Linux net/ipv4/fib_trie.c, fib_route_seq_show), the first a heading
 * @param {boolean} is_little  byte order of this CPU
 * @param {Route[]} routes  filled
 */
function read_ipv4_routes(lines, is_little, routes) {
	for (let line in lines) {
		const words = words_of(line);
		if (length(words) < 8 || !match(words[1], /^[0-9A-F]{8}$/)) continue;
		const flags = from_hex(words[3]);
		if (!(flags & RTF_UP) || flags & RTF_REJECT) continue;
		const destination = ipv4_text(words[1], is_little);
		push(routes, { destination: `${destination}/${bits_of(from_hex(words[7]))}`, device: words[0] });
	}
}

/**
 * @param {string[]} lines  of /proc/net/ipv6_route (Linux net/ipv6/route.c, rt6_info_route)
 * @param {Route[]} routes  filled; those to the router itself, to neighbours on the link and for multicast are left out
 */
function read_ipv6_routes(lines, routes) {
	for (let line in lines) {
		const words = words_of(line);
		if (length(words) < 10 || length(words[0]) != 32 || words[9] == 'lo') continue;
		if (index(words[0], 'fe80') == 0 || index(words[0], 'ff') == 0) continue;
		const flags = from_hex(words[8]);
		// RTF_LOCAL is bit 31, RTF_ANYCAST bit 20.
		if (!(flags & RTF_UP) || flags & RTF_REJECT || flags & 0x80100000) continue;
		push(routes, { destination: `${ipv6_text(words[0])}/${from_hex(words[1])}`, device: words[9] });
	}
}

/**
 * @param {boolean} is_little  byte order of this CPU
 * @returns {{ routes: ?Route[], reason: ?Reason }} routes of both families; a kernel without IPv6 has none of those
 */
function read_routes(is_little) {
	const ipv4 = read_lines(ROUTE);
	if (ipv4.lines == null) return { routes: null, reason: ipv4.reason };
	const ipv6 = read_lines(IPV6_ROUTE);
	/** @type {Route[]} */
	const routes = [];
	read_ipv4_routes(ipv4.lines, is_little, routes);
	read_ipv6_routes(ipv6.lines ?? [], routes);
	if (length(routes) > MOST_ROUTES) return { routes: null, reason: reason('overrun', ROUTE) };
	return { routes, reason: ipv6.reason?.code == 'overrun' ? ipv6.reason : null };
}

export { read_local, read_routes };

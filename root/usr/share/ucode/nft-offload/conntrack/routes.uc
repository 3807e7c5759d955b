'use strict';

import { ipv6_text } from 'nft-offload.lib.address';
import { read_lines, words_of } from 'nft-offload.system.lines';
import { reason } from 'nft-offload.lib.reason';
import { from_hex } from 'nft-offload.lib.number';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Route} Route */

const ROUTE = '/proc/net/route';
const IPV6_ROUTE = '/proc/net/ipv6_route';

const MOST_ROUTES = 300;

/** Linux include/uapi/linux/ipv6_route.h and route.h */
const RTF_UP = 0x0001;
const RTF_REJECT = 0x0200;

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

export { read_routes };

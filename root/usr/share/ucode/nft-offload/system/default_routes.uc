'use strict';

import { read_lines, words_of } from 'nft-offload.system.lines';
import { from_hex } from 'nft-offload.lib.number';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').DefaultRoute} DefaultRoute */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const ROUTE = '/proc/net/route';
const IPV6_ROUTE = '/proc/net/ipv6_route';
const FIB_TRIE = '/proc/net/fib_trie';
/** More are an error. */
const MOST = 60;
/** Linux include/uapi/linux/route.h */
const RTF_UP = 0x0001;
const RTF_REJECT = 0x0200;
/** Where more than one of these routes leads, the masks and addresses are of either byte order. */
const NONE = '00000000';
const HALVES = ['80000000', '00000080'];
const NO_ADDRESS = '00000000000000000000000000000000';
const UPPER_HALF = '80000000000000000000000000000000';
/** All of the Internet's unicast addresses: what some programs set for a default route. */
const GLOBAL_UNICAST = '20000000000000000000000000000000';

/**
 * @param {string} digits  flags of a route
 * @returns {boolean} whether packets take it
 */
function is_used(digits) {
	const flags = from_hex(digits);
	return (flags & RTF_UP) != 0 && (flags & RTF_REJECT) == 0;
}

/**
 * @param {string[]} lines  of /proc/net/route (Linux net/ipv4/fib_trie.c, fib_route_seq_show)
 * @param {DefaultRoute[]} routes  filled
 */
function read_ipv4(lines, routes) {
	for (let line in lines) {
		const words = words_of(line);
		if (length(words) < 8 || length(words[1]) != 8 || !is_used(words[3])) continue;
		const whole = words[1] == NONE && words[7] == NONE;
		const half = index(HALVES, words[7]) >= 0 && (words[1] == NONE || index(HALVES, words[1]) >= 0);
		if (whole || half) push(routes, { family: 'ipv4', device: words[0], metric: int(words[6]) || 0, half });
	}
}

/**
 * @param {string[]} lines  of /proc/net/ipv6_route (Linux net/ipv6/route.c, rt6_info_route)
 * @param {DefaultRoute[]} routes  filled
 */
function read_ipv6(lines, routes) {
	for (let line in lines) {
		const words = words_of(line);
		if (length(words) < 10 || words[9] == 'lo' || !is_used(words[8])) continue;
		const whole =
			(words[0] == NO_ADDRESS && words[1] == '00') || (words[0] == GLOBAL_UNICAST && words[1] == '03');
		const half = words[1] == '01' && (words[0] == NO_ADDRESS || words[0] == UPPER_HALF);
		if (whole || half)
			push(routes, { family: 'ipv6', device: words[9], metric: from_hex(words[5]) || 0, half });
	}
}

/**
 * @returns {{ routes: ?DefaultRoute[], reason: ?Reason }} default routes of both families, whatever made them; of a kernel without IPv6
 *   those of IPv4
 */
function read_default_routes() {
	const ipv4 = read_lines(ROUTE);
	if (ipv4.lines == null) return { routes: null, reason: ipv4.reason };
	/** @type {DefaultRoute[]} */
	const routes = [];
	read_ipv4(ipv4.lines, routes);
	const ipv6 = read_lines(IPV6_ROUTE);
	read_ipv6(ipv6.lines ?? [], routes);
	const cut = length(routes) > MOST;
	while (length(routes) > MOST) pop(routes);
	return { routes, reason: !cut && ipv6.reason?.code == 'missing' ? null : ipv6.reason };
}

/**
 * Whether a table of IPv4 routes other than the main one has a default route. The trie names each table ('Main:', 'Id 100:') and below it
 * each leaf with its routes; no device is there.
 *
 * @returns {{ found: ?boolean, reason: ?Reason }}
 */
function read_policy_routes() {
	const trie = read_lines(FIB_TRIE);
	if (trie.lines == null) return { found: null, reason: trie.reason };
	let other = false;
	let leaf = '';
	for (let line in trie.lines) {
		const text = trim(line);
		if (substr(line, 0, 1) != ' ') other = substr(text, 0, 3) == 'Id ';
		else if (substr(text, 0, 4) == '|-- ') leaf = substr(text, 4);
		else if (other && leaf == '0.0.0.0' && substr(text, 0, 3) == '/0 ') return { found: true, reason: null };
	}
	return { found: false, reason: null };
}

export { read_default_routes, read_policy_routes };

'use strict';

import { ipv6_text } from 'nft-offload.lib.address';
import { read_lines, words_of } from 'nft-offload.system.lines';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const FIB_TRIE = '/proc/net/fib_trie';
const IF_INET6 = '/proc/net/if_inet6';
const MOST_LOCAL = 300;

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
		if (index(line, '|-- ') >= 0) leaf = line;
		if (index(line, '/32 host LOCAL') < 0 || length(found) >= MOST_LOCAL) continue;
		const address = words_of(leaf)[1] ?? '';
		if (index(found, address) < 0) push(found, address);
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

export { read_local };

'use strict';

import { error, readfile } from 'fs';
import { from_digits } from 'nft-offload.lib.number';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/**
 * Bytes of IP packets that the IP stack has received and sent since boot, on all devices together, the loopback included.
 *
 * @typedef {{ received: ?number, sent: ?number, reason: ?Reason }} StackBytes
 */

const NETSTAT = '/proc/net/netstat';
const SNMP6 = '/proc/net/snmp6';
/** Both files have a few kilobytes; what is longer is not them. */
const LARGEST = 65536;

/**
 * @param {Reason['code']} code
 * @param {string} path
 * @returns {StackBytes}
 */
function unknown_bytes(code, path) {
	return { received: null, sent: null, reason: reason(code, path) };
}

/**
 * @param {?number} received
 * @param {?number} sent
 * @param {string} path
 * @returns {StackBytes} both, or none
 */
function known_bytes(received, sent, path) {
	return received == null || sent == null ? unknown_bytes('garbled', path) : { received, sent, reason: null };
}

/**
 * Reads /proc/net/netstat: a line of names and a line of numbers for each group, both after the name of the group (Linux
 * net/ipv4/proc.c, netstat_seq_show).
 *
 * @param {string} text
 * @returns {StackBytes}
 */
function parse_netstat(text) {
	const lines = split(text, '\n');
	if (pop(lines) != '') return unknown_bytes('truncated', NETSTAT);
	/** @type {string[][]} */
	const group = [];
	for (let line in lines) if (substr(line, 0, 7) == 'IpExt: ') push(group, split(line, ' '));
	if (length(group) != 2 || length(group[0]) != length(group[1])) return unknown_bytes('garbled', NETSTAT);
	const received = index(group[0], 'InOctets');
	const sent = index(group[0], 'OutOctets');
	if (received < 0 || sent < 0) return unknown_bytes('garbled', NETSTAT);
	return known_bytes(from_digits(group[1][received]), from_digits(group[1][sent]), NETSTAT);
}

/**
 * @param {string} text  that begins with a newline
 * @param {string} name
 * @returns {?number} the number after the name, at the start of a line
 */
function number_after(text, name) {
	const start = index(text, `\n${name} `);
	if (start < 0) return null;
	const rest = substr(text, start + length(name) + 1);
	return from_digits(trim(substr(rest, 0, index(rest, '\n'))));
}

/**
 * Reads /proc/net/snmp6: a name padded with spaces, a tab and a number on each line (Linux net/ipv6/proc.c).
 *
 * @param {string} text
 * @returns {StackBytes}
 */
function parse_snmp6(text) {
	if (substr(text, -1) != '\n') return unknown_bytes('truncated', SNMP6);
	const lines = `\n${text}`;
	return known_bytes(number_after(lines, 'Ip6InOctets'), number_after(lines, 'Ip6OutOctets'), SNMP6);
}

/**
 * @param {string} path
 * @param {(text: string) => StackBytes} parse
 * @returns {StackBytes}
 */
function read_bytes(path, parse) {
	const text = readfile(path, LARGEST);
	if (text == null) return { received: null, sent: null, reason: reason_of_error(path, error()) };
	return parse(text);
}

/**
 * Reads the counters of IPv4. The fast path leaves before the IP stack, so they count what takes the slow path and what is
 * for the router itself, and nothing else.
 *
 * @returns {StackBytes}
 */
function read_ipv4_bytes() {
	return read_bytes(NETSTAT, parse_netstat);
}

/**
 * @returns {StackBytes} those of IPv6; 'missing' where the kernel has no IPv6
 */
function read_ipv6_bytes() {
	return read_bytes(SNMP6, parse_snmp6);
}

export { parse_netstat, parse_snmp6, read_ipv4_bytes, read_ipv6_bytes };

'use strict';

import { lsdir, readfile, unlink, writefile } from 'fs';
import { is_ipv4_address } from 'nft-offload.lib.address';
import { reason } from 'nft-offload.lib.reason';
import { is_decimal } from 'nft-offload.lib.word';

/** @typedef {import('nft-offload.firewall.zone').Network} Network */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Latency} Latency */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** Only root can look into it (nft-offload.system.slot). */
const FOLDER = '/var/run/nft-offload';
/** The watchdog lets ping write to a file of this name and the token. */
const PREFIX = 'ping.';
/** What ping prints in two minutes is less. */
const ENOUGH = 32768;
/** A longer round trip than 99,999 ms is none. */
const WHOLE_DIGITS = 5;

/**
 * The gateway by which a line reaches the Internet: of PPPoE that is the far end. One of IPv6 is not asked, because it may be another one.
 *
 * @param {string[]} l3_devices  of the line
 * @param {Network[]} networks
 * @returns {?string} an IPv4 address; null where netifd knows none
 */
function find_gateway(l3_devices, networks) {
	for (let network in networks) {
		if (network.l3_device == null || index(l3_devices, network.l3_device) < 0) continue;
		for (let route in network.route ?? []) {
			if (route.mask !== 0 || route.target != '0.0.0.0') continue;
			if (is_ipv4_address(route.nexthop) && route.nexthop != '0.0.0.0') return route.nexthop ?? null;
		}
	}
	return null;
}

/**
 * Reads a line as busybox's and iputils' ping print it for a reply:
 * `64 bytes from 203.0.113.1: seq=0 ttl=64 time=12.345 ms`. A second reply to the same packet ends in `(DUP!)` and is none.
 *
 * @param {string} line
 * @returns {?number} microseconds; null for any other line
 */
function reply_time(line) {
	const parts = split(line, ' time=');
	if (length(parts) != 2 || index(parts[0], ' bytes from ') < 0) return null;
	const words = split(parts[1], ' ');
	if (length(words) != 2 || words[1] != 'ms') return null;
	const digits = split(words[0], '.');
	const fraction = digits[1] ?? '0';
	if (length(digits) > 2 || !is_decimal(digits[0], WHOLE_DIGITS) || !is_decimal(fraction, 3)) return null;
	return int(digits[0]) * 1000 + int(substr(`${fraction}00`, 0, 3));
}

/**
 * @param {string} text  what ping has printed until now; its last line may be half
 * @returns {?Latency} null where it holds no reply
 */
function parse_replies(text) {
	const lines = split(text, '\n');
	pop(lines);
	/** @type {number[]} */
	const times = [];
	for (let line in lines) {
		const time = reply_time(line);
		if (time != null) push(times, time);
	}
	const replies = length(times);
	if (replies == 0) return null;
	sort(times, (a, b) => a - b);
	const middle = int(replies / 2);
	const median = replies % 2 == 1 ? times[middle] : int((times[middle - 1] + times[middle]) / 2);
	return { replies, min_us: times[0], median_us: median, max_us: times[replies - 1] };
}

/**
 * @param {string} token
 * @returns {string} the file with what ping prints for this measurement
 */
function file_of(token) {
	return `${FOLDER}/${PREFIX}${token}`;
}

/**
 * A measurement with a gateway begins. Without the file there is nothing to wait for.
 *
 * @param {string} token
 */
function expect_replies(token) {
	writefile(file_of(token), '');
}

/**
 * @param {string} token
 * @returns {{ latency: ?Latency, reason: ?Reason }}
 */
function read_latency(token) {
	const text = readfile(file_of(token), ENOUGH);
	if (text == null) return { latency: null, reason: reason('missing', 'no IPv4 gateway to ping') };
	const latency = parse_replies(text);
	return { latency, reason: latency == null ? reason('timeout', 'no reply to ping from the gateway') : null };
}

/**
 * Of a measurement that has ended. Where ping still runs, its watchdog ends it within two seconds.
 *
 * @param {string} token
 */
function forget_replies(token) {
	unlink(file_of(token));
}

/** Of all measurements: none runs. */
function forget_all_replies() {
	for (let name in lsdir(FOLDER) ?? [])
		if (substr(name, 0, length(PREFIX)) == PREFIX) unlink(`${FOLDER}/${name}`);
}

export { expect_replies, find_gateway, forget_all_replies, forget_replies, parse_replies, read_latency };

'use strict';

/** What drivers write about their engines in debugfs; the sources of each format are listed (docs/engines.md). */

import { from_digits, from_hex } from 'nft-offload.lib.number';
import { is_hexadecimal } from 'nft-offload.lib.word';
import { words_of } from 'nft-offload.system.lines';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').RejectedFlows} RejectedFlows */
/** @typedef {(size: number) => ?string} Read */
/**
 * entries: of any state. last: the number of the last one, which is the highest. complete: false = at least so many.
 *
 * @typedef {{ entries: number, bound: number, unbound: number, last: number, complete: boolean }} EntryCount
 */

const CHUNK = 65536;
/** A line has some 220 bytes at most. What is longer is none. */
const LONGEST_LINE = 1024;
/** The largest table known has 32,768 entries. */
const MOST_LINES = 65536;
const BOUND = ' BND ';
const UNBOUND = ' UNB ';
/** Of an entry: what forwards, what only watches, what is about to go, what is invalid, and what the driver has no name for. */
const STATES = [BOUND, UNBOUND, ' FIN ', ' INV ', ' UNK '];
/** Reasons of Qualcomm's switch driver (qca_ppe). Its other lines are not about rejected flows. */
const REJECTIONS = [
	'ingress_not_switch_port',
	'ingress_vlan_domain',
	'unsupported_match',
	'unsupported_protocol',
	'unsupported_action',
	'no_egress_l2_header',
	'egress_not_switch_port',
	'egress_is_ingress',
	'snat_and_dnat',
	'ipv6_nat',
	'table_full',
	'hardware_op_failed'
];

/**
 * Gives a file's lines to `use`, with memory that does not grow with it.
 *
 * @param {Read} read
 * @param {() => boolean} is_late
 * @param {(line: string) => void} use
 * @returns {?boolean} whether these were all; null where reading fails
 */
function each_line(read, is_late, use) {
	let count = 0;
	let rest = '';
	while (true) {
		const chunk = read(CHUNK);
		if (chunk == null) return null;
		const lines = split(rest + chunk, '\n');
		rest = chunk == '' ? '' : (pop(lines) ?? '');
		for (let line in lines) if (line != '') use(line);
		if (chunk == '') return true;
		count += length(lines);
		if (count > MOST_LINES || length(rest) > LONGEST_LINE || is_late()) return false;
	}
}

/**
 * Counts the entries of MediaTek's and Airoha's `entries` and `bind`: a number of five hexadecimal digits and the state begin each line.
 *
 * @param {Read} read
 * @param {() => boolean} is_late
 * @returns {?EntryCount} null where it is no such list
 */
function count_entries(read, is_late) {
	let entries = 0;
	let bound = 0;
	let unbound = 0;
	let odd = 0;
	let last = '0';
	const complete = each_line(read, is_late, (line) => {
		const state = substr(line, 5, 5);
		if (index(STATES, state) < 0) {
			odd++;
			return;
		}
		entries++;
		if (state == BOUND) bound++;
		if (state == UNBOUND) unbound++;
		last = substr(line, 0, 5);
	});
	if (complete == null || odd > entries || !is_hexadecimal(last, 5)) return null;
	return { entries, bound, unbound, last: from_hex(last), complete };
}

/**
 * Reads qca_ppe's `offload`: a name and a number in each line.
 *
 * @param {string[]} lines
 * @returns {{ live: ?number, rejected: ?RejectedFlows[] }} live: entries of its table. rejected: the most frequent first
 */
function parse_offload(lines) {
	/** @type {?number} */
	let live = null;
	/** @type {?RejectedFlows[]} */
	let rejected = null;
	for (let line in lines) {
		const words = words_of(line);
		const number = length(words) == 2 ? from_digits(words[1]) : null;
		if (number == null) continue;
		if (words[0] == 'live_entries') live = number;
		if (index(REJECTIONS, words[0]) < 0) continue;
		rejected ??= [];
		if (number > 0) push(rejected, { reason: words[0], flows: number });
	}
	return { live, rejected: rejected && sort(rejected, (a, b) => b.flows - a.flows) };
}

/**
 * Counts in qca_ppe's `flows`, whose first line names the columns: their number differs between versions.
 *
 * @param {string[]} lines
 * @returns {?number} flows that have counted a packet; null where that cannot be told
 */
function count_moving(lines) {
	const column = index(words_of(lines[0] ?? ''), 'packets');
	if (column < 1) return null;
	let moving = 0;
	for (let at = 1; at < length(lines); at++) {
		if (lines[at] == '') continue;
		const packets = from_digits(words_of(lines[at])[column]);
		if (packets == null) return null;
		if (packets > 0) moving++;
	}
	return moving;
}

export { REJECTIONS, count_entries, count_moving, parse_offload };

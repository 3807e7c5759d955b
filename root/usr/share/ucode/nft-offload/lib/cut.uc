'use strict';

import { reason } from 'nft-offload.lib.reason';

/** Fields that are never cut: only who sees a trial can end it. */
const WHOLE = ['trial', 'unknown'];
/** Networks with a default route that stay in each list. */
const MOST_UPLINKS = 8;
/** Bytes that the reasons for what was cut may take. */
const ROOM = 2000;

/**
 * @param {any} value
 * @returns {number} its bytes as JSON, with what separates it from the next
 */
function size_of(value) {
	return length(sprintf('%J', value)) + 2;
}

/**
 * @param {any} value
 * @returns {?any[]} the list with most items in it, however deep; of equal ones the outermost
 */
function longest_list(value) {
	const kind = type(value);
	if (kind != 'array' && kind != 'object') return null;
	let longest = kind == 'array' ? value : null;
	for (let key in value) {
		const found = longest_list(kind == 'array' ? key : value[key]);
		if (found != null && length(found) > length(longest ?? [])) longest = found;
	}
	return longest;
}

/**
 * @param {any} item  of a list
 * @returns {boolean} whether it is, or holds, the route to the Internet, without which nothing else can be judged
 */
function is_uplink(item) {
	if (type(item) != 'object') return false;
	if (item.default_route === true) return true;
	for (let network in item.networks ?? []) if (is_uplink(network)) return true;
	return false;
}

/**
 * Takes items off the end of a list, at most half of them at once, because another list may then be the longest.
 *
 * @param {any[]} list  changed
 * @param {number} excess  bytes that are too many
 * @returns {{ count: number, bytes: number }} what was taken off
 */
function cut_list(list, excess) {
	/** @type {any[]} */
	const kept = [];
	const most = int((length(list) + 1) / 2);
	let count = 0;
	let bytes = 0;
	while (count < most && bytes < excess && length(list) > 0) {
		const item = pop(list);
		if (length(kept) < MOST_UPLINKS && is_uplink(item)) {
			push(kept, item);
			continue;
		}
		bytes += size_of(item);
		count++;
	}
	while (length(kept) > 0) push(list, pop(kept));
	return { count, bytes };
}

/**
 * @param {Record<string, number>} sizes  of fields
 * @returns {?string} the largest field
 */
function largest_field(sizes) {
	let largest = null;
	for (let name in sizes) if (largest == null || sizes[name] > sizes[largest]) largest = name;
	return largest;
}

/**
 * Cuts the longest lists of the largest fields until a reply fits; `unknown` then says of how many items each was cut.
 *
 * @param {any} reply  changed
 * @param {number} largest  bytes that it may have
 * @returns {string} the reply as JSON; longer than `largest` where what is too long is no list
 */
function cut_reply(reply, largest) {
	/** @type {Record<string, number>} */
	const sizes = {};
	/** @type {Record<string, number>} */
	const left_out = {};
	let excess = size_of(reply) + ROOM - largest;
	for (let name in reply) if (index(WHOLE, name) < 0) sizes[name] = size_of(reply[name]);
	while (excess > 0) {
		const name = largest_field(sizes);
		if (name == null) break;
		const list = longest_list(reply[name]);
		const cut = list == null ? { count: 0, bytes: 0 } : cut_list(list, excess);
		if (cut.count == 0) {
			delete sizes[name];
			continue;
		}
		left_out[name] = (left_out[name] ?? 0) + cut.count;
		sizes[name] -= cut.bytes;
		excess -= cut.bytes;
	}
	if (type(reply.unknown) != 'object') reply.unknown = {};
	for (let name in left_out) {
		const before = reply.unknown[name]?.text;
		const text = `${name}: ${left_out[name]} left out`;
		reply.unknown[name] = reason('truncated', before == null ? text : `${text}; ${before}`);
	}
	return sprintf('%J', reply);
}

export { cut_reply };

'use strict';

/** Lists of names for `private_names`, each within the room that the reply has for its kind. */

import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {'hosts' | 'wifi' | 'users' | 'rules' | 'networks'} Kind */
/**
 * Names of one kind while they are collected.
 *
 * @typedef {{ names: string[], seen: Record<string, boolean>, room: number, left_out: number, reason: ?Reason }} List
 */

/**
 * Bytes of JSON for the names of each kind: together with the rest of the reply less than 64 KiB.
 *
 * @type {Record<Kind, number>}
 */
const ROOM = { hosts: 32000, wifi: 6000, users: 4000, rules: 9000, networks: 9000 };
/** Bytes of a name: a name of DNS has 253 at most. */
const LONGEST = 255;

/**
 * @param {Kind} kind
 * @returns {List}
 */
function new_list(kind) {
	return { names: [], seen: {}, room: ROOM[kind], left_out: 0, reason: null };
}

/**
 * Adds a name, or counts it where there is no room: half a name would hide nothing.
 *
 * @param {List} list
 * @param {string} name
 */
function add_name(list, name) {
	if (name == '' || name == '*' || name == '-' || exists(list.seen, name)) return;
	const bytes = length(sprintf('%J', name)) + 2;
	if (length(name) > LONGEST || bytes > list.room) {
		list.left_out++;
		return;
	}
	list.seen[name] = true;
	list.room -= bytes;
	push(list.names, name);
}

/**
 * @param {List} list
 * @returns {?Reason} why names are missing from it
 */
function reason_of(list) {
	if (list.reason != null || list.left_out == 0) return list.reason;
	return reason('truncated', `${list.left_out} names left out: too many or over ${LONGEST} bytes`);
}

export { add_name, new_list, reason_of };

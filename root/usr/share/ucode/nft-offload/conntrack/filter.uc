'use strict';

import { IPS_HW_OFFLOAD, IPS_OFFLOAD } from 'nft-offload.conntrack.constants';
import { read_address } from 'nft-offload.lib.address';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').ConnectionsQuery} Query */
/**
 * A query, checked. status and mask: as in a ctnetlink filter, mask 0 = every entry. addresses: bytes as in the messages,
 * and as the text of the table prints them; null = every entry.
 *
 * @typedef {object} Wanted
 * @property {number} limit
 * @property {number} original  whether the bytes of this direction count: 1 or 0
 * @property {number} reply
 * @property {number} status
 * @property {number} mask
 * @property {?('tcp'|'udp'|'other')} protocol
 * @property {?string[]} addresses
 * @property {string[]} texts
 * @property {boolean} plain  whether every entry is wanted
 */

/** Limits of the wire types, and what a query without a limit gets. */
const MOST_CONNECTIONS = 200;
const MOST_ADDRESSES = 32;
const USUAL_LIMIT = 100;

/** @type {Record<string, { status: number, mask: number }>} */
const STATES = {
	software: { status: IPS_OFFLOAD, mask: IPS_OFFLOAD | IPS_HW_OFFLOAD },
	hardware: { status: IPS_HW_OFFLOAD, mask: IPS_HW_OFFLOAD },
	none: { status: 0, mask: IPS_OFFLOAD | IPS_HW_OFFLOAD }
};
/** @type {Record<string, number[]>} */
const WEIGHTS = { bytes: [1, 1], original: [1, 0], reply: [0, 1] };
const PROTOCOLS = ['tcp', 'udp', 'other'];
const PARTS = ['protocol', 'offload', 'addresses'];

/**
 * @param {unknown} given
 * @param {Wanted} wanted  its addresses are filled in
 * @returns {?string} the error
 */
function read_addresses(given, wanted) {
	if (type(given) != 'array') return "filter 'addresses' is not an array";
	const list = /** @type {unknown[]} */ (given);
	if (length(list) > MOST_ADDRESSES) return `filter 'addresses' has more than ${MOST_ADDRESSES}`;
	wanted.addresses = [];
	for (let item in list) {
		const address = read_address(item);
		if (address == null) return "filter 'addresses' holds something that is not an address";
		push(wanted.addresses, address.bytes);
		push(wanted.texts, address.text);
	}
	return null;
}

/**
 * @param {any} filter
 * @param {Wanted} wanted  filled in
 * @returns {?string} the error
 */
function read_filter(filter, wanted) {
	for (let part in filter) {
		if (index(PARTS, part) < 0) return `unknown filter '${part}'`;
	}
	if (filter.protocol != null) {
		if (index(PROTOCOLS, filter.protocol) < 0) return "filter 'protocol' is not tcp, udp or other";
		wanted.protocol = filter.protocol;
	}
	if (filter.offload != null) {
		if (type(filter.offload) != 'string' || !exists(STATES, filter.offload))
			return "filter 'offload' is not software, hardware or none";
		const state = STATES[filter.offload];
		wanted.status = state.status;
		wanted.mask = state.mask;
	}
	return filter.addresses == null ? null : read_addresses(filter.addresses, wanted);
}

/**
 * Checks the arguments of `connections`.
 *
 * @param {Query} query  types are checked as far as `list` names them
 * @returns {{ wanted: Wanted, error: ?string }}
 */
function read_query(query) {
	const limit = query.limit ?? USUAL_LIMIT;
	const sort_by = query.sort ?? 'bytes';
	const weights = exists(WEIGHTS, sort_by) ? WEIGHTS[sort_by] : null;
	/** @type {Wanted} */
	const wanted = {
		limit,
		original: weights?.[0] ?? 0,
		reply: weights?.[1] ?? 0,
		status: 0,
		mask: 0,
		protocol: null,
		addresses: null,
		texts: [],
		plain: length(query.filter ?? {}) == 0
	};
	if (limit < 1 || limit > MOST_CONNECTIONS)
		return { wanted, error: `argument 'limit' is not between 1 and ${MOST_CONNECTIONS}` };
	if (weights == null) return { wanted, error: "argument 'sort' is not bytes, original or reply" };
	return { wanted, error: read_filter(query.filter ?? {}, wanted) };
}

export { read_query };

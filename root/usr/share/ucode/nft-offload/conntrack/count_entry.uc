'use strict';

import * as struct from 'struct';
import {
	ATTRIBUTES,
	CTA_COUNTERS_BYTES,
	CTA_COUNTERS_ORIG,
	CTA_COUNTERS_REPLY,
	CTA_PROTO_NUM,
	CTA_STATUS,
	CTA_TUPLE_ORIG,
	CTA_TUPLE_PROTO,
	FAMILY,
	IPS_HW_OFFLOAD,
	IPS_OFFLOAD
} from 'nft-offload.conntrack.constants';
import { learn } from 'nft-offload.conntrack.layout_cache';
import { list_attributes } from 'nft-offload.netlink.attribute';
import { add, from_halves } from 'nft-offload.lib.number';
import { add_to_tally, part_of } from 'nft-offload.conntrack.tally';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Tally} Tally */
/** @typedef {import('nft-offload.conntrack.layout_cache').Dump} Dump */

/**
 * @param {string} message
 * @param {?number[]} within  place of the counters of one direction
 * @returns {?number} place of its bytes; null where there are none
 */
function find_bytes(message, within) {
	const counters = within && list_attributes(message, within[0], within[1]);
	const bytes = counters && counters[CTA_COUNTERS_BYTES];
	return bytes && bytes[1] - bytes[0] == 8 ? bytes[0] : null;
}

/**
 * Headers of all attributes of an entry.
 *
 * @param {Record<number, number[]>} attributes
 * @param {number} size  of the message
 * @returns {?number[][]} where each begins, and its size; null where one is hidden behind another of its kind
 */
function all_heads(attributes, size) {
	/** @type {number[][]} */
	const heads = [];
	let covered = ATTRIBUTES;
	for (let kind in attributes) {
		const place = attributes[/** @type {any} */ (kind)];
		push(heads, [place[0] - 4, 4]);
		covered += (place[1] - place[0] + 7) & 0x1fffc;
	}
	return covered == size ? heads : null;
}

/**
 * What tells an entry apart from others of its size (Layout). Where bytes are wanted, an entry without accounting takes the
 * headers of all its attributes: none of them may be that of counters.
 *
 * @param {Record<number, number[]>} attributes
 * @param {number} size  of the message
 * @param {number} protocol_at
 * @param {?number[]} bytes  places of the bytes of both directions
 * @param {boolean} with_bytes  whether they are wanted
 * @returns {?number[][]}
 */
function heads_of(attributes, size, protocol_at, bytes, with_bytes) {
	const status_at = attributes[CTA_STATUS][0];
	const heads = [
		[0, FAMILY + 1],
		[protocol_at - 4, 5],
		[status_at - 4, 8]
	];
	if (with_bytes && bytes == null) {
		const all = all_heads(attributes, size);
		if (all == null) return null;
		for (let head in all) {
			if (head[0] != status_at - 4) push(heads, head);
		}
	} else if (bytes != null) {
		for (let place in [
			attributes[CTA_COUNTERS_ORIG][0],
			bytes[0],
			attributes[CTA_COUNTERS_REPLY][0],
			bytes[1]
		])
			push(heads, [place - 4, 4]);
	}
	return sort(heads, (one, other) => one[0] - other[0]);
}

/**
 * @param {string} message
 * @param {number[]} places  of the bytes of both directions
 * @returns {number} their sum
 */
function read_bytes(message, places) {
	const sent = struct.unpack('>II', message, places[0]) ?? [0, 0];
	const received = struct.unpack('>II', message, places[1]) ?? [0, 0];
	return add(from_halves(sent[0], sent[1]), from_halves(received[0], received[1]));
}

/**
 * Reads one entry by walking over its attributes, and remembers where they are.
 *
 * @param {Dump} dump
 * @param {string} message
 * @returns {boolean} false if it lacks what every entry has
 */
function walk_entry(dump, message) {
	const size = length(message);
	const attributes = list_attributes(message, ATTRIBUTES, size);
	const status_place = attributes && attributes[CTA_STATUS];
	const tuple = attributes && attributes[CTA_TUPLE_ORIG];
	const parts = tuple && list_attributes(message, tuple[0], tuple[1]);
	const protocol = parts && parts[CTA_TUPLE_PROTO];
	const number = protocol && list_attributes(message, protocol[0], protocol[1]);
	const number_place = number && number[CTA_PROTO_NUM];
	if (!attributes || !status_place || !number_place) return false;
	if (status_place[1] - status_place[0] != 4 || number_place[1] == number_place[0]) return false;

	const with_bytes = dump.software.total.bytes != null;
	const sent_at = with_bytes ? find_bytes(message, attributes[CTA_COUNTERS_ORIG]) : null;
	const received_at = with_bytes ? find_bytes(message, attributes[CTA_COUNTERS_REPLY]) : null;
	const bytes = sent_at == null || received_at == null ? null : [sent_at, received_at];
	const status = (struct.unpack('>I', message, status_place[0]) ?? [0])[0];
	/** @type {?Tally} */
	let part = null;
	if (status & IPS_OFFLOAD) {
		const flows = status & IPS_HW_OFFLOAD ? dump.hardware : dump.software;
		part = part_of(flows, ord(message, FAMILY) ?? 0, ord(message, number_place[0]) ?? 0);
		add_to_tally(part, 1, bytes && read_bytes(message, bytes));
	}
	const heads = heads_of(attributes, size, number_place[0], bytes, with_bytes);
	if (heads != null) learn(dump, message, heads, bytes ?? [], part);
	return true;
}

export { walk_entry };

'use strict';

import * as struct from 'struct';

/** Mask of an attribute's type without its flags (Linux include/uapi/linux/netlink.h, NLA_TYPE_MASK). */
const NLA_TYPE = 0x3fff;

/**
 * Finds the first attribute of a kind between two offsets.
 *
 * @param {string} data
 * @param {number} start
 * @param {number} end
 * @param {number} kind
 * @returns {?number[]} where its payload begins and ends
 */
function find_attribute(data, start, end, kind) {
	let at = start;
	while (at + 4 <= end) {
		const head = struct.unpack('=HH', data, at) ?? [0, 0];
		if (head[0] < 4 || at + head[0] > end) return null;
		if ((head[1] & NLA_TYPE) == kind) return [at + 4, at + head[0]];
		at += (head[0] + 3) & 0x1fffc;
	}
	return null;
}

/**
 * @param {string} data
 * @param {number} start
 * @param {number} end
 * @param {number} kind
 * @returns {string} the text of an attribute, without its NUL byte; '' if there is none
 */
function find_text(data, start, end, kind) {
	const found = find_attribute(data, start, end, kind);
	return found == null ? '' : substr(data, found[0], max(found[1] - found[0] - 1, 0));
}

/**
 * Finds an attribute inside an attribute.
 *
 * @param {string} data
 * @param {?number[]} within
 * @param {number} kind
 * @param {number} size  minimum of its payload
 * @returns {?number} where its payload begins
 */
function find_nested(data, within, kind, size) {
	const found = within == null ? null : find_attribute(data, within[0], within[1], kind);
	return found != null && found[1] - found[0] >= size ? found[0] : null;
}

/**
 * Walks over the attributes between two offsets. The last of a kind counts, as in the kernel (nla_parse).
 *
 * @param {string} data
 * @param {number} start
 * @param {number} end
 * @param {Record<number, number[]>} found  filled: where each payload begins and ends, by kind
 * @returns {number} where the walk ended: before `end` if something there is not an attribute
 */
function walk_attributes(data, start, end, found) {
	let at = start;
	while (at + 4 <= end) {
		const head = struct.unpack('=HH', data, at) ?? [0, 0];
		if (head[0] < 4 || at + head[0] > end) break;
		found[head[1] & NLA_TYPE] = [at + 4, at + head[0]];
		at += (head[0] + 3) & 0x1fffc;
	}
	return at;
}

/**
 * Lists the attributes between two offsets.
 *
 * @param {string} data
 * @param {number} start
 * @param {number} end
 * @returns {?Record<number, number[]>} where each payload begins and ends, by kind; null if there is anything else
 */
function list_attributes(data, start, end) {
	/** @type {Record<number, number[]>} */
	const found = {};
	return walk_attributes(data, start, end, found) < end ? null : found;
}

/**
 * Lists what is readable of the attributes inside an attribute.
 *
 * @param {string} data
 * @param {?number[]} within  null gives no attributes
 * @returns {Record<number, number[]>} where each payload begins and ends, by kind
 */
function attributes_of(data, within) {
	/** @type {Record<number, number[]>} */
	const found = {};
	if (within != null) walk_attributes(data, within[0], within[1], found);
	return found;
}

export { attributes_of, find_attribute, find_nested, find_text, list_attributes };

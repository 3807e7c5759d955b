'use strict';

/**
 * @template T
 * @param {T[]} list
 * @param {(item: T) => boolean} is_wanted
 * @returns {T[]} the items that are
 */
function items_where(list, is_wanted) {
	/** @type {T[]} */
	const found = [];
	for (let item in list) if (is_wanted(item)) push(found, item);
	return found;
}

/**
 * @param {any[]} list
 * @param {any[]} others
 * @returns {boolean} whether they have one in common
 */
function share_one(list, others) {
	for (let item in list) if (index(others, item) >= 0) return true;
	return false;
}

export { items_where, share_one };

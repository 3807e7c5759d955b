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

export { items_where };

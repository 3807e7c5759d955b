'use strict';

/*
 * Values of ubus and UCI, whose types nobody checks. A value of the wrong type counts as missing.
 */

/**
 * @param {unknown} value
 * @returns {?string}
 */
function text_of(value) {
	return type(value) == 'string' ? /** @type {string} */ (value) : null;
}

/**
 * @param {unknown} value
 * @returns {any[]}
 */
function list_of(value) {
	return type(value) == 'array' ? /** @type {any[]} */ (value) : [];
}

/**
 * @param {unknown} value
 * @returns {Record<string, any>}
 */
function object_of(value) {
	return type(value) == 'object' ? /** @type {Record<string, any>} */ (value) : {};
}

export { list_of, object_of, text_of };

'use strict';

import { readfile } from 'fs';

/** Bytes of a token: nobody guesses one in the two minutes that it lives. */
const SIZE = 8;

/**
 * @returns {?string} a random name of 16 hexadecimal digits; null where the kernel gives none
 */
function random_token() {
	const bytes = readfile('/dev/urandom', SIZE);
	if (bytes == null || length(bytes) != SIZE) return null;
	let token = '';
	for (let at = 0; at < SIZE; at++) token += sprintf('%02x', ord(bytes, at));
	return token;
}

/**
 * @param {unknown} text
 * @returns {boolean} whether it has the form of a token, so that it may stand in a command
 */
function is_token(text) {
	return type(text) == 'string' && !!match(/** @type {string} */ (text), /^[0-9a-f]{16}$/);
}

export { is_token, random_token };

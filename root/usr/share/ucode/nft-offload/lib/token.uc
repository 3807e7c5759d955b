'use strict';

import { readfile } from 'fs';
import { is_made_of } from 'nft-offload.lib.word';

/** Bytes of a token: too many to guess in the two minutes that it lives. */
const SIZE = 8;
/** Its digits in ranges of bytes: 0-9, a-f. */
const DIGITS = [0x30, 0x39, 0x61, 0x66];

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
 * @returns {boolean} whether it has the form of a token, so that it is safe in a command and in a script of nft
 */
function is_token(text) {
	return is_made_of(text, DIGITS, 2 * SIZE, 2 * SIZE);
}

export { is_token, random_token };

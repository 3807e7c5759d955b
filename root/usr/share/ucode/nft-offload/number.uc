'use strict';

/** 2^53 - 1: the largest number that JavaScript counts exactly. Larger ones saturate here, on both sides of the wire. */
const MOST = 9007199254740991;

/**
 * A 64-bit number from its two 32-bit halves.
 *
 * @param {number} high
 * @param {number} low
 * @returns {number}
 */
function from_halves(high, low) {
	return high > 0x1fffff ? MOST : high * 4294967296 + low;
}

/**
 * A number from decimal digits that reach to the end of the text or to a space; null where there are none.
 *
 * @param {?string} text
 * @returns {?number}
 */
function from_digits(text) {
	const digits = split(text ?? '', ' ', 2)[0];
	if (!match(digits, /^[0-9]+$/)) return null;
	return length(digits) > 16 ? MOST : min(int(digits), MOST);
}

/**
 * @param {number} a
 * @param {number} b
 * @returns {number} their sum
 */
function add(a, b) {
	return min(a + b, MOST);
}

export { MOST, add, from_digits, from_halves };

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
 * A number from decimal digits, as the kernel prints them, that reach to the end of the text or to a space; null where
 * there are none. Without a pattern, which takes as long to compile as ten numbers to read, and would end at a NUL byte.
 *
 * @param {?string} text
 * @returns {?number}
 */
function from_digits(text) {
	const digits = split(text ?? '', ' ', 2)[0];
	const number = int(digits);
	if (number >= 0 && `${number}` == digits) return min(number, MOST);
	// Up to 20 digits are more than int() takes: in two halves, each after a digit that keeps its zeros.
	const size = length(digits);
	if (size < 17 || size > 20 || substr(digits, 0, 1) == '0') return null;
	const halves = [from_digits(substr(digits, 0, 9)), from_digits('1' + substr(digits, 9))];
	return halves[0] == null || halves[1] == null ? null : MOST;
}

/**
 * @param {string} digits
 * @returns {number} a hexadecimal number; NaN where it is none
 */
function from_hex(digits) {
	return +`0x${digits}`;
}

/**
 * @param {number} a
 * @param {number} b
 * @returns {number} their sum
 */
function add(a, b) {
	return min(a + b, MOST);
}

export { MOST, add, from_digits, from_halves, from_hex };

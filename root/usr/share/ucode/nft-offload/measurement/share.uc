'use strict';

/** What a result says, as the page reckons it (src/model/measurement.ts), in whole numbers. */

/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultBytes} ResultBytes */

/** Below so many bytes nothing can be said: of both directions together, and of one. */
const ENOUGH_BYTES = 20000000;
const ENOUGH_DIRECTION_BYTES = 5000000;

/**
 * @param {ResultBytes} bytes
 * @param {number} least
 * @returns {?number} what bypassed the firewall, in percent; 0 and 100 only where they are exact, null where there was too little traffic to tell
 */
function percent_above(bytes, least) {
	const total = int(bytes.total_bytes);
	if (total < least) return null;
	const bypassed = max(0, total - int(bytes.slow_bytes));
	const percent = int((bypassed * 200 + total) / (total * 2));
	return bypassed == 0 || bypassed == total ? percent : min(99, max(1, percent));
}

/**
 * @param {ResultBytes} result
 * @returns {?number} of both directions
 */
function bypassed_percent(result) {
	return percent_above(result, ENOUGH_BYTES);
}

/**
 * @param {ResultBytes} bytes
 * @returns {?number} of one direction
 */
function direction_percent(bytes) {
	return percent_above(bytes, ENOUGH_DIRECTION_BYTES);
}

/**
 * @param {ResultBytes} result  that had enough traffic
 * @returns {boolean} whether it says that offloading worked: at least half of the bytes bypassed the firewall
 */
function is_good(result) {
	return result.slow_bytes * 2 <= result.total_bytes;
}

export { bypassed_percent, direction_percent, is_good };

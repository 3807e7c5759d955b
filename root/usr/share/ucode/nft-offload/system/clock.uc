'use strict';

/**
 * @returns {number} milliseconds of CLOCK_MONOTONIC
 */
function now_ms() {
	const now = clock(true) ?? [0, 0];
	return now[0] * 1000 + int(now[1] / 1000000);
}

export { now_ms };

'use strict';

/** What a user who ends a command leaves behind is cleaned up by the command itself. */

const SIGNALS = ['INT', 'TERM', 'HUP', 'PIPE'];
/** Milliseconds of one wait: a signal ends it no later. */
const STEP = 200;

let interrupted = false;

function interrupt() {
	interrupted = true;
}

/** From now on a signal does not end the program. */
function catch_signals() {
	for (let name in SIGNALS) signal(name, interrupt);
}

/**
 * @param {number} milliseconds
 * @returns {boolean} false where the user wants to end the program
 */
function wait(milliseconds) {
	for (let left = milliseconds; left > 0 && !interrupted; left -= STEP) sleep(min(left, STEP));
	return !interrupted;
}

export { catch_signals, wait };

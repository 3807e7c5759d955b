'use strict';

import { stdout } from 'fs';

/**
 * Prints at once, also into a pipe.
 *
 * @param {string} text
 * @returns {boolean} false where nobody reads any more: a shell may ignore SIGPIPE, and a program that it starts does too
 */
function print_now(text) {
	print(text);
	return stdout.flush() === true;
}

export { print_now };

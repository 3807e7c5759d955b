'use strict';

import { stdout } from 'fs';

/** What flush() gives when all is well, as it is with nothing to write: null up to OpenWrt 24.10, true since. */
const FLUSHED = stdout.flush();

/**
 * Prints at once, also into a pipe.
 *
 * @param {string} text
 * @returns {boolean} false where nobody reads any more: a shell may ignore SIGPIPE, and a program that it starts does too
 */
function print_now(text) {
	print(text);
	return stdout.flush() == FLUSHED;
}

export { print_now };

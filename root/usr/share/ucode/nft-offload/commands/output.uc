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

/** Columns of a line: what any terminal shows. */
const WIDTH = 79;

/**
 * @param {string} text
 * @param {string} indent  of each line
 * @returns {string} the text in lines that any terminal shows whole
 */
function wrapped(text, indent) {
	/** @type {string[]} */
	const lines = [];
	let line = '';
	for (let word in split(text, ' ')) {
		const longer = line == '' ? `${indent}${word}` : `${line} ${word}`;
		if (line != '' && length(longer) > WIDTH) {
			push(lines, line);
			line = `${indent}${word}`;
		} else line = longer;
	}
	return join('\n', [...lines, line]);
}

export { print_now, wrapped };

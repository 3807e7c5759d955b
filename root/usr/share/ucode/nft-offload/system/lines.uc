'use strict';

import { open_file } from 'nft-offload.system.file';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** A router with full Internet routes has megabytes of them; a home router has a few kilobytes. */
const LARGEST = 131072;

/**
 * @param {string} path
 * @returns {{ lines: ?string[], reason: ?Reason }}
 */
function read_lines(path) {
	const opened = open_file(path);
	const file = opened.file;
	if (file == null) return { lines: null, reason: opened.reason };
	let text = '';
	while (length(text) < LARGEST) {
		const part = file.read(LARGEST) ?? '';
		if (part == '') break;
		text += part;
	}
	file.close();
	if (length(text) >= LARGEST) return { lines: null, reason: reason('overrun', path) };
	return { lines: split(text, '\n') ?? [], reason: null };
}

/**
 * Words of a line, however many blanks lie between them.
 *
 * @param {string} line
 * @returns {string[]}
 */
function words_of(line) {
	/** @type {string[]} */
	const words = [];
	for (let word in split(replace(line, /\t/g, ' ') ?? '', ' ') ?? []) {
		if (word != '') push(words, word);
	}
	return words;
}

export { read_lines, words_of };

'use strict';

/**
 * Reads the text of a UCI file, for edits that keep every other byte. Reads less than libuci does (file.c, parse_line): what is
 * unusual is left to libuci.
 */

const TAB = 9;
const LINE_BREAK = 10;
const SPACE = 32;
const HASH = 35;

/**
 * @param {string} text
 * @param {number} at
 * @returns {number} the next end of a line, or of the text
 */
function end_of_line(text, at) {
	const distance = index(substr(text, at), '\n');
	return distance < 0 ? length(text) : at + distance;
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {?{ word: string, end: number }} null if it is unusual or not closed
 */
function read_word(text, at) {
	let word = '';
	while (at < length(text)) {
		const letter = substr(text, at, 1);
		if (letter == ' ' || letter == '\t' || letter == '\n' || letter == '#') break;
		if (letter == ';' || letter == '\\' || (ord(letter) ?? 0) < SPACE) return null;
		if (letter == "'" || letter == '"') {
			const size = index(substr(text, at + 1), letter);
			const quoted = substr(text, at + 1, max(size, 0));
			if (size < 0 || (letter == '"' && index(quoted, '\\') >= 0)) return null;
			word += quoted;
			at += size + 2;
		} else {
			word += letter;
			at++;
		}
	}
	return { word, end: at };
}

/**
 * Reads one line of UCI; a quoted word may span several lines of the text.
 *
 * @param {string} text
 * @param {number} at
 * @returns {?{ words: string[], end: number }} null if it is unusual or not closed
 */
function read_line(text, at) {
	/** @type {string[]} */
	const words = [];
	while (at < length(text)) {
		const byte = ord(text, at);
		if (byte == HASH) at = end_of_line(text, at);
		else if (byte == LINE_BREAK) return { words, end: at + 1 };
		else if (byte == SPACE || byte == TAB) at++;
		else {
			const read = read_word(text, at);
			if (read == null) return null;
			push(words, read.word);
			at = read.end;
		}
	}
	return { words, end: at };
}

/**
 * @param {?string} word
 * @param {string} keyword
 * @returns {boolean} libuci takes the first letter as well
 */
function means(word, keyword) {
	return word == keyword || word == substr(keyword, 0, 1);
}

/**
 * @param {string} text
 * @returns {string} with a line break at its end, unless it is empty
 */
function ended(text) {
	return text == '' || substr(text, -1) == '\n' ? text : `${text}\n`;
}

export { ended, means, read_line };

'use strict';

/** The format of the journal's `marker` and `base`: a line of JSON, with the sizes of the texts that follow it. */

/**
 * A text of a configuration, and what it becomes when the tried values are set.
 *
 * @typedef {object} Base
 * @property {string} text
 * @property {string} expected
 * @property {number} number  of bases before it
 */

/**
 * @param {object} head
 * @param {Base[]} bases
 * @returns {string}
 */
function print_record(head, bases) {
	/** @type {number[]} */
	const sizes = [];
	let texts = '';
	for (let base in bases) {
		push(sizes, length(base.text), length(base.expected));
		texts += base.text + base.expected;
	}
	return sprintf('%J\n', { ...head, sizes }) + texts;
}

/**
 * @param {string} text
 * @param {number} end  of its first line
 * @param {any} head  that line
 * @returns {?Base[]} null where it is not whole
 */
function read_bases(text, end, head) {
	/** @type {Base[]} */
	const bases = [];
	let at = end + 1;
	for (let place = 0; place + 1 < length(head.sizes); place += 2) {
		const size = head.sizes[place];
		const more = head.sizes[place + 1];
		push(bases, {
			text: substr(text, at, size),
			expected: substr(text, at + size, more),
			number: head.number ?? 0
		});
		at += size + more;
	}
	return at == length(text) && length(bases) > 0 ? bases : null;
}

/**
 * @param {?string} text
 * @returns {?{ head: any, bases: Base[] }} null where it is not whole
 */
function parse_record(text) {
	const end = index(text ?? '', '\n');
	if (text == null || end < 0) return null;
	try {
		const head = json(substr(text, 0, end));
		const bases = read_bases(text, end, head);
		return bases == null ? null : { head, bases };
	} catch {
		return null;
	}
}

export { parse_record, print_record };

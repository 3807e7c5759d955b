'use strict';

/**
 * Edits the two options of flow offloading in the text of /etc/config/firewall and keeps every other byte: libuci would lose
 * comments and form. What is unusual is left to libuci.
 */

import { ended, means, read_line } from 'nft-offload.lib.uci_text';

const NAMES = ['flow_offloading', 'flow_offloading_hw'];
/**
 * A line of the first section `defaults` that sets an option.
 *
 * @typedef {object} OptionLine
 * @property {string} name
 * @property {number} start  of the line
 * @property {number} end  behind its line break
 */
/** @typedef {{ lines: OptionLine[], end: number }} Defaults  `end`: behind the last line that says something */

/**
 * @param {string} text
 * @returns {?Defaults} null where there is no section `defaults`, or where the text before its end is unusual
 */
function find_defaults(text) {
	/** @type {?Defaults} */
	let found = null;
	for (let at = 0; at < length(text); ) {
		const line = read_line(text, at);
		if (line == null) return null;
		const keyword = line.words[0] ?? null;
		if (means(keyword, 'config')) {
			if (found != null) return found;
			if (line.words[1] == 'defaults') found = { lines: [], end: line.end };
		} else if (found != null && keyword != null) {
			if (!means(keyword, 'option') && !means(keyword, 'list')) return null;
			push(found.lines, { name: line.words[1] ?? '', start: at, end: line.end });
			found.end = line.end;
		}
		at = line.end;
	}
	return found;
}

/**
 * @param {string} text
 * @param {Defaults} defaults
 * @param {string} name
 * @returns {{ lines: OptionLine[], text: string }} what sets an option
 */
function lines_of(text, defaults, name) {
	/** @type {OptionLine[]} */
	const lines = [];
	let whole = '';
	for (let line in defaults.lines) {
		if (line.name != name) continue;
		push(lines, line);
		whole += substr(text, line.start, line.end - line.start);
	}
	return { lines, text: whole };
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} wanted  the lines that shall set the option; '' for none
 * @returns {?string}
 */
function replace_lines(text, name, wanted) {
	const defaults = find_defaults(text);
	if (defaults == null) return null;
	const present = lines_of(text, defaults, name);
	if (present.text == wanted) return text;
	let at = present.lines[0]?.start ?? defaults.end;
	let edited = substr(text, 0, at);
	if (wanted != '') edited = ended(edited) + ended(wanted);
	for (let line in present.lines) {
		edited += substr(text, at, line.start - at);
		at = line.end;
	}
	return edited + substr(text, at);
}

/**
 * Sets the two options as another text has them, to the byte.
 *
 * @param {string} text
 * @param {string} model
 * @returns {?string} null where one of the texts is unusual
 */
function copy_option_lines(text, model) {
	const defaults = find_defaults(model);
	/** @type {?string} */
	let edited = text;
	for (let name in NAMES) {
		if (defaults == null || edited == null) return null;
		edited = replace_lines(edited, name, lines_of(model, defaults, name).text);
	}
	return edited;
}

/**
 * @param {string} text
 * @returns {string} without the two options, to be compared; as it is where it is unusual
 */
function without_options(text) {
	/** @type {?string} */
	let rest = text;
	for (let name in NAMES) rest = rest == null ? null : replace_lines(rest, name, '');
	return rest ?? text;
}

export { copy_option_lines, without_options };

'use strict';

/**
 * Puts the alias of a repair into the texts of /etc/config/network and /etc/config/firewall, and takes it out again, keeping every
 * other byte. Each function gives null where the text is unusual, which is left to libuci (firewall/repair_config.uc).
 */

import { ended, means, read_line } from 'nft-offload.lib.uci_text';

/** @typedef {{ words: string[], start: number, end: number }} Line  `end`: behind its line break */
/**
 * @typedef {object} Section
 * @property {string} type
 * @property {string} name  '' without one
 * @property {number} start
 * @property {number} end  behind its last line that says something
 * @property {Line[]} lines  that set options
 */

/**
 * @param {string} text
 * @returns {?Section[]} null where the text is unusual
 */
function read_sections(text) {
	/** @type {Section[]} */
	const sections = [];
	for (let at = 0; at < length(text); ) {
		const line = read_line(text, at);
		if (line == null) return null;
		const keyword = line.words[0] ?? null;
		const last = sections[length(sections) - 1] ?? null;
		if (last == null && means(keyword, 'package')) {
			at = line.end;
			continue;
		}
		if (means(keyword, 'config')) {
			if (line.words[1] == null) return null;
			push(sections, { type: line.words[1], name: line.words[2] ?? '', start: at, end: line.end, lines: [] });
		} else if (keyword != null) {
			const sets = means(keyword, 'option') || means(keyword, 'list');
			if (last == null || !sets) return null;
			push(last.lines, { words: line.words, start: at, end: line.end });
			last.end = line.end;
		}
		at = line.end;
	}
	return sections;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} wanted
 * @returns {string} with something else between two places
 */
function replaced(text, start, end, wanted) {
	return substr(text, 0, start) + wanted + substr(text, end);
}

/**
 * @param {string} text
 * @param {string} alias
 * @returns {?string} without the alias, and without the empty line that parted it from the rest
 */
function remove_alias(text, alias) {
	const sections = read_sections(text);
	if (sections == null) return null;
	for (let at = length(sections) - 1; at >= 0; at--) {
		const section = sections[at];
		if (section.type != 'interface' || section.name != alias) continue;
		let start = section.start;
		let end = section.end;
		if (substr(text, end, 1) == '\n') end++;
		else if (end == length(text) && start > 1 && substr(text, start - 2, 2) == '\n\n') start--;
		text = replaced(text, start, end, '');
	}
	return text;
}

/**
 * @param {string} text
 * @param {string} alias
 * @param {string} block  the section, whole lines
 * @returns {?string} with the alias at its end, where it is not there yet
 */
function add_alias(text, alias, block) {
	const without = remove_alias(text, alias);
	if (without != text) return without == null ? null : text;
	const whole = ended(text);
	return substr(whole, -2) == '\n\n' ? `${whole}${block}\n` : `${whole}\n${block}`;
}

/**
 * @param {string} text
 * @param {string} alias
 * @returns {?string} the lines of the alias; '' without one
 */
function block_of(text, alias) {
	let block = '';
	const sections = read_sections(text);
	if (sections == null) return null;
	for (let section in sections)
		if (section.type == 'interface' && section.name == alias)
			block += ended(substr(text, section.start, section.end - section.start));
	return block;
}

/**
 * @param {?string} word
 * @returns {string[]} the words in it
 */
function words_in(word) {
	/** @type {string[]} */
	const words = [];
	for (let part in split(replace(word ?? '', '\t', ' '), ' ')) if (part != '') push(words, part);
	return words;
}

/**
 * @param {string[]} words
 * @param {string} word
 * @returns {string[]} all others
 */
function others_than(words, word) {
	/** @type {string[]} */
	const others = [];
	for (let other in words) if (other != word) push(others, other);
	return others;
}

/**
 * @param {string} text
 * @param {Line} line
 * @returns {string} what it begins with
 */
function indent_of(text, line) {
	let end = line.start;
	while (substr(text, end, 1) == ' ' || substr(text, end, 1) == '\t') end++;
	return substr(text, line.start, end - line.start);
}

/**
 * @param {Section} section
 * @returns {Line[]} its lines that list networks
 */
function network_lines(section) {
	/** @type {Line[]} */
	const lines = [];
	for (let line in section.lines) if (line.words[1] == 'network') push(lines, line);
	return lines;
}

/**
 * @param {string} text
 * @param {string} alias
 * @returns {?string} with the alias in no zone
 */
function leave_zones(text, alias) {
	const sections = read_sections(text);
	if (sections == null) return null;
	for (let at = length(sections) - 1; at >= 0; at--) {
		const lines = sections[at].type == 'zone' ? network_lines(sections[at]) : [];
		for (let place = length(lines) - 1; place >= 0; place--) {
			const line = lines[place];
			const words = words_in(line.words[2]);
			if (index(words, alias) < 0) continue;
			const others = join(' ', others_than(words, alias));
			const wanted = others == '' ? '' : `${indent_of(text, line)}${line.words[0]} network '${others}'\n`;
			text = replaced(text, line.start, line.end, wanted);
		}
	}
	return text;
}

/**
 * @param {Section} section
 * @param {string} zone
 * @returns {boolean}
 */
function is_zone(section, zone) {
	if (section.type != 'zone') return false;
	for (let line in section.lines) if (line.words[1] == 'name' && line.words[2] == zone) return true;
	return false;
}

/**
 * @param {string} text
 * @param {Section} section
 * @param {string} alias
 * @returns {string}
 */
function add_network(text, section, alias) {
	const lines = network_lines(section);
	const last = lines[length(lines) - 1] ?? null;
	if (last != null && !means(last.words[0], 'list')) {
		const words = join(' ', [...words_in(last.words[2]), alias]);
		return replaced(text, last.start, last.end, `${indent_of(text, last)}option network '${words}'\n`);
	}
	const line = last ?? section.lines[length(section.lines) - 1];
	const before = ended(substr(text, 0, line.end));
	return `${before}${indent_of(text, line)}list network '${alias}'\n${substr(text, line.end)}`;
}

/**
 * @param {string} text
 * @param {string} zone
 * @param {string} alias
 * @returns {?string} with the alias among the networks of a zone, where none lists it yet; null also without that zone
 */
function join_zone(text, zone, alias) {
	const without = leave_zones(text, alias);
	if (without != text) return without == null ? null : text;
	for (let section in read_sections(text) ?? [])
		if (is_zone(section, zone)) return add_network(text, section, alias);
	return null;
}

export { add_alias, block_of, join_zone, leave_zones, others_than, remove_alias, words_in };

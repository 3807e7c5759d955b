'use strict';

import { run } from 'nft-offload.system.command';
import { part } from 'nft-offload.lib.part';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ForwardRule} ForwardRule */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** Without --terse nft prints the elements of every set: banIP's have 100,000. */
const LIST_FLOWTABLES = 'nft --terse list flowtables';
const LIST_FORWARD = 'nft --terse list chain inet fw4 forward';
/** The table and chain of firewall4. */
const FIREWALL = 'inet fw4';
/** @type {{ flowtables: ?Flowtable[], tables: string[] }} */
const NO_FLOWTABLES = { flowtables: null, tables: [] };
/** Longest text of a rule, in bytes. */
const LONGEST = 300;

/**
 * @param {string} word
 * @returns {string} without quotes, which newer nft puts around names
 */
function unquoted(word) {
	return substr(word, 0, 1) == '"' ? substr(word, 1, -1) : word;
}

/**
 * Words and braces of nft's output. Lines that begin with '#' are nft's warnings about foreign tables.
 *
 * @param {string} text
 * @returns {string[]}
 */
function words_of(text) {
	/** @type {string[]} */
	const words = [];
	for (let line in split(text, '\n') ?? []) {
		if (substr(trim(line), 0, 1) == '#') continue;
		for (let found in match(line, /"[^"]*"|[{}]|[^ \t,;={}"]+/g) ?? []) push(words, found[0]);
	}
	return words;
}

/**
 * Reads one flowtable, from the word after its '{'.
 *
 * @param {string[]} words
 * @param {number} start
 * @param {Flowtable} flowtable  filled
 * @returns {number} where it ended: at its '}' or at the end of the words
 */
function read_flowtable(words, start, flowtable) {
	let at = start;
	let word = '';
	let before = '';
	let in_devices = false;
	while (at < length(words)) {
		before = word;
		word = words[at];
		if (word == '}' && !in_devices) break;
		if (word == '{' || word == '}') in_devices = word == '{';
		else if (in_devices) push(flowtable.devices, unquoted(word));
		else if (word == 'counter') flowtable.counter = true;
		else if (word == 'offload' && before == 'flags') flowtable.hardware = true;
		at++;
	}
	return at;
}

/**
 * Reads what `nft --terse list flowtables` prints: every table of the kernel with its flowtables. The text, not nft's
 * JSON, because older nft leaves `counter` out there.
 *
 * @param {string} text
 * @returns {{ flowtables: ?Flowtable[], tables: string[], reason: ?Reason }}  tables as 'family name'
 */
function parse_flowtables(text) {
	/** @type {Flowtable[]} */
	const flowtables = [];
	/** @type {string[]} */
	const tables = [];
	const words = words_of(text);
	let family = null;
	let table = '';
	for (let at = 0; at < length(words); at++) {
		if (family == null && words[at] == 'table' && words[at + 3] == '{') {
			family = words[at + 1];
			table = unquoted(words[at + 2]);
			push(tables, `${family} ${table}`);
			at += 3;
		} else if (family != null && words[at] == 'flowtable' && words[at + 2] == '{') {
			const name = unquoted(words[at + 1]);
			const flowtable = { family, table, name, devices: [], hardware: false, counter: false };
			push(flowtables, flowtable);
			at = read_flowtable(words, at + 3, flowtable);
			if (at >= length(words)) break;
		} else if (family != null && words[at] == '}') {
			family = null;
		} else {
			const begun = index(family == null ? 'table' : 'flowtable', words[at]) == 0;
			const cut = begun && at + 4 > length(words);
			return { flowtables: null, tables, reason: reason(cut ? 'truncated' : 'garbled', LIST_FLOWTABLES) };
		}
	}
	if (family != null) return { flowtables: null, tables, reason: reason('truncated', LIST_FLOWTABLES) };
	return { flowtables, tables, reason: null };
}

/**
 * @param {string} line
 * @returns {number} how many braces it opens and does not close, those in quotes left out
 */
function open_braces(line) {
	const bare = replace(line, /"[^"]*"/g, '') ?? '';
	return length(split(bare, '{')) - length(split(bare, '}'));
}

/**
 * The rules of the one chain that `nft list chain` prints, each as one line: nft breaks lines inside long sets.
 *
 * @param {string} text
 * @returns {{ rules: string[], reason: ?Reason }}
 */
function rules_of(text) {
	/** @type {string[]} */
	const rules = [];
	let depth = 0;
	let rule = '';
	for (let raw in split(text, '\n') ?? []) {
		const line = trim(raw);
		if (line == '' || substr(line, 0, 1) == '#') continue;
		const inside = depth == 2 && line != '}';
		if (depth > 2 || inside) rule += (rule == '' ? '' : ' ') + line;
		depth += open_braces(line);
		if (rule != '' && depth == 2) {
			if (substr(rule, 0, 5) != 'type ' && substr(rule, 0, 8) != 'comment ') push(rules, rule);
			rule = '';
		}
	}
	return { rules, reason: depth == 0 ? null : reason('truncated', LIST_FORWARD) };
}

/**
 * Reads what `nft --terse list chain inet fw4 forward` prints.
 *
 * @param {string} text
 * @returns {{ rules: ?ForwardRule[], reason: ?Reason }} the rules that feed a flowtable
 */
function parse_forward_rules(text) {
	const listed = rules_of(text);
	if (listed.reason != null) return { rules: null, reason: listed.reason };
	if (!match(text, /chain forward [{]/)) return { rules: null, reason: reason('garbled', LIST_FORWARD) };
	/** @type {ForwardRule[]} */
	const rules = [];
	for (let place = 0; place < length(listed.rules); place++) {
		const bare = replace(listed.rules[place], /"[^"]*"/g, '""') ?? '';
		const found = match(bare, /flow (add|offload) @([^ ]+)/);
		if (found)
			push(rules, { text: substr(listed.rules[place], 0, LONGEST), flowtable: found[2], index: place });
	}
	return { rules, reason: null };
}

/**
 * What the kernel has loaded: every flowtable, the rules of the firewall that feed one, and whether the firewall is loaded
 * at all.
 *
 * @returns {{ flowtables: ?Flowtable[], forward_rules: ?ForwardRule[], firewall_loaded: ?boolean,
 *   flowtables_reason: ?Reason, forward_rules_reason: ?Reason }}
 */
function read_ruleset() {
	const listed = run(LIST_FLOWTABLES);
	const parsed =
		listed.reason == null ? part(LIST_FLOWTABLES, NO_FLOWTABLES, () => parse_flowtables(listed.text)) : null;
	const chain = run(LIST_FORWARD);
	const rules =
		chain.reason == null ? part(LIST_FORWARD, { rules: null }, () => parse_forward_rules(chain.text)) : null;
	const absent = chain.reason?.code == 'failed' && index(chain.text, 'No such file or directory') >= 0;
	const named = index(parsed?.tables ?? [], FIREWALL) >= 0;
	const loaded = named || rules?.rules != null;
	return {
		flowtables: parsed?.flowtables ?? null,
		flowtables_reason: parsed == null ? listed.reason : parsed.reason,
		forward_rules: absent ? [] : (rules?.rules ?? null),
		forward_rules_reason: absent ? null : rules == null ? chain.reason : rules.reason,
		firewall_loaded: loaded ? true : absent ? false : null
	};
}

export { parse_flowtables, parse_forward_rules, read_ruleset };

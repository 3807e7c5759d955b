'use strict';

import { flowtable_of, read_adders } from 'nft-offload.firewall.adders';
import { chains_of, unquoted } from 'nft-offload.firewall.chain_text';
import { owner_of } from 'nft-offload.firewall.owner';
import { run } from 'nft-offload.system.command';
import { part } from 'nft-offload.lib.part';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ForwardRule} ForwardRule */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Adder} Adder */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.firewall.chain_text').Chain} Chain */

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
			const owner = owner_of(family, table);
			/** @type {Flowtable} */
			const flowtable = { family, table, name, owner, devices: [], hardware: false, counter: false };
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
 * Reads what `nft --terse list chain inet fw4 forward` prints.
 *
 * @param {string} text
 * @returns {{ rules: ?ForwardRule[], chains: ?Chain[], reason: ?Reason }} the rules that add to a flowtable
 */
function parse_forward_rules(text) {
	const read = chains_of(text);
	if (!read.whole) return { rules: null, chains: null, reason: reason('truncated', LIST_FORWARD) };
	const chain = read.chains[0];
	if (chain?.name != 'forward') return { rules: null, chains: null, reason: reason('garbled', LIST_FORWARD) };
	/** @type {ForwardRule[]} */
	const rules = [];
	for (let place = 0; place < length(chain.rules); place++) {
		const flowtable = flowtable_of(chain.rules[place]);
		if (flowtable != null)
			push(rules, { text: substr(chain.rules[place], 0, LONGEST), flowtable, index: place });
	}
	return { rules, chains: read.chains, reason: null };
}

/**
 * What the kernel has loaded: every flowtable, the rules that add to one, and whether the firewall is loaded at all.
 *
 * @returns {{ flowtables: ?Flowtable[], forward_rules: ?ForwardRule[], adders: ?Adder[], firewall_loaded: ?boolean, forward: ?string[],
 *   flowtables_reason: ?Reason, forward_rules_reason: ?Reason, adders_reason: ?Reason }}
 */
function read_ruleset() {
	const listed = run(LIST_FLOWTABLES);
	const parsed =
		listed.reason == null ? part(LIST_FLOWTABLES, NO_FLOWTABLES, () => parse_flowtables(listed.text)) : null;
	// An nft that hangs once is not waited for again.
	const chain = listed.reason?.code == 'timeout' ? listed : run(LIST_FORWARD);
	const rules =
		chain.reason == null
			? part(LIST_FORWARD, { rules: null, chains: null }, () => parse_forward_rules(chain.text))
			: null;
	const absent = chain.reason?.code == 'failed' && index(chain.text, 'No such file or directory') >= 0;
	const named = index(parsed?.tables ?? [], FIREWALL) >= 0;
	const loaded = named || rules?.rules != null;
	const flowtables_reason = parsed == null ? listed.reason : parsed.reason;
	const adders = read_adders(parsed?.flowtables ?? null, rules?.chains ?? null);
	return {
		flowtables: parsed?.flowtables ?? null,
		flowtables_reason,
		adders: adders.adders,
		forward: absent ? [] : (rules?.chains?.[0]?.rules ?? null),
		adders_reason: adders.adders == null ? (adders.reason ?? flowtables_reason) : null,
		forward_rules: absent ? [] : (rules?.rules ?? null),
		forward_rules_reason: absent ? null : rules == null ? chain.reason : rules.reason,
		firewall_loaded: loaded ? true : absent ? false : null
	};
}

/**
 * @param {number} seconds  that nft may take
 * @returns {?boolean} whether firewall4's rules are loaded; null where that is unknown
 */
function is_firewall_loaded(seconds) {
	const chain = run(LIST_FORWARD, seconds);
	if (chain.reason == null) return true;
	const absent = chain.reason.code == 'failed' && index(chain.text, 'No such file or directory') >= 0;
	return absent ? false : null;
}

export { is_firewall_loaded, parse_flowtables, parse_forward_rules, read_ruleset };

'use strict';

import { run } from 'nft-offload.system.command';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').ChainStatements} ChainStatements */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').StatementKind} StatementKind */

/** Without --terse nft prints the elements of every set: banIP's have 100,000. */
const LIST = 'nft --terse list ruleset';
const FIREWALL = 'inet fw4';
/** Bytes of a name that are taken. */
const LONGEST = 64;

/**
 * What a rule has among its words, and what that means. A plain search: one regular expression for all of them takes longer.
 *
 * @type {Record<string, StatementKind>}
 */
const WORDS = {
	' counter ': 'counter',
	' limit ': 'limit',
	' quota ': 'quota',
	' queue ': 'queue',
	' log ': 'log',
	' mark set ': 'mark',
	' dscp set ': 'dscp',
	' ttl set ': 'ttl',
	' hoplimit set ': 'ttl',
	' ct count ': 'connlimit',
	' meta time ': 'time',
	' meta hour ': 'time',
	' meta day ': 'time',
	' tproxy ': 'tproxy',
	' redirect ': 'redirect'
};

/**
 * Whether firewall4 made a rule of its table from its own options. It comments nearly all of them; without a comment are those
 * that only log, with a limit or for a zone's policy (firewall4: templates/rule.uc, zone-verdict.uc, ruleset.uc).
 *
 * @param {string} rule
 * @returns {boolean}
 */
function is_generated(rule) {
	return (
		index(rule, ' comment "!fw4: ') >= 0 ||
		match(rule, /limit (rate [^"]*|name "[^"]*[.]log_limit") log prefix "[^"]*"$/) != null ||
		match(rule, /^log prefix "(drop|reject) [^"]* forward: "$/) != null
	);
}

/**
 * @param {string} rule
 * @param {StatementKind[]} kinds  filled, each once
 */
function read_rule(rule, kinds) {
	// What is in quotes or names a chain is no statement.
	const bare = ` ${replace(rule, /"[^"]*"|(jump|goto) [^ ]+/g, '')} `;
	if (index(bare, ' flow add ') >= 0 || index(bare, ' flow offload ') >= 0) return;
	for (let word in WORDS) {
		if (index(bare, word) >= 0 && index(kinds, WORDS[word]) < 0) push(kinds, WORDS[word]);
	}
	if (match(bare, / ct ((original|reply) )?(packets|bytes|avgpkt) /) && index(kinds, 'packets') < 0)
		push(kinds, 'packets');
}

/**
 * @param {string} word
 * @returns {string} without quotes, which newer nft puts around names
 */
function name_of(word) {
	return substr(replace(word, /"/g, ''), 0, LONGEST);
}

/**
 * Reads what `nft --terse list ruleset` prints, line by line: nft breaks the lines of named sets only, never those of a rule.
 *
 * @param {string} text
 * @returns {{ statements: ?ChainStatements[], tables: ?string[], reason: ?Reason }}
 */
function parse_ruleset(text) {
	/** @type {ChainStatements[]} */
	const statements = [];
	/** @type {string[]} */
	const tables = [];
	/** @type {string[]} */
	let table = [];
	/** @type {?ChainStatements} */
	let chain = null;
	let depth = 0;
	for (let raw in split(text, '\n') ?? []) {
		const line = trim(raw);
		if (line == '' || substr(line, 0, 1) == '#') continue;
		if (substr(line, 0, 1) == '}') depth--;
		if (depth == 0 && line != '}') {
			table = split(line, ' ');
			if (table[0] != 'table' || table[3] != '{')
				return { statements: null, tables: null, reason: reason('garbled', LIST) };
			push(tables, `${name_of(table[1])} ${name_of(table[2])}`);
		} else if (depth == 1) {
			if (chain != null && length(chain.kinds) > 0) push(statements, chain);
			const words = split(line, ' ');
			chain =
				words[0] == 'chain'
					? {
							family: name_of(table[1]),
							table: name_of(table[2]),
							chain: name_of(words[1]),
							hook: null,
							kinds: []
						}
					: null;
		} else if (depth >= 2 && chain != null) {
			const hook = match(line, /^type [a-z]+ hook ([a-z]+) /);
			if (hook) chain.hook = hook[1];
			else if (tables[length(tables) - 1] != FIREWALL || !is_generated(line)) read_rule(line, chain.kinds);
		}
		if (substr(line, -1) == '{') depth++;
	}
	if (depth != 0) return { statements: null, tables: null, reason: reason('truncated', LIST) };
	/** @type {string[]} */
	const others = [];
	for (let name in tables) if (name != FIREWALL) push(others, name);
	return { statements, tables: others, reason: null };
}

/**
 * Chains with rules that need every packet, and the tables that are no firewall4's.
 *
 * @returns {{ facts: Pick<Environment, 'statements' | 'tables'>, unknown: Environment['unknown'] }}
 */
function read_chains() {
	const listed = run(LIST);
	const parsed =
		listed.reason == null
			? parse_ruleset(listed.text)
			: { statements: null, tables: null, reason: listed.reason };
	return {
		facts: { statements: parsed.statements, tables: parsed.tables },
		unknown: parsed.reason == null ? {} : { statements: parsed.reason, tables: parsed.reason }
	};
}

export { parse_ruleset, read_chains };

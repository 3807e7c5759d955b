'use strict';

import { EXCEPTIONS_CHAIN } from 'nft-offload.firewall.owner';
import { run } from 'nft-offload.system.command';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').ChainStatements} ChainStatements */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').StatementKind} StatementKind */
/**
 * A chain while the ruleset is read.
 *
 * every: kinds that packets of every connection reach, once they are in the chain. filtered: a rule above is done with established
 * connections. open: more than new connections enter it.
 *
 * @typedef {{
 *   facts: ChainStatements, every: StatementKind[], jumps: { to: string, new_only: boolean }[], filtered: boolean, open: boolean
 * }} Draft
 */

/** Without --terse nft prints the elements of every set: banIP's have 100,000. */
const LIST = 'nft --terse list ruleset';
const FIREWALL = 'inet fw4';
/** What follows in a rule is for new connections alone. */
const NEW = ' ct state new ';
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
 * @param {string} word
 * @returns {string} without quotes, which newer nft puts around names
 */
function name_of(word) {
	return substr(replace(word, /"/g, ''), 0, LONGEST);
}

/**
 * @param {string} rule
 * @returns {string[]} the chains to which it jumps; what is in quotes is a name only directly behind the word
 */
function jumps_of(rule) {
	/** @type {string[]} */
	const names = [];
	if (index(rule, 'jump ') < 0 && index(rule, 'goto ') < 0) return names;
	const parts = split(rule, '"') ?? [];
	for (let place = 0; place < length(parts); place += 2) {
		const words = split(parts[place], ' ') ?? [];
		for (let at = 0; at + 1 < length(words); at++) {
			if (words[at] != 'jump' && words[at] != 'goto') continue;
			const name = words[at + 1] == '' ? (parts[place + 1] ?? '') : replace(words[at + 1], ',', '');
			if (name != '{') push(names, name_of(name));
		}
	}
	return names;
}

/**
 * Whether a rule looks at nothing but the state, and established packets go no further in its chain.
 *
 * @param {string} bare
 * @returns {boolean}
 */
function ends_established(bare) {
	if (index(bare, ' ct state ') != 0) return false;
	if (index(bare, ' established : accept') > 0 || index(bare, ' established : return') > 0) return true;
	let named = false;
	for (let word in split(substr(bare, 10), ' ')) {
		if (word == 'accept' || word == 'return') return named;
		const state = replace(word, 'related', '');
		if (index(state, 'established') == 0) named = true;
		else if (index(['', ',', '{', '}', 'counter', 'packets', 'bytes'], state) < 0 && !match(word, /^[0-9]+$/))
			return false;
	}
	return false;
}

/**
 * @param {string} bare  a rule between blanks
 * @param {string} word
 * @returns {boolean} whether packets of new connections alone come as far as to this word
 */
function is_for_new(bare, word) {
	const at = index(bare, NEW);
	return at >= 0 && at < index(bare, word);
}

/**
 * @param {Draft} draft  filled
 * @param {StatementKind} kind
 * @param {boolean} new_only
 */
function add_kind(draft, kind, new_only) {
	if (index(draft.facts.kinds, kind) < 0) push(draft.facts.kinds, kind);
	if (!new_only && !draft.filtered && index(draft.every, kind) < 0) push(draft.every, kind);
}

/**
 * @param {string} rule
 * @param {boolean} generated  its statements are firewall4's own
 * @param {Draft} draft  filled
 */
function read_rule(rule, generated, draft) {
	// What is in quotes or names a chain is no statement.
	const bare = ` ${replace(rule, /"[^"]*"|(jump|goto) [^ ]+/g, '')} `;
	for (let to in jumps_of(rule)) push(draft.jumps, { to, new_only: draft.filtered || index(bare, NEW) >= 0 });
	if (index(bare, ' flow add ') >= 0 || index(bare, ' flow offload ') >= 0) return;
	if (!generated) {
		for (let word in WORDS) if (index(bare, word) >= 0) add_kind(draft, WORDS[word], is_for_new(bare, word));
		if (match(bare, / ct ((original|reply) )?(packets|bytes|avgpkt) /)) add_kind(draft, 'packets', false);
	}
	if (ends_established(bare)) draft.filtered = true;
}

/**
 * @param {Draft[]} drafts
 * @returns {Record<string, Draft>} by family, table and chain
 */
function by_name(drafts) {
	/** @type {Record<string, Draft>} */
	const named = {};
	for (let draft in drafts) {
		named[`${draft.facts.family} ${draft.facts.table} ${draft.facts.chain}`] = draft;
	}
	return named;
}

/**
 * Follows the jumps of all chains: which hooks lead to a chain, and whether more than new connections reach it.
 *
 * @param {Draft[]} drafts  changed
 */
function follow_jumps(drafts) {
	const named = by_name(drafts);
	for (let draft in drafts)
		for (let jump in draft.jumps) {
			const target = named[`${draft.facts.family} ${draft.facts.table} ${jump.to}`];
			if (target != null && target.facts.hook == null) target.open = false;
		}
	let changed = true;
	while (changed) {
		changed = false;
		for (let draft in drafts)
			for (let jump in draft.jumps) {
				const target = named[`${draft.facts.family} ${draft.facts.table} ${jump.to}`];
				if (target == null) continue;
				if (draft.open && !jump.new_only && !target.open) changed = target.open = true;
				for (let hook in draft.facts.hooks) {
					if (index(target.facts.hooks, hook) >= 0) continue;
					push(target.facts.hooks, hook);
					changed = true;
				}
			}
	}
}

/**
 * @param {Draft[]} drafts
 * @returns {ChainStatements[]} those with statements of interest
 */
function finish(drafts) {
	follow_jumps(drafts);
	/** @type {ChainStatements[]} */
	const statements = [];
	for (let draft in drafts) {
		if (length(draft.facts.kinds) == 0) continue;
		for (let kind in draft.facts.kinds)
			if (!draft.open || index(draft.every, kind) < 0) push(draft.facts.new_only, kind);
		push(statements, draft.facts);
	}
	return statements;
}

/**
 * @param {string[]} table  words of its first line
 * @param {string} chain
 * @returns {Draft}
 */
function new_draft(table, chain) {
	return {
		facts: {
			family: name_of(table[1]),
			table: name_of(table[2]),
			chain: name_of(chain),
			hook: null,
			hooks: [],
			kinds: [],
			new_only: []
		},
		every: [],
		jumps: [],
		filtered: false,
		open: true
	};
}

/**
 * Reads what `nft --terse list ruleset` prints, line by line: nft breaks the lines of named sets only, never those of a rule.
 *
 * @param {string} text
 * @returns {{ statements: ?ChainStatements[], tables: ?string[], reason: ?Reason }}
 */
function parse_ruleset(text) {
	/** @type {Draft[]} */
	const drafts = [];
	/** @type {string[]} */
	const tables = [];
	/** @type {string[]} */
	let table = [];
	/** @type {?Draft} */
	let draft = null;
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
			const words = split(line, ' ');
			draft = words[0] == 'chain' ? new_draft(table, words[1]) : null;
			if (draft != null) push(drafts, draft);
		} else if (depth >= 2 && draft != null) {
			const hook = match(line, /^type [a-z]+ hook ([a-z]+) /);
			if (hook) {
				draft.facts.hook = hook[1];
				draft.facts.hooks = [hook[1]];
			} else {
				const generated = draft.facts.chain == EXCEPTIONS_CHAIN || is_generated(line);
				read_rule(line, tables[length(tables) - 1] == FIREWALL && generated, draft);
			}
		}
		if (substr(line, -1) == '{') depth++;
	}
	if (depth != 0) return { statements: null, tables: null, reason: reason('truncated', LIST) };
	/** @type {string[]} */
	const others = [];
	for (let name in tables) if (name != FIREWALL) push(others, name);
	return { statements: finish(drafts), tables: others, reason: null };
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

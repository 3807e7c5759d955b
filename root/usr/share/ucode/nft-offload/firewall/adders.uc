'use strict';

import { bare_text, chains_of } from 'nft-offload.firewall.chain_text';
import { EXCEPTIONS_CHAIN, is_routed, owner_of } from 'nft-offload.firewall.owner';
import { reason } from 'nft-offload.lib.reason';
import { now_ms } from 'nft-offload.system.clock';
import { run } from 'nft-offload.system.command';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Adder} Adder */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.firewall.chain_text').Chain} Chain */
/** @typedef {{ family: string, name: string }} Table */

/** The rule that firewall4 writes (templates/ruleset.uc), as nft prints it, without the flowtable's name. */
const FIREWALL_RULE = 'meta l4proto { tcp, udp } flow add @';
/** Conditions that leave out no eligible connection. */
const NO_CONDITIONS = [
	'',
	'meta l4proto { tcp, udp }',
	'ct state established',
	'ct state established,related',
	'ct state { established, related }'
];
/** Longest text of a rule, in bytes. */
const LONGEST = 300;
/** Tables that are listed, each by a program; rules and steps of one reply. */
const MOST_TABLES = 4;
const MOST_RULES = 20;
const MOST_BEFORE = 5;
const MOST_STEPS = 8;
/** Seconds that nft may take for a table, and milliseconds after which none is begun. */
const LIMIT = 2;
const TIME = 2000;

/**
 * @param {string} rule
 * @returns {?string} the flowtable to which it adds
 */
function flowtable_of(rule) {
	const found = match(bare_text(rule), /flow (add|offload) @([^ ]+)/);
	return found ? found[2] : null;
}

/**
 * @param {string} rule
 * @param {string} statement  ' flow ', ' jump ', ...
 * @returns {boolean} whether the conditions before the statement match only some connections
 */
function has_condition(rule, statement) {
	const text = ` ${bare_text(rule)}`;
	const before = trim(
		replace(substr(text, 0, index(text, statement)), /counter( packets [0-9]+ bytes [0-9]+)?/, '')
	);
	return index(NO_CONDITIONS, before) < 0;
}

/**
 * @param {string} rule
 * @returns {string[]} chains to which it may go on
 */
function targets_of(rule) {
	/** @type {string[]} */
	const targets = [];
	const words = split(rule, ' ');
	for (let place = 0; place + 1 < length(words); place++) {
		if (words[place] != 'jump' && words[place] != 'goto') continue;
		push(targets, replace(words[place + 1], /[",}]/g, '') ?? '');
	}
	return targets;
}

/**
 * @param {string[]} rules
 * @param {number} count
 * @returns {string[]} so many of the first ones, but no more than a reply takes
 */
function first_rules(rules, count) {
	/** @type {string[]} */
	const first = [];
	for (let place = 0; place < min(count, MOST_BEFORE); place++) push(first, substr(rules[place], 0, LONGEST));
	return first;
}

/**
 * @typedef {{ rules: string[], before: string[] }} Way  rules that lead to a chain, and those that packets meet before the first of them
 */

/**
 * @param {Chain[]} chains
 * @param {string} wanted
 * @returns {?Way} from a chain of the forward hook; null if there is none
 */
function way_to(chains, wanted) {
	/** @type {Record<string, Way>} */
	const ways = {};
	for (let chain in chains) if (chain.hook == 'forward') ways[chain.name] = { rules: [], before: [] };
	for (let step = 0; step < MOST_STEPS && ways[wanted] == null; step++) {
		for (let chain in chains) {
			const way = ways[chain.name];
			if (way == null || length(way.rules) > step) continue;
			for (let place = 0; place < length(chain.rules); place++) {
				for (let target in targets_of(chain.rules[place])) {
					const first = length(way.rules) == 0;
					const rule = substr(chain.rules[place], 0, LONGEST);
					ways[target] ??= {
						rules: [...way.rules, rule],
						before: first ? first_rules(chain.rules, place) : way.before
					};
				}
			}
		}
	}
	return ways[wanted];
}

/**
 * The rules of one table that add to its flowtables.
 *
 * @param {Table} table
 * @param {Chain[]} chains  of the table, or those of them that matter
 * @param {Adder[]} adders  filled
 */
function find_adders(table, chains, adders) {
	const made_by = owner_of(table.family, table.name);
	for (let chain in chains) {
		for (let place = 0; place < length(chain.rules); place++) {
			const text = chain.rules[place];
			const flowtable = flowtable_of(text);
			if (flowtable == null || length(adders) >= MOST_RULES) continue;
			const way = way_to(chains, chain.name);
			const reached_by = way?.rules ?? [];
			const at_hook = way != null && length(reached_by) == 0;
			let conditional = has_condition(text, ' flow ');
			for (let step in reached_by)
				conditional ||= has_condition(step, index(step, 'goto ') >= 0 ? ' goto ' : ' jump ');
			const usual = at_hook && text == FIREWALL_RULE + flowtable;
			const foreign = chain.name == EXCEPTIONS_CHAIN ? 'exceptions' : 'user';
			push(adders, {
				family: table.family,
				table: table.name,
				flowtable,
				chain: chain.name,
				text: substr(text, 0, LONGEST),
				index: place,
				owner: made_by == 'firewall4' && !usual ? foreign : made_by,
				conditional,
				reached_by,
				preceded_by: at_hook ? first_rules(chain.rules, place) : (way?.before ?? []),
				reached: way != null
			});
		}
	}
}

/**
 * @param {string} name
 * @returns {boolean} whether it is safe in a command: nft's names are letters, digits and some signs, but its output is not ours
 */
function is_plain(name) {
	for (let at = 0; at < length(name); at++) {
		const byte = ord(name, at) ?? 0;
		const letter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte == 0x5f;
		const digit = byte >= 0x30 && byte <= 0x39;
		if (!letter && !(at > 0 && (digit || byte == 0x2d || byte == 0x2e))) return false;
	}
	return length(name) > 0 && length(name) <= 64;
}

/**
 * @param {Table} table
 * @returns {{ chains: ?Chain[], reason: ?Reason }}
 */
function list_table(table) {
	const command = `nft --terse list table ${table.family} ${table.name}`;
	if (!is_plain(table.name)) return { chains: null, reason: reason('garbled', command) };
	const listed = run(command, LIMIT);
	if (listed.reason != null) return { chains: null, reason: listed.reason };
	const read = chains_of(listed.text);
	if (!read.whole) return { chains: null, reason: reason('truncated', command) };
	return { chains: read.chains, reason: null };
}

/**
 * @param {Flowtable[]} flowtables
 * @returns {Table[]} tables with a flowtable for routed packets, each once
 */
function tables_of(flowtables) {
	/** @type {Table[]} */
	const tables = [];
	/** @type {string[]} */
	const seen = [];
	for (let flowtable in flowtables) {
		const name = `${flowtable.family} ${flowtable.table}`;
		if (!is_routed(flowtable.family) || index(seen, name) >= 0) continue;
		push(seen, name);
		push(tables, { family: flowtable.family, name: flowtable.table });
	}
	return tables;
}

/**
 * Whether each flowtable of firewall4 has a rule in its chain `forward`, so that nothing more has to be listed.
 *
 * @param {Flowtable[]} flowtables
 * @param {Adder[]} adders
 * @returns {boolean}
 */
function are_served(flowtables, adders) {
	for (let flowtable in flowtables) {
		if (flowtable.owner != 'firewall4') continue;
		let served = false;
		for (let adder in adders) served ||= adder.flowtable == flowtable.name;
		if (!served) return false;
	}
	return true;
}

/**
 * The rules that add to any flowtable for routed packets. A rule and its flowtable are in one table. nft is started for a table only
 * where the chain `forward` of firewall4 does not tell all.
 *
 * @param {?Flowtable[]} flowtables
 * @param {?Chain[]} forward  what is known of firewall4's table: its chain `forward`
 * @returns {{ adders: ?Adder[], reason: ?Reason }}
 */
function read_adders(flowtables, forward) {
	if (flowtables == null) return { adders: null, reason: null };
	/** @type {Adder[]} */
	const adders = [];
	const start = now_ms();
	let starts = 0;
	for (let table in tables_of(flowtables)) {
		/** @type {Adder[]} */
		const known = [];
		const own = owner_of(table.family, table.name) == 'firewall4';
		if (own && forward != null) find_adders(table, forward, known);
		if (own && forward != null && are_served(flowtables, known)) {
			push(adders, ...known);
			continue;
		}
		const late = now_ms() > start + TIME;
		if (late || starts++ >= MOST_TABLES)
			return { adders: null, reason: reason(late ? 'timeout' : 'overrun', 'nft list table') };
		const listed = list_table(table);
		if (listed.chains == null) return { adders: null, reason: listed.reason };
		find_adders(table, listed.chains, adders);
	}
	return { adders, reason: null };
}

export { flowtable_of, read_adders };

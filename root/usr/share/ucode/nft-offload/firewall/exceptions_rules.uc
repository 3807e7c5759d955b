'use strict';

import { flowtable_of } from 'nft-offload.firewall.adders';
import { EXCEPTIONS_CHAIN } from 'nft-offload.firewall.owner';
import { is_decimal, is_plain_device_name } from 'nft-offload.lib.word';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('nft-offload.firewall.chain_text').Chain} Chain */
/** @typedef {import('nft-offload.firewall.exceptions').Exceptions} Exceptions */
/** @typedef {import('nft-offload.firewall.exceptions').Range} Range */
/** @typedef {import('nft-offload.lib.address').Prefix} Prefix */
/** @typedef {{ ipv4: string[], ipv6: string[] }} Addresses */

/** firewall4's table, and what is ours in it. */
const TABLE = 'inet fw4';
const HOSTS4 = 'nft_offload_hosts4';
const HOSTS6 = 'nft_offload_hosts6';
/** The condition of firewall4's rule (templates/ruleset.uc), as nft prints it, and the whole rule. */
const CONDITION = 'meta l4proto { tcp, udp }';
const STOCK_RULE = `${CONDITION} flow add @ft`;
/** What ours begins with in its place; the comment ends with the mark of the exceptions. */
const JUMP = `${CONDITION} jump ${EXCEPTIONS_CHAIN} comment "nft-offload `;
/** Digits of a handle. */
const HANDLE = 18;
/** A prime below 2^31: what is multiplied with it stays exact in both languages. */
const MODULUS = 2147483629;

/**
 * @param {string} text
 * @returns {string} eight hexadecimal digits that tell it from other texts
 */
function mark_of(text) {
	let sum = 7;
	for (let at = 0; at < length(text); at++) sum = (sum * 263 + (ord(text, at) ?? 0)) % MODULUS;
	return sprintf('%08x', sum);
}

/**
 * @param {string} selector  of nft, such as `ip saddr`
 * @param {string[]} words
 * @returns {string[]} the rule that keeps what is in a set in the firewall; none where the set is empty
 */
function return_rule(selector, words) {
	return length(words) == 0 ? [] : [`${selector} { ${join(', ', words)} } return`];
}

/**
 * @param {Prefix[]} prefixes
 * @param {4 | 6} family
 * @returns {string[]}
 */
function texts_of(prefixes, family) {
	/** @type {string[]} */
	const texts = [];
	for (let prefix in prefixes) if (prefix.family == family) push(texts, prefix.text);
	return texts;
}

/**
 * @param {Range[]} ranges
 * @returns {string[]}
 */
function range_texts(ranges) {
	return map(ranges, (range) =>
		range.first == range.last ? `${range.first}` : `${range.first}-${range.last}`
	);
}

/**
 * A device by its MAC address. Only what it sends carries that address: the addresses that it uses are kept in two sets, so that what
 * is sent to it is known too.
 *
 * @param {string[]} macs
 * @returns {string[]}
 */
function device_rules(macs) {
	if (length(macs) == 0) return [];
	const sender = `ether saddr { ${join(', ', macs)} }`;
	return [
		`${sender} update @${HOSTS4} { ip saddr }`,
		`${sender} update @${HOSTS6} { ip6 saddr }`,
		`${sender} return`,
		`ip daddr @${HOSTS4} return`,
		`ip6 daddr @${HOSTS6} return`
	];
}

/**
 * The rules of our chain. Each condition has a rule of its own: in firewall4's rule one on addresses of IPv4 would take IPv6 away.
 *
 * @param {Exceptions} exceptions
 * @returns {string[]}
 */
function rules_of(exceptions) {
	const prefixes4 = texts_of(exceptions.prefixes, 4);
	const prefixes6 = texts_of(exceptions.prefixes, 6);
	const tcp = range_texts(exceptions.ports.tcp);
	const udp = range_texts(exceptions.ports.udp);
	const first = exceptions.first_packets;
	return [
		...device_rules(exceptions.macs),
		...return_rule('ip saddr', prefixes4),
		...return_rule('ip daddr', prefixes4),
		...return_rule('ip6 saddr', prefixes6),
		...return_rule('ip6 daddr', prefixes6),
		...return_rule('tcp dport', tcp),
		...return_rule('tcp sport', tcp),
		...return_rule('udp dport', udp),
		...return_rule('udp sport', udp),
		...(first > 0 ? [`ct original packets < ${first} return`] : []),
		'flow add @ft'
	];
}

/**
 * @param {Exceptions} exceptions
 * @returns {string} what tells these exceptions from others, in the comment of our rule
 */
function exceptions_mark(exceptions) {
	return mark_of(join('\n', rules_of(exceptions)));
}

/**
 * @param {string} rule  of firewall4's chain `forward`, without its handle
 * @returns {?string} the mark of the exceptions that it leads to; null where it is another rule
 */
function loaded_mark(rule) {
	return substr(rule, 0, length(JUMP)) == JUMP ? substr(rule, length(JUMP), 8) : null;
}

/**
 * Finds the rule that our own takes the place of: firewall4's, or ours of an earlier load.
 *
 * @param {Chain[]} chains  of `nft -a list chain inet fw4 forward`
 * @returns {{ handle: ?string, foreign: boolean }}  foreign: another rule there adds to the flowtable
 */
function find_rule(chains) {
	let foreign = false;
	for (let rule in chains[0]?.rules ?? []) {
		const parts = split(rule, ' # handle ');
		const handle = pop(parts) ?? '';
		const text = join(' # handle ', parts);
		const is_ours = text == STOCK_RULE || loaded_mark(text) != null;
		if (is_ours && is_decimal(handle, HANDLE)) return { handle, foreign };
		if (flowtable_of(text) == 'ft') foreign = true;
	}
	return { handle: null, foreign };
}

/**
 * Adds the sets for the addresses of devices, as the kernel knows them now: what runs must not be offloaded before the device sends.
 *
 * @param {Addresses} known
 * @returns {string[]}
 */
function host_sets(known) {
	/** @type {string[]} */
	const lines = [];
	const kinds = [
		{ name: HOSTS4, type: 'ipv4_addr', addresses: known.ipv4 },
		{ name: HOSTS6, type: 'ipv6_addr', addresses: known.ipv6 }
	];
	for (let kind in kinds) {
		push(
			lines,
			`add set ${TABLE} ${kind.name} { type ${kind.type}; flags dynamic,timeout; timeout 1h; size 1024; }`,
			`flush set ${TABLE} ${kind.name}`
		);
		if (length(kind.addresses) > 0)
			push(lines, `add element ${TABLE} ${kind.name} { ${join(', ', kind.addresses)} }`);
	}
	return lines;
}

/**
 * One transaction, which puts the exceptions in front of firewall4's rule. It also makes the flowtable anew: between the load of
 * firewall4 and this one, running connections are offloaded again, and only a new flowtable lets go of them.
 *
 * @param {Exceptions} exceptions
 * @param {{ flowtable: Flowtable, handle: string, known: Addresses }} loaded
 * @returns {?string} null where the name of a device cannot be in a script
 */
function transaction(exceptions, loaded) {
	const flowtable = loaded.flowtable;
	/** @type {string[]} */
	const devices = [];
	for (let device in flowtable.devices) {
		if (!is_plain_device_name(device)) return null;
		push(devices, `"${device}"`);
	}
	const options = `${flowtable.counter ? 'counter; ' : ''}${flowtable.hardware ? 'flags offload; ' : ''}`;
	const list = length(devices) == 0 ? '' : `devices = { ${join(', ', devices)} }; `;
	const lines = [
		...(length(exceptions.macs) > 0 ? host_sets(loaded.known) : []),
		`add chain ${TABLE} ${EXCEPTIONS_CHAIN}`,
		`flush chain ${TABLE} ${EXCEPTIONS_CHAIN}`,
		`replace rule ${TABLE} forward handle ${loaded.handle} ${JUMP}${exceptions_mark(exceptions)}"`,
		`delete flowtable ${TABLE} ft`,
		`add flowtable ${TABLE} ft { hook ingress priority 0; ${options}${list}}`,
		...map(rules_of(exceptions), (rule) => `add rule ${TABLE} ${EXCEPTIONS_CHAIN} ${rule}`)
	];
	return join('\n', lines) + '\n';
}

export { HOSTS4, HOSTS6, TABLE, exceptions_mark, find_rule, loaded_mark, rules_of, transaction };

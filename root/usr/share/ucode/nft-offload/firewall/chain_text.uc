'use strict';

/**
 * A chain as nft prints it, each rule as one line: nft breaks lines inside long sets.
 *
 * @typedef {{ name: string, hook: ?string, rules: string[] }} Chain
 */

/**
 * @param {string} word
 * @returns {string} without quotes, which newer nft puts around names
 */
function unquoted(word) {
	return substr(word, 0, 1) == '"' ? substr(word, 1, -1) : word;
}

/**
 * @param {string} rule
 * @returns {string} without what is in quotes
 */
function bare_text(rule) {
	return replace(rule, /"[^"]*"/g, '""') ?? '';
}

/**
 * @param {string} line
 * @returns {number} how many braces it opens and does not close, those in quotes left out
 */
function open_braces(line) {
	const bare = bare_text(line);
	return length(split(bare, '{')) - length(split(bare, '}'));
}

/**
 * @param {Chain} chain
 * @param {string} line  one statement of it
 */
function add_line(chain, line) {
	if (substr(line, 0, 8) == 'comment ') return;
	if (substr(line, 0, 5) != 'type ') {
		push(chain.rules, line);
		return;
	}
	const words = split(line, ' ');
	const hook = index(words, 'hook');
	if (hook >= 0) chain.hook = words[hook + 1] ?? null;
}

/**
 * Reads the chains of what `nft list chain` or `nft list table` prints.
 *
 * @param {string} text
 * @returns {{ chains: Chain[], whole: boolean }}  whole: it does not end in the middle
 */
function chains_of(text) {
	/** @type {Chain[]} */
	const chains = [];
	/** @type {?Chain} */
	let chain = null;
	let depth = 0;
	let rule = '';
	for (let raw in split(text, '\n') ?? []) {
		const line = trim(raw);
		if (line == '' || substr(line, 0, 1) == '#') continue;
		if (depth == 1) {
			const words = split(line, ' ');
			chain = words[0] == 'chain' ? { name: unquoted(words[1] ?? ''), hook: null, rules: [] } : null;
			if (chain != null) push(chains, chain);
		}
		const inside = depth > 2 || (depth == 2 && line != '}');
		if (inside && chain != null) rule += (rule == '' ? '' : ' ') + line;
		depth += open_braces(line);
		if (rule != '' && depth == 2) {
			if (chain != null) add_line(chain, rule);
			rule = '';
		}
	}
	return { chains, whole: depth == 0 };
}

export { bare_text, chains_of, unquoted };

'use strict';

/** `nft-offload status`: a line for each check, and what has changed since offloading last worked. */

import { status_text } from 'nft-offload.commands.words';
import { read_summary } from 'nft-offload.methods.summary';

/**
 * @param {string[]} words
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function status(words, as_json) {
	if (length(words) > 0) return null;
	const facts = read_summary();
	print(as_json ? sprintf('%J\n', facts) : status_text(facts));
	return facts.exit;
}

export { status };

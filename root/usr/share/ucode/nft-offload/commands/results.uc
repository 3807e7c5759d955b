'use strict';

/** `nft-offload results`: the stored results of measurements. */

import { table_text } from 'nft-offload.commands.words';
import { clean } from 'nft-offload.lib.text';
import { answer_results } from 'nft-offload.methods.results';

/**
 * @param {string[]} words
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function results(words, as_json) {
	if (length(words) > 0) return null;
	const stored = clean(answer_results({}));
	const found = stored.results;
	if (as_json) print(sprintf('%J\n', stored));
	else print(found == null ? `The results are unknown: ${stored.reason?.text}\n` : table_text(found));
	return found == null ? 1 : 0;
}

export { results };

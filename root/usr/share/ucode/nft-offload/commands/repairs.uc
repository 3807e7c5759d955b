'use strict';

/** `nft-offload repairs`: the networks that can be repaired, with the commands. */

import { print_repairs } from 'nft-offload.firewall.repair_commands';
import { clean } from 'nft-offload.lib.text';
import { read_status } from 'nft-offload.methods.status';

/**
 * @param {string[]} words
 * @param {boolean} as_json
 * @returns {?number} the exit code; null for other words
 */
function repairs(words, as_json) {
	if (length(words) > 0) return null;
	const status = clean(read_status());
	const found = status.repairs;
	const why = status.unknown.repairs ?? null;
	if (as_json) print(sprintf('%J\n', { repairs: found, unknown: why }));
	else
		print(
			found == null ? `The repairs are unknown: ${why?.text ?? 'no reason is known'}\n` : print_repairs(found)
		);
	return found == null ? 1 : 0;
}

export { repairs };

'use strict';

import { access, error, open } from 'fs';
import { reason_of_error } from 'nft-offload.lib.reason';

/**
 * Opens a file for reading. ucode's open() does not tell why it failed, so access() is asked.
 *
 * @param {string} path
 * @returns {{ file: ?import('fs').Handle, reason: ?import('../../../../../../src/rpc/types/index.ts').Reason }}  one of them is null
 */
function open_file(path) {
	const file = open(path, 'r');
	if (file != null) return { file, reason: null };
	return { file, reason: reason_of_error(path, access(path) == null ? error() : null) };
}

export { open_file };

'use strict';

import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const TABLE = '/proc/net/nf_conntrack';
/** Large enough to keep calls few, small enough that memory does not grow with the table. */
const CHUNK = 65536;

/**
 * Reads the text of the conntrack table in one pass.
 *
 * @param {(size: number) => ?string} read  gives up to `size` bytes, '' at the end, null if reading fails
 * @param {() => boolean} is_late  whether time is up
 * @param {(lines: string[]) => void} read_lines  takes the next lines
 * @returns {?Reason} null if it was read to its end
 */
function read_text_table(read, is_late, read_lines) {
	let rest = '';
	while (true) {
		const chunk = read(CHUNK);
		if (chunk == null) return reason('failed', `${TABLE}: read error`);
		if (chunk == '') break;
		if (is_late()) return reason('timeout', TABLE);
		const lines = split(rest + chunk, '\n') ?? [];
		rest = pop(lines) ?? '';
		read_lines(lines);
	}
	return rest == '' ? null : reason('truncated', TABLE);
}

export { TABLE, read_text_table };

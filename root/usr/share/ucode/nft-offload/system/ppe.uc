'use strict';

import { DEBUG, find_engines } from 'nft-offload.system.engine_folders';
import { parse_offload } from 'nft-offload.system.engine_text';
import { open_file } from 'nft-offload.system.file';
import { read_lines } from 'nft-offload.system.lines';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const MARK = ' BND ';
const CHUNK = 65536;

/**
 * Counts the entries of one table, with memory that does not grow with it.
 *
 * @param {(size: number) => ?string} read
 * @param {() => boolean} is_late
 * @returns {?number} null where the time is over or reading fails
 */
function count_bound(read, is_late) {
	let count = 0;
	let rest = '';
	while (true) {
		const chunk = read(CHUNK);
		if (chunk == null || is_late()) return null;
		if (chunk == '') return count;
		count += length(split(rest + chunk, MARK)) - 1;
		// A mark may lie across two chunks; what is kept is too short to hold a whole one.
		rest = substr(rest + chunk, 1 - length(MARK));
	}
	return count;
}

/**
 * @param {import('nft-offload.system.engine_folders').Engine} engine
 * @param {() => boolean} is_late
 * @returns {{ bound: ?number, reason: ?Reason }}  unknown for an engine that lists none
 */
function read_engine_bound(engine, is_late) {
	const folder = `${DEBUG}/${engine.folder}`;
	if (engine.kind == 'qcom_ppe')
		return { bound: null, reason: reason('missing', `${folder}: lists no entries`) };
	if (engine.kind == 'qca_ppe') {
		const found = read_lines(`${folder}/offload`);
		const live = found.lines && parse_offload(found.lines).live;
		const why = found.reason ?? reason('garbled', `${folder}/offload`);
		return { bound: live, reason: live == null ? why : null };
	}
	const opened = open_file(`${folder}/bind`);
	const table = opened.file;
	if (table == null) return { bound: null, reason: opened.reason };
	const bound = count_bound((size) => table.read(size), is_late);
	table.close();
	return { bound, reason: bound == null ? reason(is_late() ? 'timeout' : 'failed', `${folder}/bind`) : null };
}

/**
 * Entries that the hardware forwards without the CPU, one for each direction of a connection.
 *
 * @param {() => boolean} is_late
 * @returns {{ bound: ?number, reason: ?Reason }}  unknown where no driver lists any, and where one of several cannot be read
 */
function read_bound(is_late) {
	const found = find_engines();
	if (found.engines == null) return { bound: null, reason: found.reason };
	/** @type {?number} */
	let bound = null;
	for (let engine in found.engines) {
		const one = read_engine_bound(engine, is_late);
		if (one.bound == null) return one;
		bound = (bound ?? 0) + one.bound;
	}
	return { bound, reason: bound == null ? reason('missing', `${DEBUG}: no engine`) : null };
}

export { count_bound, read_bound, read_engine_bound };

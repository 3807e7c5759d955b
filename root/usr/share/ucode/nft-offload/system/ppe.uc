'use strict';

import { open_file } from 'nft-offload.system.file';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/**
 * Where the drivers list the bound entries of their packet processing engines: MediaTek (Linux
 * drivers/net/ethernet/mediatek/mtk_ppe_debugfs.c) has up to three engines, Airoha one.
 */
const TABLES = [
	'/sys/kernel/debug/ppe0/bind',
	'/sys/kernel/debug/ppe1/bind',
	'/sys/kernel/debug/ppe2/bind',
	'/sys/kernel/debug/ppe/bind'
];
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
 * Entries that the hardware forwards without the CPU, one for each direction of a connection.
 *
 * @param {() => boolean} is_late
 * @returns {{ bound: ?number, reason: ?Reason }}  unknown where no driver lists any
 */
function read_bound(is_late) {
	/** @type {?number} */
	let bound = null;
	/** @type {?Reason} */
	let why = null;
	for (let path in TABLES) {
		const opened = open_file(path);
		const table = opened.file;
		if (table == null) {
			why ??= opened.reason;
			continue;
		}
		const count = count_bound((size) => table.read(size), is_late);
		table.close();
		if (count == null) return { bound: null, reason: reason(is_late() ? 'timeout' : 'failed', path) };
		bound = (bound ?? 0) + count;
	}
	return { bound, reason: bound == null ? why : null };
}

export { count_bound, read_bound };

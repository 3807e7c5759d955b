'use strict';

import { DEBUG, find_engines } from 'nft-offload.system.engine_folders';
import { count_entries, count_moving, parse_offload } from 'nft-offload.system.engine_text';
import { open_file } from 'nft-offload.system.file';
import { read_lines } from 'nft-offload.system.lines';
import { read_engine_bound } from 'nft-offload.system.ppe';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').EngineReading} EngineReading */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').EngineKind} EngineKind */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').SystemFacts} SystemFacts */

/**
 * Entries of a table where a source says so: the constants of the drivers (docs/engines.md). No driver tells it.
 *
 * @type {{ kind: EngineKind, target: string, linux: number, entries: number }[]}  linux: from this 6.x on
 */
const CAPACITIES = [
	{ kind: 'mtk_ppe', target: '', linux: 12, entries: 16384 },
	{ kind: 'airoha_ppe', target: 'airoha/an7581', linux: 0, entries: 32768 },
	{ kind: 'qca_ppe', target: 'qualcommax/ipq60xx', linux: 0, entries: 2048 },
	{ kind: 'qca_ppe', target: 'qualcommax/ipq807x', linux: 0, entries: 4096 }
];

/**
 * @param {EngineKind} kind
 * @param {SystemFacts} system
 * @returns {?number}
 */
function capacity_of(kind, system) {
	const version = map(split(system.kernel ?? '', '.'), (part) => int(part));
	const is_from = (/** @type {number} */ minor) =>
		minor == 0 || version[0] > 6 || (version[0] == 6 && version[1] >= minor);
	for (let one in CAPACITIES) {
		if (one.kind != kind || index(system.target ?? '', one.target) != 0) continue;
		if (is_from(one.linux)) return one.entries;
	}
	return null;
}

/**
 * @param {string} path
 * @param {() => boolean} is_late
 */
function count_file(path, is_late) {
	const file = open_file(path).file;
	if (file == null) return null;
	const count = count_entries((size) => file.read(size), is_late);
	file.close();
	return count;
}

/**
 * @param {string} folder
 * @param {() => boolean} is_late
 * @returns {Partial<EngineReading> & { last?: number }}
 */
function read_table(folder, is_late) {
	const all = count_file(`${folder}/entries`, is_late);
	if (all != null) return all;
	const bound = count_file(`${folder}/bind`, is_late);
	return bound == null ? {} : { bound: bound.bound, last: bound.last, complete: bound.complete };
}

/**
 * @param {string} folder
 * @param {boolean} with_lists
 * @returns {Partial<EngineReading>}
 */
function read_switch(folder, with_lists) {
	const lines = read_lines(`${folder}/offload`).lines;
	if (lines == null) return {};
	const found = parse_offload(lines);
	const flows = with_lists && (found.live ?? 0) > 0 ? read_lines(`${folder}/flows`).lines : null;
	return {
		entries: found.live,
		bound: found.live,
		moving: flows && count_moving(flows),
		rejected: found.rejected
	};
}

/**
 * @param {import('nft-offload.system.engine_folders').Engine} engine
 * @param {SystemFacts} system
 * @param {boolean} with_lists
 * @param {() => boolean} is_late
 * @returns {EngineReading}
 */
function read_engine(engine, system, with_lists, is_late) {
	const kind = engine.kind;
	const folder = `${DEBUG}/${engine.folder}`;
	/** @type {Partial<EngineReading> & { last?: number }} */
	let found = {};
	if (kind == 'qca_ppe') found = read_switch(folder, with_lists);
	else if (!with_lists) found = { bound: read_engine_bound(engine, is_late).bound };
	else if (kind != 'qcom_ppe') found = read_table(folder, is_late);
	const capacity = capacity_of(kind, system);
	return {
		kind,
		folder: engine.folder,
		entries: found.entries ?? null,
		bound: found.bound ?? null,
		unbound: found.unbound ?? null,
		moving: found.moving ?? null,
		// An entry beyond it shows a driver with a larger table.
		capacity:
			capacity != null && max((found.last ?? -1) + 1, found.entries ?? found.bound ?? 0) > capacity
				? null
				: capacity,
		complete: found.complete ?? true,
		rejected: found.rejected ?? null
	};
}

/**
 * @param {SystemFacts} system
 * @param {boolean} with_lists  whether the long lists are read too
 * @param {() => boolean} is_late
 * @returns {{ engines: ?EngineReading[], reason: ?Reason }}
 */
function read_engines(system, with_lists, is_late) {
	const found = find_engines();
	return {
		engines:
			found.engines && map(found.engines, (engine) => read_engine(engine, system, with_lists, is_late)),
		reason: found.reason
	};
}

export { CAPACITIES, read_engines };

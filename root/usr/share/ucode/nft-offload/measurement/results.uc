'use strict';

/*
 * The results of measurements on the flash: one small file, replaced as a whole. It is written after a measurement only, never at boot and
 * never by a poll.
 */

import { access, error, mkdir, readfile, rename, rmdir, unlink } from 'fs';
import { reason, reason_of_error } from 'nft-offload.lib.reason';
import { clean } from 'nft-offload.lib.text';
import { check_stored } from 'nft-offload.measurement.result';
import { PRIVATE, replace_file } from 'nft-offload.system.replace_file';

/** @typedef {import('../../../../../../src/rpc/types/results.ts').StoredResult} StoredResult */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const FOLDER = '/etc/nft-offload';
const FILE = `${FOLDER}/results.json`;
const SCRATCH = `${FOLDER}/results.json.new`;
/** A damaged file that a new one has taken the place of. */
const BAD = `${FOLDER}/results.json.bad`;
const PRIVATE_FOLDER = 0x1c0;
const VERSION = 1;
/** Results that are kept. */
const KEPT = 20;
/** Bytes of a stored result; one that is larger leaves out its devices. */
const SIZE = 700;
/** Bytes of a file that can be ours. */
const LARGEST = 32768;

/**
 * @param {string} text
 * @returns {{ results: ?StoredResult[], wrong: string }}
 */
function parse_results(text) {
	if (length(text) > LARGEST) return { results: null, wrong: 'too large' };
	let stored = null;
	try {
		stored = json(text);
	} catch {
		return { results: null, wrong: 'not JSON' };
	}
	if (type(stored) != 'object' || stored.version != VERSION || type(stored.results) != 'array')
		return { results: null, wrong: 'not a list of results' };
	for (let result in stored.results) {
		const wrong = check_stored(result);
		if (wrong != null) return { results: null, wrong };
	}
	return { results: stored.results, wrong: '' };
}

/**
 * @returns {{ results: ?StoredResult[], reason: ?Reason }} the oldest first
 */
function read_results() {
	const text = readfile(FILE, LARGEST + 1);
	if (text == null) {
		const why = reason_of_error(FILE, error());
		return access(FILE) == null && why.code == 'missing'
			? { results: [], reason: null }
			: { results: null, reason: why };
	}
	const parsed = parse_results(text);
	return {
		results: parsed.results,
		reason: parsed.results == null ? reason('garbled', `${FILE}: ${parsed.wrong}`) : null
	};
}

/**
 * @param {StoredResult} result
 * @returns {StoredResult} without its devices where it is too large
 */
function fitting(result) {
	if (length(sprintf('%J', result)) <= SIZE) return result;
	return { ...result, environment: { ...result.environment, devices: null } };
}

/**
 * @param {StoredResult[]} results
 * @returns {string} a line for each
 */
function results_text(results) {
	const lines = map(results, (result) => sprintf('%J', result));
	return `{"version":${VERSION},"results":[\n${join(',\n', lines)}\n]}\n`;
}

/**
 * Takes a result to the others. A damaged file is kept under another name, once: it takes no other's place.
 *
 * @param {StoredResult} result
 * @returns {{ results: ?StoredResult[], moved_aside: boolean, error: ?string }} all, the oldest first
 */
function add_result(result) {
	const stored = read_results();
	const damaged = stored.reason?.code == 'garbled';
	if (stored.results == null && !damaged)
		return { results: null, moved_aside: false, error: stored.reason?.text ?? FILE };
	if (damaged && access(BAD))
		return { results: null, moved_aside: false, error: `${stored.reason?.text}; ${BAD} exists already` };
	const all = [...(stored.results ?? []), clean(fitting(result))];
	const first = max(length(all) - KEPT, 0);
	/** @type {StoredResult[]} */
	const results = [];
	for (let at = first; at < length(all); at++) push(results, all[at]);
	mkdir(FOLDER, PRIVATE_FOLDER);
	// The damaged file goes aside only once the new one is on the flash.
	const unwritten = replace_file(FILE, results_text(results), {
		scratch: SCRATCH,
		mode: PRIVATE,
		accept: () => (!damaged || rename(FILE, BAD) ? null : `${BAD}: ${error()}`)
	});
	if (unwritten != null) return { results: null, moved_aside: false, error: unwritten };
	return { results, moved_aside: damaged, error: null };
}

/**
 * @returns {?string} why something is left
 */
function delete_results() {
	for (let path in [SCRATCH, BAD, FILE]) {
		if (!unlink(path) && access(path)) return `${path} could not be deleted`;
	}
	rmdir(FOLDER);
	return null;
}

export { add_result, delete_results, read_results };

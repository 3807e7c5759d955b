'use strict';

/** Undoes a trial: restores the old values where the tried ones are still set, and ends it. */

import { access, chmod, open, readfile, stat, unlink } from 'fs';
import { is_readable } from 'nft-offload.firewall.libuci';
import { move_file, replace_file } from 'nft-offload.system.replace_file';
import {
	CONFIGS,
	RELOAD,
	SCRATCH,
	clear_entries,
	close_journal,
	config_path,
	read_journal,
	spare_path
} from 'nft-offload.trial.journal';
import { check_of, make_plan, read_part } from 'nft-offload.trial.plan';
import { send_reload } from 'nft-offload.trial.reload';

/** @typedef {import('nft-offload.trial.journal').Part} Part */
/** @typedef {import('nft-offload.trial.plan').Plan} Plan */
/**
 * @typedef {object} Outcome
 * @property {boolean} trial  whether there was one
 * @property {boolean} restored  whether a file had to be written
 * @property {?string} error  the error because of which it is not over yet
 */

/** Milliseconds between two looks, in which a commit ends that began before the first. */
const PAUSE = 200;
/** Looks at a file that others write meanwhile, and attempts to lock it. */
const LOOKS = 5;
/** @type {Outcome} */
const NOTHING = { trial: false, restored: false, error: null };

/**
 * Writes what a plan says, with the spare copy where that holds it.
 *
 * @param {Plan} plan
 * @param {Part} part
 * @returns {?string} the error
 */
function carry_out(plan, part) {
	const text = plan.text;
	if (text == null) return null;
	const path = part.path;
	const mode = stat(path)?.mode ?? part.mode;
	const spare = part.spare_path;
	if (readfile(spare) == text && chmod(spare, mode) && move_file(spare, path) == null) {
		if (readfile(path) == text) return null;
	}
	const how = { scratch: SCRATCH, mode, accept: check_of(plan, part) };
	const unwritten = replace_file(path, text, how);
	if (unwritten == null || plan.edited == null) return unwritten;
	// By libuci: keeps the values of others, but not their comments.
	const plain = part.subject.print(plan.edited, false);
	return plain == null ? unwritten : replace_file(path, plain, how);
}

/**
 * @param {string} config  is replaced by its spare copy where it is lost
 * @returns {?string} the error
 */
function rescue_config(config) {
	const path = config_path(config);
	const spare = spare_path(config);
	if (trim(readfile(spare) ?? '') == '' || !is_readable(spare)) return null;
	const text = readfile(path);
	if (text == null ? access(path) : trim(text) != '' && is_readable(path)) return null;
	return move_file(spare, path);
}

/**
 * Without a usable marker there is no trial. Where the configuration is lost, a spare copy helps.
 *
 * @param {?import('nft-offload.trial.journal').Reason} why  the marker cannot be used
 * @param {boolean} reload
 * @returns {Outcome}
 */
function clear_up(why, reload) {
	for (let config in CONFIGS) {
		const unmoved = rescue_config(config);
		if (unmoved != null) return { trial: false, restored: false, error: unmoved };
	}
	if (why != null) {
		const unsure = why.code == 'garbled' ? close_journal(false) : why.text;
		return { trial: false, restored: false, error: unsure };
	}
	clear_entries();
	if (!stat(RELOAD)) return NOTHING;
	if (reload) return { trial: false, restored: false, error: send_reload() };
	unlink(RELOAD);
	clear_entries();
	return NOTHING;
}

/**
 * Keeps commits of libuci, which lock the file too, out until it is closed or this process ends. The lock is shared, as that with which
 * libuci reads: an exclusive one would let our own look wait for ever. Whoever holds the file for long does not stop an undo.
 *
 * @param {string} path
 * @returns {?import('fs').Handle}
 */
function lock_config(path) {
	let file = open(path, 're');
	for (let attempt = 1; file != null && !file.lock('sn') && attempt < LOOKS; attempt++) {
		// A commit puts another file in its place.
		file.close();
		sleep(PAUSE);
		file = open(path, 're');
	}
	return file;
}

/**
 * Looks at a file and restores the old values where the tried ones are still set.
 *
 * @param {Part} part
 * @returns {{ restored: boolean, error: ?string }}
 */
function restore_once(part) {
	const file = lock_config(part.path);
	const config = read_part(part);
	const plan = config.found == null ? null : make_plan(config.found, part);
	const error = plan == null ? config.error : carry_out(plan, part);
	file?.close();
	return { restored: error == null && plan?.text != null, error };
}

/**
 * Restores the old values of a file. A commit that has read the tried values before writes them once more, so it looks again.
 *
 * @param {Part} part
 * @param {boolean} alone  nothing else runs, because the router boots
 * @returns {{ restored: boolean, error: ?string }}
 */
function restore_part(part, alone) {
	let outcome = restore_once(part);
	const restored = outcome.restored;
	for (let look = 1; outcome.restored && !alone && look < LOOKS; look++) {
		sleep(PAUSE);
		outcome = restore_once(part);
	}
	return { restored, error: outcome.error };
}

/**
 * Restores the old values if the tried ones are still set, and ends the trial. What is interrupted is done again by the next call.
 *
 * @param {boolean} reload  whether they are to be loaded too; false while the router boots
 * @returns {Outcome}
 */
function restore_trial(reload) {
	const read = read_journal();
	const journal = read.journal;
	if (journal == null) return clear_up(read.reason, reload);
	let restored = false;
	for (let part in journal.parts) {
		const outcome = restore_part(part, !reload);
		if (outcome.error != null) return { trial: true, restored: false, error: outcome.error };
		restored ||= outcome.restored;
	}
	const error = close_journal(restored && reload) ?? (restored && reload ? send_reload() : null);
	return { trial: true, restored, error };
}

export { restore_trial };

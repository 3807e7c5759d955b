'use strict';

import { access, chmod, open, readfile, stat, unlink } from 'fs';
import { is_readable } from 'nft-offload.firewall.libuci';
import { run } from 'nft-offload.system.command';
import { PRIVATE, move_file, replace_file } from 'nft-offload.system.replace_file';
import {
	CONFIGS,
	RELOAD,
	SCRATCH,
	clear_entries,
	close_journal,
	config_path,
	read_journal,
	spare_path,
	unsent_configs,
	write_base,
	write_entry
} from 'nft-offload.trial.journal';
import {
	check_edit,
	is_foreign,
	is_rolled_back,
	is_torn,
	make_plan,
	read_part,
	read_settled
} from 'nft-offload.trial.plan';

/** @typedef {import('nft-offload.trial.journal').Journal} Journal */
/** @typedef {import('nft-offload.trial.journal').Part} Part */
/** @typedef {import('nft-offload.trial.plan').Found} Found */
/** @typedef {import('nft-offload.trial.plan').Plan} Plan */
/**
 * @typedef {object} Outcome
 * @property {boolean} trial  whether there was one
 * @property {boolean} restored  whether a file had to be written
 * @property {?string} error  the error because of which it is not over yet
 */

/** procd reloads what uses a configuration on this event, as after LuCI's Save & Apply, and does not let the sender wait. */
const EVENT = 'ubus call service event';
/** Where rpcd keeps the files that its rollback puts back (its include/rpcd/uci.h). */
const SNAPSHOTS = '/var/run/rpcd/snapshot-files';
/** Milliseconds between two looks, in which a commit ends that began before the first. */
const PAUSE = 200;
/** Looks at a file that others write meanwhile, and attempts to lock it. */
const LOOKS = 5;
/** @type {Outcome} */
const NOTHING = { trial: false, restored: false, error: null };

/**
 * @param {string} priority  of syslog
 * @param {string} message
 */
function log(priority, message) {
	run(`logger -t nft-offload -p daemon.${priority} '${message}'`);
}

/**
 * @param {Plan} plan
 * @param {Part} part
 * @returns {(path: string) => ?string} says why libuci does not read from an edit what the plan says
 */
function check_of(plan, part) {
	if (plan.edited == null) return () => null;
	const source = plan.edited == part.seen ? part.seen_path : part.path;
	return check_edit(part, source, part.subject.is_before);
}

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
 * Lets procd reload what uses these configurations.
 *
 * @param {string[]} configs
 * @returns {?string} why it is not told
 */
function tell_procd(configs) {
	for (let config in configs) {
		const data = `{ "type": "config.change", "data": { "package": "${config}" } }`;
		const why = run(`${EVENT} '${data}'`).reason;
		if (why != null) return why.text;
	}
	return null;
}

/**
 * Tells procd to reload after an undo, and forgets that once it is told.
 *
 * @returns {?string} why it is not told
 */
function send_reload() {
	const untold = tell_procd(unsent_configs());
	if (untold != null) return untold;
	unlink(RELOAD);
	clear_entries();
	return null;
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

/**
 * Ends a trial and keeps what the files hold, others' changes too that rpcd's rollback has taken away meanwhile.
 *
 * @param {Journal} journal
 * @returns {?string} the error
 */
function keep_trial(journal) {
	for (let part in journal.parts) {
		const config = read_part(part);
		if (config.found == null) return config.error;
		const found = config.found;
		if (found.parsed == null || is_torn(found, part) || is_rolled_back(found, part)) {
			const restored = restore_trial(true);
			return restored.restored ? null : restored.error;
		}
	}
	return close_journal(false);
}

/**
 * @param {string} text
 * @param {Part} part
 * @returns {?string} the error
 */
function note_base(text, part) {
	const expected = part.subject.print(text, true) ?? text;
	const unwritten = write_base(part, { text, expected, number: part.base.number + 1 });
	if (unwritten == null) unlink(part.seen_path);
	return unwritten;
}

/**
 * Keeps copies of what an undo would write, so that it needs no free space.
 *
 * @returns {?string} the error
 */
function prepare_spares() {
	const journal = read_journal().journal;
	for (let part in journal?.parts ?? []) {
		const found = read_part(part).found;
		if (found == null) continue;
		const plan = make_plan(found, part);
		const text = plan.text ?? part.base.text;
		if (readfile(part.spare_path) == text) continue;
		const how = { scratch: SCRATCH, mode: PRIVATE, accept: check_of(plan, part) };
		const unwritten = replace_file(part.spare_path, text, how);
		if (unwritten != null) return unwritten;
	}
	return null;
}

/**
 * @param {Part} part
 * @param {Found} found  whole
 * @returns {?string} why what another program has made of the file could not be written down
 */
function note_part(part, found) {
	const text = found.text ?? '';
	if (part.subject.is_before(found.parsed?.value))
		return text == part.base.text ? null : note_base(text, part);
	if (is_foreign(text, part)) return text == part.seen ? null : write_entry(part.seen_path, text);
	if (part.seen != null) unlink(part.seen_path);
	return null;
}

/**
 * Writes down what another program has made of the files meanwhile, so that neither rpcd's rollback nor a crash loses it, and prepares
 * the spare copies for it.
 *
 * @returns {?string} the error
 */
function note_configs() {
	const journal = read_journal().journal;
	for (let part in journal?.parts ?? []) {
		const found = read_settled(part);
		if (found == null) return null;
		// On a full disk rpcd's rollback leaves a part, with which the firewall may not load at all.
		if (is_torn(found, part)) return restore_trial(true).error;
		if (found.text == null || found.parsed == null) return null;
		if (is_rolled_back(found, part)) return restore_trial(true).error;
		const unwritten = note_part(part, found);
		if (unwritten != null) return unwritten;
	}
	return journal == null ? null : prepare_spares();
}

/**
 * Takes the old text away from rpcd's rollback, which would put back the whole file and lose what others have committed since the last
 * look. A snapshot that holds the tried values is of another apply, and stays.
 *
 * @param {Journal} journal
 */
function disarm_rollback(journal) {
	for (let part in journal.parts) {
		const subject = part.subject;
		const snapshot = `${SNAPSHOTS}/${subject.config}`;
		if (
			subject.is_tried(subject.parse(part.path)?.value) &&
			subject.is_before(subject.parse(snapshot)?.value)
		)
			unlink(snapshot);
	}
}

export { disarm_rollback, keep_trial, log, note_configs, restore_trial, tell_procd };

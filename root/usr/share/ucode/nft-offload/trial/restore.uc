'use strict';

import { chmod, readfile, stat, unlink } from 'fs';
import { parse_config, print_with_options, raw_of, same } from 'nft-offload.firewall.options';
import { run } from 'nft-offload.system.command';
import { PRIVATE, move_file, replace_file } from 'nft-offload.system.replace_file';
import {
	RELOAD,
	SCRATCH,
	SPARE,
	clear_entries,
	close_journal,
	read_journal,
	write_base,
	write_entry
} from 'nft-offload.trial.journal';
import {
	CONFIG,
	is_foreign,
	is_rolled_back,
	is_torn,
	make_plan,
	read_config,
	read_settled
} from 'nft-offload.trial.plan';

/** @typedef {import('nft-offload.trial.journal').Journal} Journal */
/** @typedef {import('nft-offload.trial.plan').Plan} Plan */
/**
 * @typedef {object} Outcome
 * @property {boolean} trial  whether there was one
 * @property {boolean} restored  whether the file had to be written
 * @property {?string} error  the error because of which it is not over yet
 */

/** procd reloads the firewall on this event, as after LuCI's Save & Apply, and does not let the sender wait. */
const EVENT = `ubus call service event '{ "type": "config.change", "data": { "package": "firewall" } }'`;
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
 * @param {Journal} journal
 * @returns {(path: string) => ?string} says whether libuci reads the old values, and everything else as it was, from an edit
 */
function check_of(plan, journal) {
	const source = plan.edited == journal.seen ? journal.seen_path : CONFIG;
	return (path) => {
		if (plan.edited == null) return null;
		const edited = parse_config(path);
		const original = parse_config(source);
		const good =
			edited != null &&
			original != null &&
			same(edited.options, journal.marker.before) &&
			edited.others == original.others;
		return good ? null : `${CONFIG}: the old values do not fit in`;
	};
}

/**
 * @param {Plan} plan
 * @param {Journal} journal
 * @returns {Plan}  the same, by libuci: keeps the values of others, but not their comments
 */
function plainly(plan, journal) {
	return { ...plan, text: print_with_options(plan.edited ?? '', journal.marker.before) };
}

/**
 * Writes what a plan says, with the spare copy where that holds it.
 *
 * @param {Plan} plan
 * @param {Journal} journal
 * @returns {?string} the error
 */
function carry_out(plan, journal) {
	const text = plan.text;
	if (text == null) return null;
	const mode = stat(CONFIG)?.mode ?? journal.marker.mode;
	if (readfile(SPARE) == text && chmod(SPARE, mode) && move_file(SPARE, CONFIG) == null) {
		if (readfile(CONFIG) == text) return null;
	}
	const how = { scratch: SCRATCH, mode, accept: check_of(plan, journal) };
	const unwritten = replace_file(CONFIG, text, how);
	if (unwritten == null || plan.edited == null) return unwritten;
	const plain = plainly(plan, journal).text;
	return plain == null ? unwritten : replace_file(CONFIG, plain, how);
}

/**
 * Tells procd to reload the firewall after an undo, and forgets that once it is told.
 *
 * @returns {?string} why it is not told
 */
function send_reload() {
	const why = run(EVENT).reason;
	if (why != null) return why.text;
	unlink(RELOAD);
	clear_entries();
	return null;
}

/**
 * Without a usable marker there is no trial. Where the configuration is lost, a spare copy helps.
 *
 * @param {?import('nft-offload.trial.journal').Reason} why  the marker cannot be used
 * @param {boolean} reload
 * @returns {Outcome}
 */
function clear_up(why, reload) {
	const found = read_config().found;
	if (found != null && found.parsed == null && trim(readfile(SPARE) ?? '') != '' && parse_config(SPARE)) {
		const unmoved = move_file(SPARE, CONFIG);
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
 * Restores the old values if the tried ones are still set, and ends the trial. What is interrupted is done again by the next call.
 *
 * @param {boolean} reload  whether the firewall is to load them too; false while the router boots
 * @returns {Outcome}
 */
function restore_trial(reload) {
	const read = read_journal();
	const journal = read.journal;
	if (journal == null) return clear_up(read.reason, reload);
	const config = read_config();
	if (config.found == null) return { trial: true, restored: false, error: config.error };
	const plan = make_plan(config.found, journal);
	const unwritten = carry_out(plan, journal);
	if (unwritten != null) return { trial: true, restored: false, error: unwritten };
	const restored = plan.text != null;
	const error = close_journal(restored && reload) ?? (restored && reload ? send_reload() : null);
	return { trial: true, restored, error };
}

/**
 * Ends a trial and keeps what the file holds, others' changes too that rpcd's rollback has taken away meanwhile.
 *
 * @param {Journal} journal
 * @returns {?string} the error
 */
function keep_trial(journal) {
	const config = read_config();
	if (config.found == null) return config.error;
	const found = config.found;
	if (found.parsed == null || is_torn(found, journal) || is_rolled_back(found, journal)) {
		const restored = restore_trial(true);
		return restored.restored ? null : restored.error;
	}
	return close_journal(false);
}

/**
 * @param {string} text
 * @param {Journal} journal
 * @returns {?string} the error
 */
function note_base(text, journal) {
	const expected = print_with_options(text, raw_of(journal.marker.tried)) ?? text;
	const unwritten = write_base({ text, expected, number: journal.base.number + 1 });
	if (unwritten == null) unlink(journal.seen_path);
	return unwritten;
}

/**
 * Keeps a copy of what an undo would write, so that it needs no free space.
 *
 * @returns {?string} the error
 */
function prepare_spare() {
	const journal = read_journal().journal;
	const found = read_config().found;
	if (journal == null || found == null) return null;
	const plan = make_plan(found, journal);
	const text = plan.text ?? journal.base.text;
	if (readfile(SPARE) == text) return null;
	return replace_file(SPARE, text, { scratch: SCRATCH, mode: PRIVATE, accept: check_of(plan, journal) });
}

/**
 * Writes down what another program has made of the file meanwhile, so that neither rpcd's rollback nor a crash loses it, and prepares
 * the spare copy for it.
 *
 * @returns {?string} the error
 */
function note_config() {
	const journal = read_journal().journal;
	const found = journal == null ? null : read_settled(journal);
	const text = found?.text ?? null;
	const options = found?.parsed?.options ?? null;
	if (journal == null || found == null) return null;
	// On a full disk rpcd's rollback leaves a part, with which the firewall may not load at all.
	if (is_torn(found, journal)) return restore_trial(true).error;
	if (text == null || found.parsed == null) return null;
	if (is_rolled_back(found, journal)) return restore_trial(true).error;
	let unwritten = null;
	if (same(options, journal.marker.before))
		unwritten = text == journal.base.text ? null : note_base(text, journal);
	else if (is_foreign(text, journal.base))
		unwritten = text == journal.seen ? null : write_entry(journal.seen_path, text);
	else if (journal.seen != null) unlink(journal.seen_path);
	return unwritten ?? prepare_spare();
}

export { keep_trial, log, note_config, restore_trial };

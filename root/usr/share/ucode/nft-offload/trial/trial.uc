'use strict';

import { readfile, stat, unlink, writefile } from 'fs';
import { now_ms } from 'nft-offload.system.clock';
import { call_error } from 'nft-offload.lib.error';
import { booleans_of, print_with_options, raw_of } from 'nft-offload.firewall.options';
import { random_token } from 'nft-offload.lib.token';
import { PRIVATE } from 'nft-offload.system.replace_file';
import { start_watchdog } from 'nft-offload.system.watchdog';
import {
	RELOAD,
	boot_id,
	clear_entries,
	close_journal,
	read_journal,
	take_lock,
	time_left,
	write_marker,
	write_spare
} from 'nft-offload.trial.journal';
import { CONFIG, read_config } from 'nft-offload.trial.plan';
import { keep_trial, log, note_config, restore_trial } from 'nft-offload.trial.restore';

/** @typedef {import('../../../../../../src/rpc/types/trial.ts').Trial} Trial */
/** @typedef {import('../../../../../../src/rpc/types/trial.ts').TrialEnd} TrialEnd */
/** @typedef {import('../../../../../../src/rpc/types/trial.ts').TrialEndQuery} TrialEndQuery */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} OffloadOptions */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.trial.journal').Marker} Marker */

const WATCHDOG = 'trial-watchdog';
const SHORTEST = 30;
const LONGEST = 600;
/** Milliseconds after the end at which the watchdog acts: rpcd's own rollback comes first. */
const GRACE = 10000;
/** Milliseconds between two looks at the configuration while rpcd's rollback is due. */
const SHORT_PAUSE = 100;
/** Attempts that failed since boot, and when the next one is due: not every call may try again. */
const RETRY = '/var/run/nft-offload-trial.retry';
const MOST_ATTEMPTS = 12;
const FIRST_PAUSE = 4000;
const LONGEST_PAUSE = 300000;
const RESTORED = 'Nobody kept the trial of flow offloading: the old setting is restored';

/**
 * @param {Marker} marker
 * @returns {Trial}
 */
function describe(marker) {
	return {
		id: marker.id,
		seconds: marker.seconds,
		left_ms: max(time_left(marker), 0),
		before: booleans_of(marker.before)
	};
}

/**
 * The running trial, for `status`.
 *
 * @returns {{ trial: ?Trial, reason: ?Reason }}  both null without one
 */
function read_trial() {
	const read = read_journal();
	return { trial: read.journal == null ? null : describe(read.journal.marker), reason: read.reason };
}

/**
 * @param {?import('nft-offload.trial.journal').Journal} journal
 * @returns {boolean} whether it is not to be ended by anybody but its user yet
 */
function is_running(journal) {
	return journal != null && time_left(journal.marker) > -GRACE;
}

/**
 * @returns {{ attempts: number, due: boolean }}
 */
function read_retry() {
	const words = split(trim(readfile(RETRY, 64) ?? ''), ' ');
	const attempts = int(words[0]);
	if (length(words) != 2 || !(attempts > 0)) return { attempts: 0, due: true };
	return { attempts, due: attempts < MOST_ATTEMPTS && now_ms() >= int(words[1]) };
}

/**
 * @param {number} attempts  that failed
 */
function put_off(attempts) {
	writefile(RETRY, `${attempts} ${now_ms() + min(FIRST_PAUSE * 2 ** min(attempts, 10), LONGEST_PAUSE)}`);
}

/**
 * Ends a trial that nobody has ended, under the lock.
 *
 * @param {boolean} reload
 * @returns {?string} why it is not over yet
 */
function settle(reload) {
	const outcome = restore_trial(reload);
	if (outcome.restored) log('notice', RESTORED);
	if (outcome.error != null) put_off(read_retry().attempts + 1);
	else unlink(RETRY);
	return outcome.error;
}

/**
 * What a killed watchdog or a crash has left behind is settled by the next call of anything. What fails is tried again, ever more
 * rarely, and at last only at the next boot.
 */
function settle_overdue() {
	if (!read_retry().due) return;
	const lock = take_lock(false);
	if (lock.free && !is_running(read_journal().journal)) settle(true);
	lock.file?.close();
}

/**
 * @param {unknown} options
 * @returns {?OffloadOptions} null where it is none
 */
function check_tried(options) {
	if (type(options) != 'object') return null;
	const tried = /** @type {OffloadOptions} */ (options);
	if (type(tried.flow_offloading) != 'bool' || type(tried.flow_offloading_hw) != 'bool') return null;
	return { flow_offloading: tried.flow_offloading, flow_offloading_hw: tried.flow_offloading_hw };
}

/**
 * @param {number} seconds
 * @param {OffloadOptions} tried
 * @returns {{ made: ?{ marker: Marker, text: string }, reason: string }}
 */
function make_marker(seconds, tried) {
	const config = read_config();
	if (config.found == null) return { made: null, reason: config.error ?? '' };
	const text = config.found.text ?? '';
	const before = config.found.parsed?.options;
	const id = random_token();
	if (before == null) return { made: null, reason: `${CONFIG}: no section defaults` };
	if (id == null) return { made: null, reason: '/dev/urandom' };
	const end_ms = now_ms() + seconds * 1000;
	const mode = stat(CONFIG)?.mode ?? PRIVATE;
	return {
		made: { marker: { id, boot: boot_id(), seconds, end_ms, before, tried, mode }, text },
		reason: ''
	};
}

/**
 * @param {number} seconds
 * @param {OffloadOptions} tried
 * @returns {Trial | Fault}
 */
function begin(seconds, tried) {
	if (is_running(read_journal().journal)) return call_error('running', 'a trial is running');
	const unsettled = settle(true);
	if (unsettled != null && !stat(RELOAD)) return call_error('unavailable', unsettled);
	const prepared = make_marker(seconds, tried);
	const made = prepared.made;
	if (made == null) return call_error('unavailable', prepared.reason);
	const marker = made.marker;
	const expected = print_with_options(made.text, raw_of(tried)) ?? made.text;
	const base = { text: made.text, expected, number: 0 };
	const unwritten = write_spare(made.text) ?? write_marker(marker, base);
	const unguarded = unwritten ?? start_watchdog(WATCHDOG, marker.id, marker.end_ms + GRACE);
	if (unguarded == null) return describe(marker);
	if (unwritten == null) close_journal(false);
	else clear_entries();
	return call_error('unavailable', unguarded);
}

/**
 * Reply of `trial_start`.
 *
 * @param {{ seconds?: number, tried?: OffloadOptions }} args
 * @returns {Trial | Fault}
 */
function start_trial(args) {
	const seconds = args.seconds ?? 0;
	if (seconds < SHORTEST || seconds > LONGEST)
		return call_error('bad_argument', `seconds must be ${SHORTEST} to ${LONGEST}`);
	const tried = check_tried(args.tried);
	if (tried == null) return call_error('bad_argument', 'tried must hold the two options');
	const lock = take_lock(true);
	const reply = begin(seconds, tried);
	lock.file?.close();
	return reply;
}

/**
 * @returns {TrialEnd['requested']} what the file holds now
 */
function read_requested() {
	const options = read_config().found?.parsed?.options;
	return booleans_of(options ?? { flow_offloading: null, flow_offloading_hw: null });
}

/**
 * @param {string} id
 * @param {boolean} undo
 * @returns {TrialEnd | Fault}
 */
function end(id, undo) {
	const journal = read_journal().journal;
	if (journal == null || journal.marker.id != id) return call_error('gone', 'that trial is over');
	if (!undo) {
		if (!is_running(journal)) return call_error('gone', 'the trial is over');
		const unkept = keep_trial(journal);
		if (unkept != null) return call_error('unavailable', unkept);
		return { restored: false, requested: read_requested() };
	}
	const outcome = restore_trial(true);
	// Whether procd has been told yet, the watchdog sees to.
	if (outcome.error != null && !stat(RELOAD)) return call_error('unavailable', outcome.error);
	return { restored: outcome.restored, requested: read_requested() };
}

/**
 * Reply of `trial_end`. The watchdog sees that its marker is gone, and goes.
 *
 * @param {Partial<TrialEndQuery>} args
 * @returns {TrialEnd | Fault}
 */
function end_trial(args) {
	if (args.id == null || args.undo == null) return call_error('bad_argument', 'id and undo are needed');
	const lock = take_lock(true);
	const reply = end(args.id, args.undo);
	lock.file?.close();
	return reply;
}

/**
 * @param {string} id
 * @returns {?string} why the changes of others could not be noted
 */
function note_changes(id) {
	const lock = take_lock(true);
	const unwritten = read_journal().journal?.marker.id == id ? note_config() : null;
	lock.file?.close();
	return unwritten;
}

/**
 * Notes the changes of others at once, until the time of a trial is over or it has ended.
 *
 * @param {string} id
 * @returns {?string} why a change could not be noted; then it ends early
 */
function follow_changes(id) {
	/** @type {?string} */
	let noted = null;
	for (;;) {
		const journal = read_journal().journal;
		if (journal == null || journal.marker.id != id || !is_running(journal)) return null;
		const text = readfile(CONFIG);
		const unwritten = text == noted ? null : note_changes(id);
		if (unwritten != null) return unwritten;
		noted = text;
		sleep(SHORT_PAUSE);
	}
}

/**
 * Ends what is to be ended: at boot and when the package is removed also a trial that has time left.
 *
 * @param {boolean} now
 * @param {boolean} reload
 * @returns {?string} why it is not over yet
 */
function settle_trial(now, reload) {
	const lock = take_lock(true);
	const unsettled = now || !is_running(read_journal().journal) ? settle(reload) : null;
	lock.file?.close();
	return unsettled;
}

/** The last word of a watchdog whose attempts all failed. */
function give_up() {
	if (stat(RELOAD)) {
		log(
			'err',
			'The old setting of flow offloading is restored, but procd could not be told to reload the firewall'
		);
		unlink(RELOAD);
		restore_trial(false);
	} else log('err', 'The old setting of flow offloading could not be restored: the next boot tries again');
}

export {
	end_trial,
	follow_changes,
	give_up,
	note_changes,
	read_trial,
	settle_overdue,
	settle_trial,
	start_trial
};

'use strict';

/** Ends trials that nobody has ended: for the watchdog, the boot and the next call of anything. */

import { readfile, stat, unlink, writefile } from 'fs';
import { now_ms } from 'nft-offload.system.clock';
import { run } from 'nft-offload.system.command';
import { RELOAD, read_journal, take_lock } from 'nft-offload.trial.journal';
import { note_configs } from 'nft-offload.trial.notes';
import { restore_trial } from 'nft-offload.trial.restore';
import { disarm_rollback } from 'nft-offload.trial.rollback';
import { is_running } from 'nft-offload.trial.running';

/** Attempts that failed since boot, and when the next one is due: not every call may try again. */
const RETRY = '/var/run/nft-offload-trial.retry';
const MOST_ATTEMPTS = 12;
const FIRST_PAUSE = 4000;
const LONGEST_PAUSE = 300000;
const RESTORED = 'Nobody kept the trial of flow offloading: the old setting is restored';

/**
 * @param {string} priority  of syslog
 * @param {string} message
 */
function log(priority, message) {
	run(`logger -t nft-offload -p daemon.${priority} '${message}'`);
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
 * @param {string} id
 * @returns {?string} why the changes of others could not be noted
 */
function note_changes(id) {
	const lock = take_lock(true);
	const unwritten = read_journal().journal?.marker.id == id ? note_configs() : null;
	lock.file?.close();
	return unwritten;
}

/**
 * From now on the old setting comes back by the journal alone, which keeps what others have committed.
 *
 * @param {string} id
 */
function take_over(id) {
	const lock = take_lock(true);
	const journal = read_journal().journal;
	if (journal?.marker.id == id) disarm_rollback(journal);
	lock.file?.close();
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

export { give_up, note_changes, settle, settle_overdue, settle_trial, take_over };

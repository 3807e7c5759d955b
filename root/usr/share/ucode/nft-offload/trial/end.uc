'use strict';

/** Ends a trial as its user wants: keeps what is tried, or undoes it. */

import { stat } from 'fs';
import { call_error } from 'nft-offload.lib.error';
import { booleans_of, parse_config } from 'nft-offload.firewall.options';
import {
	RELOAD,
	close_journal,
	config_path,
	read_journal,
	subjects_of,
	take_lock
} from 'nft-offload.trial.journal';
import { is_rolled_back, is_torn, read_part } from 'nft-offload.trial.plan';
import { restore_trial } from 'nft-offload.trial.restore';
import { disarm_rollback } from 'nft-offload.trial.rollback';
import { is_running } from 'nft-offload.trial.running';

/** @typedef {import('../../../../../../src/rpc/types/trial.ts').TrialEnd} TrialEnd */
/** @typedef {import('../../../../../../src/rpc/types/trial.ts').TrialEndQuery} TrialEndQuery */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('nft-offload.trial.journal').Journal} Journal */
/** @typedef {import('nft-offload.trial.journal').Marker} Marker */

const CONFIG = config_path('firewall');

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
 * @param {boolean} restored
 * @param {Marker} marker
 * @returns {TrialEnd}
 */
function describe_end(restored, marker) {
	const options = parse_config(CONFIG)?.options;
	const requested = booleans_of(options ?? { flow_offloading: null, flow_offloading_hw: null });
	const repair = marker.repair;
	if (repair == null) return { restored, requested };
	const subject = subjects_of(marker)[0];
	const parsed = subject.parse(config_path(subject.config));
	return { restored, requested, repaired: parsed == null ? null : parsed.value != null };
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
		return describe_end(false, journal.marker);
	}
	const outcome = restore_trial(true);
	// Whether procd has been told yet, the watchdog sees to.
	if (outcome.error != null && !stat(RELOAD)) return call_error('unavailable', outcome.error);
	return describe_end(outcome.restored, journal.marker);
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
 * Ends the trial that runs, whoever began it.
 *
 * @param {boolean} undo
 * @returns {TrialEnd | Fault}
 */
function end_running(undo) {
	const lock = take_lock(true);
	const read = read_journal();
	const journal = read.journal;
	// Kept by a shell, the page's apply is never confirmed: rpcd's rollback must not undo it.
	if (journal != null && !undo) disarm_rollback(journal);
	const reply =
		journal == null
			? call_error('gone', read.reason?.text ?? 'No trial is running.')
			: end(journal.marker.id, undo);
	lock.file?.close();
	return reply;
}

export { end_running, end_trial };

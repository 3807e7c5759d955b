'use strict';

/** Tells whether a trial is running, and describes it. */

import { booleans_of } from 'nft-offload.firewall.options';
import { read_journal, time_left } from 'nft-offload.trial.journal';

/** @typedef {import('../../../../../../src/rpc/types/trial.ts').Trial} Trial */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.trial.journal').Marker} Marker */

/** Milliseconds after its end at which a trial is undone: its page comes first, which can say more. */
const UNDO_DELAY = 3000;

/**
 * @param {?import('nft-offload.trial.journal').Journal} journal
 * @returns {boolean} whether it is not to be ended by anybody but its user yet
 */
function is_running(journal) {
	return journal != null && time_left(journal.marker) > -UNDO_DELAY;
}

/**
 * @param {Marker} marker
 * @returns {Trial}
 */
function describe(marker) {
	const repair = marker.repair;
	return {
		id: marker.id,
		seconds: marker.seconds,
		left_ms: max(time_left(marker), 0),
		before: booleans_of(marker.before),
		...(repair == null ? {} : { repair: { network: repair.network, active: repair.active } })
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

export { UNDO_DELAY, describe, is_running, read_trial };

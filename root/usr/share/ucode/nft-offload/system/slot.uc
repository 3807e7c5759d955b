'use strict';

import { error, mkdir, open } from 'fs';

/** One file for each call that may work at a time. The kernel frees its lock when the process ends, however it ends. */
const FOLDER = '/var/run/nft-offload';
/** Only for root: whoever can open a file there could hold its lock. */
const FOLDER_MODE = 0x1c0;
/** What lock() fails with while another process holds the lock. */
const TAKEN = 'Resource temporarily unavailable';

/**
 * How many calls of each kind may work at a time, eight in all. 'results': the one process that may replace the stored results.
 *
 * @type {Record<string, number>}
 */
const SLOTS = { reading: 5, loading: 1, control: 2, results: 1 };

/**
 * @param {string} kind
 * @returns {?{ slot: ?import('fs').Handle }} the handle that holds a slot, itself null where no slot can be had for another
 *   reason than other calls: a full disk must not keep a trial from being ended; null where all slots are taken
 */
function claim_of_kind(kind) {
	for (let number = 0; number < SLOTS[kind]; number++) {
		// 'e': a program that a call leaves behind must not hold its slot.
		const slot = open(`${FOLDER}/${kind}.${number}`, 'we');
		if (slot == null) return { slot };
		if (slot.lock('xn')) return { slot };
		if (error() != TAKEN) return { slot: null };
		slot.close();
	}
	return null;
}

/**
 * Claims a slot for this process. Calls that read cannot take the slots of those that load or that control a trial or a
 * measurement; those in turn may use a slot of the readers when their own are taken.
 *
 * @param {string} kind  'reading', 'loading' or 'control'
 * @returns {?{ slot: ?import('fs').Handle }} keep it until the call is done; null where too many calls are working
 */
function claim_slot(kind) {
	mkdir(FOLDER, FOLDER_MODE);
	return claim_of_kind(kind) ?? (kind == 'reading' ? null : claim_of_kind('reading'));
}

export { claim_of_kind, claim_slot };

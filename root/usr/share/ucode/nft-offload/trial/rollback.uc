'use strict';

/** Takes the configurations of a trial away from rpcd's rollback. */

import { unlink } from 'fs';

/** @typedef {import('nft-offload.trial.journal').Journal} Journal */

/** Where rpcd keeps the files that its rollback puts back (its include/rpcd/uci.h). */
const SNAPSHOTS = '/var/run/rpcd/snapshot-files';

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

export { disarm_rollback };

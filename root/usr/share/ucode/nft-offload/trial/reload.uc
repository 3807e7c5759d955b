'use strict';

/** Tells procd to reload what uses the configurations of a trial. */

import { unlink } from 'fs';
import { run } from 'nft-offload.system.command';
import { RELOAD, clear_entries, unsent_configs } from 'nft-offload.trial.journal';

/** procd reloads what uses a configuration on this event, as after LuCI's Save & Apply, and does not let the sender wait. */
const EVENT = 'ubus call service event';

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

export { send_reload, tell_procd };

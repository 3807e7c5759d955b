'use strict';

import { run } from 'nft-offload.system.command';
import { is_ipv4_address } from 'nft-offload.lib.address';
import { is_token } from 'nft-offload.lib.token';

const FOLDER = '/usr/libexec/nft-offload';

/**
 * Starts a watchdog of ours (PROGRAM ID END [ADDRESS], END in seconds since boot), which outlives the call: all three descriptors that
 * lead to rpcd are closed to it, or the call would wait for its end.
 *
 * @param {string} program
 * @param {string} id  a token
 * @param {number} end_ms  of CLOCK_MONOTONIC
 * @param {?string} [address]  what else it has to know
 * @returns {?string} why it does not run
 */
function start_watchdog(program, id, end_ms, address) {
	if (!is_token(id)) return 'the id of the watchdog is not a token';
	const end = int(end_ms / 1000) + 1;
	const words = is_ipv4_address(address) ? `${id} ${end} ${address}` : `${id} ${end}`;
	const detached = '</dev/null >/dev/null';
	const started = run(`start-stop-daemon -S -b -x ${FOLDER}/${program} -- ${words} ${detached}`);
	return started.reason == null ? null : started.reason.text;
}

export { start_watchdog };

'use strict';

import { error, popen } from 'fs';
import { reason, reason_of_error } from 'nft-offload.reason';

/** @typedef {import('../../../../../src/wire.ts').Reason} Reason */

/** Seconds that a command may take. */
const LIMIT = 4;

/**
 * A shell line that runs a command, its errors among its output, and kills it after LIMIT seconds (exit status 137).
 * OpenWrt's busybox has no `timeout`. The command runs in the background so that its process id is known. Beside it a
 * guard waits; when it is told to go, it takes its `sleep` along, if it has begun one.
 *
 * @param {string} command  one simple command: what would follow `;`, `|` or `&` is not guarded
 * @returns {string}
 */
function guarded(command) {
	const told_to_go = `trap '[ $! = $p ] || kill -9 $!; exit' TERM`;
	const guard = `(${told_to_go}; sleep ${LIMIT} & wait $! && kill -9 $p) >/dev/null 2>&1 &`;
	return `${command} 2>&1 & p=$!; ${guard} g=$!; wait $p; c=$?; kill $g; exit $c`;
}

/**
 * @param {string} text
 * @returns {string} its first line that says something
 */
function first_line(text) {
	for (let line in split(text, '\n') ?? []) {
		if (trim(line) != '') return trim(line);
	}
	return '';
}

/**
 * Runs a command. Its exit status is 127 where the program is missing, as every shell has it.
 *
 * @param {string} command
 * @returns {{ text: string, reason: ?Reason }}  output, and why it is not to be trusted
 */
function run(command) {
	const process = popen(guarded(command), 'r');
	if (process == null) return { text: '', reason: reason_of_error(command, error()) };
	const text = process.read('all') ?? '';
	const code = process.close() ?? -1;
	if (code == 0) return { text, reason: null };
	if (code == 127) return { text, reason: reason('missing', command) };
	if (code == 126) return { text, reason: reason('denied', command) };
	if (code == 137) return { text, reason: reason('timeout', command) };
	const kind = index(text, 'Operation not permitted') >= 0 ? 'denied' : 'failed';
	return { text, reason: reason(kind, `${command}: exit ${code}: ${first_line(text)}`) };
}

export { run };

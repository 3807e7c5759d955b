'use strict';

import { error, popen } from 'fs';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** Seconds that a command may take where its caller does not say. */
const LIMIT = 4;

/**
 * A shell line that runs a command, its errors among its output, and kills it after some seconds (exit status 137).
 * OpenWrt's busybox has no `timeout`. The command runs in the background so that its process id is known. Beside it a
 * guard waits; when it is told to go, it takes its `sleep` along, if it has begun one.
 *
 * @param {string} command  one simple command: what would follow `;`, `|` or `&` is not guarded
 * @param {number} seconds
 * @returns {string}
 */
function guarded(command, seconds) {
	const told_to_go = `trap '[ $! = $p ] || kill -9 $!; exit' TERM`;
	const guard = `(${told_to_go}; sleep ${seconds} & wait $! && kill -9 $p) >/dev/null 2>&1 &`;
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
 * @param {number} [seconds]  that it may take
 * @returns {{ text: string, code: number, reason: ?Reason }}  output, exit status (-1 where it did not run), and why the
 *   output is not to be trusted
 */
function run(command, seconds) {
	const process = popen(guarded(command, seconds ?? LIMIT), 'r');
	if (process == null) return { text: '', code: -1, reason: reason_of_error(command, error()) };
	const text = process.read('all') ?? '';
	const code = process.close() ?? -1;
	if (code == 0) return { text, code, reason: null };
	if (code == 127) return { text, code, reason: reason('missing', command) };
	if (code == 126) return { text, code, reason: reason('denied', command) };
	if (code == 137) return { text, code, reason: reason('timeout', command) };
	const kind = index(text, 'Operation not permitted') >= 0 ? 'denied' : 'failed';
	return { text, code, reason: reason(kind, `${command}: exit ${code}: ${first_line(text)}`) };
}

export { run };

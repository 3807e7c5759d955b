'use strict';

import { error, mkstemp, popen, stat } from 'fs';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/**
 * What a command left: its output, its exit status (-1 where it did not run), and why the output is not to be trusted.
 *
 * @typedef {{ text: string, code: number, reason: ?Reason }} Result
 */

/** Seconds that a command may take where its caller does not say. */
const LIMIT = 4;
/** Seconds between SIGTERM and SIGKILL, which come on top of the limit. */
const GRACE = 1;
/** Exit status of a command that took too long, whatever its own was. */
const LATE = 137;

/** Exit status of the guard that runs next to the command when it had to end it. */
const ENDED = 9;

/*
 * OpenWrt's busybox has neither `timeout` nor `setsid`, and its shell makes no process groups without a terminal. So every
 * command carries a mark of its own in its environment, which its children inherit, and by which they are all found when
 * they have to go.
 */
const MARK = 'read -r up x </proc/uptime; m=NFT_OFFLOAD_CALL=$$.$up: && export $m';
/** `s SIGNAL` sends a signal to every process that carries the mark. */
const SIGNAL =
	's() { for e in $(grep -ls $m /proc/[0-9]*/environ); do e=${e%/environ}; kill -$1 ${e#/proc/}; done; }';
/** What the guard does when the command is done first: it takes its `sleep` along, if it has begun one. */
const TOLD_TO_GO = `trap '[ $! = $p ] || kill -9 $!; exit' TERM`;

/**
 * A shell line that runs a command, its errors among its output, and ends it with all its children when its time is over.
 *
 * @param {string} command  one simple command: what would follow `;`, `|` or `&` is not guarded
 * @param {number} seconds
 * @returns {string}
 */
function guarded(command, seconds) {
	const end = `trap '' TERM; ${SIGNAL}; s TERM; sleep ${GRACE}; s KILL; exit ${ENDED}`;
	const guard = `(unset NFT_OFFLOAD_CALL; ${TOLD_TO_GO}; sleep ${seconds} & wait $! && { ${end}; }) >/dev/null 2>&1 &`;
	const status = `wait $p; c=$?; kill $g; wait $g 2>/dev/null; [ $? = ${ENDED} ] && c=${LATE}; exit $c`;
	return `${MARK}; ${command} 2>&1 & p=$!; ${guard} g=$!; ${status}`;
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
 * @param {string} line  for the shell
 * @param {string} name  what reasons call the command
 * @param {number} seconds
 * @returns {Result}
 */
function run_line(line, name, seconds) {
	const process = popen(guarded(line, seconds), 'r');
	if (process == null) return { text: '', code: -1, reason: reason_of_error(name, error()) };
	const text = process.read('all') ?? '';
	const code = process.close() ?? -1;
	if (code == 0) return { text, code, reason: null };
	if (code == 127) return { text, code, reason: reason('missing', name) };
	if (code == 126) return { text, code, reason: reason('denied', name) };
	if (code == LATE) return { text, code, reason: reason('timeout', name) };
	const kind = index(text, 'Operation not permitted') >= 0 ? 'denied' : 'failed';
	return { text, code, reason: reason(kind, `${name}: exit ${code}: ${first_line(text)}`) };
}

/**
 * Runs a command. Its exit status is 127 where the program is missing, as every shell has it.
 *
 * @param {string} command  constants, and words that a function of lib/word.uc or lib/token.uc has let through
 * @param {number} [seconds]  that it may take
 * @returns {Result}
 */
function run(command, seconds) {
	return run_line(command, command, seconds ?? LIMIT);
}

/**
 * Runs a script of nft, which reaches it on its standard input: no shell sees it. It lies in a file without a name, so
 * nothing remains however the call ends.
 *
 * @param {string} script  constants, and words that a function of lib/word.uc or lib/token.uc has let through
 * @param {number} [seconds]  that it may take
 * @param {boolean} [check]  whether the kernel is only asked, and changes nothing
 * @returns {Result}
 */
function run_nft(script, seconds, check) {
	const file = mkstemp('/tmp/nft-offload.XXXXXX');
	if (file == null) return { text: '', code: -1, reason: reason_of_error('nft', error()) };
	const path = `/proc/self/fd/${file.fileno()}`;
	file.write(script);
	file.flush();
	// Neither call tells in every release whether the text is there, as it is not where /tmp is full.
	if (stat(path)?.size != length(script))
		return { text: '', code: -1, reason: reason('failed', 'nft: no room for its script in /tmp') };
	const command = `${check ? 'nft -c' : 'nft'} -f - <${path}`;
	const result = run_line(command, 'nft', seconds ?? LIMIT);
	file.close();
	return result;
}

export { run, run_nft };

'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { run, run_nft } from 'nft-offload.system.command';
import { call_error } from 'nft-offload.lib.error';
import { rejecting_ports } from 'nft-offload.firewall.rejecting';
import { known_reasons } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/dry-run.ts').DryRun} DryRun */
/** @typedef {import('../../../../../../src/rpc/types/dry-run.ts').DryRunMode} DryRunMode */
/** @typedef {import('../../../../../../src/rpc/types/dry-run.ts').Refusal} Refusal */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */

const DRY_RUN = '/usr/libexec/nft-offload/dry-run';
/** Seconds that firewall4 may take; it needs two on a slow router. */
const LIMIT = 5;
/** Seconds after which the last command is told to end, so that the call takes seven at most. */
const WHOLE = 6;
/** Exit status of the dry run. */
const REJECTED = 1;
/** Most lines of a rejection, and bytes of a line. */
const LINES = 12;
const LONGEST = 200;

/**
 * The options of each mode, as words of a command.
 *
 * @type {Record<DryRunMode, string>}
 */
const OPTIONS = { off: '0 0', software: '1 0', hardware: '1 1' };

/**
 * Replaces firewall4's ruleset where its code cannot be used. Without `flags offload`: firewall4 leaves the flag out
 * where the kernel rejects it.
 */
const HOOK = 'type filter hook forward priority 0;';
const FLOWTABLE =
	'table inet nft_offload_check { flowtable ft { hook ingress priority 0; devices = { lo }; }; ' +
	`chain forward { ${HOOK} meta l4proto { tcp, udp } flow offload @ft; }; }`;
/** @type {Record<DryRunMode, string>} */
const THROW_AWAY = {
	off: `table inet nft_offload_check { chain forward { ${HOOK} }; }`,
	software: FLOWTABLE,
	hardware: FLOWTABLE
};

/**
 * @param {string} line  of what nft says
 * @returns {string} without the name of the temporary file, which says nothing
 */
function without_file(line) {
	const end = index(line, '/ruleset:');
	return index(line, '/tmp/nft-offload.') == 0 && end >= 0 ? `line ${substr(line, end + 9)}` : line;
}

/**
 * Explains why nft rejects a ruleset. Below each error it repeats the line: one about the rule that adds to the flowtable means that the
 * kernel has no such kind of rule; the flowtable itself also fails for a device that is not there.
 *
 * @param {string} text  nft's words
 * @returns {Refusal}
 */
function explain(text) {
	/** @type {Refusal['cause']} */
	let cause = 'other';
	let message = '';
	/** @type {string[]} */
	const lines = [];
	for (let line in split(trim(text), '\n')) {
		const words = without_file(line);
		if (length(lines) < LINES) push(lines, substr(replace(words, '\t', '    ') ?? '', 0, LONGEST));
		const error = index(line, 'Error: ');
		const named = index(line, 'flowtable ') >= 0 || index(line, 'flags offload') >= 0;
		if (error >= 0) message = substr(line, error + 7);
		else if (index(line, 'flow add @') >= 0 || index(line, 'flow offload @') >= 0) cause = 'module_missing';
		else if (cause == 'other' && named && index(message, 'ot supported') >= 0) cause = 'not_supported';
	}
	return { cause, lines };
}

/**
 * @param {string} text  the lines of the ruleset that describe a flowtable
 * @returns {DryRun['flowtable']}
 */
function parse_flowtable(text) {
	const listed = split(text, 'devices = {', 2)[1];
	if (listed == null) return null;
	/** @type {string[]} */
	const devices = [];
	for (let part in split(split(listed, '}', 2)[0], ',')) {
		const words = split(part, '"');
		const device = trim(length(words) == 3 ? words[1] : part);
		if (device != '') push(devices, device);
	}
	return { devices, hardware: index(text, 'flags offload') >= 0 };
}

/**
 * @param {DryRunMode} mode
 * @param {import('../../../../../../src/rpc/types/index.ts').Reason} why  firewall4's code gave no ruleset
 * @param {number} seconds  that are left for nft; below 1 it is not asked
 * @returns {DryRun}
 */
function check_throw_away(mode, why, seconds) {
	const tried = seconds < 1 ? { text: '', code: -1, reason: why } : run_nft(THROW_AWAY[mode], seconds, true);
	const rejected = tried.code == REJECTED && index(tried.text, 'Error:') >= 0;
	return {
		mode,
		ran: 'throw_away',
		accepted: rejected ? false : tried.reason == null ? true : null,
		refusal: rejected ? explain(tried.text) : null,
		flowtable: null,
		rejecting: null,
		unknown: known_reasons({ accepted: rejected ? null : tried.reason, firewall4: why })
	};
}

/**
 * Reply of `dry_run`.
 *
 * @param {{ mode?: string }} args
 * @returns {DryRun | Fault}
 */
function check_mode(args) {
	if (index(keys(OPTIONS), args.mode ?? '') < 0)
		return call_error('bad_argument', 'mode must be off, software or hardware');
	const mode = /** @type {DryRunMode} */ (args.mode);
	const begin = now_ms();
	const tried = run(`${DRY_RUN} ${OPTIONS[mode]}`, LIMIT);
	const rejected = tried.code == REJECTED && index(tried.text, 'Error:') >= 0;
	const left = WHOLE - int((now_ms() - begin + 999) / 1000);
	if (tried.reason != null && !rejected) return check_throw_away(mode, tried.reason, left);
	const flowtable = rejected ? null : parse_flowtable(tried.text);
	const falls_back = mode == 'hardware' && flowtable != null && !flowtable.hardware;
	return {
		mode,
		ran: 'firewall4',
		accepted: !rejected,
		refusal: rejected ? explain(tried.text) : null,
		flowtable,
		rejecting: falls_back ? rejecting_ports(flowtable.devices, left) : null,
		unknown: {}
	};
}

/** @type {import('nft-offload.lib.error').Answer<'dry_run'>} */
const answer_dry_run = (args) => check_mode(args);

export { answer_dry_run, explain };

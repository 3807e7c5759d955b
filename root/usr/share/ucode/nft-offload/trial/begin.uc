'use strict';

/** Begins a trial: of the options for the page, which applies them itself, or of options or a repair that are applied here. */

import { stat } from 'fs';
import { now_ms } from 'nft-offload.system.clock';
import { call_error } from 'nft-offload.lib.error';
import { booleans_of, parse_config } from 'nft-offload.firewall.options';
import { random_token } from 'nft-offload.lib.token';
import { PRIVATE, replace_files } from 'nft-offload.system.replace_file';
import { start_watchdog } from 'nft-offload.system.watchdog';
import {
	RELOAD,
	SCRATCH,
	boot_id,
	clear_entries,
	close_journal,
	config_path,
	read_journal,
	subjects_of,
	take_lock,
	write_marker,
	write_spare
} from 'nft-offload.trial.journal';
import { check_edit, read_config } from 'nft-offload.trial.plan';
import { tell_procd } from 'nft-offload.trial.reload';
import { restore_trial } from 'nft-offload.trial.restore';
import { UNDO_DELAY, describe, is_running } from 'nft-offload.trial.running';
import { settle } from 'nft-offload.trial.settle';
import { apply_repair } from 'nft-offload.trial.subject';

/** @typedef {import('../../../../../../src/rpc/types/trial.ts').Trial} Trial */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} OffloadOptions */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('nft-offload.trial.journal').Marker} Marker */
/** @typedef {import('nft-offload.trial.record').Base} Base */
/** @typedef {import('nft-offload.trial.subject').RepairPlan} RepairPlan */
/**
 * What is to be tried: the options or a repair, and whether to write it here. The page applies the options itself, under rpcd's rollback.
 *
 * @typedef {{ seconds: number, tried: ?OffloadOptions, repair: ?RepairPlan, apply: boolean }} Wanted
 */

const CONFIG = config_path('firewall');
const WATCHDOG = 'trial-watchdog';
const SHORTEST = 30;
const LONGEST = 600;

/**
 * @param {unknown} options
 * @returns {?OffloadOptions} null where it is none
 */
function check_tried(options) {
	if (type(options) != 'object') return null;
	const tried = /** @type {OffloadOptions} */ (options);
	if (type(tried.flow_offloading) != 'bool' || type(tried.flow_offloading_hw) != 'bool') return null;
	return { flow_offloading: tried.flow_offloading, flow_offloading_hw: tried.flow_offloading_hw };
}

/**
 * @param {Wanted} wanted
 * @returns {{ marker: ?Marker, reason: string }}  the marker still without the modes of the files
 */
function make_marker(wanted) {
	const config = read_config(CONFIG, (path) => {
		const parsed = parse_config(path);
		return parsed == null ? null : { value: parsed.options, others: '' };
	});
	if (config.found == null) return { marker: null, reason: config.error ?? '' };
	const before = config.found.parsed?.value;
	const id = random_token();
	if (before == null) return { marker: null, reason: `${CONFIG}: no section defaults` };
	if (id == null) return { marker: null, reason: '/dev/urandom' };
	const tried = wanted.tried ?? booleans_of(before);
	const end_ms = now_ms() + wanted.seconds * 1000;
	return {
		marker: {
			id,
			boot: boot_id(),
			seconds: wanted.seconds,
			end_ms,
			before,
			tried,
			repair: wanted.repair,
			modes: []
		},
		reason: ''
	};
}

/**
 * Reads each configuration of a trial and works out what it becomes.
 *
 * @param {Marker} marker  its modes are filled
 * @returns {{ bases: Base[], reason: ?string }}
 */
function make_bases(marker) {
	/** @type {Base[]} */
	const bases = [];
	for (let subject in subjects_of(marker)) {
		const path = config_path(subject.config);
		const config = read_config(path, subject.parse);
		if (config.found == null) return { bases, reason: config.error ?? path };
		if (config.found.parsed == null) return { bases, reason: `${path} cannot be read` };
		const text = config.found.text ?? '';
		const repair = marker.repair;
		const expected =
			repair == null ? (subject.print(text, true) ?? text) : apply_repair(repair, subject, text);
		if (expected == null) return { bases, reason: `${path} cannot be edited` };
		push(bases, { text, expected, number: 0 });
		push(marker.modes, stat(path)?.mode ?? PRIVATE);
	}
	return { bases, reason: null };
}

/**
 * Writes the spare copies and, when they are there, the marker.
 *
 * @param {Marker} marker
 * @param {Base[]} bases
 * @returns {?string} the error; nothing is left then
 */
function write_journal(marker, bases) {
	let unwritten = null;
	const subjects = subjects_of(marker);
	for (let place = 0; place < length(subjects); place++)
		unwritten ??= write_spare(subjects[place].config, bases[place].text);
	unwritten ??= write_marker(marker, bases);
	if (unwritten != null) clear_entries();
	return unwritten;
}

/**
 * Writes what the trial makes of the configurations, and lets procd load it. A repair of the network changes the flowtable too.
 *
 * @param {boolean} is_repair
 * @returns {?string} the error; then the old texts are back
 */
function apply_parts(is_repair) {
	const files = map(read_journal().journal?.parts ?? [], (part) => ({
		path: part.path,
		text: part.base.expected,
		scratch: `${SCRATCH}_${part.subject.config}`,
		mode: part.mode,
		accept: check_edit(part, part.path, part.subject.is_tried)
	}));
	const unwritten = replace_files(files) ?? tell_procd(is_repair ? ['network', 'firewall'] : ['firewall']);
	if (unwritten != null) restore_trial(true);
	return unwritten;
}

/**
 * @param {Wanted} wanted
 * @returns {Trial | Fault}
 */
function begin(wanted) {
	if (is_running(read_journal().journal)) return call_error('running', 'a trial is running');
	const unsettled = settle(true);
	if (unsettled != null && !stat(RELOAD)) return call_error('unavailable', unsettled);
	const prepared = make_marker(wanted);
	const marker = prepared.marker;
	if (marker == null) return call_error('unavailable', prepared.reason);
	const made = make_bases(marker);
	const unwritten = made.reason ?? write_journal(marker, made.bases);
	if (unwritten != null) return call_error('unavailable', unwritten);
	const unguarded = start_watchdog(WATCHDOG, marker.id, marker.end_ms + UNDO_DELAY);
	if (unguarded != null) close_journal(false);
	const unapplied = unguarded ?? (wanted.apply ? apply_parts(wanted.repair != null) : null);
	return unapplied == null ? describe(marker) : call_error('unavailable', unapplied);
}

/**
 * @param {Wanted} wanted
 * @returns {Trial | Fault}
 */
function start(wanted) {
	if (wanted.seconds < SHORTEST || wanted.seconds > LONGEST)
		return call_error('bad_argument', `seconds must be ${SHORTEST} to ${LONGEST}`);
	const lock = take_lock(true);
	const reply = begin(wanted);
	lock.file?.close();
	return reply;
}

/**
 * Reply of `trial_start`.
 *
 * @param {{ seconds?: number, tried?: OffloadOptions }} args
 * @returns {Trial | Fault}
 */
function start_trial(args) {
	const tried = check_tried(args.tried);
	if (tried == null) return call_error('bad_argument', 'tried must hold the two options');
	return start({ seconds: args.seconds ?? 0, tried, repair: null, apply: false });
}

/**
 * Begins the trial of a repair and applies it.
 *
 * @param {number} seconds
 * @param {RepairPlan} repair
 * @returns {Trial | Fault}
 */
function start_repair(seconds, repair) {
	return start({ seconds, tried: null, repair, apply: true });
}

/**
 * Begins the trial of options and applies them, for a shell, where no page does.
 *
 * @param {number} seconds
 * @param {OffloadOptions} tried
 * @returns {Trial | Fault}
 */
function try_mode(seconds, tried) {
	return start({ seconds, tried, repair: null, apply: true });
}

export { LONGEST, SHORTEST, start_repair, start_trial, try_mode };

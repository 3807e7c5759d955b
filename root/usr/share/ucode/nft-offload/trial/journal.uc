'use strict';

/**
 * What a trial has written down in /etc/nft-offload-trial, so that a crash at any moment can be set right:
 *
 *   marker  there is a trial: its values, and the text of the configuration when it began. It is the first to be proven on the
 *           flash, and the last to go.
 *   base    the last text with the old values, where another program has changed the file since
 *   seenN   the last text with the tried values that another program has changed; N: the number of the base that it follows, so that a
 *           new base replaces it in the same step
 *   spare   what an undo would put in the place of the configuration, so that it needs no free space
 *   network_base, network_seenN, network_spare
 *           the same of /etc/config/network, where a repair is tried
 *   reload  the marker of a trial that is undone, until procd has been told to reload the firewall
 *   new     what is being written
 *
 * The folder is there only as long as one of them is.
 */

import { access, error, lsdir, mkdir, open, readfile, rename, rmdir, unlink } from 'fs';
import { now_ms } from 'nft-offload.system.clock';
import { PRIVATE, replace_file, sync_files, write_checked } from 'nft-offload.system.replace_file';
import { reason } from 'nft-offload.lib.reason';
import { parse_record, print_record } from 'nft-offload.trial.record';
import { options_subject, repair_subjects } from 'nft-offload.trial.subject';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} OffloadOptions */
/** @typedef {import('nft-offload.trial.record').Base} Base */
/**
 * The first line of the marker. Its times are of CLOCK_MONOTONIC and mean nothing after a reboot, which the boot's id tells.
 *
 * @typedef {object} Marker
 * @property {string} id
 * @property {string} boot
 * @property {number} seconds
 * @property {number} end_ms
 * @property {import('nft-offload.firewall.options').RawOptions} before
 * @property {OffloadOptions} tried
 * @property {?import('nft-offload.trial.subject').RepairPlan} repair  what is tried where it is not the options
 * @property {number[]} modes  of the configurations' files
 */
/**
 * One configuration of a trial.
 *
 * @typedef {object} Part
 * @property {import('nft-offload.trial.subject').Subject} subject
 * @property {string} path  of its file
 * @property {boolean} rebooted  since the trial began
 * @property {number} mode  of its file then
 * @property {Base} first  when the trial began
 * @property {Base} base
 * @property {?string} seen
 * @property {string} seen_path
 * @property {string} base_path
 * @property {string} spare_path
 */
/** @typedef {{ marker: Marker, parts: Part[] }} Journal */

const FOLDER = '/etc/nft-offload-trial';
const MARKER = `${FOLDER}/marker`;
const RELOAD = `${FOLDER}/reload`;
const SCRATCH = `${FOLDER}/new`;
const LOCK = '/var/run/nft-offload-trial.lock';
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const PRIVATE_FOLDER = 0x1c0;
/** Configurations that a trial may be about. */
const CONFIGS = ['firewall', 'network'];

/**
 * @returns {string} what tells this boot from every other
 */
function boot_id() {
	return trim(readfile(BOOT_ID, 64) ?? '');
}

/**
 * Lets one process at a time work on the journal, until it closes the file or ends. What it starts does not inherit the lock.
 *
 * @param {boolean} wait  for another one
 * @returns {{ free: boolean, file: ?import('fs').Handle }}  without a file where there is no place for one: a trial must end anyway
 */
function take_lock(wait) {
	const file = open(LOCK, 'we', PRIVATE);
	return { free: file == null || !!file.lock(wait ? 'x' : 'xn'), file };
}

/**
 * @param {string} config
 * @param {string} name
 * @returns {string} the path of an entry of a configuration; libuci reads some of them, so no name has a hyphen
 */
function entry_path(config, name) {
	return config == 'firewall' ? `${FOLDER}/${name}` : `${FOLDER}/${config}_${name}`;
}

/**
 * @param {string} config
 * @returns {string}
 */
function spare_path(config) {
	return entry_path(config, 'spare');
}

/**
 * @param {string} config
 * @returns {string}
 */
function config_path(config) {
	return `/etc/config/${config}`;
}

/**
 * @param {any} head
 * @returns {?Marker} null where it is not what we write
 */
function check_marker(head) {
	// Of one configuration, before there were repairs.
	head.modes ??= [head.mode];
	const whole =
		type(head.id) == 'string' &&
		type(head.before) == 'object' &&
		type(head.tried) == 'object' &&
		type(head.end_ms) == 'int' &&
		type(head.modes[0]) == 'int' &&
		(head.repair == null || type(head.repair) == 'object');
	return whole ? head : null;
}

/**
 * @param {Marker} marker
 * @returns {import('nft-offload.trial.subject').Subject[]} what it is about, in the order of its texts
 */
function subjects_of(marker) {
	return marker.repair == null
		? [options_subject(marker.before, marker.tried)]
		: repair_subjects(marker.repair);
}

/**
 * @param {Marker} marker
 * @param {Base[]} bases
 * @returns {Part[]}
 */
function make_parts(marker, bases) {
	return map(subjects_of(marker), (subject, place) => {
		const first = bases[place];
		const base_path = entry_path(subject.config, 'base');
		const base = parse_record(readfile(base_path))?.bases[0] ?? first;
		const seen_path = entry_path(subject.config, `seen${base.number}`);
		return {
			subject,
			path: config_path(subject.config),
			rebooted: marker.boot != boot_id(),
			mode: marker.modes[place],
			first,
			base,
			seen: readfile(seen_path),
			seen_path,
			base_path,
			spare_path: spare_path(subject.config)
		};
	});
}

/**
 * @returns {{ journal: ?Journal, reason: ?Reason }}  both null without a trial
 */
function read_journal() {
	const text = readfile(MARKER);
	if (text == null) {
		const there = access(MARKER) != null;
		return { journal: null, reason: there ? reason('failed', `${MARKER}: ${error()}`) : null };
	}
	const record = parse_record(text);
	const marker = record == null ? null : check_marker(record.head);
	if (record == null || marker == null || length(record.bases) != length(subjects_of(marker)))
		return { journal: null, reason: reason('garbled', MARKER) };
	return { journal: { marker, parts: make_parts(marker, record.bases) }, reason: null };
}

/**
 * @returns {string[]} the configurations of which procd has yet to be told
 */
function unsent_configs() {
	const head = parse_record(readfile(RELOAD))?.head ?? {};
	return head.repair == null ? ['firewall'] : ['network', 'firewall'];
}

/**
 * @returns {?string} why there is no folder
 */
function make_folder() {
	if (mkdir(FOLDER, PRIVATE_FOLDER)) return null;
	const message = error();
	return access(FOLDER) ? null : `${FOLDER}: ${message}`;
}

/**
 * @param {string} path  in the folder
 * @param {string} text
 * @returns {?string} the error
 */
function write_entry(path, text) {
	return make_folder() ?? replace_file(path, text, { scratch: SCRATCH, mode: PRIVATE });
}

/**
 * @param {Marker} marker
 * @param {Base[]} bases
 * @returns {?string} the error
 */
function write_marker(marker, bases) {
	return write_entry(MARKER, print_record(marker, bases));
}

/**
 * @param {Part} part
 * @param {Base} base
 * @returns {?string} the error
 */
function write_base(part, base) {
	return write_entry(part.base_path, print_record({ number: base.number }, [base]));
}

/**
 * Writes a spare copy, which is proven on the flash together with the marker that follows.
 *
 * @param {string} config
 * @param {string} text
 * @returns {?string} the error
 */
function write_spare(config, text) {
	return make_folder() ?? write_checked(spare_path(config), text, PRIVATE);
}

/** Clears what no marker needs. Only called when there is none. */
function clear_entries() {
	for (let name in lsdir(FOLDER) ?? []) {
		if (`${FOLDER}/${name}` != RELOAD) unlink(`${FOLDER}/${name}`);
	}
	rmdir(FOLDER);
}

/**
 * Ends a trial for good: before and behind the one step that does it, everything is on the flash.
 *
 * @param {boolean} owes_reload  whether procd has yet to be told
 * @returns {?string} why the trial has not ended, or why that is not certain
 */
function close_journal(owes_reload) {
	const unsure = sync_files();
	if (unsure != null) return unsure;
	const closed = owes_reload ? rename(MARKER, RELOAD) : unlink(MARKER);
	if (!closed) return `${MARKER}: ${error()}`;
	const uncertain = sync_files();
	if (uncertain == null) clear_entries();
	return uncertain;
}

/**
 * @param {Marker} marker
 * @returns {number} milliseconds until its end; negative afterwards
 */
function time_left(marker) {
	return marker.boot == boot_id() ? marker.end_ms - now_ms() : -marker.seconds * 1000;
}

export {
	CONFIGS,
	MARKER,
	RELOAD,
	SCRATCH,
	boot_id,
	clear_entries,
	close_journal,
	config_path,
	read_journal,
	spare_path,
	subjects_of,
	take_lock,
	time_left,
	unsent_configs,
	write_base,
	write_entry,
	write_marker,
	write_spare
};

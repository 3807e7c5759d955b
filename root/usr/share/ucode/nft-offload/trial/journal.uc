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
 *   reload  the marker of a trial that is undone, until procd has been told to reload the firewall
 *   new     what is being written
 *
 * The folder is there only as long as one of them is.
 */

import { access, error, lsdir, mkdir, open, readfile, rename, rmdir, unlink } from 'fs';
import { now_ms } from 'nft-offload.system.clock';
import { PRIVATE, replace_file, sync_files, write_checked } from 'nft-offload.system.replace_file';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} OffloadOptions */
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
 * @property {number} mode  of the configuration's file
 */
/**
 * A text of the configuration, and what libuci makes of it when the tried values are set.
 *
 * @typedef {object} Base
 * @property {string} text
 * @property {string} expected
 * @property {number} number  of bases before it
 */
/** @typedef {{ marker: Marker, first: Base, base: Base, seen: ?string, seen_path: string }} Journal  `first`: when the trial began */

const FOLDER = '/etc/nft-offload-trial';
const MARKER = `${FOLDER}/marker`;
const BASE = `${FOLDER}/base`;
const SPARE = `${FOLDER}/spare`;
const RELOAD = `${FOLDER}/reload`;
const SCRATCH = `${FOLDER}/new`;
const LOCK = '/var/run/nft-offload-trial.lock';
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const PRIVATE_FOLDER = 0x1c0;

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
 * @param {object} head
 * @param {Base} base
 * @returns {string}
 */
function print_record(head, base) {
	return (
		sprintf('%J\n', { ...head, sizes: [length(base.text), length(base.expected)] }) +
		base.text +
		base.expected
	);
}

/**
 * @param {?string} text
 * @returns {?{ head: any, base: Base }} null where it is not whole
 */
function parse_record(text) {
	const end = index(text ?? '', '\n');
	if (text == null || end < 0) return null;
	try {
		const head = json(substr(text, 0, end));
		const size = head.sizes[0];
		if (end + 1 + size + head.sizes[1] != length(text)) return null;
		return {
			head,
			base: {
				text: substr(text, end + 1, size),
				expected: substr(text, end + 1 + size),
				number: head.number ?? 0
			}
		};
	} catch {
		return null;
	}
}

/**
 * @param {any} head
 * @returns {?Marker} null where it is not what we write
 */
function check_marker(head) {
	const whole =
		type(head.id) == 'string' &&
		type(head.before) == 'object' &&
		type(head.tried) == 'object' &&
		type(head.end_ms) == 'int' &&
		type(head.mode) == 'int';
	return whole ? head : null;
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
	if (record == null || marker == null) return { journal: null, reason: reason('garbled', MARKER) };
	const base = parse_record(readfile(BASE))?.base ?? record.base;
	const seen_path = `${FOLDER}/seen${base.number}`;
	return {
		journal: { marker, first: record.base, base, seen: readfile(seen_path), seen_path },
		reason: null
	};
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
 * @param {Base} base
 * @returns {?string} the error
 */
function write_marker(marker, base) {
	return write_entry(MARKER, print_record(marker, base));
}

/**
 * @param {Base} base
 * @returns {?string} the error
 */
function write_base(base) {
	return write_entry(BASE, print_record({ number: base.number }, base));
}

/**
 * Writes the spare copy, which is proven on the flash together with the marker that follows.
 *
 * @param {string} text
 * @returns {?string} the error
 */
function write_spare(text) {
	return make_folder() ?? write_checked(SPARE, text, PRIVATE);
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
	MARKER,
	RELOAD,
	SCRATCH,
	SPARE,
	boot_id,
	clear_entries,
	close_journal,
	read_journal,
	take_lock,
	time_left,
	write_base,
	write_entry,
	write_marker,
	write_spare
};

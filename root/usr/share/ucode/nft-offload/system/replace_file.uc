'use strict';

import { chmod, error, readfile, rename, unlink, writefile } from 'fs';
import { run } from 'nft-offload.system.command';

/** Read and written by root alone (0600). */
const PRIVATE = 0x180;
/** Seconds until `sync` is given up. */
const SYNC_LIMIT = 6;

/**
 * Waits until everything written so far is on the flash.
 *
 * @returns {?string} why that is not certain
 */
function sync_files() {
	return run('sync', SYNC_LIMIT).reason?.text ?? null;
}

/**
 * Writes a file and reads it back: ucode's writefile() ignores a failing fclose(), so on a full disk it reports success for a
 * text that is lost.
 *
 * @param {string} path  what is there is replaced
 * @param {string} text
 * @param {number} mode
 * @returns {?string} the error; nothing is left then
 */
function write_checked(path, text, mode) {
	unlink(path);
	const wrote = writefile(path, text) == length(text) && chmod(path, mode);
	const message = wrote ? 'not written in full' : error();
	if (wrote && readfile(path) == text) return null;
	unlink(path);
	return `${path}: ${message}`;
}

/**
 * Lets a file that is whole take the place of another one. Needs no free space.
 *
 * @param {string} from  on the same filesystem, and synced
 * @param {string} to
 * @returns {?string} the error, or why it is not certain
 */
function move_file(from, to) {
	return rename(from, to) ? sync_files() : `${to}: ${error()}`;
}

/**
 * The one way in which a file of the configuration is replaced: a crash, a full disk or a failing flash leaves the old text or the
 * new one.
 *
 * @param {string} path
 * @param {string} text
 * @param {{ scratch: string, mode: number, accept?: (path: string) => ?string }} how  `scratch`: a name on the same filesystem, in
 *   a folder of root alone; `accept`: says why a written text must not be used
 * @returns {?string} the error
 */
function replace_file(path, text, how) {
	const unwritten = write_checked(how.scratch, text, how.mode) ?? how.accept?.(how.scratch) ?? sync_files();
	if (unwritten == null) {
		const unmoved = move_file(how.scratch, path);
		if (unmoved == null) return readfile(path) == text ? null : `${path}: not written in full`;
		unlink(how.scratch);
		return unmoved;
	}
	unlink(how.scratch);
	return unwritten;
}

/**
 * Replaces several files, each as `replace_file` does, but with one wait for the flash before the renames and one behind: on an error or a
 * crash between them, some hold the new text and the others the old one.
 *
 * @param {{ path: string, text: string, scratch: string, mode: number, accept: (path: string) => ?string }[]} files
 * @returns {?string} the error
 */
function replace_files(files) {
	let unwritten = null;
	for (let file in files)
		unwritten ??= write_checked(file.scratch, file.text, file.mode) ?? file.accept(file.scratch);
	unwritten ??= sync_files();
	for (let file in files)
		if (unwritten == null && !rename(file.scratch, file.path)) unwritten = `${file.path}: ${error()}`;
	for (let file in files) unlink(file.scratch);
	return unwritten ?? sync_files();
}

export { PRIVATE, move_file, replace_file, replace_files, sync_files, write_checked };

'use strict';

import { mkdir, readfile, rmdir, unlink } from 'fs';
import { cursor } from 'uci';
import { random_token } from 'nft-offload.lib.token';
import { PRIVATE, write_checked } from 'nft-offload.system.replace_file';

/** A folder of root alone (0700). */
const PRIVATE_FOLDER = 0x1c0;

/**
 * @param {string} path  of a file that may be changed
 * @param {string} folder  where libuci may write
 * @param {string} name
 * @param {(config: import('uci').Cursor) => boolean} change
 * @returns {?string} the text that libuci makes of it
 */
function print_file(path, folder, name, change) {
	const config = cursor(folder, folder);
	if (config == null || !config.load(path) || !change(config)) return null;
	return config.commit(name) ? readfile(path) : null;
}

/**
 * What libuci writes when it changes a configuration and commits: no comments, its own form. Nothing else is touched.
 *
 * @param {string} text  of a configuration
 * @param {string} name  of its package
 * @param {(config: import('uci').Cursor) => boolean} change  false where it cannot be made
 * @returns {?string} null where libuci cannot
 */
function print_changed(text, name, change) {
	const folder = `/tmp/nft-offload.${random_token()}`;
	const path = `${folder}/${name}`;
	if (!mkdir(folder, PRIVATE_FOLDER)) return null;
	const printed = write_checked(path, text, PRIVATE) == null ? print_file(path, folder, name, change) : null;
	unlink(path);
	rmdir(folder);
	return printed;
}

/**
 * @param {string} path
 * @returns {boolean} whether libuci can read it
 */
function is_readable(path) {
	return cursor()?.load(path) == true;
}

export { PRIVATE_FOLDER, is_readable, print_changed };

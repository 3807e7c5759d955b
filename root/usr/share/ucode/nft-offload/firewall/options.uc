'use strict';

import { chmod, error as file_error, readfile, rename, stat, unlink, writefile } from 'fs';
import { cursor, error } from 'uci';
import { run } from 'nft-offload.system.command';

/**
 * The two options of flow offloading as their file has them, null where they are not set.
 *
 * @typedef {object} RawOptions
 * @property {?(string | string[])} flow_offloading
 * @property {?(string | string[])} flow_offloading_hw
 */

/** By its path: libuci adds the changes that wait in /tmp/.uci to a package, and would commit them, but not to a path. */
const CONFIG = '/etc/config/firewall';
/** Where an earlier text of it is read from; a UCI package's name has no hyphen. */
const BEFORE = '/tmp/nft_offload_before';
/** Beside it, so that it can take its place at once; not in its folder, where UCI would take it for a package. */
const RESTORED = '/etc/nft-offload.restored';

/**
 * @param {import('uci').Cursor} config  that has loaded CONFIG
 * @returns {Record<string, any>} the section that firewall4 reads; {} where there is none
 */
function defaults_of(config) {
	return config.get_all('firewall', '@defaults[0]') ?? {};
}

/**
 * Reads the options, and the whole text of the file that they stand in.
 *
 * @returns {?{ options: RawOptions, text: string }} null where it cannot be read
 */
function read_raw_options() {
	const config = cursor();
	const text = readfile(CONFIG);
	if (config == null || text == null || config.load(CONFIG) == null) return null;
	const defaults = defaults_of(config);
	return {
		options: {
			flow_offloading: defaults.flow_offloading ?? null,
			flow_offloading_hw: defaults.flow_offloading_hw ?? null
		},
		text
	};
}

/**
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
function same(a, b) {
	return sprintf('%J', a) == sprintf('%J', b);
}

/**
 * Everything that a file says but the two options.
 *
 * @param {string} path
 * @param {string} name  of the package that libuci makes of it
 * @returns {?Record<string, any>} sections by name; null where it cannot be read
 */
function read_others(path, name) {
	const config = cursor();
	if (config == null || config.load(path) == null) return null;
	const sections = config.get_all(name) ?? {};
	const defaults = config.get_all(name, '@defaults[0]')?.['.name'];
	if (defaults != null) {
		delete sections[`${defaults}`].flow_offloading;
		delete sections[`${defaults}`].flow_offloading_hw;
	}
	return sections;
}

/**
 * @param {string} text  of the file, earlier
 * @returns {boolean} whether nothing but the two options has changed since
 */
function only_options_changed(text) {
	if (writefile(BEFORE, text) != length(text)) return false;
	const before = read_others(BEFORE, 'nft_offload_before');
	unlink(BEFORE);
	return before != null && same(before, read_others(CONFIG, 'firewall'));
}

/**
 * Puts an earlier text in the place of the file: libuci would lose its comments and its form.
 *
 * @param {string} text
 * @returns {?string} why it failed
 */
function replace_file(text) {
	const mode = stat(CONFIG)?.mode ?? 0x180;
	if (writefile(RESTORED, text) == length(text) && chmod(RESTORED, mode)) {
		run('sync');
		if (rename(RESTORED, CONFIG)) return null;
	}
	const message = file_error();
	unlink(RESTORED);
	return `${CONFIG}: ${message}`;
}

/**
 * @param {import('uci').Cursor} config  that has loaded CONFIG
 * @param {RawOptions} wanted
 * @returns {?string} why it failed, in libuci's words
 */
function write_options(config, wanted) {
	const defaults = defaults_of(config);
	for (let name in wanted) {
		const value = wanted[name];
		if (same(value, defaults[name] ?? null)) continue;
		const done =
			value == null
				? config.delete('firewall', defaults['.name'], name)
				: config.set('firewall', defaults['.name'], name, value);
		if (done == null) return `${CONFIG}: ${name}: ${error()}`;
	}
	return config.commit('firewall') == null ? `${CONFIG}: ${error()}` : null;
}

/**
 * Brings the two options back: with the earlier text as it was, byte for byte, where nothing else has changed; else only them.
 * Where they have these values already the file is left alone.
 *
 * @param {RawOptions} wanted
 * @param {string} text  of the file, when it had them
 * @returns {{ written: boolean, fault: ?string }}
 */
function restore_raw_options(wanted, text) {
	const config = cursor();
	if (config == null || config.load(CONFIG) == null)
		return { written: false, fault: `${CONFIG}: ${error()}` };
	const defaults = defaults_of(config);
	if (
		same(wanted.flow_offloading, defaults.flow_offloading ?? null) &&
		same(wanted.flow_offloading_hw, defaults.flow_offloading_hw ?? null)
	)
		return { written: false, fault: null };
	const unwritten = only_options_changed(text) ? replace_file(text) : write_options(config, wanted);
	return { written: unwritten == null, fault: unwritten };
}

export { read_raw_options, restore_raw_options };

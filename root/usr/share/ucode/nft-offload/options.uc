'use strict';

import { cursor, error } from 'uci';

/**
 * The two options of flow offloading as their file has them, null where they are not set.
 *
 * @typedef {object} RawOptions
 * @property {?(string | string[])} flow_offloading
 * @property {?(string | string[])} flow_offloading_hw
 */

/** By its path: libuci adds the changes that wait in /tmp/.uci to a package, and would commit them, but not to a path. */
const CONFIG = '/etc/config/firewall';

/**
 * @param {any} config  cursor that has loaded CONFIG
 * @returns {Record<string, any>} the section that firewall4 reads; {} where there is none
 */
function defaults_of(config) {
	return config.get_all('firewall', '@defaults[0]') ?? {};
}

/**
 * @returns {?RawOptions} null where the file cannot be read
 */
function read_raw_options() {
	const config = cursor();
	if (config == null || config.load(CONFIG) == null) return null;
	const defaults = defaults_of(config);
	return {
		flow_offloading: defaults.flow_offloading ?? null,
		flow_offloading_hw: defaults.flow_offloading_hw ?? null
	};
}

/**
 * Gives the two options these values, and leaves the file as it is where they have them.
 *
 * @param {RawOptions} wanted
 * @returns {{ written: boolean, fault: ?string }}  why it failed, in libuci's words
 */
function write_raw_options(wanted) {
	const config = cursor();
	if (config == null || config.load(CONFIG) == null)
		return { written: false, fault: `${CONFIG}: ${error()}` };
	const defaults = defaults_of(config);
	let written = false;
	for (let name in wanted) {
		const value = wanted[name];
		if (sprintf('%J', value) == sprintf('%J', defaults[name] ?? null)) continue;
		const done =
			value == null
				? config.delete('firewall', defaults['.name'], name)
				: config.set('firewall', defaults['.name'], name, value);
		if (done == null) return { written: false, fault: `${CONFIG}: ${name}: ${error()}` };
		written = true;
	}
	if (written && config.commit('firewall') == null) return { written: false, fault: `${CONFIG}: ${error()}` };
	return { written, fault: null };
}

export { read_raw_options, write_raw_options };

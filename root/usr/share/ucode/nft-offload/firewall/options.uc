'use strict';

import { cursor } from 'uci';
import { is_true } from 'nft-offload.firewall.config';
import { print_changed } from 'nft-offload.firewall.libuci';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} OffloadOptions */
/**
 * The two options of flow offloading as their file has them, null where they are not set.
 *
 * @typedef {object} RawOptions
 * @property {?(string | string[])} flow_offloading
 * @property {?(string | string[])} flow_offloading_hw
 */
/**
 * What a configuration says.
 *
 * @typedef {object} ParsedConfig
 * @property {?RawOptions} options  null without a section `defaults`
 * @property {string} others  all the rest, to be compared
 */

/**
 * @param {unknown} a
 * @param {unknown} b
 * @returns {boolean}
 */
function same(a, b) {
	return sprintf('%J', a) == sprintf('%J', b);
}

/**
 * @param {RawOptions} options
 * @returns {OffloadOptions} as firewall4 understands them
 */
function booleans_of(options) {
	return {
		flow_offloading: is_true(options.flow_offloading),
		flow_offloading_hw: is_true(options.flow_offloading_hw)
	};
}

/**
 * Reads a file by its path: to a package by name libuci adds the changes that wait in /tmp/.uci.
 *
 * @param {string} path  its last part without a hyphen
 * @returns {?ParsedConfig} null where libuci cannot read it
 */
function parse_config(path) {
	const config = cursor();
	if (config == null || !config.load(path)) return null;
	const name = pop(split(path, '/')) ?? '';
	const sections = config.get_all(name) ?? {};
	const defaults = config.get_all(name, '@defaults[0]');
	if (defaults == null) return { options: null, others: sprintf('%J', sections) };
	const section = sections[`${defaults['.name']}`];
	delete section.flow_offloading;
	delete section.flow_offloading_hw;
	return {
		options: {
			flow_offloading: defaults.flow_offloading ?? null,
			flow_offloading_hw: defaults.flow_offloading_hw ?? null
		},
		others: sprintf('%J', sections)
	};
}

/**
 * What libuci writes when it sets the two options and commits: no comments, its own form.
 *
 * @param {string} text  of a configuration
 * @param {RawOptions} options
 * @returns {?string} null where libuci cannot
 */
function print_with_options(text, options) {
	return print_changed(text, 'firewall', (config) => {
		const section = `${config.get_all('firewall', '@defaults[0]')?.['.name'] ?? ''}`;
		if (section == '') return false;
		for (let name in options) {
			const value = options[name];
			if (value == null) config.delete('firewall', section, name);
			else config.set('firewall', section, name, value);
		}
		return true;
	});
}

export { booleans_of, parse_config, print_with_options, same };

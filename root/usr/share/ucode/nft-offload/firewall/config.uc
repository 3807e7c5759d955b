'use strict';

import { cursor, error } from 'uci';
import { reason } from 'nft-offload.lib.reason';
import { list_of, object_of, text_of } from 'nft-offload.lib.value';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} OffloadOptions */

const CONFIG = '/etc/config/firewall';
/** The script of firewall4 that loads exceptions, as its section `include` names it. */
const INCLUDE = '/usr/share/nft-offload/exceptions.sh';

/**
 * libuci's names of errors, and the reason of each.
 *
 * @type {Record<string, import('../../../../../../src/rpc/types/index.ts').ReasonCode>}
 */
const UCI_CODES = { 'Entry not found': 'missing', 'Parse error': 'garbled' };

/**
 * @param {unknown} value
 * @returns {boolean} as firewall4 understands it (fw4.uc, parse_bool)
 */
function is_true(value) {
	return value === '1' || value === 'on' || value === 'true' || value === 'yes';
}

/**
 * @param {unknown} value
 * @returns {boolean} whether it turns something off that is on without it
 */
function is_false(value) {
	return value === '0' || value === 'off' || value === 'false' || value === 'no';
}

/**
 * Loads the configuration of the firewall.
 *
 * @param {string} source  the path of its file: as applied; or the name of the package: with the changes that wait in
 *   /tmp/.uci, which libuci adds to every cursor, whatever save folder it has, but not to a path
 * @returns {{ config: ?import('uci').Cursor, reason: ?Reason }}
 */
function load_firewall(source) {
	const config = cursor();
	if (config != null && config.load(source)) return { config, reason: null };
	const message = error() ?? 'unknown error';
	return { config: null, reason: reason(UCI_CODES[message] ?? 'failed', `${CONFIG}: ${message}`) };
}

/**
 * @param {import('uci').Cursor} config
 * @returns {OffloadOptions}
 */
function read_options(config) {
	const defaults = object_of(config.get_all('firewall', '@defaults[0]'));
	return {
		flow_offloading: is_true(defaults.flow_offloading),
		flow_offloading_hw: is_true(defaults.flow_offloading_hw)
	};
}

/**
 * What waits in /tmp/.uci.
 *
 * @param {OffloadOptions} requested  the options as applied
 * @returns {{ waiting: ?OffloadOptions, reason: ?Reason }} null where nothing about the options waits
 */
function read_waiting(requested) {
	const whole = load_firewall('firewall');
	if (whole.config == null) return { waiting: null, reason: whole.reason };
	const options = read_options(whole.config);
	const same =
		options.flow_offloading == requested.flow_offloading &&
		options.flow_offloading_hw == requested.flow_offloading_hw;
	return { waiting: same ? null : options, reason: null };
}

/**
 * The names in an option that may be a list or words in one text.
 *
 * @param {unknown} value
 * @returns {string[]}
 */
function words_of(value) {
	/** @type {string[]} */
	const words = [];
	for (let item in type(value) == 'array' ? list_of(value) : [value]) {
		const text = trim(text_of(item) ?? '');
		if (text != '') push(words, ...split(text, /[ \t]+/));
	}
	return words;
}

/**
 * A `config zone`: what belongs to it. Devices may end with '+' or '*', which means any ending.
 *
 * @typedef {{ name: string, masq: boolean, networks: string[], devices: string[], subnets: string[] }} ConfigZone
 */

/**
 * @param {import('uci').Cursor} config
 * @returns {ConfigZone[]} zones that are not disabled, in their order
 */
function read_zones(config) {
	/** @type {ConfigZone[]} */
	const zones = [];
	config.foreach('firewall', 'zone', (section) => {
		const name = text_of(section.name);
		if (name == null || is_false(section.enabled)) return;
		push(zones, {
			name,
			masq: is_true(section.masq),
			networks: words_of(section.network),
			devices: words_of(section.device),
			subnets: words_of(section.subnet)
		});
	});
	return zones;
}

/**
 * @param {import('uci').Cursor} config
 * @returns {import('../../../../../../src/rpc/types/index.ts').Forwarding[]}
 */
function read_forwardings(config) {
	/** @type {import('../../../../../../src/rpc/types/index.ts').Forwarding[]} */
	const forwardings = [];
	config.foreach('firewall', 'forwarding', (section) => {
		const src = text_of(section.src);
		const dest = text_of(section.dest);
		if (src == null || dest == null || is_false(section.enabled)) return;
		push(forwardings, { src, dest });
	});
	return forwardings;
}

export {
	CONFIG,
	INCLUDE,
	is_false,
	is_true,
	load_firewall,
	read_forwardings,
	read_options,
	read_waiting,
	read_zones
};

'use strict';

import { cursor, error } from 'uci';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} OffloadOptions */

const CONFIG = '/etc/config/firewall';

/**
 * What libuci calls its errors, and the reason each stands for.
 *
 * @type {Record<string, import('../../../../../../src/rpc/types/index.ts').ReasonCode>}
 */
const UCI_CODES = { 'Entry not found': 'missing', 'Parse error': 'garbled' };

/**
 * @param {unknown} value
 * @returns {boolean} as firewall4 understands it (fw4.uc, parse_bool)
 */
function is_true(value) {
	return value == '1' || value == 'on' || value == 'true' || value == 'yes';
}

/**
 * @param {unknown} value
 * @returns {boolean} whether it turns something off that is on without it
 */
function is_false(value) {
	return value == '0' || value == 'off' || value == 'false' || value == 'no';
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
	const defaults = config.get_all('firewall', '@defaults[0]') ?? {};
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
 * @param {?(string | string[])} value
 * @returns {string[]}
 */
function words_of(value) {
	const text = trim(type(value) == 'array' ? join(' ', /** @type {string[]} */ (value)) : `${value ?? ''}`);
	return text == '' ? [] : split(text, /[ \t]+/);
}

/**
 * A `config zone`: what belongs to it. Devices may end with '+' or '*', which stands for any ending.
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
		if (section.name == null || is_false(section.enabled)) return;
		push(zones, {
			name: `${section.name}`,
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
		if (section.src == null || section.dest == null || is_false(section.enabled)) return;
		push(forwardings, { src: `${section.src}`, dest: `${section.dest}` });
	});
	return forwardings;
}

export { CONFIG, is_false, is_true, load_firewall, read_forwardings, read_options, read_waiting, read_zones };

'use strict';

import { access, error, readfile } from 'fs';
import { cursor, error as uci_error } from 'uci';
import { reason, reason_of_error } from 'nft-offload.reason';

/** @typedef {import('../../../../../src/wire.ts').Reason} Reason */
/** @typedef {import('../../../../../src/wire.ts').OffloadOptions} OffloadOptions */

const CONFIG = '/etc/config/firewall';
const KERNEL = '/proc/sys/kernel/osrelease';
const RELEASE = '/etc/openwrt_release';
const MODULE = 'nft_flow_offload';

/**
 * What libuci calls its errors, and the reason each stands for.
 *
 * @type {Record<string, import('../../../../../src/wire.ts').ReasonCode>}
 */
const UCI_CODES = { 'Entry not found': 'missing', 'Parse error': 'garbled' };

/**
 * Where the package managers stand, in the order in which a router that has both would use them.
 *
 * @type {Record<string, import('../../../../../src/wire.ts').SystemFacts['package_manager']>}
 */
const MANAGERS = {
	'/usr/bin/apk': 'apk',
	'/sbin/apk': 'apk',
	'/bin/opkg': 'opkg',
	'/usr/bin/opkg': 'opkg'
};

/**
 * @param {unknown} value
 * @returns {boolean} as firewall4 understands it (fw4.uc, parse_bool)
 */
function is_true(value) {
	return value == '1' || value == 'on' || value == 'true' || value == 'yes';
}

/**
 * Reads the two options from a package.
 *
 * @param {string} source  a package's name, then with the changes that wait in /tmp/.uci; or the path of its file,
 *   then without them: libuci adds them to every cursor, whatever save folder it has, but not to a path
 * @returns {{ options: ?OffloadOptions, reason: ?Reason }}
 */
function read_options(source) {
	const config = cursor();
	if (config == null || config.load(source) == null) {
		const message = uci_error() ?? 'unknown error';
		return { options: null, reason: reason(UCI_CODES[message] ?? 'failed', `${CONFIG}: ${message}`) };
	}
	const defaults = config.get_all('firewall', '@defaults[0]') ?? {};
	return {
		options: {
			flow_offloading: is_true(defaults.flow_offloading),
			flow_offloading_hw: is_true(defaults.flow_offloading_hw)
		},
		reason: null
	};
}

/**
 * @param {OffloadOptions} a
 * @param {OffloadOptions} b
 * @returns {boolean}
 */
function same_options(a, b) {
	return a.flow_offloading == b.flow_offloading && a.flow_offloading_hw == b.flow_offloading_hw;
}

/**
 * What is asked for: as applied, and as it would be if what waits in /tmp/.uci were applied too.
 *
 * @returns {{ requested: ?OffloadOptions, requested_reason: ?Reason, waiting: ?OffloadOptions, waiting_reason: ?Reason }}
 */
function read_request() {
	const applied = read_options(CONFIG);
	const whole = read_options('firewall');
	const changed =
		applied.options != null && whole.options != null && !same_options(applied.options, whole.options);
	return {
		requested: applied.options,
		requested_reason: applied.reason,
		waiting: changed ? whole.options : null,
		waiting_reason: whole.reason
	};
}

/**
 * @param {string} kernel  release, which names the folder of its modules
 * @returns {boolean}
 */
function module_is_installed(kernel) {
	for (let ending in ['', '.gz', '.xz', '.zst']) {
		if (access(`/lib/modules/${kernel}/${MODULE}.ko${ending}`)) return true;
	}
	return false;
}

/**
 * Whether the kernel has nft_flow_offload. A module that is loaded has a `refcnt`; code that is part of the kernel image
 * has none and stands in modules.builtin.
 *
 * @param {?string} kernel
 * @returns {{ module: ?import('../../../../../src/wire.ts').ModuleState, reason: ?Reason }}
 */
function read_module(kernel) {
	if (access(`/sys/module/${MODULE}/refcnt`)) return { module: 'loaded', reason: null };
	if (access(`/sys/module/${MODULE}`)) return { module: 'built_in', reason: null };
	if (kernel == null) return { module: null, reason: reason('missing', KERNEL) };
	const built_in = readfile(`/lib/modules/${kernel}/modules.builtin`) ?? '';
	if (index(built_in, `/${MODULE}.ko`) >= 0) return { module: 'built_in', reason: null };
	if (module_is_installed(kernel)) return { module: 'installed', reason: null };
	if (access('/lib/modules')) return { module: 'missing', reason: null };
	return { module: null, reason: reason_of_error('/lib/modules', error()) };
}

/**
 * @param {string} path
 * @returns {?string} the first line of a file
 */
function read_line(path) {
	const text = readfile(path, 256);
	return text == null ? null : trim(split(text, '\n')[0]);
}

/**
 * @param {string} name  of a variable in /etc/openwrt_release
 * @returns {?string}
 */
function read_release(name) {
	for (let line in split(readfile(RELEASE, 4096), '\n') ?? []) {
		const found = match(line, /^([A-Z_]+)=(.*)$/);
		if (found && found[1] == name) return trim(replace(found[2], /['"]/g, ''));
	}
	return null;
}

/**
 * @returns {import('../../../../../src/wire.ts').SystemFacts['package_manager']}
 */
function find_manager() {
	for (let path in MANAGERS) {
		if (access(path)) return MANAGERS[path];
	}
	return null;
}

/**
 * @returns {import('../../../../../src/wire.ts').SystemFacts}
 */
function read_system() {
	return {
		kernel: read_line(KERNEL),
		release: read_release('DISTRIB_DESCRIPTION'),
		target: read_release('DISTRIB_TARGET'),
		model: read_line('/tmp/sysinfo/model'),
		board: read_line('/tmp/sysinfo/board_name'),
		package_manager: find_manager()
	};
}

export { read_module, read_request, read_system };

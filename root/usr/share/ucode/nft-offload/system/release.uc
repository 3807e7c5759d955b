'use strict';

import { access, error, readfile } from 'fs';
import { read_versions } from 'nft-offload.system.package';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const KERNEL = '/proc/sys/kernel/osrelease';
const RELEASE = '/etc/openwrt_release';
const MODULE = 'nft_flow_offload';

/**
 * Paths of the package managers, in the order in which a router that has both would use them.
 *
 * @type {Record<string, import('../../../../../../src/rpc/types/index.ts').SystemFacts['package_manager']>}
 */
const MANAGERS = {
	'/usr/bin/apk': 'apk',
	'/sbin/apk': 'apk',
	'/bin/opkg': 'opkg',
	'/usr/bin/opkg': 'opkg'
};

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
 * has none and is listed in modules.builtin.
 *
 * @param {?string} kernel
 * @returns {{ module: ?import('../../../../../../src/rpc/types/index.ts').ModuleState, reason: ?Reason }}
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
 * @returns {import('../../../../../../src/rpc/types/index.ts').SystemFacts['package_manager']}
 */
function find_manager() {
	for (let path in MANAGERS) {
		if (access(path)) return MANAGERS[path];
	}
	return null;
}

/**
 * @returns {import('../../../../../../src/rpc/types/index.ts').SystemFacts}
 */
function read_system() {
	const versions = read_versions(['luci-app-nft-offload', 'firewall4', 'kmod-nft-offload']);
	return {
		kernel: read_line(KERNEL),
		release: read_release('DISTRIB_DESCRIPTION'),
		target: read_release('DISTRIB_TARGET'),
		model: read_line('/tmp/sysinfo/model'),
		board: read_line('/tmp/sysinfo/board_name'),
		package_manager: find_manager(),
		app_version: versions['luci-app-nft-offload'] ?? null,
		firewall4_version: versions.firewall4 ?? null,
		kmod_version: versions['kmod-nft-offload'] ?? null
	};
}

export { read_module, read_system };

'use strict';

/** What conflict rules ask of a router: its services, programs, chains that its owner wrote, and devices of its WAN side. */

import { sides_of } from 'nft-offload.firewall.sides';
import { items_where, share_one } from 'nft-offload.lib.list';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */
/** @typedef {import('../../../../../../src/rpc/types/environment.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/environment.ts').ChainStatements} Chain */
/** @typedef {{ status: Status, environment: Environment }} Router */

/** Hooks that packets of an offloaded connection do not reach. */
const BYPASSED = ['prerouting', 'forward', 'postrouting'];
/** What the names of tables and chains of programs begin with that have a rule of their own, or none on purpose. */
const PROGRAM_TABLES = [
	'b4',
	'banip',
	'crowdsec',
	'dae',
	'dscpclassify',
	'dscptag',
	'filter',
	'homeproxy',
	'mangle',
	'mihomo',
	'miniupnpd',
	'mwan3',
	'nat',
	'nikki',
	'openclash',
	'passwall',
	'pbr',
	'podkop',
	'psw',
	'qosmate',
	'raw',
	'security',
	'shadowsocksr',
	'sing-box',
	'singbox',
	'snort',
	'suricata',
	'zapret'
];
const PROGRAM_CHAINS = ['homeproxy', 'nss_', 'openclash', 'pbr_', 'psw', 'upnp_', 'youtubeunblock'];

/**
 * @param {Router} router
 * @param {string[]} names
 * @returns {boolean} whether one of these services starts at boot
 */
function has_enabled(router, names) {
	const found = items_where(
		router.environment.services ?? [],
		(one) => one.enabled && index(names, one.name) >= 0
	);
	return length(found) > 0;
}

/**
 * @param {Router} router
 * @param {string} name
 * @returns {boolean} a service that is installed but does not start at boot: its configuration has no effect
 */
function is_disabled(router, name) {
	return (
		length(items_where(router.environment.services ?? [], (one) => one.name == name && !one.enabled)) > 0
	);
}

/**
 * @param {Router} router
 * @param {string[]} names
 * @returns {boolean}
 */
function is_running(router, names) {
	return share_one(router.environment.processes ?? [], names);
}

/**
 * @param {Router} router
 * @returns {boolean} once it is on, the verdict says what it lacks
 */
function is_off(router) {
	return router.status.requested?.flow_offloading === false;
}

/**
 * @param {Chain} chain
 * @returns {boolean} whether offloaded packets would go through it; one to which no jump was seen may have one
 */
function is_bypassed(chain) {
	if (index(['inet', 'ip', 'ip6'], chain.family) < 0) return false;
	return length(chain.hooks) == 0 || share_one(chain.hooks, BYPASSED);
}

/**
 * @param {string} name
 * @param {string[]} prefixes  in small letters
 * @returns {boolean}
 */
function begins_with(name, prefixes) {
	const small = lc(name);
	for (let prefix in prefixes) if (substr(small, 0, length(prefix)) == prefix) return true;
	return false;
}

/**
 * @param {Router} router
 * @param {string[]} kinds
 * @returns {boolean} whether a chain that somebody wrote for this router has statements of these kinds that later packets would meet
 */
function has_own_rules(router, kinds) {
	for (let chain in router.environment.statements ?? []) {
		if (
			!is_bypassed(chain) ||
			begins_with(chain.table, PROGRAM_TABLES) ||
			begins_with(chain.chain, PROGRAM_CHAINS)
		)
			continue;
		for (let kind in chain.kinds) if (index(kinds, kind) >= 0 && index(chain.new_only, kind) < 0) return true;
	}
	return false;
}

/**
 * @param {Router} router
 * @param {string[]} prefixes  of the names of tables
 * @returns {boolean} whether such a table hands packets to a program
 */
function has_queue_table(router, prefixes) {
	const found = items_where(
		router.environment.statements ?? [],
		(chain) => index(chain.kinds, 'queue') >= 0 && is_bypassed(chain) && begins_with(chain.table, prefixes)
	);
	return length(found) > 0;
}

/**
 * @param {Router} router
 * @returns {ZoneNetwork[]} networks of the WAN side
 */
function wan_of(router) {
	return sides_of(router.status)?.wan ?? [];
}

/**
 * @param {Router} router
 * @returns {string[]} the devices that traffic to the Internet passes
 */
function wan_devices(router) {
	/** @type {string[]} */
	const devices = [];
	for (let network in wan_of(router)) {
		for (let device in [network.l3_device, network.device]) if (device != null) push(devices, device);
		push(devices, ...network.lower_devices);
	}
	return devices;
}

export { has_enabled, has_own_rules, has_queue_table, is_disabled, is_off, is_running, wan_devices, wan_of };

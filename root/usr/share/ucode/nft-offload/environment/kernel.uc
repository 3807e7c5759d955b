'use strict';

import { access, error, lsdir } from 'fs';
import { known_reasons, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const LINKS = '/sys/class/net';
const MODULES = '/sys/module';
const PREFIX = 'nf_conntrack_';
/** Linux net/netfilter and net/ipv4/netfilter: modules of this prefix that are helpers. */
const HELPERS = ['amanda', 'ftp', 'h323', 'irc', 'netbios_ns', 'pptp', 'sane', 'sip', 'snmp', 'tftp'];

/** @returns {{ most: ?number, reason: ?Reason }} Wi-Fi devices in the bridge that has most of them */
function count_access_points() {
	const links = lsdir(LINKS);
	if (links == null) return { most: null, reason: reason_of_error(LINKS, error()) };
	let most = 0;
	for (let bridge in links) {
		let count = 0;
		for (let member in lsdir(`${LINKS}/${bridge}/brif`) ?? []) {
			if (access(`${LINKS}/${member}/phy80211`)) count++;
		}
		most = max(most, count);
	}
	return { most, reason: null };
}

/** @returns {{ names: ?string[], reason: ?Reason }} helpers that are loaded, without the prefix */
function list_helpers() {
	const loaded = lsdir(MODULES);
	if (loaded == null) return { names: null, reason: reason_of_error(MODULES, error()) };
	/** @type {string[]} */
	const names = [];
	for (let name in HELPERS) if (index(loaded, PREFIX + name) >= 0) push(names, name);
	return { names, reason: null };
}

/**
 * What the kernel tells in /sys.
 *
 * @returns {{ facts: Pick<Environment, 'bridged_access_points' | 'helpers'>, unknown: Environment['unknown'] }}
 */
function read_kernel() {
	const points = count_access_points();
	const helpers = list_helpers();
	return {
		facts: {
			bridged_access_points: points.most,
			helpers: helpers.names
		},
		unknown: known_reasons({
			bridged_access_points: points.reason,
			helpers: helpers.reason
		})
	};
}

export { read_kernel };

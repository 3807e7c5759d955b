'use strict';

import { access, error, lsdir, readfile } from 'fs';
import { known_reasons, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const LINKS = '/sys/class/net';
const MODULES = '/sys/module';
/** MediaTek's drivers of Wi-Fi 6 and 7. */
const WED_DRIVERS = ['mt7915e', 'mt7996e'];
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

/** @returns {{ wed: Environment['wed'], reason: ?Reason }} on where it is for one of the drivers */
function read_wed() {
	/** @type {?Reason} */
	let trouble = null;
	let found = false;
	for (let driver in WED_DRIVERS) {
		const path = `${MODULES}/${driver}/parameters/wed_enable`;
		const switched = readfile(path, 2);
		const why = switched == null ? reason_of_error(path, error()) : null;
		if (match(switched ?? '', /^[Y1]/)) return { wed: 'on', reason: null };
		if (switched != null) found = true;
		else if (why?.code != 'missing') trouble ??= why;
	}
	if (trouble != null) return { wed: null, reason: trouble };
	return { wed: found ? 'off' : 'absent', reason: null };
}

/**
 * What the kernel tells in /sys.
 *
 * @returns {{ facts: Pick<Environment, 'bridged_access_points' | 'wed' | 'helpers'>, unknown: Environment['unknown'] }}
 */
function read_kernel() {
	const points = count_access_points();
	const helpers = list_helpers();
	const wed = read_wed();
	return {
		facts: {
			bridged_access_points: points.most,
			wed: wed.wed,
			helpers: helpers.names
		},
		unknown: known_reasons({
			bridged_access_points: points.reason,
			wed: wed.reason,
			helpers: helpers.reason
		})
	};
}

export { read_kernel };

'use strict';

import { error, readfile } from 'fs';
import { from_digits } from 'nft-offload.lib.number';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** Settings and readings of connection tracking (Linux Documentation/networking/nf_conntrack-sysctl.rst). */
const FOLDER = '/proc/sys/net/netfilter';

/**
 * @param {string} name  such as 'nf_conntrack_count'
 * @returns {{ value: ?number, reason: ?import('../../../../../../src/rpc/types/index.ts').Reason }}
 */
function read_sysctl(name) {
	const path = `${FOLDER}/${name}`;
	const text = readfile(path);
	if (text == null) return { value: null, reason: reason_of_error(path, error()) };
	const value = from_digits(trim(text));
	return { value, reason: value == null ? reason('garbled', path) : null };
}

/**
 * The text of the conntrack table without a line is empty only where nothing is tracked.
 *
 * @param {string} table  its path
 * @returns {?import('../../../../../../src/rpc/types/index.ts').Reason} why it is not to be believed
 */
function doubt_empty(table) {
	const tracked = read_sysctl('nf_conntrack_count').value;
	return tracked === 0 ? null : reason('truncated', `${table}: empty, with ${tracked ?? '?'} tracked`);
}

/**
 * @returns {import('../../../../../../src/rpc/types/index.ts').ConntrackSettings}
 */
function read_conntrack_settings() {
	const acct = read_sysctl('nf_conntrack_acct').value;
	return {
		max: read_sysctl('nf_conntrack_max').value,
		acct: acct == null ? null : acct > 0,
		flowtable_tcp_timeout: read_sysctl('nf_flowtable_tcp_timeout').value,
		flowtable_udp_timeout: read_sysctl('nf_flowtable_udp_timeout').value
	};
}

export { doubt_empty, read_conntrack_settings, read_sysctl };

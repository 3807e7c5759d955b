'use strict';

import { error, readfile } from 'fs';
import { cursor, error as uci_error } from 'uci';
import { now_ms } from 'nft-offload.system.clock';
import { reason, reason_of_error } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').PrivateNames} PrivateNames */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** Where dnsmasq and odhcpd (24.10, and later releases) keep their leases, and at which word of a line a name stands. */
const LEASES = { '/tmp/dhcp.leases': 3, '/tmp/hosts/odhcpd': 4, '/tmp/odhcpd.leases': 4 };
/** Names of each kind: written with a backslash before every byte they still make less than 64 KiB. */
const MOST_HOSTS = 300;
const MOST_WIFI = 100;
const MOST_USERS = 50;
/** Bytes of a name, bytes of the leases that are read. */
const LONGEST = 64;
const LARGEST = 131072;

/**
 * @param {string[]} names  filled
 * @param {number} most
 * @param {unknown} name
 */
function add_name(names, most, name) {
	if (type(name) != 'string') return;
	const text = substr(/** @type {string} */ (name), 0, LONGEST);
	if (text != '' && text != '*' && index(names, text) < 0 && length(names) < most) push(names, text);
}

/**
 * One option of every section of a type. A configuration that does not exist has none.
 *
 * @param {string} config
 * @param {string} section
 * @param {string} option
 * @param {string[]} names  filled
 * @param {number} most
 * @returns {?Reason} why it could not be read
 */
function collect(config, section, option, names, most) {
	const uci = cursor();
	if (uci == null || uci.load(config) == null) {
		const message = uci_error() ?? 'unknown error';
		return message == 'Entry not found' ? null : reason('garbled', `/etc/config/${config}: ${message}`);
	}
	uci.foreach(config, section, (found) => {
		add_name(names, most, found[option]);
	});
	return null;
}

/**
 * Names of devices that asked for an address.
 *
 * @param {string[]} names  filled
 * @returns {?Reason} why a file that is there could not be read
 */
function collect_leases(names) {
	/** @type {?Reason} */
	let trouble = null;
	for (let path in LEASES) {
		const text = readfile(path, LARGEST);
		const why = text == null ? reason_of_error(path, error()) : null;
		if (why != null && why.code != 'missing') trouble = why;
		for (let line in split(text, '\n') ?? []) {
			const name = (split(line, ' ') ?? [])[LEASES[path]];
			if (name != '-') add_name(names, MOST_HOSTS, name);
		}
	}
	return trouble;
}

/**
 * Reply of `names`: what a report has to hide. Single options are read, never a password or a key.
 *
 * @returns {PrivateNames}
 */
function read_private_names() {
	/** @type {PrivateNames['unknown']} */
	const unknown = {};
	/** @type {string[]} */
	const hosts = [];
	/** @type {string[]} */
	const wifi = [];
	/** @type {string[]} */
	const users = [];
	const no_hosts =
		collect('system', 'system', 'hostname', hosts, MOST_HOSTS) ??
		collect('dhcp', 'host', 'name', hosts, MOST_HOSTS) ??
		collect_leases(hosts);
	const no_wifi = collect('wireless', 'wifi-iface', 'ssid', wifi, MOST_WIFI);
	const no_users = collect('network', 'interface', 'username', users, MOST_USERS);
	if (no_hosts != null) unknown.hosts = no_hosts;
	if (no_wifi != null) unknown.wifi = no_wifi;
	if (no_users != null) unknown.users = no_users;
	return {
		monotonic_ms: now_ms(),
		hosts: no_hosts == null ? hosts : null,
		wifi: no_wifi == null ? wifi : null,
		users: no_users == null ? users : null,
		unknown
	};
}

/** @type {import('nft-offload.lib.error').Answer<'private_names'>} */
const answer_private_names = () => read_private_names();

export { answer_private_names, read_private_names };

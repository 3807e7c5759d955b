'use strict';

/** Reply of `private_names`, with the names in files of hosts and leases. */

import { error, lsdir, readfile } from 'fs';
import { now_ms } from 'nft-offload.system.clock';
import { reason, reason_of_error } from 'nft-offload.lib.reason';
import { add_name, new_list, reason_of } from 'nft-offload.system.name_list';
import { CONFIGS, collect_config } from 'nft-offload.system.config_names';
import { is_stock_name } from 'nft-offload.system.stock_names';
import { words_of } from 'nft-offload.system.lines';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').PrivateNames} PrivateNames */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('nft-offload.system.name_list').Kind} Kind */
/** @typedef {import('nft-offload.system.name_list').List} List */

/** Bytes of a file of leases or hosts that are read. */
const LARGEST = 131072;

const HOSTS_FILE = '/etc/hosts';
/** Where dnsmasq keeps its leases, and at which word of a line the name is. */
const LEASES = '/tmp/dhcp.leases';
const LEASE_NAME = 3;
/** Where odhcpd keeps its leases, by release, as files of hosts with the leases in comments. */
const ODHCPD_FOLDER = '/tmp/hosts';
const ODHCPD_LEASES = '/tmp/odhcpd.leases';
const ODHCPD_NAME = 4;

/**
 * Lines of a file; none where there is no such file.
 *
 * @param {List} list  is told what could not be read
 * @param {string} path
 * @returns {string[]}
 */
function lines_of(list, path) {
	const text = readfile(path, LARGEST);
	if (text == null) {
		const why = reason_of_error(path, error());
		if (why.code != 'missing') list.reason = why;
		return [];
	}
	const lines = split(text, '\n') ?? [];
	if (length(text) >= LARGEST) {
		// The last line may end in the middle of a name.
		pop(lines);
		list.reason = reason('truncated', `${path}: more than ${LARGEST} bytes`);
	}
	return lines;
}

/**
 * A file of hosts, `address name name ...`; odhcpd adds its leases: `# interface duid iaid name ...`.
 *
 * @param {List} list
 * @param {string} path
 */
function collect_hosts(list, path) {
	for (let line in lines_of(list, path)) {
		const words = words_of(line);
		if (words[0] == '#') {
			if (length(words) > ODHCPD_NAME) add_name(list, words[ODHCPD_NAME]);
			continue;
		}
		for (let at = 1; at < length(words); at++) {
			if (ord(words[at]) == 35) break;
			if (!is_stock_name(words[at])) add_name(list, words[at]);
		}
	}
}

/**
 * Names of devices that asked for an address, after those that the owner gave: however many devices ask, these stay.
 *
 * @param {List} list
 */
function collect_devices(list) {
	collect_hosts(list, HOSTS_FILE);
	for (let line in lines_of(list, LEASES)) add_name(list, words_of(line)[LEASE_NAME] ?? '');
	collect_hosts(list, ODHCPD_LEASES);
	for (let file in lsdir(ODHCPD_FOLDER) ?? []) collect_hosts(list, `${ODHCPD_FOLDER}/${file}`);
}

/**
 * Reply of `private_names`: what a report has to hide.
 *
 * @returns {PrivateNames}
 */
function read_private_names() {
	/** @type {Record<Kind, List>} */
	const lists = {
		hosts: new_list('hosts'),
		wifi: new_list('wifi'),
		users: new_list('users'),
		rules: new_list('rules'),
		networks: new_list('networks')
	};
	for (let config in CONFIGS) collect_config(lists, config);
	collect_devices(lists.hosts);
	/** @type {Record<Kind, ?string[]>} */
	const found = { hosts: null, wifi: null, users: null, rules: null, networks: null };
	/** @type {PrivateNames['unknown']} */
	const unknown = {};
	for (let kind in lists) {
		const why = reason_of(lists[kind]);
		if (why != null) unknown[kind] = why;
		// What was found is hidden, even where more is missing.
		if (why == null || length(lists[kind].names) > 0) found[kind] = lists[kind].names;
	}
	return { monotonic_ms: now_ms(), ...found, unknown };
}

/** @type {import('nft-offload.lib.error').Answer<'private_names'>} */
const answer_private_names = () => read_private_names();

export { answer_private_names, read_private_names };

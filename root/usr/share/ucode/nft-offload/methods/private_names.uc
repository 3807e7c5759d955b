'use strict';

import { error, lsdir, readfile } from 'fs';
import { cursor, error as uci_error } from 'uci';
import { now_ms } from 'nft-offload.system.clock';
import { reason, reason_of_error } from 'nft-offload.lib.reason';
import { is_stock_name, is_stock_rule } from 'nft-offload.system.stock_names';
import { words_of } from 'nft-offload.system.lines';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').PrivateNames} PrivateNames */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {'hosts' | 'wifi' | 'users' | 'rules' | 'networks'} Kind */
/** @typedef {Record<string, string | string[]>} Section */
/**
 * Names of one kind while they are collected.
 *
 * @typedef {{ names: string[], seen: Record<string, boolean>, room: number, left_out: number, reason: ?Reason }} List
 */

/**
 * Bytes of JSON for the names of each kind: together with the rest of the reply less than 64 KiB.
 *
 * @type {Record<Kind, number>}
 */
const ROOM = { hosts: 32000, wifi: 6000, users: 4000, rules: 9000, networks: 9000 };
/** Bytes of a name: a name of DNS has 253 at most. */
const LONGEST = 255;
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
 * What to read of each configuration: by type of section (`*`: any; `wireguard_*`: of any interface) the options that
 * name something, and of what kind. No password and no key is among them.
 *
 * @type {Record<string, Record<string, Record<string, Kind>>>}
 */
const CONFIGS = {
	system: { system: { hostname: 'hosts' } },
	dhcp: {
		host: { name: 'hosts', hostname: 'hosts' },
		domain: { name: 'hosts' },
		cname: { cname: 'hosts', target: 'hosts' },
		hostrecord: { name: 'hosts' },
		srvhost: { target: 'hosts' },
		mxhost: { domain: 'hosts', relay: 'hosts' },
		dnsmasq: { domain: 'hosts', address: 'hosts', server: 'hosts', rebind_domain: 'hosts' },
		'*': { '.name': 'networks' }
	},
	wireless: {
		'wifi-iface': { ssid: 'wifi', mesh_id: 'wifi', identity: 'users', ifname: 'networks' },
		'wifi-station': { '.name': 'networks' },
		'*': { '.name': 'networks' }
	},
	network: {
		interface: {
			username: 'users',
			hostname: 'hosts',
			server: 'hosts',
			peeraddr: 'hosts',
			device: 'networks',
			ifname: 'networks'
		},
		device: { name: 'networks', ifname: 'networks' },
		'wireguard_*': { description: 'hosts', endpoint_host: 'hosts' },
		'*': { '.name': 'networks' }
	},
	firewall: {
		zone: { name: 'networks', device: 'networks' },
		ipset: { name: 'rules' },
		rule: { name: 'rules' },
		redirect: { name: 'rules' },
		nat: { name: 'rules' },
		forwarding: { name: 'rules' },
		include: { name: 'rules' },
		'*': { '.name': 'networks' }
	},
	ddns: {
		service: { domain: 'hosts', lookup_host: 'hosts', username: 'users' },
		'*': { '.name': 'networks' }
	}
};

/**
 * @param {Kind} kind
 * @returns {List}
 */
function new_list(kind) {
	return { names: [], seen: {}, room: ROOM[kind], left_out: 0, reason: null };
}

/**
 * Adds a name, or counts it where there is no room: half a name would hide nothing.
 *
 * @param {List} list
 * @param {string} name
 */
function add_name(list, name) {
	if (name == '' || name == '*' || name == '-' || exists(list.seen, name)) return;
	const bytes = length(sprintf('%J', name)) + 2;
	if (length(name) > LONGEST || bytes > list.room) {
		list.left_out++;
		return;
	}
	list.seen[name] = true;
	list.room -= bytes;
	push(list.names, name);
}

/**
 * The domains of an entry of dnsmasq, `/domain/domain/address`.
 *
 * @param {string} text
 * @returns {string[]}
 */
function domains_of(text) {
	const parts = split(text, '/') ?? [];
	pop(parts);
	return parts;
}

/**
 * Adds what an option holds: a name, several in one text, or a list of them.
 *
 * @param {Record<Kind, List>} lists
 * @param {Kind} kind
 * @param {unknown} value
 */
function add_value(lists, kind, value) {
	if (type(value) == 'array') {
		for (let item in /** @type {unknown[]} */ (value)) add_value(lists, kind, item);
		return;
	}
	if (type(value) != 'string') return;
	const text = /** @type {string} */ (value);
	const names = kind == 'networks' ? words_of(text) : ord(text) == 47 ? domains_of(text) : [text];
	for (let name in names) {
		if (kind == 'networks' && is_stock_name(name)) continue;
		if (kind != 'rules' || !is_stock_rule(name)) add_name(lists[kind], name);
	}
}

/**
 * @param {string} wanted  a type of sections, as in CONFIGS
 * @param {unknown} found  the type of a section
 * @returns {boolean}
 */
function is_type(wanted, found) {
	if (wanted == '*' || wanted == found) return true;
	const size = length(wanted) - 1;
	return substr(wanted, size) == '*' && substr(`${found}`, 0, size) == substr(wanted, 0, size);
}

/**
 * @param {Record<Kind, List>} lists
 * @param {Record<string, Record<string, Kind>>} types
 * @param {Section} section
 */
function add_section(lists, types, section) {
	for (let wanted in types) {
		if (!is_type(wanted, section['.type'])) continue;
		for (let option in types[wanted]) {
			// A section without a name has one that libuci made.
			if (option != '.name' || !section['.anonymous'])
				add_value(lists, types[wanted][option], section[option]);
		}
	}
}

/**
 * @param {Record<string, Record<string, Kind>>} types
 * @returns {Record<string, boolean>} the kinds of names that a configuration has
 */
function kinds_of(types) {
	/** @type {Record<string, boolean>} */
	const kinds = {};
	for (let wanted in types) {
		for (let option in types[wanted]) kinds[types[wanted][option]] = true;
	}
	return kinds;
}

/**
 * One configuration. One that does not exist has no names.
 *
 * @param {Record<Kind, List>} lists
 * @param {string} config
 */
function collect_config(lists, config) {
	const uci = cursor();
	if (uci == null || uci.load(config) == null) {
		const message = uci_error() ?? 'unknown error';
		if (message == 'Entry not found') return;
		const why = reason('garbled', `/etc/config/${config}: ${message}`);
		for (let kind in kinds_of(CONFIGS[config])) lists[/** @type {Kind} */ (kind)].reason = why;
		return;
	}
	const sections = uci.get_all(config) ?? {};
	for (let name in sections) add_section(lists, CONFIGS[config], sections[name]);
}

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
 * @param {List} list
 * @returns {?Reason} why names are missing from it
 */
function reason_of(list) {
	if (list.reason != null || list.left_out == 0) return list.reason;
	return reason('truncated', `${list.left_out} names left out: too many or over ${LONGEST} bytes`);
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

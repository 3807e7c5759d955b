'use strict';

/** Options of /etc/config that hold names, and the names in them. */

import { cursor, error as uci_error } from 'uci';
import { add_name } from 'nft-offload.system.name_list';
import { is_stock_name, is_stock_rule } from 'nft-offload.system.stock_names';
import { reason } from 'nft-offload.lib.reason';
import { words_of } from 'nft-offload.system.lines';

/** @typedef {import('nft-offload.system.name_list').Kind} Kind */
/** @typedef {import('nft-offload.system.name_list').List} List */
/** @typedef {Record<string, string | string[]>} Section */

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

export { CONFIGS, collect_config };

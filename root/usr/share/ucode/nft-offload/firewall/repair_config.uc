'use strict';

/** The alias of a repair in what libuci reads of /etc/config/network and /etc/config/firewall. */

import { cursor } from 'uci';
import { print_changed } from 'nft-offload.firewall.libuci';
import { others_than, words_in } from 'nft-offload.firewall.repair_text';
import { text_of } from 'nft-offload.lib.value';

/** @typedef {{ proto: string, device: string }} Alias */
/**
 * @template T
 * @typedef {{ value: T, others: string }} Parsed  `others`: all the rest, to be compared
 */

/**
 * Loads a file by its path: to a package by name libuci adds the changes that wait in /tmp/.uci.
 *
 * @param {string} path  its last part without a hyphen
 * @returns {?(Record<string, any>[])} the sections in their order; null where libuci cannot read it
 */
function load_sections(path) {
	const config = cursor();
	if (config == null || !config.load(path)) return null;
	const all = config.get_all(pop(split(path, '/')) ?? '') ?? {};
	/** @type {Record<string, any>[]} */
	const sections = [];
	for (let name in all) push(sections, all[name]);
	return sections;
}

/**
 * @param {Record<string, any>} section
 * @returns {any[]} to be compared: without its place, and without a name that libuci has made
 */
function content_of(section) {
	/** @type {Record<string, any>} */
	const options = {};
	for (let name in section) if (substr(name, 0, 1) != '.') options[name] = section[name];
	return [section['.type'], section['.anonymous'] ? '' : section['.name'], options];
}

/**
 * @param {string} path
 * @param {string} name  of the alias
 * @returns {?Parsed<?Alias>}
 */
function parse_network(path, name) {
	const sections = load_sections(path);
	if (sections == null) return null;
	/** @type {?Alias} */
	let alias = null;
	/** @type {any[]} */
	const others = [];
	for (let section in sections) {
		const found = section['.type'] == 'interface' && section['.name'] == name;
		if (found) alias = { proto: text_of(section.proto) ?? '', device: text_of(section.device) ?? '' };
		else push(others, content_of(section));
	}
	return { value: alias, others: sprintf('%J', others) };
}

/**
 * @param {any} value  of an option that may be a list
 * @returns {string[]}
 */
function networks_of(value) {
	/** @type {string[]} */
	const networks = [];
	for (let item in type(value) == 'array' ? value : [value]) push(networks, ...words_in(text_of(item)));
	return networks;
}

/**
 * @param {string} path
 * @param {string} alias
 * @returns {?Parsed<boolean>} whether a zone lists it
 */
function parse_zones(path, alias) {
	const sections = load_sections(path);
	if (sections == null) return null;
	let listed = false;
	/** @type {any[]} */
	const others = [];
	for (let section in sections) {
		if (section['.type'] == 'zone') {
			const networks = networks_of(section.network);
			if (index(networks, alias) >= 0) listed = true;
			section.network = others_than(networks, alias);
		}
		push(others, content_of(section));
	}
	return { value: listed, others: sprintf('%J', others) };
}

/**
 * @param {string} text  of /etc/config/network
 * @param {string} name
 * @param {?Alias} alias  null: none
 * @returns {?string} as libuci writes it; null where it cannot
 */
function print_network(text, name, alias) {
	return print_changed(text, 'network', (config) => {
		if (alias == null) return config.delete('network', name) == true;
		if (!config.set('network', name, 'interface')) return false;
		for (let option in alias) if (!config.set('network', name, option, alias[option])) return false;
		return true;
	});
}

/**
 * @param {string} text  of /etc/config/firewall
 * @param {string} zone
 * @param {string} alias
 * @param {boolean} listed
 * @returns {?string} as libuci writes it; null where it cannot
 */
function print_zones(text, zone, alias, listed) {
	return print_changed(text, 'firewall', (config) => {
		/** @type {Record<string, string[]>} */
		const changed = {};
		config.foreach('firewall', 'zone', (section) => {
			const networks = networks_of(section.network);
			const others = others_than(networks, alias);
			const wanted = listed && section.name == zone ? [...others, alias] : others;
			if (length(wanted) != length(networks)) changed[`${section['.name']}`] = wanted;
		});
		for (let name in changed) if (!config.set('firewall', name, 'network', changed[name])) return false;
		return true;
	});
}

export { parse_network, parse_zones, print_network, print_zones };

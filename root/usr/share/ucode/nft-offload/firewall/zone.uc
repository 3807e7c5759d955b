'use strict';

import { connect, error } from 'ubus';
import { bare_networks } from 'nft-offload.firewall.zone_devices';
import { lower_devices } from 'nft-offload.system.netdev';
import { reason } from 'nft-offload.lib.reason';
import { list_of, object_of } from 'nft-offload.lib.value';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').DefaultRoute} DefaultRoute */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Family} Family */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Zone} Zone */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */
/** @typedef {import('nft-offload.firewall.config').ConfigZone} ConfigZone */
/**
 * What netifd tells of a network, as far as it is used here.
 *
 * @typedef {{ interface: string, up?: boolean, proto?: string, device?: string, l3_device?: string,
 *   route?: { target: string, mask: number, metric?: number, nexthop?: string }[], data?: { zone?: string } }} Network
 */

/**
 * The types of its fields.
 *
 * @type {Record<string, string>}
 */
const TYPES = {
	interface: 'string',
	up: 'bool',
	proto: 'string',
	device: 'string',
	l3_device: 'string',
	route: 'array',
	data: 'object'
};

/** Seconds that netifd may take. */
const LIMIT = 3;
/** @type {Family[]} */
const FAMILIES = ['ipv4', 'ipv6'];
/** libubox/ubusmsg.h: what ubus calls its errors. */
const NOT_FOUND = 4;
const PERMISSION_DENIED = 6;
const TIMEOUT = 7;

/**
 * @param {unknown} item  of netifd's list
 * @returns {boolean} whether its fields have their types; each but the name may be missing
 */
function is_network(item) {
	const fields = object_of(item);
	for (let name in TYPES) {
		if (fields[name] != null && type(fields[name]) != TYPES[name]) return false;
	}
	for (let each in list_of(fields.route)) {
		const route = object_of(each);
		if (type(route.mask) != 'int' || type(route.target) != 'string') return false;
	}
	const zone = object_of(fields.data).zone;
	return fields.interface != null && (zone == null || type(zone) == 'string');
}

/**
 * A list in which one network is damaged is unknown as a whole: without it, the sides of the router could be the wrong ones.
 *
 * @param {any[]} items  as netifd lists them
 * @returns {{ networks: ?Network[], reason: ?Reason }}
 */
function check_networks(items) {
	let odd = 0;
	for (let item in items) if (!is_network(item)) odd++;
	if (odd == 0) return { networks: items, reason: null };
	const text = `ubus network.interface dump: ${odd} of ${length(items)} networks`;
	return { networks: null, reason: reason('garbled', text) };
}

/**
 * @returns {{ networks: ?Network[], reason: ?Reason }} every network that netifd knows
 */
function read_networks() {
	const bus = connect(null, LIMIT);
	const reply = bus?.call('network.interface', 'dump', {});
	if (type(reply) == 'object' && type(reply.interface) == 'array') return check_networks(reply.interface);
	const code = error(true);
	let kind = 'failed';
	if (bus == null || code == NOT_FOUND) kind = 'missing';
	else if (code == PERMISSION_DENIED) kind = 'denied';
	else if (code == TIMEOUT) kind = 'timeout';
	else if (reply != null) kind = 'garbled';
	const text = `ubus network.interface dump: status ${code ?? 0}`;
	return { networks: null, reason: reason(/** @type {Reason['code']} */ (kind), text) };
}

/**
 * @param {Network} network
 * @param {Family} family
 * @returns {boolean} as netifd has it
 */
function has_default_route(network, family) {
	const target = family == 'ipv4' ? '0.0.0.0' : '::';
	for (let route in network.route ?? []) if (route.mask === 0 && route.target == target) return true;
	return false;
}

/**
 * @param {Network} network
 * @param {DefaultRoute[]} routes  the kernel's
 * @returns {Family[]} families of its default routes, those that netifd does not know included
 */
function default_families(network, routes) {
	/** @type {Family[]} */
	const families = [];
	for (let family in FAMILIES) {
		let found = has_default_route(network, family);
		for (let route in routes)
			found ||= route.family == family && network.l3_device != null && route.device == network.l3_device;
		if (found) push(families, family);
	}
	return families;
}

/**
 * @param {string} name
 * @param {?Network} network  what netifd knows of it
 * @param {DefaultRoute[]} routes
 * @returns {ZoneNetwork} without `covered`, which its path tells
 */
function describe_network(name, network, routes) {
	const families = network == null ? [] : default_families(network, routes);
	return {
		name,
		up: network?.up == true,
		proto: network?.proto ?? null,
		device: network?.device ?? null,
		l3_device: network?.l3_device ?? null,
		lower_devices: lower_devices(network?.device ?? null),
		default_for: families,
		default_route: length(families) > 0,
		covered: null
	};
}

/**
 * Zones with the state of their networks: those that the configuration names, those which netifd's protocols put into a zone
 * themselves, such as the `wan_6` of a modem, and devices that belong to the zone without a network.
 *
 * @param {ConfigZone[]} zones
 * @param {Network[]} known  netifd's networks
 * @param {DefaultRoute[]} routes  the kernel's
 * @returns {Zone[]}
 */
function describe_zones(zones, known, routes) {
	/** @type {Record<string, Network>} */
	const networks = {};
	for (let network in known) {
		networks[network.interface] = network;
		for (let zone in zones) {
			const named = index(zone.networks, network.interface) >= 0;
			if (network.data?.zone == zone.name && !named) push(zone.networks, network.interface);
		}
	}
	return map(zones, (zone) => ({
		name: zone.name,
		masq: zone.masq,
		networks: [
			...map(zone.networks, (name) => describe_network(name, networks[name] ?? null, routes)),
			...map(bare_networks(zone, known), (network) => describe_network(network.interface, network, routes))
		]
	}));
}

export { describe_zones, read_networks };

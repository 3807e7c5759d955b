'use strict';

import { connect, error } from 'ubus';
import { lower_devices } from 'nft-offload.system.netdev';
import { reason } from 'nft-offload.lib.reason';
import { list_of, object_of } from 'nft-offload.lib.value';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Zone} Zone */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */
/**
 * What netifd tells of a network, as far as it is used here.
 *
 * @typedef {{ interface: string, up?: boolean, proto?: string, device?: string, l3_device?: string,
 *   route?: { target: string, mask: number, metric?: number }[], data?: { zone?: string } }} Network
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
 * @returns {boolean}
 */
function has_default_route(network) {
	for (let route in network.route ?? []) {
		if (route.mask === 0 && (route.target == '0.0.0.0' || route.target == '::')) return true;
	}
	return false;
}

/**
 * @param {ZoneNetwork} network
 * @param {Flowtable[]} flowtables
 * @returns {boolean} whether one of them holds one of its devices
 */
function is_covered(network, flowtables) {
	const devices = [network.l3_device, network.device, ...network.lower_devices];
	for (let flowtable in flowtables) {
		for (let device in devices) if (device != null && index(flowtable.devices, device) >= 0) return true;
	}
	return false;
}

/**
 * @param {string} name
 * @param {?Network} network  what netifd knows of it
 * @param {?Flowtable[]} flowtables
 * @returns {ZoneNetwork}
 */
function describe_network(name, network, flowtables) {
	const described = {
		name,
		up: network?.up == true,
		proto: network?.proto ?? null,
		device: network?.device ?? null,
		l3_device: network?.l3_device ?? null,
		lower_devices: lower_devices(network?.device ?? null),
		default_route: network != null && has_default_route(network),
		/** @type {?boolean} */
		covered: null
	};
	if (flowtables != null) described.covered = is_covered(described, flowtables);
	return described;
}

/**
 * Zones with the state of their networks: those that the configuration names, and those which netifd's protocols put
 * into a zone themselves, such as the `wan_6` of a modem.
 *
 * @param {{ name: string, masq: boolean, networks: string[] }[]} zones
 * @param {?Flowtable[]} flowtables
 * @returns {{ zones: ?Zone[], reason: ?Reason }}
 */
function describe_zones(zones, flowtables) {
	const known = read_networks();
	if (known.networks == null) return { zones: null, reason: known.reason };
	/** @type {Record<string, Network>} */
	const networks = {};
	for (let network in known.networks) {
		networks[network.interface] = network;
		for (let zone in zones) {
			const named = index(zone.networks, network.interface) >= 0;
			if (network.data?.zone == zone.name && !named) push(zone.networks, network.interface);
		}
	}
	return {
		zones: map(zones, (zone) => ({
			name: zone.name,
			masq: zone.masq,
			networks: map(zone.networks, (name) => describe_network(name, networks[name] ?? null, flowtables))
		})),
		reason: null
	};
}

export { describe_zones, read_networks };

'use strict';

/** The two sides between which the router forwards, as the page finds them (src/model/topology.ts). */

import { items_where } from 'nft-offload.lib.list';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Zone} Zone */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */

const ALIAS = '_offload';

/**
 * @param {ZoneNetwork} network
 * @returns {boolean} an alias that puts the device of its network into the flowtable is no network of its own
 */
function is_repair_alias(network) {
	const name = network.name;
	return (
		network.proto == 'none' &&
		length(name) >= length(ALIAS) &&
		substr(name, length(name) - length(ALIAS)) == ALIAS
	);
}

/**
 * @param {Zone[]} zones
 * @returns {ZoneNetwork[]} those that are up
 */
function networks_up(zones) {
	/** @type {ZoneNetwork[]} */
	const found = [];
	for (let zone in zones) {
		for (let network in zone.networks) if (network.up && !is_repair_alias(network)) push(found, network);
	}
	return found;
}

/**
 * @param {Zone} zone
 * @returns {boolean}
 */
function has_default_route(zone) {
	return length(items_where(zone.networks, (network) => network.up && network.default_route)) > 0;
}

/**
 * @param {Pick<Status, 'zones' | 'forwardings'>} status
 * @returns {?{ wan: ZoneNetwork[], lan: ZoneNetwork[] }} networks that are up: in zones with a default route, and in zones that may forward
 *   to those; null while zones or forwardings are unknown
 */
function sides_of(status) {
	const zones = status.zones;
	const forwardings = status.forwardings;
	if (zones == null || forwardings == null) return null;
	const wan = items_where(zones, has_default_route);
	const names = map(wan, (zone) => zone.name);
	const to_wan = items_where(forwardings, (forwarding) => index(names, forwarding.dest) >= 0);
	const sources = map(to_wan, (forwarding) => forwarding.src);
	const lan = items_where(zones, (zone) => index(sources, zone.name) >= 0 && index(names, zone.name) < 0);
	return { wan: networks_up(wan), lan: networks_up(lan) };
}

export { sides_of };

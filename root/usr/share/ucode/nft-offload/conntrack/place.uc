'use strict';

/** Where the ends of a connection are, as the page finds them (src/model/connections/addressing.ts). */

import { sides_of } from 'nft-offload.firewall.sides';
import { is_inside, read_prefix } from 'nft-offload.lib.address';
import { items_where } from 'nft-offload.lib.list';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connection} Connection */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connections} Connections */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */
/** @typedef {import('nft-offload.lib.address').Prefix} Prefix */
/** @typedef {{ family: number, prefix: ?Prefix, bits: number, device: string }} Way */
/**
 * @typedef {object} Place
 * @property {Status} status
 * @property {string[]} local  addresses of the router; [] where they are unknown
 * @property {Way[]} ways
 * @property {?{ wan: ZoneNetwork[], lan: ZoneNetwork[] }} sides
 * @property {ZoneNetwork[]} networks  of all zones
 */

/** Protocols of netifd on whose lines the provider translates IPv4. */
const PROVIDER_NAT = ['dslite', 'map', '464xlat'];

/**
 * @param {unknown} address
 * @returns {string} in one form
 */
function one_form(address) {
	return read_prefix(address)?.text ?? `${address}`;
}

/**
 * @param {import('../../../../../../src/rpc/types/index.ts').Route[]} routes
 * @returns {Way[]}
 */
function ways_of(routes) {
	/** @type {Way[]} */
	const ways = [];
	for (let route in routes) {
		const words = split(route.destination, '/');
		const bits = int(words[1]);
		const prefix = bits == 0 ? null : read_prefix(route.destination);
		if (prefix != null || bits == 0)
			push(ways, { family: index(words[0], ':') < 0 ? 4 : 6, prefix, bits, device: route.device });
	}
	return ways;
}

/**
 * @param {Connections} reply
 * @param {Status} status
 * @returns {Place}
 */
function place_of(reply, status) {
	/** @type {ZoneNetwork[]} */
	const networks = [];
	for (let zone in status.zones ?? []) push(networks, ...zone.networks);
	return {
		status,
		local: map(reply.local ?? [], one_form),
		ways: ways_of(reply.routes ?? []),
		sides: sides_of(status),
		networks
	};
}

/**
 * @param {Place} place
 * @param {string} address
 * @returns {boolean} whether it is the router's own
 */
function is_local(place, address) {
	return index(place.local, one_form(address)) >= 0;
}

/**
 * @param {Place} place
 * @param {string} address
 * @returns {?string} the device of the longest route; null where there is none
 */
function device_to(place, address) {
	const host = read_prefix(address);
	if (host == null) return null;
	/** @type {?Way} */
	let best = null;
	for (let way in place.ways) {
		const prefix = way.prefix;
		const fits = prefix == null ? way.family == host.family : is_inside(host, prefix);
		if (fits && (best == null || way.bits > best.bits)) best = way;
	}
	return best == null ? null : best.device;
}

/**
 * @param {Place} place
 * @param {string} device
 * @returns {?('lan' | 'wan')} the side on which it is; null = neither, or unknown
 */
function side_of(place, device) {
	const sides = place.sides;
	if (sides == null) return null;
	const is_it = (/** @type {ZoneNetwork} */ network) => network.l3_device == device;
	if (length(items_where(sides.wan, is_it)) > 0) return 'wan';
	return length(items_where(sides.lan, is_it)) > 0 ? 'lan' : null;
}

/**
 * @param {Place} place
 * @param {string} device
 * @returns {import('../../../../../../src/rpc/types/paths.ts').NetworkPath | undefined}
 */
function path_of(place, device) {
	return items_where(place.status.paths ?? [], (path) => path.l3_device == device)[0];
}

/**
 * @param {Place} place
 * @param {string} device
 * @returns {?boolean} whether a flowtable covers it: by its name, or by a device below it; null = unknown
 */
function is_covered(place, device) {
	const flowtables = place.status.flowtables;
	if (flowtables == null) return null;
	if (length(items_where(flowtables, (flowtable) => index(flowtable.devices, device) >= 0)) > 0) return true;
	if (place.status.zones == null) return null;
	const network = items_where(place.networks, (one) => one.l3_device == device || one.device == device)[0];
	return network == null ? false : network.covered;
}

/**
 * @param {Place} place
 * @param {string} device
 * @returns {?boolean} whether packets that arrive on it take the fast path, by the kernel's path walk
 */
function is_fast(place, device) {
	return path_of(place, device)?.arriving.fast ?? null;
}

/**
 * @param {Place} place
 * @param {string} device
 * @returns {boolean} whether the provider translates what leaves through it (DS-Lite, MAP)
 */
function has_provider_nat(place, device) {
	const network = items_where(place.networks, (one) => one.l3_device == device)[0];
	return index(PROVIDER_NAT, network?.proto) >= 0 || path_of(place, device)?.chain[0]?.kind == 'ip6tnl';
}

/**
 * @param {Place} place
 * @param {string} device
 * @returns {boolean} whether traffic that leaves through it is translated (`option masq` of its zone)
 */
function is_masqueraded(place, device) {
	for (let zone in place.status.zones ?? []) {
		const found = items_where(zone.networks, (network) => network.l3_device == device);
		if (zone.masq && length(found) > 0) return true;
	}
	return false;
}

export { device_to, has_provider_nat, is_covered, is_fast, is_local, is_masqueraded, place_of, side_of };

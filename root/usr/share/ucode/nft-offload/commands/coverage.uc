'use strict';

/** Which networks take the fast path, by the path model, as the page judges them (src/model/diagnosis/directions.ts). */

import { items_where } from 'nft-offload.lib.list';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/shell.ts').Lane} Lane */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').NetworkPath} NetworkPath */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Zone} Zone */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */
/** @typedef {{ fast: ?boolean, lane: Lane }} Judged */

/** What the name of a repair's alias ends with (firewall/repair.uc): it is no network of its own. */
const SUFFIX = '_offload';

/**
 * @param {Zone} zone
 * @returns {ZoneNetwork[]} that are up
 */
function networks_up(zone) {
	/** @type {ZoneNetwork[]} */
	const up = [];
	for (let network in zone.networks) {
		const is_alias = network.proto == 'none' && substr(network.name, -length(SUFFIX)) == SUFFIX;
		if (network.up && !is_alias) push(up, network);
	}
	return up;
}

/**
 * @param {ZoneNetwork[]} networks
 * @param {Lane['direction']} direction
 * @param {NetworkPath[]} paths
 * @returns {Judged[]} each device once
 */
function lanes_of(networks, direction, paths) {
	/** @type {Judged[]} */
	const lanes = [];
	for (let network in networks) {
		const device = network.l3_device;
		if (
			device != null &&
			index(
				map(lanes, (judged) => judged.lane.device),
				device
			) >= 0
		)
			continue;
		const on_device = (/** @type {NetworkPath} */ path) => path.l3_device == device;
		const arriving = items_where(paths, on_device)[0]?.arriving;
		const lane = { network: network.name, device, direction, reason: arriving?.reason ?? null };
		push(lanes, { fast: arriving?.fast ?? null, lane });
	}
	return lanes;
}

/**
 * @param {Zone[]} zones
 * @param {import('../../../../../../src/rpc/types/index.ts').Forwarding[]} forwardings
 * @param {NetworkPath[]} paths
 * @returns {{ wan: Judged[], lan: Judged[] }} the networks with a default route, and those of zones that may forward to theirs
 */
function sides_of(zones, forwardings, paths) {
	const has_route = (/** @type {ZoneNetwork} */ network) => network.up && network.default_route;
	const wan_zones = items_where(zones, (zone) => length(items_where(zone.networks, has_route)) > 0);
	const wan_names = map(wan_zones, (zone) => zone.name);
	const sources = map(
		items_where(forwardings, (forwarding) => index(wan_names, forwarding.dest) >= 0),
		(forwarding) => forwarding.src
	);
	/** @type {ZoneNetwork[]} */
	const wan = [];
	/** @type {ZoneNetwork[]} */
	const lan = [];
	for (let zone in zones) {
		const is_wan = index(wan_names, zone.name) >= 0;
		if (is_wan) push(wan, ...items_where(networks_up(zone), has_route));
		else if (index(sources, zone.name) >= 0) push(lan, ...networks_up(zone));
	}
	return { wan: lanes_of(wan, 'download', paths), lan: lanes_of(lan, 'upload', paths) };
}

/**
 * @param {import('../../../../../../src/rpc/types/index.ts').Status} status
 * @returns {{ not_covered: ?Lane[], undecided: ?Lane[], reason: ?Reason }}
 */
function coverage_of(status) {
	const unknown = (/** @type {?Reason | undefined} */ why) => ({
		not_covered: null,
		undecided: null,
		reason: why ?? null
	});
	if (status.zones == null || status.forwardings == null || status.paths == null)
		return unknown(status.unknown.zones ?? status.unknown.forwardings ?? status.unknown.paths);
	const sides = sides_of(status.zones, status.forwardings, status.paths);
	if (length(sides.wan) == 0)
		return unknown(reason('missing', 'no network has a route to the Internet right now'));
	if (length(sides.lan) == 0) return unknown(reason('missing', 'no local network is up right now'));
	const lanes = [...sides.wan, ...sides.lan];
	return {
		not_covered: map(
			items_where(lanes, (judged) => judged.fast === false),
			(judged) => judged.lane
		),
		undecided: map(
			items_where(lanes, (judged) => judged.fast == null),
			(judged) => judged.lane
		),
		reason: null
	};
}

export { coverage_of };

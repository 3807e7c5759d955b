'use strict';

/** Which networks take the fast path, by the path model, as the page judges them (src/model/diagnosis/directions.ts). */

import { items_where } from 'nft-offload.lib.list';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/shell.ts').Lane} Lane */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Zone} Zone */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */
/** @typedef {{ fast: ?boolean, lane: Lane }} Judged */
/**
 * is_none: every network goes through the firewall.
 *
 * @typedef {{ not_covered: ?Lane[], undecided: ?Lane[], is_none: boolean, reason: ?Reason }} Coverage
 */

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
 * @param {Status} status
 * @returns {Judged[]} each device once
 */
function lanes_of(networks, direction, status) {
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
		const arriving = items_where(status.paths ?? [], (path) => path.l3_device == device)[0]?.arriving;
		const offered = items_where(
			status.repairs ?? [],
			(repair) => repair.device == device && repair.state == 'offered'
		);
		const why = arriving?.reason ?? null;
		const lane = { network: network.name, device, direction, reason: why, repair: length(offered) > 0 };
		push(lanes, { fast: arriving?.fast ?? null, lane });
	}
	return lanes;
}

/**
 * @param {Status} status
 * @param {Zone[]} zones
 * @returns {{ wan: Judged[], lan: Judged[] }} the networks with a default route, and those of zones that may forward to theirs
 */
function sides_of(status, zones) {
	const has_route = (/** @type {ZoneNetwork} */ network) => network.up && network.default_route;
	const wan_zones = items_where(zones, (zone) => length(items_where(zone.networks, has_route)) > 0);
	const wan_names = map(wan_zones, (zone) => zone.name);
	const to_wan = items_where(status.forwardings ?? [], (each) => index(wan_names, each.dest) >= 0);
	const sources = map(to_wan, (each) => each.src);
	/** @type {ZoneNetwork[]} */
	const wan = [];
	/** @type {ZoneNetwork[]} */
	const lan = [];
	for (let zone in zones) {
		if (index(wan_names, zone.name) >= 0) push(wan, ...items_where(networks_up(zone), has_route));
		else if (index(sources, zone.name) >= 0) push(lan, ...networks_up(zone));
	}
	return { wan: lanes_of(wan, 'download', status), lan: lanes_of(lan, 'upload', status) };
}

/**
 * @param {?Reason | undefined} why
 * @returns {Coverage}
 */
function unknown_coverage(why) {
	return { not_covered: null, undecided: null, is_none: false, reason: why ?? null };
}

/**
 * @param {Status} status
 * @returns {Coverage}
 */
function coverage_of(status) {
	const why = status.unknown;
	if (status.zones == null || status.forwardings == null || status.paths == null)
		return unknown_coverage(why.zones ?? why.forwardings ?? why.paths);
	const sides = sides_of(status, status.zones);
	if (length(sides.wan) == 0)
		return unknown_coverage(reason('missing', 'no network has a route to the Internet right now'));
	if (length(sides.lan) == 0) return unknown_coverage(reason('missing', 'no local network is up right now'));
	const lanes = [...sides.wan, ...sides.lan];
	const slow = items_where(lanes, (judged) => judged.fast === false);
	const undecided = items_where(lanes, (judged) => judged.fast == null);
	return {
		not_covered: map(slow, (judged) => judged.lane),
		undecided: map(undecided, (judged) => judged.lane),
		is_none: length(slow) == length(lanes),
		reason: null
	};
}

export { coverage_of };

'use strict';

/** Layer-3 devices with a default route, and the choice of those that are lines to the Internet. */

import { device_kind } from 'nft-offload.system.device';
import { is_device_name } from 'nft-offload.lib.word';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').DefaultRoute} DefaultRoute */
/** @typedef {import('nft-offload.firewall.zone').Network} Network */
/** @typedef {{ l3_device: string, device: string, kind: string, metric: number }} Candidate */

/** Half routes (0.0.0.0/1 and 128.0.0.0/1) win over a default route, whatever its metric. */
const HALF_METRIC = -1;
/** Tunnels whose outer packets look like any other of the router; of the last two only those next to another line. */
const OPAQUE = ['wireguard', 'tun', 'tap', 'ovpn', 'l2tp', 'vxlan', 'batman'];
const MAYBE_OPAQUE = ['ppp', 'unknown'];

/**
 * @param {Network} network
 * @param {DefaultRoute[]} routes  the kernel's, which may be made by programs that netifd does not know
 * @returns {?number} the metric of its best default route; null where it has none
 */
function default_metric(network, routes) {
	let best = null;
	for (let route in routes) {
		if (network.l3_device == null || route.device != network.l3_device) continue;
		const metric = route.half ? HALF_METRIC : route.metric;
		if (best == null || metric < best) best = metric;
	}
	for (let route in network.route ?? []) {
		if (route.mask !== 0 || (route.target != '0.0.0.0' && route.target != '::')) continue;
		const metric = route.metric ?? 0;
		if (best == null || metric < best) best = metric;
	}
	return best;
}

/**
 * @param {string} l3_device
 * @param {Network[]} networks
 * @returns {string} the device below it, which another network may name: that of `wan_6` is pppoe-wan, that of `wan` eth1
 */
function device_below(l3_device, networks) {
	for (let network in networks) {
		if (network.l3_device == l3_device && network.device != null && network.device != l3_device)
			return network.device;
	}
	return l3_device;
}

/**
 * @param {DefaultRoute[]} routes
 * @returns {Candidate[]} the device of the best one, whether a network of netifd has it or not
 */
function candidate_of_routes(routes) {
	let best = null;
	for (let route in routes) if (best == null || route.metric < best.metric) best = route;
	if (best == null) return [];
	return [{ l3_device: best.device, device: best.device, kind: 'unknown', metric: best.metric }];
}

/**
 * @param {Candidate[]} list
 * @param {string} name  of a layer-3 device
 * @returns {?number} the place of it in the list; null where it is not there
 */
function place_of(list, name) {
	for (let at = 0; at < length(list); at++) if (list[at].l3_device == name) return at;
	return null;
}

/**
 * @param {Network[]} networks
 * @param {DefaultRoute[]} routes
 * @returns {Candidate[]} layer-3 devices with a default route, each once with its best metric
 */
function list_candidates(networks, routes) {
	/** @type {Candidate[]} */
	const found = [];
	for (let network in networks) {
		const l3_device = network.l3_device;
		const metric = default_metric(network, routes);
		if (network.up != true || l3_device == null || metric == null) continue;
		const at = place_of(found, l3_device);
		if (at != null) found[at].metric = min(found[at].metric, metric);
		else {
			const kind = is_device_name(l3_device) ? device_kind(l3_device, network.proto ?? null) : 'unknown';
			push(found, { l3_device, device: device_below(l3_device, networks), kind, metric });
		}
	}
	return length(found) > 0 ? found : candidate_of_routes(routes);
}

/**
 * @param {Candidate[]} candidates  at least one
 * @returns {number} the best metric of them
 */
function best_metric(candidates) {
	let best = candidates[0].metric;
	for (let candidate in candidates) best = min(best, candidate.metric);
	return best;
}

/**
 * Chooses the lines to count. What goes into an opaque tunnel leaves by another line as a packet of the router itself, so either
 * such tunnels are the lines, because they have the best route, or the others are.
 *
 * @param {Candidate[]} candidates
 * @returns {Candidate[]}
 */
function choose_lines(candidates) {
	/** @type {Candidate[]} */
	const opaque = [];
	/** @type {Candidate[]} */
	const others = [];
	const several = length(candidates) > 1;
	for (let candidate in candidates) {
		const kind = candidate.kind;
		const is_opaque = index(OPAQUE, kind) >= 0 || (several && index(MAYBE_OPAQUE, kind) >= 0);
		push(is_opaque ? opaque : others, candidate);
	}
	if (length(opaque) == 0) return others;
	if (length(others) == 0) return opaque;
	return best_metric(opaque) <= best_metric(others) ? opaque : others;
}

export { choose_lines, list_candidates };

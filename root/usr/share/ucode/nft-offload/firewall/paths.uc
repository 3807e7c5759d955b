'use strict';

import { best_of, is_listed, judge_end } from 'nft-offload.firewall.hook';
import { is_routed } from 'nft-offload.firewall.owner';
import { walk } from 'nft-offload.firewall.walk';
import { device_exists } from 'nft-offload.system.device';
import { lower_devices } from 'nft-offload.system.netdev';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Adder} Adder */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Arriving} Arriving */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').IngressRedirect} IngressRedirect */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').NetworkPath} NetworkPath */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').PathReason} PathReason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').PortPath} PortPath */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Zone} Zone */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ZoneNetwork} ZoneNetwork */
/** @typedef {import('nft-offload.firewall.hook').Judgement} Judgement */
/** @typedef {import('nft-offload.firewall.walk').Walk} Walk */
/** @typedef {import('nft-offload.firewall.zone').Network} Network */
/**
 * What the paths are judged by; null where it is unknown.
 *
 * @typedef {{ flowtables: ?Flowtable[], adders: ?Adder[], redirects: ?IngressRedirect[], networks: Network[] }} Kernel
 */

/** Networks of one reply. */
const MOST = 60;
const TUNNELS = ['ipip', 'ip6tnl', 'sit', 'gre', 'wireguard', 'tun', 'tap', 'ovpn', 'l2tp', 'wwan', 'ppp'];

/**
 * @param {Flowtable} flowtable
 * @param {?Adder[]} adders
 * @returns {boolean} whether a rule adds to it, or nobody knows
 */
function is_served(flowtable, adders) {
	for (let adder in adders ?? []) {
		const same = adder.table == flowtable.table && adder.family == flowtable.family;
		if (adder.reached && same && adder.flowtable == flowtable.name) return true;
	}
	return adders == null;
}

/**
 * The flowtable that takes routed packets: firewall4's, or without it another one.
 *
 * @param {Kernel} kernel
 * @returns {{ flowtable: ?Flowtable, reason: ?PathReason }}
 */
function routed_flowtable(kernel) {
	if (kernel.flowtables == null) return { flowtable: null, reason: 'flowtables_unknown' };
	let other = null;
	let unserved = false;
	for (let flowtable in kernel.flowtables) {
		if (!is_routed(flowtable.family)) continue;
		if (!is_served(flowtable, kernel.adders)) unserved = true;
		else if (flowtable.owner == 'firewall4') return { flowtable, reason: null };
		else other ??= flowtable;
	}
	if (other != null) return { flowtable: other, reason: null };
	return { flowtable: null, reason: unserved ? 'no_adder' : 'no_flowtable' };
}

/**
 * @param {Walk} walked
 * @param {Flowtable} flowtable
 * @returns {{ above: string[], below: string[] }} listed devices down to the deepest and at it, and those below
 */
function listed_devices(walked, flowtable) {
	/** @type {string[]} */
	const above = [];
	/** @type {string[]} */
	const lower = [];
	/** @type {string[]} */
	const path = [];
	for (let step in walked.chain) if (step.kind != 'conduit') push(path, step.device);
	for (let port in walked.ports) {
		push(path, port.port.device);
		if (port.end.deepest != null) push(path, port.end.deepest);
	}
	for (let device in path) if (is_listed(flowtable, device) && index(above, device) < 0) push(above, device);
	for (let device in path)
		for (let found in lower_devices(device))
			if (is_listed(flowtable, found) && index(path, found) < 0 && index(lower, found) < 0)
				push(lower, found);
	return { above, below: lower };
}

/**
 * @param {Walk} walked
 * @param {{ above: string[], below: string[] }} listed
 * @returns {PathReason} why nothing that is listed takes the packets
 */
function why_not_listed(walked, listed) {
	if (length(listed.above) > 0) return 'between_only';
	if (length(listed.below) > 0) return 'below_only';
	return index(TUNNELS, walked.chain[0].kind) >= 0 ? 'tunnel_not_listed' : 'not_listed';
}

/**
 * @param {Walk} walked
 * @returns {string[]} devices of which one would do: the layer-3 device, or the deepest one where there is one
 */
function needed_devices(walked) {
	const l3_device = walked.chain[0].device;
	const ports = walked.ports;
	const deepest = length(ports) == 1 ? ports[0].end.deepest : walked.end.deepest;
	return deepest == null || deepest == l3_device ? [l3_device] : [l3_device, deepest];
}

/**
 * @param {Walk} walked
 * @param {Judgement} best
 * @param {?IngressRedirect[]} redirects
 * @returns {string[]} devices above the hook whose ingress queue packets never reach
 */
function skipped_queues(walked, best, redirects) {
	/** @type {string[]} */
	const skipped = [];
	if (best.fast !== true) return skipped;
	for (let step in walked.chain) {
		if (step.device == best.hook) break;
		for (let redirect in redirects ?? []) if (redirect.device == step.device) push(skipped, step.device);
	}
	return skipped;
}

/**
 * @param {PathReason} why
 * @returns {Arriving} of a path about which no device tells anything
 */
function nothing(why) {
	return {
		fast: why == 'flowtables_unknown' ? null : false,
		through: null,
		hooks: [],
		flowtable: null,
		listed: [],
		needs: [],
		skipped_queues: [],
		reason: why
	};
}

/**
 * @param {Walk} walked
 * @param {PortPath[]} ports  judged
 * @param {Flowtable} flowtable
 * @param {?IngressRedirect[]} redirects
 * @returns {Arriving}
 */
function judge_path(walked, ports, flowtable, redirects) {
	const l3_device = walked.chain[0].device;
	const best = length(ports) > 0 ? best_of(ports) : judge_end(l3_device, walked.end, flowtable, redirects);
	const listed = listed_devices(walked, flowtable);
	/** @type {string[]} */
	const hooks = [];
	for (let judged in [best, ...ports])
		if (judged.hook != null && index(hooks, judged.hook) < 0) push(hooks, judged.hook);
	const unlisted = best.reason == 'not_listed';
	return {
		fast: best.fast,
		through: best.hook == null ? null : best.hook == l3_device ? 'l3' : 'deepest',
		hooks,
		flowtable: `${flowtable.family} ${flowtable.table} ${flowtable.name}`,
		listed: [...listed.above, ...listed.below],
		needs: best.hook == null ? needed_devices(walked) : [],
		skipped_queues: skipped_queues(walked, best, redirects),
		reason: unlisted ? why_not_listed(walked, listed) : best.reason
	};
}

/**
 * @param {Walk} walked
 * @param {?Flowtable} flowtable
 * @param {PathReason} why  there is none
 * @param {?IngressRedirect[]} redirects
 * @returns {PortPath[]}
 */
function judge_ports(walked, flowtable, why, redirects) {
	const l3_device = walked.chain[0].device;
	const unknown = why == 'flowtables_unknown';
	return map(walked.ports, (port) => ({
		...port.port,
		...(flowtable == null
			? { fast: unknown ? null : false, hook: null, reason: why }
			: judge_end(l3_device, port.end, flowtable, redirects))
	}));
}

/**
 * @param {PortPath[]} ports
 * @returns {string[]} ports that are not in the flowtable while others are
 */
function missing_ports(ports) {
	/** @type {string[]} */
	const missing = [];
	for (let port in ports) if (port.hook == null && port.fast === false) push(missing, port.device);
	return length(missing) < length(ports) ? missing : [];
}

/**
 * @param {string} zone
 * @param {ZoneNetwork} network
 * @param {{ flowtable: ?Flowtable, reason: ?PathReason }} found
 * @param {Kernel} kernel
 * @returns {?NetworkPath} null where the network has no device
 */
function describe_path(zone, network, found, kernel) {
	const l3_device = network.l3_device ?? network.device;
	if (l3_device == null) return null;
	const walked = walk(l3_device, kernel.networks);
	const absent = !network.up && !device_exists(l3_device);
	const why = found.reason ?? 'no_device';
	const flowtable = absent ? null : found.flowtable;
	const ports = judge_ports(walked, flowtable, why, kernel.redirects);
	return {
		network: network.name,
		zone,
		l3_device,
		chain: walked.chain,
		ports,
		arriving: flowtable == null ? nothing(why) : judge_path(walked, ports, flowtable, kernel.redirects),
		missing_ports: flowtable == null ? [] : missing_ports(ports)
	};
}

/**
 * The way of arriving packets for every network of every zone.
 *
 * @param {Zone[]} zones
 * @param {Kernel} kernel
 * @returns {{ paths: NetworkPath[], reason: ?Reason }} the first ones and a reason where there are too many
 */
function describe_paths(zones, kernel) {
	/** @type {NetworkPath[]} */
	const paths = [];
	const found = routed_flowtable(kernel);
	let left = 0;
	for (let zone in zones) {
		for (let network in zone.networks) {
			if (length(paths) >= MOST) {
				left++;
				continue;
			}
			const path = describe_path(zone.name, network, found, kernel);
			if (path != null) push(paths, path);
		}
	}
	return { paths, reason: left > 0 ? reason('truncated', `paths: ${MOST + left}`) : null };
}

export { describe_paths };

'use strict';

import { error, readfile } from 'fs';
import { find_gateway } from 'nft-offload.measurement.latency';
import { read_default_routes } from 'nft-offload.system.default_routes';
import { device_kind } from 'nft-offload.system.device';
import { lower_devices } from 'nft-offload.system.netdev';
import { from_digits } from 'nft-offload.lib.number';
import { is_device_name, is_plain_device_name } from 'nft-offload.lib.word';
import { reason, reason_of_error } from 'nft-offload.lib.reason';
import { read_networks } from 'nft-offload.firewall.zone';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').DefaultRoute} DefaultRoute */
/** @typedef {import('nft-offload.firewall.zone').Network} Network */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/**
 * A line to the Internet: its layer-3 devices, on which the firewall sees its IP packets, the device that counts its frames, and the
 * bytes before the IP packet in a frame as that device counts it.
 *
 * @typedef {{ device: string, received_header: number, sent_header: number }} Line
 * @typedef {Line & { l3_devices: string[], gateway: ?string }} FoundLine
 * @typedef {{ l3_device: string, device: string, kind: string, metric: number }} Candidate
 */

const FOLDER = '/sys/class/net';
/** Linux include/uapi/linux/if_arp.h. */
const ARPHRD_ETHER = 1;
const ARPHRD_PPP = 512;
/** Bytes of the headers of Ethernet, of a VLAN tag, and of PPPoE with PPP. */
const ETHERNET = 14;
const TAG = 4;
const PPPOE = 8;
/** WireGuard's message around an IP packet (Linux drivers/net/wireguard/messages.h). */
const WIREGUARD = 32;
/** More lines do not fit into the comment of the table. */
const MOST = 4;
/** Half routes (0.0.0.0/1 and 128.0.0.0/1) win over a default route, whatever its metric. */
const HALF_METRIC = -1;
/** Tunnels whose outer packets look like any other of the router; of the last two only those next to another line. */
const OPAQUE = ['wireguard', 'tun', 'tap', 'ovpn', 'l2tp', 'vxlan', 'batman'];
const MAYBE_OPAQUE = ['ppp', 'unknown'];
const NO_LINE = 'there is no default route';

/**
 * @param {?string} device
 * @returns {?number} its ARPHRD_ number; null where there is no such device
 */
function link_type(device) {
	if (!is_device_name(device)) return null;
	return from_digits(trim(readfile(`${FOLDER}/${device}/type`, 16) ?? ''));
}

/**
 * @param {string} device
 * @param {string} kind  'vlan', 'bridge', ...
 * @returns {boolean}
 */
function is_kind(device, kind) {
	if (!is_device_name(device)) return false;
	return index(readfile(`${FOLDER}/${device}/uevent`, 512) ?? '', `DEVTYPE=${kind}\n`) >= 0;
}

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

/**
 * @param {string} lower
 * @param {string} device  of the line
 * @param {Network[]} networks
 * @returns {boolean} whether a network that is not on the line uses a device below it too
 */
function is_shared(lower, device, networks) {
	for (let network in networks) {
		const other = network.device;
		if (other == null || other == device) continue;
		if (other == lower || index(lower_devices(other), lower) >= 0) return true;
	}
	return false;
}

/**
 * The device whose counters see every frame: offloading that works on the device below a VLAN passes the VLAN by.
 *
 * @param {string} device
 * @param {Network[]} networks
 * @returns {{ device: string, tags: number }}  with the number of VLAN tags that its frames carry
 */
function counting_device(device, networks) {
	let counting = device;
	let tags = 0;
	while (is_kind(counting, 'vlan')) {
		const lower = lower_devices(counting)[0];
		if (lower == null || is_shared(lower, device, networks)) break;
		counting = lower;
		tags++;
	}
	return { device: counting, tags };
}

/**
 * @param {string} device
 * @param {number} tags
 * @param {boolean} pppoe
 * @returns {Line}
 */
function describe_line(device, tags, pppoe) {
	if (link_type(device) != ARPHRD_ETHER) {
		const header = is_kind(device, 'wireguard') ? WIREGUARD : 0;
		return { device, received_header: header, sent_header: header };
	}
	const inner = tags * TAG + (pppoe ? PPPOE : 0);
	// VLANs and bridges count what they receive behind its Ethernet header (Linux vlan_do_receive, br_pass_frame_up).
	const behind = is_kind(device, 'vlan') || is_kind(device, 'bridge');
	return { device, received_header: behind ? inner : inner + ETHERNET, sent_header: inner + ETHERNET };
}

/**
 * @param {Candidate} chosen
 * @param {Network[]} networks
 * @returns {FoundLine}
 */
function found_line(chosen, networks) {
	const l3_devices = [chosen.l3_device];
	for (let network in networks) {
		const l3_device = network.l3_device;
		if (network.device == chosen.device && l3_device != null && index(l3_devices, l3_device) < 0)
			push(l3_devices, l3_device);
	}
	const counting = counting_device(chosen.device, networks);
	const pppoe = chosen.l3_device != chosen.device && link_type(chosen.l3_device) == ARPHRD_PPP;
	const gateway = find_gateway(l3_devices, networks);
	return { ...describe_line(counting.device, counting.tags, pppoe), l3_devices, gateway };
}

/**
 * Finds the lines to the Internet, as netifd and the kernel have them.
 *
 * @returns {{ lines: ?FoundLine[], reason: ?Reason }}
 */
function find_lines() {
	const known = read_networks();
	if (known.networks == null) return { lines: null, reason: known.reason };
	const candidates = list_candidates(known.networks, read_default_routes().routes ?? []);
	/** @type {FoundLine[]} */
	const lines = [];
	// Two layers may share the device that counts: it counts once.
	for (let chosen in choose_lines(candidates)) {
		const line = found_line(chosen, known.networks);
		for (let name in [...line.l3_devices, line.device])
			if (!is_plain_device_name(name))
				return { lines: null, reason: reason('garbled', `the device name ${name}`) };
		if (
			index(
				map(lines, (other) => other.device),
				line.device
			) < 0 &&
			length(lines) < MOST
		)
			push(lines, line);
	}
	if (length(lines) == 0) return { lines: null, reason: reason('missing', NO_LINE) };
	return { lines, reason: null };
}

/**
 * @param {string} device
 * @param {string} direction  'rx' or 'tx'
 * @returns {?import('../../../../../../src/rpc/types/index.ts').PacketCount}
 */
function read_direction(device, direction) {
	const path = `${FOLDER}/${device}/statistics/${direction}`;
	const packets = from_digits(trim(readfile(`${path}_packets`, 32) ?? ''));
	const bytes = from_digits(trim(readfile(`${path}_bytes`, 32) ?? ''));
	return packets == null || bytes == null ? null : { packets, bytes };
}

/**
 * @param {Line[]} lines
 * @returns {{ counters: ?import('../../../../../../src/rpc/types/index.ts').LineCounters[], reason: ?Reason }}
 */
function read_lines(lines) {
	/** @type {import('../../../../../../src/rpc/types/index.ts').LineCounters[]} */
	const counters = [];
	for (let line in lines) {
		const received = read_direction(line.device, 'rx');
		const sent = read_direction(line.device, 'tx');
		if (received == null || sent == null)
			return { counters: null, reason: reason_of_error(`${FOLDER}/${line.device}/statistics`, error()) };
		push(counters, {
			device: line.device,
			received,
			sent,
			received_header: line.received_header,
			sent_header: line.sent_header
		});
	}
	return { counters, reason: null };
}

export { find_lines, read_lines };

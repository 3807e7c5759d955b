'use strict';

import { error, readfile } from 'fs';
import { read_default_routes } from 'nft-offload.system.default_routes';
import { lower_devices } from 'nft-offload.system.netdev';
import { from_digits } from 'nft-offload.lib.number';
import { is_device_name, is_plain_device_name } from 'nft-offload.lib.word';
import { reason, reason_of_error } from 'nft-offload.lib.reason';
import { read_networks } from 'nft-offload.firewall.zone';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').DefaultRoute} DefaultRoute */
/** @typedef {import('nft-offload.firewall.zone').Network} Network */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/**
 * The Internet line: its layer-3 devices, on which the firewall sees its IP packets, the device that counts its frames, and the
 * bytes before the IP packet in a frame as that device counts it.
 *
 * @typedef {{ device: string, received_header: number, sent_header: number }} Line
 * @typedef {Line & { l3_devices: string[] }} FoundLine
 */

const FOLDER = '/sys/class/net';
/** Linux include/uapi/linux/if_arp.h. */
const ARPHRD_ETHER = 1;
const ARPHRD_PPP = 512;
/** Bytes of the headers of Ethernet, of a VLAN tag, and of PPPoE with PPP. */
const ETHERNET = 14;
const TAG = 4;
const PPPOE = 8;
/** More than any metric. */
const LAST_RESORT = 4294967296;
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
		if (best == null || route.metric < best) best = route.metric;
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
 * @returns {?{ l3_device: string, device: string }} the device of the best one, whether a network of netifd has it or not
 */
function device_of_routes(routes) {
	let best = null;
	for (let route in routes) if (best == null || route.metric < best.metric) best = route;
	return best == null ? null : { l3_device: best.device, device: best.device };
}

/**
 * @param {Network[]} networks
 * @param {DefaultRoute[]} routes
 * @returns {?{ l3_device: string, device: string }} of the best default route, a line of Ethernet before others: what goes into a
 *   tunnel leaves by such a line
 */
function choose_devices(networks, routes) {
	let chosen = null;
	let lowest = 0;
	for (let network in networks) {
		const l3_device = network.l3_device;
		const metric = default_metric(network, routes);
		if (network.up != true || l3_device == null || metric == null) continue;
		const device = device_below(l3_device, networks);
		const rank = link_type(device) == ARPHRD_ETHER ? metric : metric + LAST_RESORT;
		if (chosen != null && rank >= lowest) continue;
		chosen = { l3_device, device };
		lowest = rank;
	}
	return chosen ?? device_of_routes(routes);
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
	if (link_type(device) != ARPHRD_ETHER) return { device, received_header: 0, sent_header: 0 };
	const inner = tags * TAG + (pppoe ? PPPOE : 0);
	// VLANs and bridges count what they receive behind its Ethernet header (Linux vlan_do_receive, br_pass_frame_up).
	const behind = is_kind(device, 'vlan') || is_kind(device, 'bridge');
	return { device, received_header: behind ? inner : inner + ETHERNET, sent_header: inner + ETHERNET };
}

/**
 * Finds the Internet line, as netifd and the kernel have it.
 *
 * @returns {{ line: ?FoundLine, reason: ?Reason }}
 */
function find_line() {
	const known = read_networks();
	if (known.networks == null) return { line: null, reason: known.reason };
	const networks = known.networks;
	const chosen = choose_devices(networks, read_default_routes().routes ?? []);
	if (chosen == null) return { line: null, reason: reason('missing', NO_LINE) };
	const l3_devices = [chosen.l3_device];
	for (let network in networks) {
		const l3_device = network.l3_device;
		if (network.device == chosen.device && l3_device != null && index(l3_devices, l3_device) < 0)
			push(l3_devices, l3_device);
	}
	const counting = counting_device(chosen.device, networks);
	for (let name in [...l3_devices, counting.device])
		if (!is_plain_device_name(name))
			return { line: null, reason: reason('garbled', `the device name ${name}`) };
	const pppoe = chosen.l3_device != chosen.device && link_type(chosen.l3_device) == ARPHRD_PPP;
	return { line: { ...describe_line(counting.device, counting.tags, pppoe), l3_devices }, reason: null };
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
 * @param {Line} line
 * @returns {{ counters: ?import('../../../../../../src/rpc/types/index.ts').LineCounters, reason: ?Reason }}
 */
function read_line(line) {
	const received = read_direction(line.device, 'rx');
	const sent = read_direction(line.device, 'tx');
	if (received == null || sent == null)
		return { counters: null, reason: reason_of_error(`${FOLDER}/${line.device}/statistics`, error()) };
	return {
		counters: {
			device: line.device,
			received,
			sent,
			received_header: line.received_header,
			sent_header: line.sent_header
		},
		reason: null
	};
}

export { find_line, read_line };

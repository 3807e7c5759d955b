'use strict';

/** Lines to the Internet: the device that counts the frames of each, and its counters. */

import { error, readfile } from 'fs';
import { choose_lines, list_candidates } from 'nft-offload.measurement.wan_candidates';
import { find_gateway } from 'nft-offload.measurement.latency';
import { read_default_routes } from 'nft-offload.system.default_routes';
import { lower_devices } from 'nft-offload.system.netdev';
import { from_digits } from 'nft-offload.lib.number';
import { is_device_name, is_plain_device_name } from 'nft-offload.lib.word';
import { reason, reason_of_error } from 'nft-offload.lib.reason';
import { read_networks } from 'nft-offload.firewall.zone';

/** @typedef {import('nft-offload.firewall.zone').Network} Network */
/** @typedef {import('nft-offload.measurement.wan_candidates').Candidate} Candidate */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/**
 * A line to the Internet: its layer-3 devices, on which the firewall sees its IP packets, the device that counts its frames, and the
 * bytes before the IP packet in a frame as that device counts it.
 *
 * @typedef {{ device: string, received_header: number, sent_header: number }} Line
 * @typedef {Line & { l3_devices: string[], gateway: ?string }} FoundLine
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

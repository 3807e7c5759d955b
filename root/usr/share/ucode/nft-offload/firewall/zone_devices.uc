'use strict';

import { lsdir, readfile } from 'fs';
import * as struct from 'struct';
import { read_routes } from 'nft-offload.conntrack.routes';
import { read_address } from 'nft-offload.lib.address';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Route} Route */
/** @typedef {import('nft-offload.firewall.config').ConfigZone} ConfigZone */
/** @typedef {import('nft-offload.firewall.zone').Network} Network */

const FOLDER = '/sys/class/net';
/** Devices of a zone that are given. */
const MOST = 16;
/** The first bits of a byte, by their number. */
const MASKS = [0, 0x80, 0xc0, 0xe0, 0xf0, 0xf8, 0xfc, 0xfe, 0xff];

/**
 * @param {string} pattern  as firewall4 takes it: a name, or the beginning of one before '+' or '*'
 * @param {string} device
 * @returns {boolean}
 */
function matches(pattern, device) {
	const last = substr(pattern, -1);
	const any = last == '+' || last == '*';
	return any ? index(device, substr(pattern, 0, length(pattern) - 1)) == 0 : pattern == device;
}

/**
 * @param {string} prefix  an address, maybe with '/' and a number of bits
 * @returns {?{ bytes: string, bits: number }}
 */
function parse_prefix(prefix) {
	const parts = split(prefix, '/');
	const address = read_address(parts[0]);
	if (address == null) return null;
	const most = length(address.bytes) * 8;
	const bits = parts[1] == null ? most : int(parts[1]);
	return bits >= 0 && bits <= most ? { bytes: address.bytes, bits } : null;
}

/**
 * @param {string} a
 * @param {string} b
 * @param {number} bits
 * @returns {boolean} whether the first bits of two addresses of one family are the same
 */
function begin_alike(a, b, bits) {
	if (length(a) != length(b)) return false;
	for (let at = 0; at * 8 < bits; at++) {
		const mask = MASKS[min(bits - at * 8, 8)];
		if (((ord(a, at) ?? 0) & mask) != ((ord(b, at) ?? 0) & mask)) return false;
	}
	return true;
}

/**
 * @param {string} subnet
 * @param {Route[]} routes
 * @returns {?string} the device that leads there, by no default route
 */
function device_of(subnet, routes) {
	const wanted = parse_prefix(subnet);
	let best = 0;
	let device = null;
	for (let route in routes) {
		const found = wanted == null ? null : parse_prefix(route.destination);
		if (wanted == null || found == null || found.bits <= best) continue;
		if (!begin_alike(wanted.bytes, found.bytes, min(wanted.bits, found.bits))) continue;
		best = found.bits;
		device = route.device;
	}
	return device;
}

/**
 * Devices that belong to a zone by `list device` or `list subnet` and to none of its networks, each as netifd would tell of it.
 *
 * @param {ConfigZone} zone
 * @param {Network[]} known  netifd's networks
 * @returns {Network[]}
 */
function bare_networks(zone, known) {
	/** @type {string[]} */
	const taken = [];
	for (let network in known) {
		if (index(zone.networks, network.interface) < 0) continue;
		if (network.device != null) push(taken, network.device);
		if (network.l3_device != null) push(taken, network.l3_device);
	}
	/** @type {string[]} */
	const devices = [];
	if (length(zone.devices) > 0) {
		for (let device in lsdir(FOLDER) ?? [])
			for (let pattern in zone.devices) if (matches(pattern, device)) push(devices, device);
	}
	if (length(zone.subnets) > 0) {
		const routes = read_routes(struct.pack('=H', 1) == struct.pack('<H', 1)).routes ?? [];
		for (let subnet in zone.subnets) {
			const device = device_of(subnet, routes);
			if (device != null) push(devices, device);
		}
	}
	/** @type {Network[]} */
	const networks = [];
	for (let device in devices) {
		if (index(taken, device) >= 0 || length(networks) >= MOST) continue;
		push(taken, device);
		const up = trim(readfile(`${FOLDER}/${device}/operstate`, 16) ?? '') != 'down';
		push(networks, { interface: device, up, device, l3_device: device });
	}
	return networks;
}

export { bare_networks };

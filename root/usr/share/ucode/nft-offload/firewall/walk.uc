'use strict';

import { bridge_ports, device_kind, direct_lowers } from 'nft-offload.system.device';
import { lower_devices } from 'nft-offload.system.netdev';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').PathDevice} PathDevice */
/** @typedef {import('nft-offload.firewall.zone').Network} Network */
/**
 * Where the kernel's path walk ends below a device.
 *
 * @typedef {object} End
 * @property {?string} deepest  the device that the kernel would store; null where the walk fails or goes on at the ports of a bridge
 * @property {boolean} certain  false where the walk depends on what cannot be seen
 * @property {string[]} further  devices to which it may go on from one of unknown kind
 * @property {number} headers  VLAN tags and PPPoE headers on the way
 */
/** @typedef {{ chain: PathDevice[], end: End, ports: { port: PathDevice, end: End }[] }} Walk */

/** Devices below devices; more is an error. */
const DEEPEST = 8;
/** Ports of a bridge in one reply. */
const MOST_PORTS = 24;

/**
 * What lies below a PPP device, as netifd has it: /sys has no link from one to the other.
 *
 * @param {string} l3_device
 * @param {Network[]} networks
 * @returns {{ device: ?string, proto: ?string }} the device of the network whose layer-3 device it is, and that network's protocol
 */
function below(l3_device, networks) {
	let proto = null;
	for (let network in networks) {
		if (network.l3_device != l3_device) continue;
		const device = network.device ?? null;
		if (device != null && device != l3_device) return { device, proto: network.proto ?? null };
		proto ??= network.proto ?? null;
	}
	return { device: null, proto };
}

/**
 * Walks from a device down as the kernel does (Linux net/core/dev.c, dev_fill_forward_path): through VLANs, PPPoE and bridges, and
 * to a port of a switch. Any other device ends it; over PPP without Ethernet it fails, and over Wi-Fi it depends on the driver.
 *
 * @param {string} start
 * @param {Network[]} networks
 * @param {PathDevice[]} chain  filled
 * @returns {End}
 */
function walk_down(start, networks, chain) {
	const owner = below(start, networks);
	let device = start;
	let headers = 0;
	while (length(chain) < DEEPEST) {
		const kind = device_kind(device, device == start ? owner.proto : null);
		push(chain, { device, kind });
		const lower = kind == 'pppoe' ? owner.device : direct_lowers(device)[0];
		if (kind == 'bridge') return { deepest: null, certain: true, further: [], headers };
		// It may be PPPoE where nobody says what it is.
		if (kind == 'ppp') return { deepest: null, certain: owner.proto != null, further: [], headers };
		if (kind == 'dsa') {
			if (lower != null) push(chain, { device: lower, kind: 'conduit' });
			return { deepest: device, certain: true, further: [], headers };
		}
		if (kind == 'vlan' || kind == 'pppoe') {
			if (lower == null) return { deepest: null, certain: false, further: [], headers };
			headers++;
			device = lower;
			continue;
		}
		const further = kind == 'unknown' ? lower_devices(device) : [];
		return { deepest: device, certain: length(further) == 0 && kind != 'wifi', further, headers };
	}
	return { deepest: null, certain: false, further: [], headers };
}

/**
 * @param {string} l3_device
 * @param {Network[]} networks  all of netifd's
 * @returns {Walk}
 */
function walk(l3_device, networks) {
	/** @type {PathDevice[]} */
	const chain = [];
	const end = walk_down(l3_device, networks, chain);
	const last = chain[length(chain) - 1];
	/** @type {Walk['ports']} */
	const ports = [];
	if (last.kind == 'bridge') {
		for (let port in bridge_ports(last.device)) {
			/** @type {PathDevice[]} */
			const below_port = [];
			const port_end = walk_down(port, networks, below_port);
			if (length(ports) < MOST_PORTS)
				push(ports, { port: { device: port, kind: below_port[0].kind }, end: port_end });
		}
	}
	return { chain, end, ports };
}

export { below, walk };

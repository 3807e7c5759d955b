'use strict';

import { run_nft } from 'nft-offload.system.command';
import { device_kind, direct_lowers } from 'nft-offload.system.device';
import { is_plain_device_name } from 'nft-offload.lib.word';

/** Devices below devices: port, bridge, VLAN and bond make four; more is an error. */
const DEEPEST = 8;
/** Devices that nft is asked about at most. */
const MOST = 64;

/**
 * What firewall4 lists in hardware mode: below bridges and VLANs, the devices that carry them (resolve_lower_devices in fw4.uc).
 * Releases that leave out ports without hw-tc-offload list fewer.
 *
 * @param {string} device
 * @param {number} depth
 * @returns {string[]}
 */
function ports_of(device, depth) {
	const kind = device_kind(device, null);
	if (depth > DEEPEST || (kind != 'bridge' && kind != 'vlan')) return [device];
	/** @type {string[]} */
	const ports = [];
	for (let lower in direct_lowers(device)) push(ports, ...ports_of(lower, depth + 1));
	return ports;
}

/**
 * @param {string} device
 * @param {number} at
 * @returns {string} nft's command for a flowtable of this device alone
 */
function flowtable_of(device, at) {
	return `add flowtable inet nft_offload_check f${at} { hook ingress priority 0; devices = { "${device}" }; flags offload; }`;
}

/**
 * Asks the kernel about each device by itself, because its answer to a list does not tell which one it rejects. Nothing is loaded.
 *
 * @param {string[]} devices  of a flowtable in software mode
 * @param {number} seconds  that nft may take
 * @returns {?string[]} the ports for which it rejects hardware offloading; null = unknown
 */
function rejecting_ports(devices, seconds) {
	/** @type {string[]} */
	const ports = [];
	for (let device in devices)
		for (let port in ports_of(device, 0))
			if (is_plain_device_name(port) && index(ports, port) < 0) push(ports, port);
	if (length(ports) == 0 || length(ports) > MOST || seconds < 1) return null;
	const commands = map(ports, flowtable_of);
	const tried = run_nft(`add table inet nft_offload_check\n${join('\n', commands)}\n`, seconds, true);
	// What nft has said by the end of its time is only a part.
	const is_late = tried.reason?.code == 'timeout';
	if (is_late || (tried.reason != null && index(tried.text, 'Error:') < 0)) return null;
	/** @type {string[]} */
	const rejecting = [];
	let rejected = false;
	// Below each error nft repeats the command.
	for (let line in split(tried.text, '\n')) {
		if (index(line, 'Error: ') >= 0) rejected = index(line, 'ot supported') >= 0;
		const at = index(commands, line);
		if (rejected && at >= 0) push(rejecting, ports[at]);
	}
	return length(rejecting) > 0 ? rejecting : null;
}

export { rejecting_ports };

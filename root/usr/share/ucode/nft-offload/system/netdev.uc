'use strict';

import { error, lsdir, readfile } from 'fs';
import { from_digits } from 'nft-offload.lib.number';
import { reason, reason_of_error } from 'nft-offload.lib.reason';
import { is_device_name } from 'nft-offload.lib.word';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').DeviceBytes} DeviceBytes */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

const TABLE = '/proc/net/dev';
/** Up here it is compiled only once. */
const BLANKS = /[ ]+/;
const FOLDER = '/sys/class/net';
/** Devices of a reply, which stays below 64 KiB with them. */
const MOST = 400;
/** Devices below devices: port, bridge, VLAN and bond make four; more is an error. */
const DEEPEST = 8;

/**
 * Reads /proc/net/dev: two lines of heading, then a line for each device: its name, ':', eight received and eight
 * transmitted numbers, bytes and packets first (Linux net/core/net-procfs.c).
 *
 * @param {string} text
 * @returns {{ devices: ?DeviceBytes[], reason: ?Reason }} all but the loopback device; of more than fit, those made first, and a
 *   reason that says so
 */
function parse_devices(text) {
	/** @type {DeviceBytes[]} */
	const devices = [];
	const lines = split(text, '\n');
	if (pop(lines) != '') return { devices: null, reason: reason('truncated', TABLE) };
	if (length(lines) < 2) return { devices: null, reason: reason('garbled', TABLE) };
	for (let place = 0; place < length(lines); place++) {
		if (place < 2 && index(lines[place], '|') >= 0) continue;
		const colon = index(lines[place], ':');
		const numbers = split(trim(substr(lines[place], colon + 1)), BLANKS);
		const rx_bytes = from_digits(numbers[0]);
		const rx_packets = from_digits(numbers[1]);
		const tx_bytes = from_digits(numbers[8]);
		const tx_packets = from_digits(numbers[9]);
		if (colon < 0 || rx_bytes == null || rx_packets == null || tx_bytes == null || tx_packets == null)
			return { devices: null, reason: reason('garbled', TABLE) };
		const device = trim(substr(lines[place], 0, colon));
		if (device != 'lo' && length(devices) < MOST)
			push(devices, { device, rx_bytes, rx_packets, tx_bytes, tx_packets });
	}
	const cut = length(lines) > MOST + 3;
	return { devices, reason: cut ? reason('truncated', `${TABLE}: ${length(lines)}`) : null };
}

/**
 * @returns {{ devices: ?DeviceBytes[], reason: ?Reason }} what every device but the loopback has carried
 */
function read_devices() {
	const text = readfile(TABLE);
	return text == null ? { devices: null, reason: reason_of_error(TABLE, error()) } : parse_devices(text);
}

/**
 * Adds the devices below a device to a list, nearest first: members of a bridge, the parent of a VLAN, and what is
 * below those.
 *
 * @param {string[]} found
 * @param {string} device
 * @param {number} depth
 */
function add_lower_devices(found, device, depth) {
	if (depth > DEEPEST) return;
	/** @type {string[]} */
	const added = [];
	for (let name in lsdir(`${FOLDER}/${device}`) ?? []) {
		const lower = substr(name, 6);
		if (substr(name, 0, 6) != 'lower_' || index(found, lower) >= 0) continue;
		push(found, lower);
		push(added, lower);
	}
	for (let lower in added) add_lower_devices(found, lower, depth + 1);
}

/**
 * @param {?string} device
 * @returns {string[]} devices below it; none where it does not exist
 */
function lower_devices(device) {
	/** @type {string[]} */
	const found = [];
	if (is_device_name(device)) add_lower_devices(found, /** @type {string} */ (device), 1);
	return found;
}

export { lower_devices, parse_devices, read_devices };

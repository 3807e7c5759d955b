'use strict';

/** Services and queueing disciplines that shape traffic: which of them this router has, and on which devices. */

import { has_enabled, is_disabled, wan_devices } from 'nft-offload.environment.queries';
import { items_where, share_one } from 'nft-offload.lib.list';

/** @typedef {import('nft-offload.environment.queries').Router} Router */

/** Queueing disciplines that hold traffic back, in software, and those that switches and network cards have too. */
const SHAPERS = ['cake', 'cake_mq', 'htb', 'hfsc', 'tbf'];
const HARDWARE_SHAPERS = [...SHAPERS, 'ets', 'prio', 'mqprio'];

/**
 * @param {Router} router
 * @param {string} device
 * @returns {string[]} kinds of queues on it that shape in software
 */
function software_shapers(router, device) {
	/** @type {string[]} */
	const kinds = [];
	for (let queues in router.environment.qdiscs ?? []) {
		if (queues.device != device) continue;
		for (let kind in queues.kinds)
			if (index(SHAPERS, kind) >= 0 && index(queues.offloaded, kind) < 0) push(kinds, kind);
	}
	return kinds;
}

/**
 * @param {Router} router
 * @returns {string[]} devices that SQM shapes: queues that are enabled, and cake with several queues
 */
function sqm_devices(router) {
	const configured = is_disabled(router, 'sqm') ? [] : (router.environment.sqm ?? []);
	const found = items_where(
		wan_devices(router),
		(device) => index(software_shapers(router, device), 'cake_mq') >= 0
	);
	return [...configured, ...found];
}

/**
 * @param {Router} router
 * @param {string} device
 * @returns {boolean} whether its SQM queue is in the hardware, which applies it to what it forwards too
 */
function is_in_hardware(router, device) {
	if (index(router.environment.sqm_in_hardware ?? [], device) >= 0) return true;
	if (length(software_shapers(router, device)) > 0) return false;
	for (let queues in router.environment.qdiscs ?? [])
		if (queues.device == device && share_one(queues.offloaded, HARDWARE_SHAPERS)) return true;
	return false;
}

/**
 * @param {Router} router
 * @returns {boolean}
 */
function has_sqm_in_software(router) {
	return length(items_where(sqm_devices(router), (device) => !is_in_hardware(router, device))) > 0;
}

/**
 * @param {Router} router
 * @returns {boolean}
 */
function uses_qosmate(router) {
	return router.environment.qosmate === true && !is_disabled(router, 'qosmate');
}

/** Services that shape with nftables or with marks that it sets, and those that shape by queues alone. */
const MARKING = ['nft-qos', 'qos', 'qos_gargoyle'];
const QUEUEING = ['eqos', 'wshaper', 'qosify'];

/**
 * @param {Router} router
 * @returns {boolean} a shaper on a device to the Internet that none of the known services has set up
 */
function has_unknown_shaper(router) {
	if (
		length(sqm_devices(router)) > 0 ||
		has_enabled(router, [...MARKING, ...QUEUEING]) ||
		uses_qosmate(router)
	)
		return false;
	return (
		length(items_where(wan_devices(router), (device) => length(software_shapers(router, device)) > 0)) > 0
	);
}

export { has_sqm_in_software, has_unknown_shaper, MARKING, QUEUEING, uses_qosmate };

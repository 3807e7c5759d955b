'use strict';

/**
 * What stored results say, and what has changed since offloading last worked, by the rules of the page (src/model/measurement.ts,
 * src/model/memory.ts). A version, device or protocol that was or is unknown has not changed.
 */

import { firewall_flowtable, loaded_mode, mode_of } from 'nft-offload.firewall.mode';
import { items_where } from 'nft-offload.lib.list';

/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultEnvironment} ResultEnvironment */
/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultLine} ResultLine */
/** @typedef {import('../../../../../../src/rpc/types/results.ts').StoredResult} StoredResult */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/summary.ts').Change} Change */

/** Lines of a result. */
const LINES = 4;
/** Below so many bytes nothing can be said: of both directions together, and of one. */
const ENOUGH_BYTES = 20000000;
const ENOUGH_DIRECTION_BYTES = 5000000;
/** @type {('release' | 'kernel' | 'firewall4')[]} */
const VERSIONS = ['release', 'kernel', 'firewall4'];

/**
 * @param {import('../../../../../../src/rpc/types/results.ts').ResultBytes} bytes
 * @param {number} [least]
 * @returns {?number} what bypassed the firewall, in percent; 0 and 100 only where they are exact, null where there was too little traffic to tell
 */
function bypassed_percent(bytes, least) {
	const total = int(bytes.total_bytes);
	if (total < (least ?? ENOUGH_BYTES)) return null;
	const bypassed = max(0, total - int(bytes.slow_bytes));
	const percent = int((bypassed * 200 + total) / (total * 2));
	return bypassed == 0 || bypassed == total ? percent : min(99, max(1, percent));
}

/**
 * @param {Status['zones']} zones
 * @returns {ResultLine[]} the networks with a default route, in the order of the zones, each device once
 */
function lines_of(zones) {
	/** @type {ResultLine[]} */
	const lines = [];
	for (let zone in zones ?? []) {
		for (let network in zone.networks) {
			const device = network.l3_device;
			const listed = map(lines, (other) => other.device);
			if (!network.default_route || device == null || index(listed, device) >= 0) continue;
			if (length(lines) < LINES) push(lines, { device, proto: network.proto });
		}
	}
	return lines;
}

/**
 * @param {ResultEnvironment['line']} lines
 * @returns {?string[]} null where one is unknown; a line that is down says nothing
 */
function protocols_of(lines) {
	/** @type {string[]} */
	const protocols = [];
	for (let line in lines ?? []) {
		if (line.proto == null) return null;
		push(protocols, line.proto);
	}
	return length(protocols) > 0 ? protocols : null;
}

/**
 * @param {Status} status
 * @param {?string} mode
 * @returns {ResultEnvironment} the devices only while that mode is loaded
 */
function environment_of(status, mode) {
	const system = status.system;
	const is_known = loaded_mode(status) == mode && status.unknown.flowtables == null;
	return {
		release: system.release,
		kernel: system.kernel,
		firewall4: system.firewall4_version,
		devices: is_known ? (firewall_flowtable(status.flowtables)?.devices ?? null) : null,
		line: status.unknown.zones == null ? lines_of(status.zones) : null
	};
}

/**
 * @param {?string[]} items
 * @param {?string[]} others
 * @returns {string[]} items that are not among the others; none where either is unknown
 */
function missing_in(items, others) {
	return others == null ? [] : items_where(items ?? [], (item) => index(others, item) < 0);
}

/**
 * @param {ResultEnvironment} before
 * @param {ResultEnvironment} now
 * @returns {Change[]} new firmware brings all three versions, so the first that differs is told
 */
function changes_between(before, now) {
	/** @type {Change[]} */
	const changes = [];
	for (let id in VERSIONS) {
		const was = before[id];
		const is = now[id];
		if (length(changes) == 0 && was != null && is != null && was != is)
			push(changes, { id, before: [was], now: [is] });
	}
	const missing = missing_in(before.devices, now.devices);
	if (length(missing) > 0) push(changes, { id: 'devices', before: missing, now: [] });
	const was = protocols_of(before.line) ?? [];
	const is = protocols_of(now.line) ?? [];
	if (length(was) > 0 && length(missing_in(is, was)) > 0) push(changes, { id: 'line', before: was, now: is });
	return changes;
}

/**
 * @param {Status} status
 * @param {StoredResult[]} results  the newest first
 * @returns {import('../../../../../../src/rpc/types/summary.ts').Recall}
 */
function recall(status, results) {
	const of_mode = (/** @type {?string} */ mode) => items_where(results, (result) => result.mode == mode);
	const enabled = mode_of(status.requested) ?? 'off';
	const loaded = loaded_mode(status);
	let found = enabled == 'off' ? results : of_mode(enabled);
	if (length(found) == 0 && loaded != 'off') found = of_mode(loaded);
	let bad = null;
	for (let result in found) {
		if (bypassed_percent(result) == null) continue;
		const now = environment_of(status, result.mode);
		const changes = enabled == 'off' ? [] : changes_between(result.environment, now);
		if (result.slow_bytes * 2 <= result.total_bytes)
			return { good: result, changes: bad == null ? changes : [], bad };
		if (enabled != 'off' && length(changes) == 0) bad ??= result;
	}
	return { good: null, changes: [], bad };
}

export { ENOUGH_BYTES, ENOUGH_DIRECTION_BYTES, bypassed_percent, lines_of, recall };

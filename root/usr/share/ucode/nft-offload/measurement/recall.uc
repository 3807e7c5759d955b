'use strict';

/**
 * What has changed since offloading last worked, by the rules of the page (src/model/memory.ts). A version, device or protocol that was or
 * is unknown has not changed.
 */

import { firewall_flowtable, loaded_mode, mode_of } from 'nft-offload.firewall.mode';
import { items_where } from 'nft-offload.lib.list';
import { lines_of } from 'nft-offload.measurement.line';
import { bypassed_percent, is_good } from 'nft-offload.measurement.share';

/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultEnvironment} ResultEnvironment */
/** @typedef {import('../../../../../../src/rpc/types/results.ts').StoredResult} StoredResult */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/shell.ts').Change} Change */

/** @type {('release' | 'kernel' | 'firewall4')[]} */
const VERSIONS = ['release', 'kernel', 'firewall4'];

/**
 * @param {Status} status
 * @param {StoredResult[]} results
 * @param {string} enabled
 * @returns {StoredResult[]} those of the mode that is enabled; where it never ran, those of the mode that is loaded
 */
function results_of_mode(status, results, enabled) {
	const of_mode = (/** @type {?string} */ mode) => items_where(results, (result) => result.mode == mode);
	const found = of_mode(enabled);
	const loaded = loaded_mode(status);
	return length(found) > 0 || loaded == 'off' ? found : of_mode(loaded);
}

/**
 * @param {ResultEnvironment['line']} line
 * @returns {?string[]} null where one is unknown; a line that is down says nothing
 */
function protocols_of(line) {
	/** @type {string[]} */
	const protocols = [];
	for (let each in line ?? []) {
		if (each.proto == null) return null;
		push(protocols, each.proto);
	}
	return length(protocols) > 0 ? protocols : null;
}

/**
 * @param {Status} status
 * @param {string} mode
 * @returns {ResultEnvironment} the devices only while that mode is loaded
 */
function environment_of(status, mode) {
	const is_known = loaded_mode(status) == mode && status.unknown.flowtables == null;
	return {
		release: status.system.release,
		kernel: status.system.kernel,
		firewall4: status.system.firewall4_version,
		devices: is_known ? (firewall_flowtable(status.flowtables ?? [])?.devices ?? null) : null,
		line: status.zones == null || status.unknown.zones != null ? null : lines_of(status.zones)
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
 * @returns {?Change} of the firmware: new firmware brings all three versions, so only the first that differs is told
 */
function version_change(before, now) {
	for (let id in VERSIONS) {
		const was = before[id];
		const is = now[id];
		if (was != null && is != null && was != is) return { id, before: [was], now: [is] };
	}
	return null;
}

/**
 * @param {ResultEnvironment} before
 * @param {ResultEnvironment} now
 * @returns {Change[]}
 */
function changes_between(before, now) {
	const version = version_change(before, now);
	const missing = missing_in(before.devices, now.devices);
	const was = protocols_of(before.line);
	const is = protocols_of(now.line);
	/** @type {Change[]} */
	const changes = version == null ? [] : [version];
	if (length(missing) > 0) push(changes, { id: 'devices', before: missing, now: [] });
	if (length(missing_in(is, was)) > 0) push(changes, { id: 'line', before: was ?? [], now: is ?? [] });
	return changes;
}

/**
 * @param {Status} status
 * @param {StoredResult[]} results  the newest first
 * @returns {{ good: ?StoredResult, changes: Change[], bad: ?StoredResult }} good: when offloading last worked in the mode that is enabled.
 *   bad: the newest result since then, in the present environment, that says otherwise; then changes do not matter. While offloading is
 *   off, or the mode unknown, good is of any mode and nothing is compared
 */
function recall(status, results) {
	const enabled = status.requested == null ? 'off' : mode_of(status.requested);
	const is_off = enabled == 'off';
	let bad = null;
	for (let result in is_off ? results : results_of_mode(status, results, enabled)) {
		if (bypassed_percent(result) == null) continue;
		const changes = is_off ? [] : changes_between(result.environment, environment_of(status, result.mode));
		if (is_good(result)) return { good: result, changes: bad == null ? changes : [], bad };
		if (!is_off && length(changes) == 0) bad ??= result;
	}
	return { good: null, changes: [], bad };
}

export { recall };

'use strict';

/** What `nft-offload status` says: a line for each check, and what has changed since offloading last worked. */

import { items_where } from 'nft-offload.lib.list';

/** @typedef {import('../../../../../../src/rpc/types/shell.ts').ShellStatus} ShellStatus */
/** @typedef {import('../../../../../../src/rpc/types/shell.ts').ShortResult} ShortResult */
/** @typedef {import('../../../../../../src/rpc/types/shell.ts').Change} Change */
/** @typedef {import('../../../../../../src/rpc/types/shell.ts').Lane} Lane */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */

/** Seconds since 1970, in 2020 and at the end of 9999: a router that has not asked for the time yet is further back. */
const EARLIEST = 1577836800;
const LATEST = 253402300799;

/**
 * @param {?Reason | undefined} reason
 * @returns {string}
 */
function unknown_words(reason) {
	return `unknown (${reason?.text ?? 'no reason is known'})`;
}

/**
 * @param {number} time  in seconds since 1970
 * @returns {?{ day: string, minute: string }} in universal time; null where the router did not know the time
 */
function moment_of(time) {
	if (time < EARLIEST || time > LATEST) return null;
	const at = gmtime(int(time));
	return {
		day: sprintf('%d-%02d-%02d', at.year, at.mon, at.mday),
		minute: sprintf('%02d:%02d', at.hour, at.min)
	};
}

/**
 * @param {string} release
 * @returns {string} "OpenWrt 24.10.2" of "OpenWrt 24.10.2 r28739-d9340319c6"
 */
function short_release(release) {
	const words = split(release, ' ');
	return length(words) > 2 ? `${words[0]} ${words[1]}` : release;
}

/**
 * @param {ShellStatus} facts
 * @returns {string}
 */
function loaded_words(facts) {
	if (facts.loaded == null) return unknown_words(facts.unknown.loaded);
	const others = facts.other_flowtables ?? [];
	const also = length(others) > 0 ? `; not firewall4's: ${join(', ', others)}` : '';
	if (facts.loaded == 'off') return `no${also}`;
	const devices = length(facts.devices ?? []) > 0 ? join(', ', facts.devices ?? []) : 'none';
	return `${facts.loaded}, flowtable devices: ${devices}${also}`;
}

/**
 * @param {Lane} lane
 * @returns {string}
 */
function lane_words(lane) {
	return `${lane.network} (${lane.device ?? 'no device'}): ${lane.direction}s`;
}

/**
 * @param {ShellStatus} facts
 * @returns {string[]}
 */
function covered_lines(facts) {
	const slow = facts.not_covered;
	const undecided = facts.undecided;
	if (facts.loaded == 'off' && length(facts.other_flowtables ?? []) == 0)
		return ['Covered: no (nothing is loaded)'];
	if (slow == null || undecided == null) return [`Covered: ${unknown_words(facts.unknown.covered)}`];
	if (length(slow) + length(undecided) == 0) return ['Covered: every line'];
	const is_offered = length(items_where(slow, (lane) => lane.repair)) > 0;
	return [
		...map(slow, (lane) => {
			const why = lane.reason == 'ingress_redirect' ? ' because of SQM' : '';
			return `Not covered: ${lane_words(lane)} go through the firewall${why}`;
		}),
		...map(undecided, (lane) => `Covered: unknown for ${lane_words(lane)}`),
		...(is_offered ? ['To fix this, run: nft-offload repairs'] : [])
	];
}

/**
 * @param {ShellStatus} facts
 * @returns {string}
 */
function in_use_words(facts) {
	const offloaded = facts.offloaded;
	if (offloaded == null) return unknown_words(facts.unknown.offloaded);
	const count = offloaded.software + offloaded.hardware;
	if (count == 0) return 'none right now';
	const parts = `software ${offloaded.software}, hardware ${offloaded.hardware}`;
	const of = offloaded.tracked == null ? '' : ` of ${offloaded.tracked}`;
	return `${count} connection${count == 1 ? '' : 's'} offloaded (${parts})${of}`;
}

/**
 * @param {ShortResult} result
 * @returns {string}
 */
function result_words(result) {
	const release = result.release == null ? '' : ` on ${short_release(result.release)}`;
	const moment = moment_of(result.time);
	return `${result.percent} % bypassed the firewall${release}${moment == null ? '' : `, ${moment.day}`}`;
}

/**
 * @param {Change} change
 * @returns {string} in the page's words (src/model/memory.ts)
 */
function change_words(change) {
	const before = join(', ', change.before);
	const now = join(', ', change.now);
	switch (change.id) {
		case 'release':
			return 'The firmware has changed since: measure again.';
		case 'kernel':
			return `The kernel was ${before} then, and is ${now} now: measure again.`;
		case 'firewall4':
			return 'firewall4 has changed since: measure again.';
		case 'devices':
			return length(change.before) == 1
				? `${before} was in the flowtable then, and is not now.`
				: `${before} were in the flowtable then, and are not now.`;
		default:
			return `The Internet connection used ${before} then, and uses ${now} now.`;
	}
}

/**
 * @param {ShellStatus} facts
 * @returns {string[]}
 */
function recall_lines(facts) {
	const recalled = facts.recall;
	if (recalled == null) return [`Last good result: ${unknown_words(facts.unknown.recall)}`];
	const bad = recalled.bad;
	return [
		`Last good result: ${recalled.good == null ? 'none' : result_words(recalled.good)}`,
		...map(recalled.changes, change_words),
		...(bad == null ? [] : [`Measured since: ${result_words(bad)}`])
	];
}

/**
 * @param {ShellStatus} facts
 * @returns {string[]}
 */
function status_lines(facts) {
	return [
		`Enabled: ${facts.requested ?? unknown_words(facts.unknown.requested)}`,
		`Loaded: ${loaded_words(facts)}`,
		...covered_lines(facts),
		`In use: ${in_use_words(facts)}`,
		...recall_lines(facts)
	];
}

export { change_words, moment_of, short_release, status_lines };

'use strict';

/** What `nft-offload` says: a line for each check and what has changed since offloading last worked; the stored results. */

import { engine_rows } from 'nft-offload.commands.engine_words';
import { NOT_ENABLED, NOT_LOADED, finding_lines } from 'nft-offload.commands.finding_words';
import { wrapped } from 'nft-offload.commands.output';
import { items_where } from 'nft-offload.lib.list';
import { ENOUGH_DIRECTION_BYTES, bypassed_percent } from 'nft-offload.measurement.recall';

/** @typedef {import('../../../../../../src/rpc/types/summary.ts').Summary} Summary */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').StoredResult} StoredResult */
/** @typedef {import('../../../../../../src/rpc/types/summary.ts').Change} Change */

/** Seconds since 1970, in 2020: a router that has not asked for the time yet is further back. */
const PLAUSIBLE = 1577836800;
const TITLES = ['Date (UTC)', 'Mode', 'Mbit/s', 'Down%', 'Up%', 'Core%', 'Latency (ms)', 'Release'];
const LEGEND = 'Down%, Up%: bypassed the firewall. Core%: the busiest core. -: unknown.\n';

/**
 * @param {?import('../../../../../../src/rpc/types/index.ts').Reason | undefined} reason
 * @returns {string}
 */
function unknown_words(reason) {
	return `unknown (${reason?.text ?? 'no reason is known'})`;
}

/**
 * @param {StoredResult} result
 * @returns {?string} in universal time, such as '2026-10-03 14:43'; null where the router did not know the time
 */
function moment_of(result) {
	if (result.time < PLAUSIBLE) return null;
	const at = gmtime(result.time);
	return sprintf('%d-%02d-%02d %02d:%02d', at.year, at.mon, at.mday, at.hour, at.min);
}

/**
 * @param {StoredResult} result
 * @returns {?string} "OpenWrt 24.10.2" of "OpenWrt 24.10.2 r28739-d9340319c6"
 */
function release_of(result) {
	const release = result.environment.release;
	const words = split(release ?? '', ' ');
	return length(words) > 1 ? `${words[0]} ${words[1]}` : release;
}

/**
 * @param {Summary} facts
 * @returns {string}
 */
function loaded_words(facts) {
	if (facts.loaded == null) return unknown_words(facts.unknown.loaded);
	const names = join(', ', (facts.loaded == 'off' ? facts.flowtables : facts.devices) ?? []);
	if (facts.loaded != 'off') return `${facts.loaded}, flowtable devices: ${names == '' ? 'none' : names}`;
	return names == '' ? 'no' : `no, but there is: ${names}`;
}

/**
 * @param {Summary} facts
 * @returns {string[]}
 */
function covered_lines(facts) {
	const lanes = facts.lanes;
	if (lanes == null) return [`Covered: ${unknown_words(facts.unknown.covered)}`];
	if (length(items_where(lanes, (lane) => lane.direction == 'download')) == 0)
		return ['Covered: unknown (no network has a default route)'];
	const lines = map(
		items_where(lanes, (lane) => lane.fast !== true),
		(lane) => {
			const what = `${lane.network} (${lane.device}): ${lane.direction}s`;
			return lane.fast == null
				? `Covered: unknown for ${what}`
				: `Not covered: ${what} go through the firewall`;
		}
	);
	return length(lines) > 0 ? lines : ['Covered: every line'];
}

/**
 * @param {Summary} facts
 * @returns {string}
 */
function in_use_words(facts) {
	const found = facts.offloaded;
	if (found == null) return unknown_words(facts.unknown.offloaded);
	const count = found.software + found.hardware;
	if (count == 0) return 'none right now';
	const of = found.tracked == null ? '' : ` of ${found.tracked}`;
	return `${count} connection${count == 1 ? '' : 's'} offloaded (software ${found.software}, hardware ${found.hardware})${of}`;
}

/**
 * @param {Summary} facts
 * @returns {string[]} what hardware engines say, while hardware offloading is loaded
 */
function engine_lines(facts) {
	if (facts.loaded != 'hardware') return [];
	if (facts.engines == null) return [`Hardware: ${unknown_words(facts.unknown.engines)}`];
	return map(engine_rows(facts.engines), (row) => wrapped(`${row[0]}: ${row[1]}`, ''));
}

/**
 * @param {?StoredResult} result
 * @returns {string}
 */
function result_words(result) {
	if (result == null) return 'none';
	const release = release_of(result);
	const moment = moment_of(result);
	return join('', [
		`${bypassed_percent(result)} % bypassed the firewall`,
		release == null ? '' : ` on ${release}`,
		moment == null ? '' : `, ${substr(moment, 0, 10)}`
	]);
}

/**
 * @param {Change} change
 * @returns {string} in the page's words (src/model/memory.ts)
 */
function change_words(change) {
	const before = join(', ', change.before);
	const now = join(', ', change.now);
	const is_one = length(change.before) == 1;
	return {
		release: 'The firmware has changed since: measure again.',
		kernel: `The kernel was ${before} then, and is ${now} now: measure again.`,
		firewall4: 'firewall4 has changed since: measure again.',
		devices: `${before} ${is_one ? 'was' : 'were'} in the flowtable then, and ${is_one ? 'is' : 'are'} not now.`,
		line: `The Internet connection used ${before} then, and uses ${now} now.`
	}[change.id];
}

/**
 * @param {Summary} facts
 * @returns {string} a line for each check
 */
function status_text(facts) {
	const recalled = facts.recall;
	const good = recalled == null ? unknown_words(facts.unknown.recall) : result_words(recalled.good);
	return join('\n', [
		`Enabled: ${facts.requested ?? unknown_words(facts.unknown.requested)}`,
		...finding_lines(facts.finding, NOT_ENABLED),
		`Loaded: ${loaded_words(facts)}`,
		...finding_lines(facts.finding, NOT_LOADED),
		...covered_lines(facts),
		`In use: ${in_use_words(facts)}`,
		...engine_lines(facts),
		`Last good result: ${good}`,
		...map(recalled?.changes ?? [], change_words),
		...(recalled?.bad == null ? [] : [`Measured since: ${result_words(recalled.bad)}`]),
		...(length(facts.conflicts) == 0 ? [] : [`Known conflicts: ${join(', ', facts.conflicts)}`]),
		''
	]);
}

/**
 * @param {StoredResult} result
 * @returns {string[]}
 */
function cells_of(result) {
	const latency = result.latency;
	return map(
		[
			moment_of(result),
			result.mode,
			int(result.total_bytes / (result.seconds * 125000)),
			bypassed_percent(result.download, ENOUGH_DIRECTION_BYTES),
			bypassed_percent(result.upload, ENOUGH_DIRECTION_BYTES),
			result.cpu == null ? null : int(result.cpu * 100 + 0.5),
			latency && `${latency.min_ms}/${latency.median_ms}/${latency.max_ms}`,
			release_of(result)
		],
		(cell) => `${cell ?? '-'}`
	);
}

/**
 * @param {StoredResult[]} results
 * @returns {string} a row for each, each column as wide as its widest cell
 */
function table_text(results) {
	if (length(results) == 0) return 'no results\n';
	const rows = [TITLES, ...map(results, cells_of)];
	const widths = map(TITLES, (_, at) => max(...map(rows, (row) => length(row[at]))));
	const lines = map(rows, (row) =>
		trim(
			join(
				' ',
				map(row, (cell, at) => sprintf(`%-${widths[at]}s`, cell))
			)
		)
	);
	return join('\n', [...lines, LEGEND]);
}

export { change_words, status_text, table_text };

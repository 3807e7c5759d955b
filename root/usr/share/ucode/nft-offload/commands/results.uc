'use strict';

/** `nft-offload results`: the results of measurements that this router keeps. */

import { moment_of, short_release } from 'nft-offload.commands.status_words';
import { clean } from 'nft-offload.lib.text';
import { read_results } from 'nft-offload.measurement.results';
import { direction_percent } from 'nft-offload.measurement.share';
import { newest_first } from 'nft-offload.methods.results';

/** @typedef {import('../../../../../../src/rpc/types/results.ts').StoredResult} StoredResult */

const TITLES = ['Date (UTC)', 'Mode', 'Mbit/s', 'Down%', 'Up%', 'Core%', 'Latency ms', 'Release'];
const UNKNOWN = '-';

/**
 * @param {?number} share
 * @returns {?number} in percent; 0 and 100 only where they are exact
 */
function percent_of(share) {
	if (share == null || share == 0) return share;
	return share == 1 ? 100 : min(99, max(1, int(share * 100 + 0.5)));
}

/**
 * @param {StoredResult} result
 * @returns {string[]}
 */
function cells_of(result) {
	const moment = moment_of(result.time);
	const latency = result.latency;
	const release = result.environment.release;
	return map(
		[
			moment == null ? null : `${moment.day} ${moment.minute}`,
			result.mode,
			int((result.total_bytes * 16 + result.seconds * 1000000) / (result.seconds * 2000000)),
			direction_percent(result.download),
			direction_percent(result.upload),
			percent_of(result.cpu),
			latency == null ? null : `${latency.min_ms}/${latency.median_ms}/${latency.max_ms}`,
			release == null ? null : short_release(release)
		],
		(cell) => (cell == null ? UNKNOWN : `${cell}`)
	);
}

/**
 * @param {string[][]} rows
 * @returns {string[]} their lines, each column as wide as its widest cell
 */
function lines_of_table(rows) {
	const last = length(TITLES) - 1;
	const widths = map(TITLES, (_, at) => max(...map(rows, (row) => length(row[at]))));
	return map(rows, (row) =>
		join(
			' ',
			map(row, (cell, at) => (at == last ? cell : sprintf(`%-${widths[at]}s`, cell)))
		)
	);
}

/**
 * @param {StoredResult[]} results
 * @returns {string}
 */
function table_text(results) {
	if (length(results) == 0) return 'no results';
	const rows = map(results, cells_of);
	return join('\n', [
		...lines_of_table([TITLES, ...rows]),
		'',
		'Down%, Up%: bypassed the firewall. Core%: load of the busiest core. Latency:',
		`least/median/greatest. ${UNKNOWN}: unknown, or too little traffic.`
	]);
}

/**
 * @param {boolean} as_json
 * @returns {number} the exit code
 */
function show_results(as_json) {
	const stored = clean(read_results());
	const results = newest_first(stored.results);
	const reason = stored.reason;
	if (as_json) print(sprintf('%J', { results, reason }), '\n');
	else if (results == null) print(`The results are unknown: ${reason?.text ?? 'no reason is known'}\n`);
	else print(table_text(results), '\n');
	return results == null ? 1 : 0;
}

export { show_results };

'use strict';

/** `nft-offload status`: whether offloading is enabled, loaded, complete and in use, and whether it has worked. */

import { coverage_of } from 'nft-offload.commands.coverage';
import { status_lines } from 'nft-offload.commands.status_words';
import { firewall_flowtable, loaded_mode, mode_of } from 'nft-offload.firewall.mode';
import { is_routed } from 'nft-offload.firewall.owner';
import { items_where } from 'nft-offload.lib.list';
import { known_reasons } from 'nft-offload.lib.reason';
import { clean } from 'nft-offload.lib.text';
import { recall } from 'nft-offload.measurement.recall';
import { read_results } from 'nft-offload.measurement.results';
import { bypassed_percent } from 'nft-offload.measurement.share';
import { read_counters } from 'nft-offload.methods.counters';
import { newest_first } from 'nft-offload.methods.results';
import { read_status } from 'nft-offload.methods.status';

/** @typedef {import('../../../../../../src/rpc/types/shell.ts').ShellStatus} ShellStatus */
/** @typedef {import('../../../../../../src/rpc/types/shell.ts').ShortResult} ShortResult */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Counters} Counters */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').StoredResult} StoredResult */

/** Exit codes. */
const WORKS = 0;
const FAILS = 1;
const UNKNOWN = 2;
const OFF = 3;

/**
 * @param {Pick<ShellStatus, 'requested' | 'loaded' | 'offloaded' | 'recall'>} facts
 * @param {boolean} is_slow  whether no network takes the fast path: the kernel marks connections all the same
 * @returns {ShellStatus['exit']}
 */
function exit_code(facts, is_slow) {
	const recalled = facts.recall;
	const offloaded = facts.offloaded;
	const holds = recalled?.good?.mode == facts.loaded && length(recalled?.changes ?? []) == 0;
	if (facts.requested == 'off') return OFF;
	if (facts.requested == null || facts.loaded == null) return UNKNOWN;
	if (facts.loaded == 'off') return FAILS;
	// Results say more than paths, and paths more than marks.
	if (recalled?.bad != null) return UNKNOWN;
	if (holds) return WORKS;
	if (is_slow) return FAILS;
	return offloaded != null && offloaded.software + offloaded.hardware > 0 ? WORKS : UNKNOWN;
}

/**
 * @param {Status} status
 * @returns {?string[]}
 */
function other_flowtables(status) {
	if (status.flowtables == null) return null;
	const own = firewall_flowtable(status.flowtables);
	return map(
		items_where(status.flowtables, (flowtable) => flowtable != own && is_routed(flowtable.family)),
		(flowtable) => `${flowtable.family} ${flowtable.table} ${flowtable.name}`
	);
}

/**
 * @param {Counters} counters
 * @returns {ShellStatus['offloaded']} null where some entries could not be read
 */
function offloaded_of(counters) {
	const offloaded = counters.offloaded;
	if (offloaded == null || counters.unknown.rest != null) return null;
	return {
		software: offloaded.software.total.entries,
		hardware: offloaded.hardware.total.entries,
		tracked: counters.tracked
	};
}

/**
 * @param {?StoredResult} result
 * @returns {?ShortResult}
 */
function in_short(result) {
	if (result == null) return null;
	return {
		time: result.time,
		mode: result.mode,
		percent: bypassed_percent(result) ?? 0,
		release: result.environment.release
	};
}

/**
 * @param {Status} status
 * @param {?StoredResult[]} results
 * @returns {ShellStatus['recall']}
 */
function recall_of(status, results) {
	if (results == null) return null;
	const recalled = recall(status, results);
	return { good: in_short(recalled.good), changes: recalled.changes, bad: in_short(recalled.bad) };
}

/**
 * @returns {ShellStatus}
 */
function read_shell_status() {
	/** @type {Status} */
	const status = clean(read_status());
	/** @type {Counters} */
	const counters = clean(read_counters(false));
	const stored = clean(read_results());
	const coverage = coverage_of(status);
	const why = status.unknown;
	const facts = {
		requested: status.requested == null ? null : mode_of(status.requested),
		loaded: loaded_mode(status),
		devices: status.flowtables == null ? null : (firewall_flowtable(status.flowtables)?.devices ?? []),
		other_flowtables: other_flowtables(status),
		not_covered: coverage.not_covered,
		undecided: coverage.undecided,
		offloaded: offloaded_of(counters),
		recall: recall_of(status, newest_first(stored.results))
	};
	return {
		...facts,
		exit: exit_code(facts, coverage.is_none),
		unknown: known_reasons({
			requested: why.requested,
			loaded: why.flowtables ?? why.adders,
			covered: coverage.reason,
			offloaded: counters.unknown.offloaded ?? counters.unknown.rest,
			recall: stored.reason
		})
	};
}

/**
 * @param {boolean} as_json
 * @returns {number} the exit code
 */
function show_status(as_json) {
	const facts = read_shell_status();
	print(as_json ? sprintf('%J', facts) : join('\n', status_lines(facts)), '\n');
	return facts.exit;
}

export { read_shell_status, show_status };

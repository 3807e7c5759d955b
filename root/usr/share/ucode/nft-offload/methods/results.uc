'use strict';

import { CONFIG, load_firewall, read_zones } from 'nft-offload.firewall.config';
import { read_ruleset } from 'nft-offload.firewall.flowtable';
import { firewall_flowtable } from 'nft-offload.firewall.mode';
import { describe_zones, read_networks } from 'nft-offload.firewall.zone';
import { call_error } from 'nft-offload.lib.error';
import { part } from 'nft-offload.lib.part';
import { lines_of } from 'nft-offload.measurement.recall';
import { check_figures, make_result } from 'nft-offload.measurement.result';
import { add_result, delete_results, read_results } from 'nft-offload.measurement.results';
import { read_default_routes } from 'nft-offload.system.default_routes';
import { read_system } from 'nft-offload.system.release';
import { claim_of_kind } from 'nft-offload.system.slot';

/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultEnvironment} ResultEnvironment */
/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultLine} ResultLine */
/** @typedef {import('../../../../../../src/rpc/types/results.ts').StoredResult} StoredResult */

/**
 * @returns {{ line: ?ResultLine[], reason: ?import('../../../../../../src/rpc/types/index.ts').Reason }} null where netifd
 *   or the firewall's configuration cannot be read
 */
function read_line() {
	const config = load_firewall(CONFIG).config;
	const known = read_networks();
	const routes = read_default_routes().routes;
	if (config == null || known.networks == null || routes == null) return { line: null, reason: known.reason };
	return { line: lines_of(describe_zones(read_zones(config), known.networks, routes)), reason: null };
}

/**
 * @returns {?string[]} what firewall4's flowtable holds
 */
function read_devices() {
	const flowtables = read_ruleset().flowtables;
	return flowtables && (firewall_flowtable(flowtables)?.devices ?? []);
}

/**
 * @returns {ResultEnvironment}
 */
function read_result_environment() {
	const system = read_system();
	return {
		release: system.release,
		kernel: system.kernel,
		firewall4: system.firewall4_version,
		devices: read_devices(),
		line: part('line', { line: null }, read_line).line
	};
}

/**
 * @param {?StoredResult[]} results  the oldest first
 * @returns {?StoredResult[]} the newest first
 */
function newest_first(results) {
	if (results == null) return null;
	const last = length(results) - 1;
	return map(results, (_, at) => results[last - at]);
}

/** Only one process at a time may read the file and replace it. */
function claim_file() {
	return claim_of_kind('results');
}

/** @type {import('nft-offload.lib.error').Answer<'results'>} */
const answer_results = () => {
	const stored = read_results();
	return { results: newest_first(stored.results), reason: stored.reason };
};

/** @type {import('nft-offload.lib.error').Answer<'result_save'>} */
const answer_result_save = (args) => {
	const figures = args.result;
	const wrong = check_figures(figures);
	if (figures == null || wrong != null) return call_error('bad_argument', wrong ?? 'result');
	const claimed = claim_file();
	if (claimed == null) return call_error('busy', 'another result is being stored');
	const added = add_result(make_result(figures, clock()?.[0] ?? 0, read_result_environment()));
	if (added.error != null) return call_error('unavailable', added.error);
	return { results: newest_first(added.results), reason: null, moved_aside: added.moved_aside };
};

/** @type {import('nft-offload.lib.error').Answer<'results_delete'>} */
const answer_results_delete = () => {
	const claimed = claim_file();
	if (claimed == null) return call_error('busy', 'a result is being stored');
	const left = delete_results();
	return left == null ? { results: [], reason: null } : call_error('unavailable', left);
};

export { answer_result_save, answer_results, answer_results_delete };

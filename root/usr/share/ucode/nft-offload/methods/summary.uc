'use strict';

/** The judgement of the page in one call: whether offloading is enabled, loaded, complete and in use, and whether it has worked. */

import { find_conflicts } from 'nft-offload.environment.conflicts';
import { judge_setting } from 'nft-offload.firewall.finding';
import { line_of } from 'nft-offload.firewall.line';
import { firewall_flowtable, loaded_mode, mode_of } from 'nft-offload.firewall.mode';
import { items_where } from 'nft-offload.lib.list';
import { clean } from 'nft-offload.lib.text';
import { recall } from 'nft-offload.measurement.recall';
import { read_counters } from 'nft-offload.methods.counters';
import { read_environment } from 'nft-offload.methods.environment';
import { answer_results } from 'nft-offload.methods.results';
import { read_status } from 'nft-offload.methods.status';

/** @typedef {import('../../../../../../src/rpc/types/summary.ts').Lane} Lane */
/** @typedef {import('../../../../../../src/rpc/types/summary.ts').Summary} Summary */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */

/**
 * @param {Status} status
 * @returns {?Lane[]} the networks by the path model (src/model/diagnosis/directions.ts), each device once: those with a default route, and
 *   those of other zones
 */
function lanes_of(status) {
	const paths = status.paths;
	if (status.zones == null || paths == null) return null;
	/** @type {Lane[]} */
	const lanes = [];
	for (let zone in status.zones) {
		const is_wan = length(items_where(zone.networks, (network) => network.up && network.default_route)) > 0;
		for (let network in zone.networks) {
			const device = network.l3_device;
			const listed = map(lanes, (lane) => lane.device);
			if (!network.up || device == null || index(listed, device) >= 0) continue;
			if (is_wan && !network.default_route) continue;
			const path = items_where(paths, (each) => each.l3_device == device)[0];
			push(lanes, {
				network: network.name,
				device,
				direction: is_wan ? 'download' : 'upload',
				fast: path?.arriving.fast ?? null
			});
		}
	}
	return lanes;
}

/**
 * @param {Pick<Summary, 'requested' | 'loaded' | 'lanes' | 'not_covered' | 'offloaded' | 'recall'>} facts
 * @returns {Summary['exit']} 0: it works. 1: it does not. 2: unknown. 3: it is off. Results say more than paths, and paths more than marks
 */
function exit_code(facts) {
	const recalled = facts.recall;
	const lanes = facts.lanes ?? [];
	const offloaded = facts.offloaded;
	if (facts.requested == 'off') return 3;
	if (facts.requested == null || facts.loaded == null) return 2;
	if (facts.loaded == 'off') return 1;
	if (recalled?.bad != null) return 2;
	if (recalled?.good?.mode == facts.loaded && length(recalled?.changes ?? []) == 0) return 0;
	if (length(lanes) > 0 && length(facts.not_covered ?? []) == length(lanes)) return 1;
	return offloaded != null && offloaded.software + offloaded.hardware > 0 ? 0 : 2;
}

/**
 * @param {Status} status
 * @param {import('../../../../../../src/rpc/types/environment.ts').Environment} environment
 * @returns {Summary} reads the counters and the stored results
 */
function summarize(status, environment) {
	/** @type {import('../../../../../../src/rpc/types/index.ts').Counters} */
	const counters = clean(read_counters(false));
	const stored = clean(answer_results({}));
	const why = status.unknown;
	const lanes = lanes_of(status);
	const counted = counters.unknown.rest == null ? counters.offloaded : null;
	const facts = {
		requested: mode_of(status.requested),
		loaded: loaded_mode(status),
		devices: status.flowtables && (firewall_flowtable(status.flowtables)?.devices ?? []),
		flowtables:
			status.flowtables && map(status.flowtables, (each) => `${each.family} ${each.table} ${each.name}`),
		lanes,
		not_covered: lanes && items_where(lanes, (lane) => lane.fast === false),
		offloaded: counted && {
			software: counted.software.total.entries,
			hardware: counted.hardware.total.entries,
			tracked: counters.tracked
		},
		recall: stored.results && recall(status, stored.results)
	};
	const line = line_of(status);
	return {
		...facts,
		finding: judge_setting(status, environment.misplaced),
		engines: status.engines,
		conflicts: find_conflicts({ status, environment }),
		line: { devices: line.devices, compared: line.compared },
		exit: exit_code(facts),
		unknown: {
			requested: why.requested,
			loaded: why.flowtables ?? why.adders,
			covered: why.zones ?? why.paths,
			offloaded: counters.unknown.offloaded ?? counters.unknown.rest,
			engines: why.engines,
			recall: stored.reason
		}
	};
}

/**
 * Reply of `summary`.
 *
 * @returns {Summary}
 */
function read_summary() {
	return summarize(clean(read_status(true)), clean(read_environment()));
}

/** @type {import('nft-offload.lib.error').Answer<'summary'>} */
const answer_summary = () => read_summary();

export { answer_summary, lanes_of, read_summary, summarize };

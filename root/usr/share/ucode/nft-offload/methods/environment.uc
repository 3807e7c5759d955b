'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { read_chains } from 'nft-offload.environment.chains';
import { read_dispatch } from 'nft-offload.environment.dispatch';
import { read_kernel } from 'nft-offload.environment.kernel';
import { read_configs } from 'nft-offload.environment.options';
import { read_qdiscs } from 'nft-offload.environment.qdiscs';
import { read_programs } from 'nft-offload.environment.services';
import { part } from 'nft-offload.lib.part';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */

/** @typedef {import('../../../../../../src/rpc/types/index.ts').FactName} FactName */

/** @type {{ facts: any, unknown: Environment['unknown'] }} */
const NOTHING = { facts: {}, unknown: {} };
/** Items of a list. With names of 64 bytes at most, the reply stays below 64 KiB. */
const MOST = 60;

/**
 * Shortens lists that are too long and says so.
 *
 * @param {Record<string, any>} facts  changed
 * @param {Record<string, any>} unknown  filled
 */
function cut_lists(facts, unknown) {
	for (let name in facts) {
		if (type(facts[name]) != 'array' || length(facts[name]) <= MOST) continue;
		unknown[name] = reason('truncated', `${name}: ${length(facts[name]) - MOST} left out`);
		while (length(facts[name]) > MOST) pop(facts[name]);
	}
}

/**
 * @template {Partial<Environment>} F
 * @param {FactName[]} names  of the facts
 * @param {() => { facts: F, unknown: Environment['unknown'] }} read
 * @returns {{ facts: F, unknown: Environment['unknown'] }} where reading throws, all of them are unknown
 */
function read_part(names, read) {
	const found = part(join(', ', names), NOTHING, () => ({ ...read(), reason: null }));
	if (found.reason == null) return found;
	/** @type {Record<string, any>} */
	const facts = {};
	/** @type {Environment['unknown']} */
	const unknown = {};
	for (let name in names) {
		facts[name] = null;
		unknown[name] = found.reason;
	}
	return { facts: /** @type {any} */ (facts), unknown };
}

/**
 * Reply of `environment`: what the rules about conflicts need of the router.
 *
 * @returns {Environment}
 */
function read_environment() {
	const monotonic_ms = now_ms();
	const programs = read_part(['firewall_enabled', 'services', 'processes'], read_programs);
	const qdiscs = read_part(['qdiscs'], read_qdiscs);
	const chains = read_part(['statements', 'tables'], read_chains);
	const options = read_configs();
	const kernel = read_part(['bridged_access_points', 'helpers'], read_kernel);
	const dispatch = read_part(['wed', 'wed_attached', 'npu'], read_dispatch);
	const facts = {
		...programs.facts,
		...qdiscs.facts,
		...chains.facts,
		...options.facts,
		...kernel.facts,
		...dispatch.facts
	};
	const unknown = {
		...programs.unknown,
		...qdiscs.unknown,
		...chains.unknown,
		...options.unknown,
		...kernel.unknown,
		...dispatch.unknown
	};
	cut_lists(facts, unknown);
	return { monotonic_ms, ...facts, unknown };
}

/** @type {import('nft-offload.lib.error').Answer<'environment'>} */
const answer_environment = () => read_environment();

export { answer_environment, read_environment };

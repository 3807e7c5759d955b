'use strict';

import { now_ms } from 'nft-offload.system.clock';
import { read_chains } from 'nft-offload.environment.chains';
import { read_kernel } from 'nft-offload.environment.kernel';
import { read_configs } from 'nft-offload.environment.options';
import { read_qdiscs } from 'nft-offload.environment.qdiscs';
import { read_programs } from 'nft-offload.environment.services';
import { reason } from 'nft-offload.lib.reason';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Environment} Environment */

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
		unknown[name] = reason('truncated', `${name}: ${length(facts[name])}`);
		while (length(facts[name]) > MOST) pop(facts[name]);
	}
}

/**
 * Reply of `facts`: what the rules about conflicts need of the router.
 *
 * @returns {Environment}
 */
function read_environment() {
	const monotonic_ms = now_ms();
	const programs = read_programs();
	const qdiscs = read_qdiscs();
	const chains = read_chains();
	const options = read_configs();
	const kernel = read_kernel();
	const facts = {
		...programs.facts,
		...qdiscs.facts,
		...chains.facts,
		...options.facts,
		...kernel.facts
	};
	const unknown = {
		...programs.unknown,
		...qdiscs.unknown,
		...chains.unknown,
		...options.unknown,
		...kernel.unknown
	};
	cut_lists(facts, unknown);
	return { monotonic_ms, ...facts, unknown };
}

/** @type {import('nft-offload.lib.error').Answer<'environment'>} */
const answer_environment = () => read_environment();

export { answer_environment, read_environment };

'use strict';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').FlowtableOwner} FlowtableOwner */

/**
 * What the names of other programs' tables begin with.
 *
 * @type {Record<string, FlowtableOwner>}
 */
const PROGRAMS = { zapret: 'zapret', b4: 'b4', docker: 'docker' };

/** The chain of exceptions in firewall4's table (exceptions_rules.uc). */
const EXCEPTIONS_CHAIN = 'nft_offload';

/**
 * @param {string} family
 * @param {string} table
 * @returns {FlowtableOwner} who makes the table
 */
function owner_of(family, table) {
	if (table == 'fw4') {
		if (family == 'inet') return 'firewall4';
		if (family == 'bridge') return 'firewall4_bridge';
	}
	for (let name in PROGRAMS) if (index(table, name) == 0) return PROGRAMS[name];
	return 'other';
}

/**
 * @param {string} family
 * @returns {boolean} whether flowtables of the family take routed packets (Linux nft_flow_offload.c, nft_flow_offload_validate)
 */
function is_routed(family) {
	return family == 'inet' || family == 'ip' || family == 'ip6';
}

export { EXCEPTIONS_CHAIN, is_routed, owner_of };

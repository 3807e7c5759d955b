'use strict';

import { read_ruleset } from 'nft-offload.firewall.flowtable';
import { call_error } from 'nft-offload.lib.error';
import { is_section_name } from 'nft-offload.lib.word';
import { read_config, read_ways } from 'nft-offload.methods.status';
import { start_repair } from 'nft-offload.trial.begin';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Fault} Fault */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Repair} Repair */

/**
 * @param {Repair[]} repairs
 * @param {string} network
 * @param {boolean} active
 * @returns {?Repair} what can be added, or removed
 */
function find_repair(repairs, network, active) {
	for (let repair in repairs) {
		const present = repair.state == 'in_place' || repair.state == 'left_over';
		const fits = active ? repair.state == 'offered' : present;
		if (repair.network == network && fits) return repair;
	}
	return null;
}

/** @type {import('nft-offload.lib.error').Answer<'repair_start'>} */
const answer_repair_start = (args) => {
	const network = args.network;
	const active = args.active;
	if (network == null || active == null) return call_error('bad_argument', 'network and active are needed');
	const config = read_config();
	const ways = read_ways(config.zones, read_ruleset(), config.requested.requested);
	if (ways.repairs == null) return call_error('unavailable', ways.unknown.repairs?.text ?? 'unknown');
	const repair = find_repair(ways.repairs, network, active);
	if (repair == null || !is_section_name(repair.alias))
		return call_error('gone', 'there is no such repair now');
	return start_repair(args.seconds ?? 0, {
		network,
		alias: repair.alias,
		zone: repair.zone,
		active,
		device: `@${network}`
	});
};

export { answer_repair_start };

'use strict';

/** The repairs of this router for people at a shell: one line each, and the commands that make or undo it (docs/repair.md). */

import { is_made_of, is_section_name } from 'nft-offload.lib.word';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Repair} Repair */

/** Bytes of the names of zones that a command may hold: A-Z, a-z, 0-9, '_' and '-'. */
const ZONE = [0x2d, 0x2d, 0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
const LONGEST = 64;
const RELOAD =
	'uci commit network && uci commit firewall && service network reload && service firewall reload';

/**
 * @param {Repair} repair
 * @returns {string[]} the commands; none where nothing can be done, or where a name may mean something to a shell
 */
function commands_of(repair) {
	const alias = repair.alias;
	const network = repair.network;
	const zone = repair.zone;
	if (repair.state == 'refused' || !is_section_name(network) || !is_section_name(alias)) return [];
	if (zone != null && !is_made_of(zone, ZONE, 1, LONGEST)) return [];
	const adds = repair.state == 'offered';
	const section = adds
		? [
				`uci set network.${alias}=interface`,
				`uci set network.${alias}.proto='none'`,
				`uci set network.${alias}.device='@${network}'`
			]
		: [`uci delete network.${alias}`];
	if (zone == null) return [...section, RELOAD];
	return [
		`zone=$(uci show firewall | sed -n "s/^firewall\\.\\(@zone\\[[0-9]*\\]\\)\\.name='${zone}'$/\\1/p")`,
		...section,
		`uci ${adds ? 'add_list' : 'del_list'} firewall.$zone.network='${alias}'`,
		RELOAD
	];
}

/**
 * @param {Repair} repair
 * @returns {string} its line and its commands
 */
function print_repair(repair) {
	const device = repair.device ?? 'no device';
	const why = repair.reason == null ? '' : ` (${repair.reason})`;
	return join('\n', [
		`${repair.network} (${device}): ${repair.state}${why}`,
		...map(commands_of(repair), (command) => `\t${command}`)
	]);
}

/**
 * @param {Repair[]} repairs
 * @returns {string} all of them as text
 */
function print_repairs(repairs) {
	if (length(repairs) == 0) return 'No line of this router has a repair, or needs one that is known.\n';
	return `${join('\n', map(repairs, print_repair))}\n`;
}

export { print_repairs };

'use strict';

/** Why offloading is not enabled, or not loaded, as the page has it (src/model/diagnosis/requested.ts and loaded.ts). */

import { firewall_flowtable, loaded_mode, mode_of } from 'nft-offload.firewall.mode';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').MisplacedOptions} MisplacedOptions */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/summary.ts').SettingFinding} SettingFinding */

/**
 * @param {Status} status  of a router on which firewall4 offloads nothing
 * @returns {boolean} whether another program offloads routed packets
 */
function others_offload(status) {
	for (let adder in status.adders ?? [])
		for (let each in status.flowtables ?? []) {
			const is_its_own =
				adder.family == each.family && adder.table == each.table && adder.flowtable == each.name;
			if (adder.reached && is_its_own && each.family != 'bridge') return true;
		}
	return false;
}

/**
 * @param {?MisplacedOptions} misplaced
 * @returns {string[]} the sections in which an option has no effect
 */
function sections_of(misplaced) {
	/** @type {string[]} */
	const sections = [];
	if (misplaced?.globals_flow_offloading || misplaced?.globals_flow_offloading_hw)
		push(sections, 'network.globals');
	if (misplaced?.in_ignored_defaults) push(sections, 'firewall.@defaults[1]');
	return sections;
}

/**
 * @param {Status} status
 * @param {string[]} sections
 * @returns {?SettingFinding['id']}
 */
function judge_enabled(status, sections) {
	const loaded = loaded_mode(status);
	if ((mode_of(status.waiting) ?? 'off') != 'off') return 'uncommitted';
	if (loaded == 'off' && others_offload(status)) return null;
	if (status.requested?.flow_offloading_hw) return 'hardware-alone';
	if (length(sections) > 0) return 'misplaced';
	return (loaded ?? 'off') == 'off' ? null : 'left-over';
}

/**
 * @param {Status} status
 * @returns {?SettingFinding['id']}
 */
function judge_loaded(status) {
	const loaded = loaded_mode(status);
	if (loaded == 'software' && status.requested?.flow_offloading_hw) return 'fallback';
	if (loaded != 'off' || others_offload(status)) return null;
	if (status.module == 'missing') return 'module-missing';
	if (status.firewall_loaded === false) return 'firewall-stopped';
	return firewall_flowtable(status.flowtables) == null ? 'rejected' : 'rule-missing';
}

/**
 * @param {Status} status
 * @param {?MisplacedOptions} misplaced
 * @returns {?SettingFinding}
 */
function judge_setting(status, misplaced) {
	if (status.requested == null) return null;
	const sections = sections_of(misplaced);
	const id = status.requested.flow_offloading ? judge_loaded(status) : judge_enabled(status, sections);
	return id && { id, sections: id == 'misplaced' ? sections : [] };
}

export { judge_setting };

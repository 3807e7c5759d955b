'use strict';

/** The mode that is enabled and the one that is loaded, as the page has them (src/model/mode.ts). */

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {'off' | 'software' | 'hardware'} Mode */

/**
 * @param {import('../../../../../../src/rpc/types/index.ts').OffloadOptions} options
 * @returns {Mode} what firewall4 makes of them: the hardware option alone does nothing
 */
function mode_of(options) {
	if (!options.flow_offloading) return 'off';
	return options.flow_offloading_hw ? 'hardware' : 'software';
}

/**
 * @param {Flowtable[]} flowtables
 * @returns {?Flowtable} firewall4's own
 */
function firewall_flowtable(flowtables) {
	for (let flowtable in flowtables)
		if (flowtable.family == 'inet' && flowtable.table == 'fw4' && flowtable.name == 'ft') return flowtable;
	return null;
}

/**
 * @param {Status} status
 * @returns {?Mode} off: the kernel lacks firewall4's flowtable, or a rule that adds to it. null: unknown
 */
function loaded_mode(status) {
	/** @type {?Partial<import('../../../../../../src/rpc/types/index.ts').Adder>[]} */
	const rules = status.adders ?? status.forward_rules;
	if (status.flowtables == null || rules == null) return null;
	const flowtable = firewall_flowtable(status.flowtables);
	if (flowtable == null) return 'off';
	for (let rule in rules) {
		// Rules of the chain forward name neither family nor table.
		const is_own = (rule.family ?? 'inet') == 'inet' && (rule.table ?? 'fw4') == 'fw4';
		if (is_own && rule.flowtable == 'ft' && rule.reached !== false)
			return flowtable.hardware ? 'hardware' : 'software';
	}
	return 'off';
}

export { firewall_flowtable, loaded_mode, mode_of };

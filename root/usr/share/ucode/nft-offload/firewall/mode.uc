'use strict';

/** The mode that is enabled and the one that is loaded, as the page has them (src/model/mode.ts). */

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Flowtable} Flowtable */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Status} Status */
/** @typedef {import('../../../../../../src/rpc/types/results.ts').ResultFigures['mode']} Mode */

/**
 * @param {Status['requested']} options
 * @returns {?Mode} what firewall4 makes of them: the hardware option alone does nothing
 */
function mode_of(options) {
	if (options == null) return null;
	if (!options.flow_offloading) return 'off';
	return options.flow_offloading_hw ? 'hardware' : 'software';
}

/**
 * @param {?Flowtable[]} flowtables
 * @returns {?Flowtable} firewall4's own
 */
function firewall_flowtable(flowtables) {
	for (let each in flowtables ?? [])
		if (each.family == 'inet' && each.table == 'fw4' && each.name == 'ft') return each;
	return null;
}

/**
 * @param {Pick<Status, 'flowtables' | 'adders' | 'forward_rules'>} status  or what read_ruleset() gives
 * @returns {?Mode} off: the kernel lacks firewall4's flowtable, or a rule that adds to it. null: unknown
 */
function loaded_mode(status) {
	/** @type {?Partial<import('../../../../../../src/rpc/types/index.ts').Adder>[]} */
	const rules = status.adders ?? status.forward_rules;
	if (status.flowtables == null || rules == null) return null;
	const own = firewall_flowtable(status.flowtables);
	for (let rule in own == null ? [] : rules) {
		// Rules of the chain forward name neither family nor table.
		const adds = `${rule.family ?? 'inet'} ${rule.table ?? 'fw4'} ${rule.flowtable}` == 'inet fw4 ft';
		if (adds && rule.reached !== false) return own?.hardware ? 'hardware' : 'software';
	}
	return 'off';
}

export { firewall_flowtable, loaded_mode, mode_of };

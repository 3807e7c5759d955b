'use strict';

import { now_ms } from 'nft-offload.clock';
import { read_ruleset } from 'nft-offload.flowtable';
import { read_module, read_request, read_system } from 'nft-offload.system';

/**
 * Reply of `status`: what is asked for, what the kernel has, which router this is.
 *
 * @returns {import('../../../../../src/wire.ts').Status}
 */
function read_status() {
	const monotonic_ms = now_ms();
	const request = read_request();
	const ruleset = read_ruleset();
	const system = read_system();
	const module = read_module(system.kernel);
	/** @type {import('../../../../../src/wire.ts').Status['unknown']} */
	const unknown = {};
	if (request.requested_reason != null) unknown.requested = request.requested_reason;
	if (request.waiting_reason != null) unknown.waiting = request.waiting_reason;
	if (ruleset.flowtables_reason != null) unknown.flowtables = ruleset.flowtables_reason;
	if (ruleset.forward_rules_reason != null) unknown.forward_rules = ruleset.forward_rules_reason;
	if (module.reason != null) unknown.module = module.reason;
	return {
		monotonic_ms,
		requested: request.requested,
		waiting: request.waiting,
		flowtables: ruleset.flowtables,
		forward_rules: ruleset.forward_rules,
		firewall_loaded: ruleset.firewall_loaded,
		module: module.module,
		system,
		unknown
	};
}

export { read_status };

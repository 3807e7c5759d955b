import type { RouterState } from '../../../../src/model/conflicts/index.ts';
import type { Case } from './case.ts';
import { CONFIRMATION_CASES } from './confirmation-cases.ts';
import { factsWith, routerWith as router } from './environment.ts';
import { INSPECTION_CASES } from './inspection-cases.ts';
import { QUEUEING_CASES } from './queueing-cases.ts';
import { REQUIREMENT_CASES } from './requirement-cases.ts';
import { ROUTING_CASES } from './routing-cases.ts';

export const CASES: Record<string, Case> = {
	...REQUIREMENT_CASES,
	...QUEUEING_CASES,
	...INSPECTION_CASES,
	...ROUTING_CASES,
	...CONFIRMATION_CASES,
};

/** All that can be unknown is. */
export const NOTHING_KNOWN: RouterState = {
	environment: Object.fromEntries(
		Object.entries(factsWith()).map(([name, value]) => [
			name,
			['monotonic_ms', 'unknown'].includes(name) ? value : null,
		])
	) as unknown as RouterState['environment'],
	status: router(
		{},
		{
			requested: null,
			flowtables: null,
			forward_rules: null,
			firewall_loaded: null,
			module: null,
			zones: null,
			forwardings: null,
			drivers: null,
			accelerators: null,
			conntrack: { max: null, acct: null, flowtable_tcp_timeout: null, flowtable_udp_timeout: null },
		}
	).status,
};

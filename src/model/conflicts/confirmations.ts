import { bypassProxies, bypassTools, toolsGetFirstPackets } from './bypass-tools.ts';
import { enabled, running, unique } from './queries.ts';
import type { Rule } from './rule.ts';
import { isRedirected, queueShapers, sqmInHardware, sqmStillWorks, unknownShapers } from './shaping.ts';

/** Known tools that do not conflict: their users look for this sentence. `%s` in an effect is for the names of what was found. */
export const CONFIRMATIONS: Rule[] = [
	{
		id: 'sqm-software',
		mode: 'software',
		severity: 'fine',
		when: (router) => sqmStillWorks(router).filter((device) => !isRedirected(router, device)),
		effect: () => _('SQM on %s keeps working with software offloading.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'sqm-ingress',
		mode: 'software',
		severity: 'fine',
		when: (router) => sqmStillWorks(router).filter((device) => isRedirected(router, device)),
		effect: () => _('SQM on %s keeps working with software offloading.'),
		advice: () => _('Downloads still go through the firewall, so offloading saves less.'),
	},
	{
		id: 'sqm-in-hardware',
		mode: 'both',
		severity: 'fine',
		when: sqmInHardware,
		effect: () => _('SQM on %s runs in hardware and keeps working.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'shaper-software',
		mode: 'software',
		severity: 'fine',
		when: queueShapers,
		effect: () => _('Traffic shaping by %s keeps working with software offloading.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'unknown-shaper-software',
		mode: 'software',
		severity: 'fine',
		when: unknownShapers,
		effect: () => _('Traffic shaping on %s keeps working with software offloading.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'unblockers-served',
		mode: 'both',
		severity: 'fine',
		when: (router) => (toolsGetFirstPackets(router) ? bypassTools(router) : []),
		effect: () =>
			_('DPI bypass by %s keeps working: the first packets of each connection stay in the firewall.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'unblocker-proxies',
		mode: 'both',
		severity: 'fine',
		when: bypassProxies,
		effect: () => _('DPI bypass by %s keeps working: it is a proxy on the router, which is never offloaded.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'listeners-software',
		mode: 'software',
		severity: 'fine',
		when: (router) =>
			unique([
				...enabled(router, 'netifyd', 'ntopng', 'bandwidthd'),
				...running(router, 'netifyd', 'ntopng', 'bandwidthd'),
			]),
		effect: () => _('Traffic monitoring by %s still sees every packet with software offloading.'),
		advice: () => _('Nothing to do.'),
	},
];

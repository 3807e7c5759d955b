import { hardwareOff } from './fixes.ts';
import { enabled, ownRules, unique } from './queries.ts';
import type { Rule } from './rule.ts';
import {
	markingShapers,
	queueShapers,
	sqmInSoftware,
	sqmSkipped,
	unknownShapers,
	usesQosmate,
} from './shaping.ts';

/** Traffic shaping and priorities. The software flowtable still passes queues (Linux net/core/dev.c), but no nftables rule. */
export const QUEUEING: Rule[] = [
	{
		id: 'sqm-hardware',
		mode: 'hardware',
		severity: 'critical',
		when: sqmInSoftware,
		effect: () => _('Hardware offloading bypasses SQM entirely: it no longer keeps latency low.'),
		advice: () => _('Use software only, or give up SQM.'),
		fix: hardwareOff,
	},
	{
		id: 'sqm-pppoe',
		mode: 'software',
		severity: 'medium',
		when: sqmSkipped,
		effect: () => _('On a PPPoE line, SQM may no longer shape your downloads.'),
		advice: () => _('Run a bufferbloat test with and without offloading.'),
	},
	{
		id: 'qosmate-hardware',
		mode: 'hardware',
		severity: 'critical',
		when: usesQosmate,
		effect: () => _('Hardware offloading bypasses QoSmate entirely.'),
		advice: () => _('Use software only, or give up QoSmate.'),
		fix: hardwareOff,
		page: 'startup',
	},
	{
		id: 'qosmate-software',
		mode: 'software',
		severity: 'high',
		when: usesQosmate,
		effect: () =>
			_('QoSmate’s dynamic rules no longer see most packets; only its static rules keep working.'),
		advice: () => _('Leave offloading off, or use static rules only.'),
		page: 'startup',
	},
	{
		id: 'priority-rules',
		mode: 'both',
		severity: 'high',
		when: (router) =>
			unique([
				...enabled(router, 'dscpclassify'),
				...ownRules(router, 'dscp'),
				...((router.environment.firewall_rules?.dscp ?? 0) > 0 ? [_('firewall rules with target DSCP')] : []),
			]),
		effect: () =>
			_('Rules that mark packets with a priority (DSCP) reach only the first packets of a connection.'),
		advice: () => _('Leave offloading off if games or calls depend on these marks.'),
		page: 'rules',
	},
	{
		id: 'shaper-marks',
		mode: 'both',
		severity: 'high',
		when: markingShapers,
		effect: () => _('This traffic shaping no longer sees most packets, so its limits do not hold.'),
		advice: () => _('Use either offloading or this service, not both.'),
		page: 'startup',
	},
	{
		id: 'shaper-hardware',
		mode: 'hardware',
		severity: 'high',
		when: queueShapers,
		effect: () => _('Hardware offloading bypasses this traffic shaping entirely.'),
		advice: () => _('Use software only.'),
		fix: hardwareOff,
		page: 'startup',
	},
	{
		id: 'unknown-shaper-hardware',
		mode: 'hardware',
		severity: 'high',
		when: unknownShapers,
		effect: () => _('Hardware offloading bypasses the traffic shaping on your WAN device.'),
		advice: () => _('Use software only.'),
		fix: hardwareOff,
	},
	{
		id: 'limit-rules',
		mode: 'both',
		severity: 'high',
		when: (router) => ownRules(router, 'limit', 'quota'),
		effect: () =>
			_('Your own firewall rules with a limit or quota count only the first packets of a connection.'),
		advice: () => _('Leave offloading off if these limits must hold.'),
	},
];

import { hardwareOff } from './fixes.ts';
import { enabled, isDisabled, ownRules, unique, wanDevices, wanNetworks } from './queries.ts';
import type { RouterState, Rule } from './rule.ts';

/** Queueing disciplines that hold traffic back; fq_codel and the like are on every device and lose nothing but fairness. */
const SHAPERS = ['cake', 'htb', 'hfsc', 'tbf'];

/** The devices that SQM shapes: queues that are enabled, of a service that is not switched off as a whole. */
function sqmDevices(router: RouterState): string[] {
	return isDisabled(router, 'sqm') ? [] : (router.environment.sqm ?? []);
}

function shapesByQosmate(router: RouterState): boolean {
	return router.environment.qosmate === true && !isDisabled(router, 'qosmate');
}

/** Services that shape with nftables or with marks that it sets: they lose sight of offloaded packets in both modes. */
function markingShapers(router: RouterState): string[] {
	return enabled(router, 'nft-qos', 'qos', 'qos_gargoyle');
}

/** Services that shape by queues alone, which the software flowtable still passes. */
function queueShapers(router: RouterState): string[] {
	return enabled(router, 'eqos', 'wshaper', 'qosify');
}

function usesPppoe(router: RouterState): boolean {
	return wanNetworks(router, ({ proto }) => proto === 'pppoe').length > 0;
}

/** Devices to the Internet with a shaper that none of the services above has set up. */
function unknownShapers(router: RouterState): string[] {
	const known = [...sqmDevices(router), ...markingShapers(router), ...queueShapers(router)];
	if (known.length > 0 || shapesByQosmate(router)) return [];
	const wan = wanDevices(router);
	const found = (router.environment.qdiscs ?? []).filter(
		({ device, kinds }) => wan.includes(device) && kinds.some((kind) => SHAPERS.includes(kind))
	);
	return found.map(({ device, kinds }) => `${device} (${kinds.join(', ')})`);
}

/** Traffic shaping and priorities. The software flowtable still passes queues (Linux net/core/dev.c), but no nftables rule. */
export const QUEUEING: Rule[] = [
	{
		id: 'sqm-hardware',
		mode: 'hardware',
		severity: 'critical',
		when: sqmDevices,
		effect: () => _('Hardware offloading bypasses SQM entirely: it no longer keeps latency low.'),
		advice: () => _('Use software only, or give up SQM.'),
		fix: hardwareOff,
	},
	{
		id: 'sqm-pppoe',
		mode: 'software',
		severity: 'medium',
		when: (router) => (usesPppoe(router) ? sqmDevices(router) : []),
		effect: () => _('On a PPPoE line, SQM may no longer shape your downloads.'),
		advice: () => _('Run a bufferbloat test with and without offloading.'),
	},
	{
		id: 'sqm-software',
		mode: 'software',
		severity: 'low',
		when: (router) => (usesPppoe(router) ? [] : sqmDevices(router)),
		effect: () => _('SQM keeps working with software offloading on this kind of line.'),
		advice: () => _('Nothing to do.'),
	},
	{
		id: 'qosmate-hardware',
		mode: 'hardware',
		severity: 'critical',
		when: shapesByQosmate,
		effect: () => _('Hardware offloading bypasses QoSmate entirely.'),
		advice: () => _('Use software only, or give up QoSmate.'),
		fix: hardwareOff,
		page: 'startup',
	},
	{
		id: 'qosmate-software',
		mode: 'software',
		severity: 'high',
		when: shapesByQosmate,
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

import type { ZoneNetwork } from '../../rpc/types/index.ts';
import { type Finding, finding, firstOf, type Help } from '../finding.ts';
import { firewallFlowtable } from '../mode.ts';
import { isLayer3Only, namesOf, type Sides, sidesOf } from '../topology.ts';
import type { Known } from './evidence.ts';

type WithSides = Known & { sides: Sides };

/** Rung 3: why not at least one network of each side is covered by the flowtable; null where that is so. */
export function judgeComplete(evidence: Known): Finding | null {
	const sides = sidesOf(evidence.status);
	if (!sides) return null;
	return firstOf({ ...evidence, sides }, [
		judgeAccessPoint,
		judgeWanDown,
		judgeNoForwarding,
		judgeEmptyZone,
		judgeNoDevices,
		judgeWan,
		judgeLan,
	]);
}

function judgeAccessPoint({ status, sides }: WithSides): Finding | null {
	const routes = status.zones?.some((zone) => zone.masq) || (status.forwardings?.length ?? 0) > 0;
	if (sides.wan.length > 0 || routes) return null;
	return finding(
		'access-point',
		'info',
		_(
			'This device does not route between networks, so there is nothing to offload. Traffic within one network is switched.'
		)
	);
}

function judgeWanDown({ sides }: WithSides): Finding | null {
	if (sides.wan.length > 0) return null;
	return finding('wan-down', 'info', _('No network has a route to the Internet right now.'), {
		kind: 'page',
		label: _('Open the Interfaces page'),
		path: 'admin/network/network',
	});
}

function judgeNoForwarding({ sides }: WithSides): Finding | null {
	if (sides.lanZones.length > 0) return null;
	return finding(
		'no-forwarding',
		'info',
		_('No firewall zone is allowed to forward to the Internet, so nothing is routed.'),
		zonePage()
	);
}

function judgeEmptyZone({ sides }: WithSides): Finding | null {
	const empty = sides.lanZones.filter((zone) => zone.networks.length === 0);
	if (sides.lan.length > 0 || empty.length === 0) return null;
	const names = empty.map((zone) => zone.name).join(', ');
	return finding('zone-empty', 'warning', _('The zone %s has no network.').format(names), zonePage());
}

function judgeNoDevices({ status }: WithSides): Finding | null {
	const devices = firewallFlowtable(status.flowtables ?? [])?.devices;
	if (!devices || devices.length > 0) return null;
	return finding('no-devices', 'danger', _('The flowtable has no devices.'), zonePage());
}

function judgeWan({ sides }: WithSides): Finding | null {
	if (isCovered(sides.wan)) return null;
	if (sides.wan.every(isLayer3Only))
		return finding(
			'wan-layer3',
			'warning',
			_(
				'The Internet connection (%s) has no network device that the firewall can offload. This is usual for mobile modems and tunnels.'
			).format(namesOf(sides.wan))
		);
	return finding(
		'wan-missing',
		'danger',
		_('The WAN side (%s) is not in the flowtable, so nothing can be offloaded.').format(namesOf(sides.wan)),
		zonePage()
	);
}

function judgeLan({ sides }: WithSides): Finding | null {
	if (isCovered(sides.lan)) return null;
	if (sides.lan.length === 0)
		return finding('lan-down', 'info', _('No local network is up right now.'), {
			kind: 'page',
			label: _('Open the Interfaces page'),
			path: 'admin/network/network',
		});
	return finding(
		'lan-missing',
		'danger',
		_('The LAN side (%s) is not in the flowtable, so nothing can be offloaded.').format(namesOf(sides.lan)),
		zonePage()
	);
}

function isCovered(networks: ZoneNetwork[]): boolean {
	return networks.some((network) => network.covered);
}

function zonePage(): Help {
	return { kind: 'page', label: _('Open the zone settings'), path: 'admin/network/firewall' };
}

import type { Status, Zone, ZoneNetwork } from '../rpc/types/index.ts';

/** The two sides between which a router forwards. */
export interface Sides {
	/** Networks that are up in the zones that hold a default route. */
	wan: ZoneNetwork[];
	/** Networks that are up in the zones from which forwarding to such a zone is allowed. */
	lan: ZoneNetwork[];
	/** The zones of both sides, also those without a network. */
	wanZones: Zone[];
	lanZones: Zone[];
}

/** Finds the sides, as firewall and netifd have them; null while zones or forwardings are unknown. */
export function sidesOf(status: Status): Sides | null {
	const { zones, forwardings } = status;
	if (!zones || !forwardings) return null;
	const wanZones = zones.filter((zone) =>
		zone.networks.some((network) => network.up && network.default_route)
	);
	const wanNames = wanZones.map((zone) => zone.name);
	const sources = forwardings.filter(({ dest }) => wanNames.includes(dest)).map(({ src }) => src);
	const lanZones = zones.filter((zone) => sources.includes(zone.name) && !wanNames.includes(zone.name));
	return { wan: networksUp(wanZones), lan: networksUp(lanZones), wanZones, lanZones };
}

/** The Internet connections: WAN networks that are up with a default route of either family. */
export function uplinksOf({ wan }: Sides): ZoneNetwork[] {
	return wan.filter((network) => network.default_route);
}

function networksUp(zones: Zone[]): ZoneNetwork[] {
	return zones.flatMap((zone) => zone.networks).filter((network) => network.up && !isRepairAlias(network));
}

/** An alias that puts the device of its network into the flowtable is no network of its own. */
function isRepairAlias({ name, proto }: ZoneNetwork): boolean {
	return proto === 'none' && name.endsWith('_offload');
}

/** Protocols whose networks have a layer-3 device only, which firewall4 never puts into a flowtable. */
const LAYER3_ONLY = [
	'wireguard',
	'qmi',
	'mbim',
	'ncm',
	'modemmanager',
	'6in4',
	'6to4',
	'6rd',
	'gre',
	'ipip',
	'vti',
	'xfrm',
];

/** Whether firewall4 never lists a device of this network. The kernel could take most of them: see `Arriving.needs`. */
export function isLayer3Only(network: ZoneNetwork): boolean {
	return network.device === null || LAYER3_ONLY.includes(network.proto ?? '');
}

/** Names for people: "lan, guest". */
export function namesOf(networks: ZoneNetwork[]): string {
	return networks.map((network) => network.name).join(', ');
}

import type { DeviceKind, Family, NetworkPath, Status, ZoneNetwork } from '../../rpc/types/index.ts';
import { isSilentHardware } from '../mode.ts';
import { type Sides, sidesOf } from '../topology.ts';

/** Which counters tell about the Internet connection. */
export interface UplinkCounters {
	/** Devices whose bytes are its traffic; [] = unknown. */
	devices: string[];
	/** What the IP stack is compared with; null where it cannot be compared, and `why` says why. */
	compared: Compared | null;
	why: UplinkReason | null;
}

/** Devices that carry packets of these families, and no device more: the stack counts all devices together. */
export interface Compared {
	devices: string[];
	families: Family[];
}

/**
 * unread: what would tell is unknown. no-line: there is no uplink. tunnel: the router's own packets, which carry the tunnel, are counted with those in it.
 * silent: the hardware does not count.
 */
export type UplinkReason = 'unread' | 'no-line' | 'tunnel' | 'silent';

/** The family inside tunnels whose outer packets are of the other one. */
const INNER: Partial<Record<DeviceKind, Family>> = { ip6tnl: 'ipv4', sit: 'ipv6' };
/** Kinds whose packets travel in packets of the router's own. */
const TUNNELS: DeviceKind[] = [
	'ipip',
	'ip6tnl',
	'sit',
	'gre',
	'wireguard',
	'tun',
	'tap',
	'ovpn',
	'l2tp',
	'vxlan',
	'batman',
];
/** Kinds that do, or are a modem: only a second uplink tells. */
const MAYBE_TUNNELS: DeviceKind[] = ['ppp', 'unknown'];
/** Layers that pass all their packets to the device below. */
const LAYERS: DeviceKind[] = ['pppoe', 'vlan'];

/** Finds the counters of the Internet connection. */
export function uplinkCounters(status: Status | null): UplinkCounters {
	const sides = status && sidesOf(status);
	if (!status || !sides) return { devices: [], compared: null, why: 'unread' };
	if (sides.wan.length === 0) return { devices: [], compared: null, why: 'no-line' };
	const uplinks = sides.wan.filter((network) => network.default_route);
	const tunnels = uplinks.filter((network) => isTunnel(status, network, uplinks.length));
	const plain = uplinks.filter((network) => !tunnels.includes(network));
	const plainDevices = unique(plain.map((network) => countingDevice(status, sides, network)));
	const tunnelDevices = unique(tunnels.map(({ l3_device, device }) => l3_device ?? device));
	const devices = plainDevices.length > 0 ? plainDevices : tunnelDevices;
	if (isSilentHardware(status)) return { devices, compared: null, why: 'silent' };
	if (tunnels.length === 0) return { devices, compared: { devices, families: ['ipv4', 'ipv6'] }, why: null };
	const inner = innerFamily(status, tunnels);
	if (inner === null) return { devices, compared: null, why: 'tunnel' };
	return { devices, compared: { devices: tunnelDevices, families: [inner] }, why: null };
}

function isTunnel(status: Status, network: ZoneNetwork, uplinks: number): boolean {
	const kind = kindOf(status, network);
	return TUNNELS.includes(kind) || (uplinks > 1 && MAYBE_TUNNELS.includes(kind));
}

function innerFamily(status: Status, tunnels: ZoneNetwork[]): Family | null {
	const families = tunnels.map((network) => {
		const inner = INNER[kindOf(status, network)];
		return network.default_for.every((family) => family === inner) ? inner : undefined;
	});
	const [first] = families;
	return first && families.every((family) => family === first) ? first : null;
}

function kindOf(status: Status, network: ZoneNetwork): DeviceKind {
	const kind = pathOf(status, network)?.chain[0]?.kind;
	return kind ?? (network.device === null ? 'unknown' : 'ethernet');
}

function pathOf({ paths }: Status, { name }: ZoneNetwork): NetworkPath | undefined {
	return paths?.find(({ network }) => network === name);
}

/**
 * The device that counts what arrives offloaded as well: a layer such as a VLAN does not see what the device below it offloads. One that
 * carries the local network too would count that.
 */
function countingDevice(status: Status, { lan }: Sides, network: ZoneNetwork): string | null {
	const chain = pathOf(status, network)?.chain ?? [];
	const local = lan.flatMap(({ name, device, lower_devices }) => [
		device,
		...lower_devices,
		...(status.paths?.find((path) => path.network === name)?.chain ?? []).map((entry) => entry.device),
	]);
	let at = 0;
	while (isLayer(chain[at]?.kind) && chain[at + 1] && !local.includes(chain[at + 1]!.device)) at++;
	return chain[at]?.device ?? network.device ?? network.l3_device;
}

function isLayer(kind: DeviceKind | undefined): boolean {
	return kind !== undefined && LAYERS.includes(kind);
}

function unique(devices: Array<string | null>): string[] {
	return [...new Set(devices)].filter((device) => device !== null);
}

import type { NetworkPath, Status, ZoneNetwork } from '../rpc/types/index.ts';
import { sidesOf, uplinksOf } from './topology.ts';

/** Devices of the main network of each side, as packets pass them: of the LAN the bridge and its ports, of the WAN the layer-3 device first. */
export interface PathDevices {
	lan: string[];
	wan: string[];
}

/** [] where a side or its device is unknown. */
export function pathDevices(status: Status | null): PathDevices {
	const sides = status && sidesOf(status);
	if (!sides) return { lan: [], wan: [] };
	return {
		lan: devicesOf(status, sides.lan[0]),
		wan: devicesOf(status, uplinksOf(sides)[0] ?? sides.wan[0]),
	};
}

function devicesOf({ paths }: Status, network: ZoneNetwork | undefined): string[] {
	if (!network) return [];
	const path = paths?.find((entry) => entry.network === network.name);
	if (!path) return [network.l3_device ?? network.device].filter((device) => device !== null);
	return [...path.chain.map(({ device }) => device), ...portsText(path)];
}

function portsText({ ports }: NetworkPath): string[] {
	if (ports.length < 2) return ports.map(({ device }) => device);
	return [N_(ports.length, '%d port', '%d ports').format(ports.length)];
}

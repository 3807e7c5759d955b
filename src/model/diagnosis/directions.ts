import type { NetworkPath, Status, ZoneNetwork } from '../../rpc/types/index.ts';
import { type Sides, sidesOf, uplinksOf } from '../topology.ts';

/** Downloads arrive on WAN networks, uploads on LAN networks. */
export type Direction = 'download' | 'upload';

/** partly: some networks on the fast path, others on the slow path or unknown. */
export type DirectionState = 'fast-path' | 'slow-path' | 'partly' | 'unknown';

/** What becomes of the packets that arrive on a device: the networks that share it as their layer-3 device. */
export interface Lane {
	direction: Direction;
	networks: ZoneNetwork[];
	/** null where the backend tells none. */
	path: NetworkPath | null;
	/** Whether they take the fast path; null = unknown. */
	fast: boolean | null;
}

/** Both directions of a router, by the path model alone. */
export interface Directions {
	lanes: Lane[];
	download: DirectionState;
	upload: DirectionState;
}

/** Judges both directions; null while the sides or the paths are unknown, or where a side has no network. */
export function directionsOf(status: Status): Directions | null {
	const sides = sidesOf(status);
	if (!sides || !status.paths) return null;
	const lanes = lanesOf(sides, status.paths);
	const of = (direction: Direction) => lanes.filter((lane) => lane.direction === direction);
	const [downloads, uploads] = [of('download'), of('upload')];
	if (downloads.length === 0 || uploads.length === 0) return null;
	return { lanes, download: stateOf(downloads), upload: stateOf(mainLanes(uploads)) };
}

function lanesOf(sides: Sides, paths: NetworkPath[]): Lane[] {
	const lane = (direction: Direction) => (networks: ZoneNetwork[]) => {
		const path = pathOf(networks, paths);
		return { direction, networks, path, fast: path?.arriving.fast ?? null };
	};
	return [...byDevice(uplinksOf(sides)).map(lane('download')), ...byDevice(sides.lan).map(lane('upload'))];
}

function pathOf(networks: ZoneNetwork[], paths: NetworkPath[]): NetworkPath | null {
	return paths.find(({ network }) => networks.some(({ name }) => name === network)) ?? null;
}

/** Networks on one layer-3 device, such as wan and wan6, share their path. */
function byDevice(networks: ZoneNetwork[]): ZoneNetwork[][] {
	const groups = new Map<string, ZoneNetwork[]>();
	for (const network of networks) {
		const key = network.l3_device ?? ` ${network.name}`;
		groups.set(key, [...(groups.get(key) ?? []), network]);
	}
	return [...groups.values()];
}

/** A VPN server next to the LAN is named, but decides nothing for the LAN. */
function mainLanes(lanes: Lane[]): Lane[] {
	const main = lanes.filter((lane) => !isTunnel(lane));
	return main.length > 0 ? main : lanes;
}

/** Whether firewall4 never lists the device of this lane itself. */
export function isTunnel({ path }: Lane): boolean {
	return path?.arriving.reason === 'tunnel_not_listed';
}

function stateOf(lanes: Lane[]): DirectionState {
	const has = (fast: boolean | null) => lanes.some((lane) => lane.fast === fast);
	if (has(true)) return has(false) || has(null) ? 'partly' : 'fast-path';
	return has(null) ? 'unknown' : 'slow-path';
}

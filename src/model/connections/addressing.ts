import type { Connections, NetworkPath, Route, Status } from '../../rpc/types/index.ts';
import * as model from '../index.ts';

/** Which addresses are the router's own, and through which device it reaches the others. */
export interface Addressing {
	/** null = unknown. */
	isLocal(address: string): boolean | null;
	/** The device of the longest route that fits; null where there is none or where the routes are unknown. */
	deviceTo(address: string): string | null;
	/** Whether a flowtable covers the device; null = unknown. */
	isCovered(device: string): boolean | null;
	/** Whether packets that arrive on the device take the fast path, by the kernel's path walk; null = unknown, or no such network. */
	takesFastPath(device: string): boolean | null;
	/** Whether the provider translates what leaves through the device (DS-Lite, MAP), so that the router does not. */
	hasProviderNat(device: string): boolean;
	/** Whether bridged traffic is offloaded too; null = unknown. */
	offloadsBridged: boolean | null;
	/** Whether it is known which devices lie on which side. */
	knowsSides: boolean;
	/** The side of the router on which the device lies, by the firewall's zones; null = neither, or unknown. */
	sideOf(device: string): 'lan' | 'wan' | null;
	/** Whether traffic that leaves through the device is translated (`option masq` of its zone). */
	isMasqueraded(device: string): boolean;
}

/** What a reply of `connections` and the status of the router tell of where a connection's ends are. */
export function addressingOf(reply: Connections, status: Status | null): Addressing {
	const local = reply.local && new Set(reply.local.map(keyOf));
	const routes = (reply.routes ?? []).flatMap(readRoute);
	const sides = status && model.sidesOf(status);
	return {
		takesFastPath: (device) => pathOf(status, device)?.arriving.fast ?? null,
		hasProviderNat: (device) => hasProviderNat(status, device),
		offloadsBridged: status?.flowtables?.some(({ family }) => family === 'bridge') ?? null,
		knowsSides: sides !== null,
		isLocal: (address) => local?.has(keyOf(address)) ?? null,
		deviceTo: (address) => findDevice(routes, model.parseAddress(address)),
		isCovered: (device) => isCovered(status, device),
		sideOf: (device) => findSide(sides, device),
		isMasqueraded: (device) =>
			(status?.zones ?? []).some(
				(zone) => zone.masq && zone.networks.some(({ l3_device }) => l3_device === device)
			),
	};
}

interface Prefix {
	bytes: number[];
	bits: number;
	device: string;
}

function keyOf(address: string): string {
	return model.parseAddress(address)?.join(' ') ?? address;
}

function readRoute({ destination, device }: Route): Prefix[] {
	const [address, bits] = destination.split('/');
	const bytes = model.parseAddress(address ?? '');
	return bytes ? [{ bytes, bits: Number(bits), device }] : [];
}

function findDevice(routes: Prefix[], address: number[] | null): string | null {
	let best: Prefix | null = null;
	for (const route of routes) {
		if (!address || !model.samePrefix(address, route.bytes, route.bits)) continue;
		if (!best || route.bits > best.bits) best = route;
	}
	return best?.device ?? null;
}

/** A flowtable names the device itself, or `status` knows that it holds a device below it. Others are in no zone of the firewall. */
function isCovered(status: Status | null, device: string): boolean | null {
	if (!status?.flowtables) return null;
	if (status.flowtables.some((flowtable) => flowtable.devices.includes(device))) return true;
	if (!status.zones) return null;
	const network = status.zones
		.flatMap((zone) => zone.networks)
		.find(({ l3_device, device: own }) => l3_device === device || own === device);
	return network ? network.covered : false;
}

function pathOf(status: Status | null, device: string): NetworkPath | null {
	return status?.paths?.find(({ l3_device }) => l3_device === device) ?? null;
}

/** Protocols of netifd with which the provider translates IPv4. */
const PROVIDER_NAT = ['dslite', 'map', '464xlat'];

function hasProviderNat(status: Status | null, device: string): boolean {
	const networks = (status?.zones ?? []).flatMap((zone) => zone.networks);
	const protocol = networks.find(({ l3_device }) => l3_device === device)?.proto ?? '';
	return PROVIDER_NAT.includes(protocol) || pathOf(status, device)?.chain[0]?.kind === 'ip6tnl';
}

function findSide(sides: model.Sides | null, device: string): 'lan' | 'wan' | null {
	if (!sides) return null;
	if (sides.wan.some(({ l3_device }) => l3_device === device)) return 'wan';
	return sides.lan.some(({ l3_device }) => l3_device === device) ? 'lan' : null;
}

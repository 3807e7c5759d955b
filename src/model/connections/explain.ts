import type { Connection } from '../../rpc/types/index.ts';
import * as model from '../index.ts';
import type { Addressing } from './addressing.ts';

/** Status bits: Linux include/uapi/linux/netfilter/nf_conntrack_common.h. */
const SEEN_REPLY = 0x2;
const ASSURED = 0x4;
const OFFLOAD = 0x4000;
const HW_OFFLOAD = 0x8000;

const TCP = 6;
const UDP = 17;

/** hardware, software: marked as offloaded. slow: eligible, not offloaded. idle: eligible, sends nothing. excluded: cannot be. */
export type ConnectionState = 'hardware' | 'software' | 'slow' | 'idle' | 'excluded';

/** Why a connection is not offloaded, or what to know of one that is. */
export type Why =
	| 'from-router'
	| 'to-router'
	| 'proxied'
	| 'excepted'
	| 'first-packets'
	| 'multicast'
	| 'protocol'
	| 'helper'
	| 'unanswered'
	| 'opening'
	| 'closing'
	| 'bridged'
	| 'maybe-proxied'
	| 'uncovered'
	| 'off'
	| 'idle'
	| 'unseen'
	| 'eligible'
	| 'download-slow'
	| 'upload-slow'
	| 'marked-only'
	| 'provider-nat';

/** One reason, with the device that it is about. */
export interface Explanation {
	why: Why;
	device: string | null;
}

export interface ConnectionJudgement {
	state: ConnectionState;
	/** All that hold, the most important first; [] where there is nothing to say. */
	whys: Explanation[];
}

/** What a connection is judged by in addition to its entry. */
export interface Circumstances {
	addressing: Addressing;
	/** How the kernel forwards; null = unknown. */
	mode: model.Mode | null;
	/** Whether a loaded exception of the user excludes it from offloading, or its first packets. */
	exception?: 'excepted' | 'first-packets' | null;
	/** Whether packets were counted since the reading before; null without one. */
	moving: boolean | null;
}

/**
 * Why this connection is offloaded or not, as the kernel decides it: Linux net/netfilter/nft_flow_offload.c, nft_flow_offload_eval
 * (only forwarded TCP that is established and assured, and UDP; no helper) and firewall4's rule, which adds TCP and UDP only.
 */
export function explain(connection: Connection, around: Circumstances): ConnectionJudgement {
	const { addressing, mode } = around;
	if (isInHardware(connection)) return { state: 'hardware', whys: [] };
	// The mark says nothing of a direction: the kernel sets it also where packets keep going through the firewall.
	if (isOffloaded(connection)) return { state: 'software', whys: slowPathDirections(connection, addressing) };
	const local = localEnd(connection, addressing);
	if (local) return { state: 'excluded', whys: [explanation(local)] };
	const own = around.exception && mode !== 'off' ? [around.exception] : [];
	const exclusions = [...own, ...exclusionsOf(connection, addressing)].map((why) => explanation(why));
	const missing =
		mode === 'off' ? [explanation('off')] : uncoveredDevices(connection, addressing).map(uncovered);
	const notes = hasProviderNat(connection, addressing) ? [explanation('provider-nat')] : [];
	const whys = [...exclusions, ...missing, ...notes];
	if (exclusions.length > 0) return { state: 'excluded', whys };
	if (mode === 'off') return { state: 'slow', whys };
	return missing.length > 0 ? { state: 'excluded', whys } : activity(around.moving, notes);
}

/** Whether the flowtable holds it, in software or hardware. */
export function isOffloaded({ status }: Connection): boolean {
	return (status & OFFLOAD) !== 0;
}

export function isInHardware({ status }: Connection): boolean {
	return (status & HW_OFFLOAD) !== 0;
}

function explanation(why: Why, device: string | null = null): Explanation {
	return { why, device };
}

function uncovered(device: string): Explanation {
	return explanation('uncovered', device);
}

function activity(moving: boolean | null, notes: Explanation[]): ConnectionJudgement {
	if (moving === null) return { state: 'idle', whys: [explanation('unseen'), ...notes] };
	return moving
		? { state: 'slow', whys: [explanation('eligible'), ...notes] }
		: { state: 'idle', whys: [explanation('idle'), ...notes] };
}

function exclusionsOf(connection: Connection, addressing: Addressing): Why[] {
	const kind = kindOfTraffic(connection);
	const stage = kind ? null : stageOf(connection);
	return [
		...(isBridged(connection, addressing) && addressing.offloadsBridged !== true
			? (['bridged'] as const)
			: []),
		...(kind ? [kind] : []),
		...(connection.helper ? (['helper'] as const) : []),
		...(stage ? [stage] : []),
		...(looksProxied(connection, addressing) ? (['maybe-proxied'] as const) : []),
	];
}

/** A connection that ends in the router itself never passes the forward hook. */
function localEnd({ original, reply }: Connection, addressing: Addressing): Why | null {
	if (addressing.isLocal(original.src)) return 'from-router';
	if (addressing.isLocal(original.dst))
		// A port that is forwarded to a device: the answers come from there.
		return addressing.isLocal(reply.src) ? 'to-router' : null;
	return addressing.isLocal(reply.src) ? 'proxied' : null;
}

function kindOfTraffic({ protocol, original }: Connection): Why | null {
	const destination = model.parseAddress(original.dst);
	if (destination && model.isMulticast(destination)) return 'multicast';
	return protocol !== TCP && protocol !== UDP ? 'protocol' : null;
}

function stageOf({ protocol, status, tcp_state }: Connection): Why | null {
	if (!(status & SEEN_REPLY)) return 'unanswered';
	if (protocol !== TCP || tcp_state === null) return null;
	if (['NONE', 'SYN_SENT', 'SYN_RECV', 'SYN_SENT2'].includes(tcp_state)) return 'opening';
	if (tcp_state !== 'ESTABLISHED') return 'closing';
	return status & ASSURED ? null : 'opening';
}

function isTranslated({ original, reply }: Connection): boolean {
	return reply.dst !== original.src || reply.src !== original.dst;
}

/** The device of IPv4 that leaves a private network untranslated; null for any other connection. */
function untranslatedExit(connection: Connection, addressing: Addressing): string | null {
	const { family, original } = connection;
	if (family !== 4 || isTranslated(connection)) return null;
	const [source, destination] = [model.parseAddress(original.src), model.parseAddress(original.dst)];
	if (!source || !destination || !model.isPrivate(source) || model.isPrivate(destination)) return null;
	return addressing.deviceTo(original.dst);
}

/** Out into a network that is masqueraded, and yet not translated: a transparent proxy on the router answers it. */
function looksProxied(connection: Connection, addressing: Addressing): boolean {
	const device = untranslatedExit(connection, addressing);
	return device !== null && addressing.isMasqueraded(device) && !addressing.hasProviderNat(device);
}

function hasProviderNat(connection: Connection, addressing: Addressing): boolean {
	const device = untranslatedExit(connection, addressing);
	return device !== null && addressing.hasProviderNat(device);
}

/** The devices of both ends. A translated connection leaves through the device whose address it has there. */
export function devicesOf({ original, reply }: Connection, addressing: Addressing): Array<string | null> {
	return [addressing.deviceTo(original.src), addressing.deviceTo(reply.src)];
}

/** Whether the router itself is an end, also instead of the far end, as a proxy is. */
export function endsOnRouter(connection: Connection, addressing: Addressing): boolean {
	return localEnd(connection, addressing) !== null;
}

/** Whether both ends are on networks of the LAN side: it never passes the Internet connection. */
export function staysWithin(connection: Connection, addressing: Addressing): boolean {
	return devicesOf(connection, addressing).every(
		(device) => device !== null && addressing.sideOf(device) === 'lan'
	);
}

/** Within one network and untranslated, it is bridged and not routed. */
function isBridged(connection: Connection, addressing: Addressing): boolean {
	const [from, to] = devicesOf(connection, addressing);
	return from === to && !isTranslated(connection) && staysWithin(connection, addressing);
}

function uncoveredDevices(connection: Connection, addressing: Addressing): string[] {
	const devices = devicesOf(connection, addressing).filter((device) => device !== null);
	return [...new Set(devices)].filter((device) => addressing.isCovered(device) === false);
}

/** Each direction by the device on which its packets arrive, downloads first. */
function slowPathDirections(connection: Connection, addressing: Addressing): Explanation[] {
	if (isBridged(connection, addressing)) return [];
	const devices = [...new Set(devicesOf(connection, addressing).filter((device) => device !== null))];
	const slowPath = devices.filter(
		(device) => (addressing.takesFastPath(device) ?? addressing.isCovered(device)) === false
	);
	return slowPath
		.map((device) => explanation(slowPathWhy(device, addressing), device))
		.sort((a, b) => SLOW_PATH.indexOf(a.why) - SLOW_PATH.indexOf(b.why));
}

const SLOW_PATH: Why[] = ['download-slow', 'upload-slow', 'marked-only'];

function slowPathWhy(device: string, addressing: Addressing): Why {
	const side = addressing.takesFastPath(device) === false ? addressing.sideOf(device) : null;
	if (side === null) return 'marked-only';
	return side === 'wan' ? 'download-slow' : 'upload-slow';
}

import type { Connection } from '../../rpc/types/index.ts';
import * as model from '../index.ts';
import type { Place } from './addressing.ts';

/** Status bits: Linux include/uapi/linux/netfilter/nf_conntrack_common.h. */
const SEEN_REPLY = 0x2;
const ASSURED = 0x4;
const OFFLOAD = 0x4000;
const HW_OFFLOAD = 0x8000;

const TCP = 6;
const UDP = 17;

/** hardware, software: taken out of the firewall. slow: could be, is not. idle: could be, sends nothing. excluded: cannot be. */
export type State = 'hardware' | 'software' | 'slow' | 'idle' | 'excluded';

/** Why a connection is not accelerated, or what to know of one that is. */
export type Why =
	| 'from-router'
	| 'to-router'
	| 'proxied'
	| 'multicast'
	| 'protocol'
	| 'helper'
	| 'unanswered'
	| 'opening'
	| 'closing'
	| 'maybe-proxied'
	| 'uncovered'
	| 'off'
	| 'idle'
	| 'unseen'
	| 'eligible'
	| 'marked-only';

export interface Judgement {
	state: State;
	why: Why | null;
	/** The device outside the flowtable that `uncovered` and `marked-only` are about. */
	device: string | null;
}

/** What a connection is judged by beside its entry. */
export interface Circumstances {
	place: Place;
	/** How the kernel forwards; null = unknown. */
	mode: model.Mode | null;
	/** Whether packets were counted since the reading before; null without one. */
	moving: boolean | null;
}

/**
 * Why this connection is accelerated or not, as the kernel decides it: Linux net/netfilter/nft_flow_offload.c, nft_flow_offload_eval
 * (only forwarded TCP that is established and assured, and UDP; no helper) and firewall4's rule, which feeds TCP and UDP only.
 */
export function judgeConnection(connection: Connection, around: Circumstances): Judgement {
	const device = uncoveredDevice(connection, around.place);
	if (connection.status & HW_OFFLOAD) return judgement('hardware', null);
	// The kernel marks a connection also where it cannot shorten its way (nft_dev_forward_path).
	if (connection.status & OFFLOAD) return judgement('software', device ? 'marked-only' : null, device);
	const excluded = exclusion(connection, around.place);
	if (excluded) return judgement('excluded', excluded);
	if (around.mode === 'off') return judgement('slow', 'off');
	if (device) return judgement('excluded', 'uncovered', device);
	if (around.moving === null) return judgement('idle', 'unseen');
	return around.moving ? judgement('slow', 'eligible') : judgement('idle', 'idle');
}

function judgement(state: State, why: Why | null, device: string | null = null): Judgement {
	return { state, why, device };
}

function exclusion(connection: Connection, place: Place): Why | null {
	return (
		localEnd(connection, place) ??
		kindOfTraffic(connection) ??
		stageOf(connection) ??
		(looksProxied(connection, place) ? 'maybe-proxied' : null)
	);
}

/** A connection that ends in the router itself never passes the forward hook. */
function localEnd({ original, reply }: Connection, place: Place): Why | null {
	if (place.isLocal(original.src)) return 'from-router';
	if (place.isLocal(original.dst))
		// A port that is forwarded to a device: the answers come from there.
		return place.isLocal(reply.src) ? 'to-router' : null;
	return place.isLocal(reply.src) ? 'proxied' : null;
}

function kindOfTraffic({ protocol, original, helper }: Connection): Why | null {
	const destination = model.parseAddress(original.dst);
	if (destination && model.isMulticast(destination)) return 'multicast';
	if (protocol !== TCP && protocol !== UDP) return 'protocol';
	return helper ? 'helper' : null;
}

function stageOf({ protocol, status, tcp_state }: Connection): Why | null {
	if (!(status & SEEN_REPLY)) return 'unanswered';
	if (protocol !== TCP || tcp_state === null) return null;
	if (['NONE', 'SYN_SENT', 'SYN_RECV', 'SYN_SENT2'].includes(tcp_state)) return 'opening';
	if (tcp_state !== 'ESTABLISHED') return 'closing';
	return status & ASSURED ? null : 'opening';
}

/** Out of a private network into one that is masqueraded, and yet not translated: a transparent proxy on the router answers it. */
function looksProxied({ family, original, reply }: Connection, place: Place): boolean {
	if (family !== 4 || reply.dst !== original.src || reply.src !== original.dst) return false;
	const [source, destination] = [model.parseAddress(original.src), model.parseAddress(original.dst)];
	if (!source || !destination || !model.isPrivate(source) || model.isPrivate(destination)) return false;
	const device = place.deviceTo(original.dst);
	return device !== null && place.isMasqueraded(device);
}

/** The devices of both ends. A translated connection leaves through the device whose address it has there. */
export function devicesOf({ original, reply }: Connection, place: Place): Array<string | null> {
	return [place.deviceTo(original.src), place.deviceTo(reply.src)];
}

function uncoveredDevice(connection: Connection, place: Place): string | null {
	return devicesOf(connection, place).find((device) => device && place.isCovered(device) === false) ?? null;
}

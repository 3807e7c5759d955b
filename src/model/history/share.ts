import type { Counters, DeviceBytes } from '../../rpc/types/index.ts';
import type { Compared, UplinkReason } from './uplink-counters.ts';

/**
 * What went past the firewall, as the counters of devices and of the IP stack tell: offloaded packets show in the former alone.
 *
 * Of the packets that arrive on the uplink, those on the slow path and those for the router itself met the stack. What the uplink received
 * less what the stack received has therefore bypassed the firewall. The stack counts other devices too, so it may be more, never less.
 * The same holds for what the uplink sent less what the stack sent, even where the router itself sent it.
 */
export interface ShareBytes {
	received: DirectionShare;
	sent: DirectionShare;
}

export interface DirectionShare {
	/** Bytes on the uplink, without headers. */
	uplink: number;
	/** Bytes of the IP stack, on all devices. */
	stack: number;
	/** Bytes on the uplink, with headers. */
	frames: number;
}

/** A lower bound: the share of the data that bypassed the firewall, 0 to 1. null = unknown, and `why` says why. */
export interface LiveShare {
	bypassed: number | null;
	why: ShareReason | null;
}

/**
 * waiting: it takes two readings. too-little: hardly any traffic. own-traffic: the stack counted more than the
 * uplink carried, so the router's own and local traffic hides the rest. grace-period: the firewall is loading another setting.
 */
export type ShareReason = UplinkReason | 'waiting' | 'too-little' | 'own-traffic' | 'grace-period';

/**
 * The longest headers that a frame has and the stack may not count, because the kernel joins packets before (GRO): Ethernet, two VLAN
 * tags, PPPoE, IPv6, TCP with time stamps. Too many taken off makes the bound weaker, too few would make it false.
 */
export const LONGEST_HEADERS = 14 + 8 + 8 + 40 + 32;
/** Bytes below which chatter decides. */
const ENOUGH_BYTES = 1_000_000;
/** The stack counted so many times what the uplink carried: other traffic hides the uplink's. */
const HIDDEN = 1.1;
/** Below this bound other traffic may be the reason. */
const WEAK_SHARE = 0.2;

/** What the counters tell between two readings; null where one of them is unknown, or was started again. */
export function shareBytesBetween(before: Counters, after: Counters, compared: Compared): ShareBytes | null {
	const received = directionBetween(before, after, compared, 'rx');
	const sent = directionBetween(before, after, compared, 'tx');
	return received && sent && { received, sent };
}

/** The bound over some intervals, in which `null` is an unknown one. */
export function boundOf(intervals: Array<ShareBytes | null>): LiveShare {
	if (intervals.length === 0) return unknownShare('waiting');
	const known = intervals.filter((bytes) => bytes !== null);
	if (known.length === 0) return unknownShare('unread');
	const received = sumOf(known.map((bytes) => bytes.received));
	const sent = sumOf(known.map((bytes) => bytes.sent));
	const uplink = received.uplink + sent.uplink;
	if (uplink < ENOUGH_BYTES) return unknownShare('too-little');
	// A direction that the stack says carried more: small packets, whose headers were all that was taken off.
	const most = Math.max(received.uplink, received.stack) + Math.max(sent.uplink, sent.stack);
	const bypassed = (bypassedIn(received) + bypassedIn(sent)) / most;
	if (bypassed < WEAK_SHARE && received.stack > HIDDEN * (received.frames + sent.frames))
		return unknownShare('own-traffic');
	return { bypassed, why: null };
}

export function unknownShare(why: ShareReason): LiveShare {
	return { bypassed: null, why };
}

function directionBetween(
	before: Counters,
	after: Counters,
	{ devices, families }: Compared,
	direction: 'rx' | 'tx'
): DirectionShare | null {
	const name = direction === 'rx' ? 'ip_bytes' : 'ip_sent_bytes';
	const stack = sumOrNull(
		families.map((family) =>
			isMissing(after, family) ? 0 : growth(before[name][family], after[name][family])
		)
	);
	const frames = sumOrNull(
		devices.map((device) => deviceGrowth(before, after, device, `${direction}_bytes`))
	);
	const packets = sumOrNull(
		devices.map((device) => deviceGrowth(before, after, device, `${direction}_packets`))
	);
	if (stack === null || frames === null || packets === null) return null;
	return { uplink: Math.max(0, frames - packets * LONGEST_HEADERS), stack, frames };
}

/** A kernel without IPv6 has no counter of it, and no packet. */
function isMissing({ unknown }: Counters, family: Compared['families'][number]): boolean {
	return family === 'ipv6' && unknown.ipv6_bytes?.code === 'missing';
}

function deviceGrowth(
	before: Counters,
	after: Counters,
	device: string,
	field: Exclude<keyof DeviceBytes, 'device'>
): number | null {
	const valueIn = ({ devices }: Counters) =>
		devices?.find((entry) => entry.device === device)?.[field] ?? null;
	return growth(valueIn(before), valueIn(after));
}

/** Counters of the kernel only grow: one that fell was started again. */
export function growth(before: number | null, after: number | null): number | null {
	return before === null || after === null || after < before ? null : after - before;
}

export function sumOrNull(values: Array<number | null>): number | null {
	return values.reduce(
		(sum: number | null, value) => (sum === null || value === null ? null : sum + value),
		0
	);
}

function sumOf(directions: DirectionShare[]): DirectionShare {
	const sum = { uplink: 0, stack: 0, frames: 0 };
	for (const { uplink, stack, frames } of directions) {
		sum.uplink += uplink;
		sum.stack += stack;
		sum.frames += frames;
	}
	return sum;
}

function bypassedIn({ uplink, stack }: DirectionShare): number {
	return Math.max(0, uplink - stack);
}

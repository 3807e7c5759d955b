import type { Connection, Connections, Status } from '../../rpc/types/index.ts';
import { excludedBy } from '../exceptions/excluded-by.ts';
import * as model from '../index.ts';
import { type Addressing, addressingOf } from './addressing.ts';
import { type ConnectionJudgement, devicesOf, endsOnRouter, explain, staysWithin } from './explain.ts';
import type { FindHost, Host } from './hosts.ts';
import { serviceText } from './service.ts';
import { bytesOf, type Carried, carriedBy, type Moved } from './share.ts';

/** out: opened towards the internet; in: from there; inside: between own networks; router: one end is the router itself. */
export type ConnectionDirection = 'out' | 'in' | 'inside' | 'router' | 'unknown';

/** A connection as the page shows it. */
export interface Row {
	/** The same for the same connection in every reading. */
	key: string;
	connection: Connection;
	judgement: ConnectionJudgement;
	direction: ConnectionDirection;
	/** Both ends are on networks of the LAN side: the Internet connection does not carry it. */
	within: boolean;
	/** The device of the home network, or the router itself. */
	host: Host;
	/** The other end. */
	remote: string;
	service: string;
	/** Both directions; null without accounting. */
	bytes: number | null;
	/** Bytes per second between the last two readings; null at the first one, and where the counters stand still while offloaded. */
	rate: number | null;
	/** What moved between the last two readings, by path. */
	carried: Carried;
}

/** The rows of a reading. `before` is the one before it, for the rates. */
export function rowsOf(
	reply: Connections,
	before: Connections | null,
	status: Status | null,
	findHost: FindHost
): Row[] {
	const addressing = addressingOf(reply, status);
	const earlier = new Map((before?.connections ?? []).map((connection) => [keyOf(connection), connection]));
	const seconds = before ? (reply.monotonic_ms - before.monotonic_ms) / 1000 : 0;
	const mode = status && model.loadedMode(status);
	const counting = status ? (model.firewallFlowtable(status.flowtables ?? [])?.counter ?? true) : true;
	return (reply.connections ?? []).map((connection) => {
		const key = keyOf(connection);
		const earlierOne = earlier.get(key);
		const moved = seconds > 0 ? movedSince(connection, earlierOne) : null;
		const exception = exceptionOf(connection, status, findHost);
		const judgement = explain(connection, {
			addressing,
			mode,
			exception,
			moving: moved && moved.packets > 0,
		});
		return {
			key,
			connection,
			judgement,
			within: staysWithin(connection, addressing) && !endsOnRouter(connection, addressing),
			...endsOf(connection, addressing, findHost),
			service: serviceText(connection),
			bytes: bytesOf(connection),
			rate: rateOf(moved, seconds, judgement, counting),
			carried: carriedBy(connection, {
				addressing,
				compared: seconds > 0,
				before: earlierOne,
				moved,
				counting,
				off: mode === 'off',
			}),
		};
	});
}

/** Which of the loaded exceptions excludes a connection. */
function exceptionOf(connection: Connection, status: Status | null, findHost: FindHost) {
	const state = status?.exceptions;
	if (state?.loaded !== 'requested') return null;
	if (excludedBy(connection, state.requested, findHost)) return 'excepted';
	const { packets } = connection.original;
	return packets !== null && packets < state.requested.first_packets ? 'first-packets' : null;
}

/** Family, protocol and the original tuple name an entry of the table. */
function keyOf({ family, protocol, original }: Connection): string {
	return [family, protocol, original.src, original.sport, original.dst, original.dport].join(' ');
}

function packetsOf({ original, reply }: Connection): number | null {
	return original.packets === null || reply.packets === null ? null : original.packets + reply.packets;
}

/** Fewer bytes than before: the old connection is gone, and its ports belong to a new one. */
function movedSince(now: Connection, before: Connection | undefined): (Moved & { packets: number }) | null {
	const [packets, packetsBefore] = [packetsOf(now), before ? packetsOf(before) : null];
	const [original, reply] = (['original', 'reply'] as const).map((direction) =>
		before ? difference(now[direction].bytes, before[direction].bytes) : null
	);
	if (original == null || reply == null || packets === null || packetsBefore === null) return null;
	return original < 0 || reply < 0 ? null : { original, reply, packets: packets - packetsBefore };
}

function difference(now: number | null, before: number | null): number | null {
	return now === null || before === null ? null : now - before;
}

function rateOf(
	moved: Moved | null,
	seconds: number,
	{ state }: ConnectionJudgement,
	counting: boolean
): number | null {
	if (!moved) return null;
	const bytes = moved.original + moved.reply;
	const silent = (state === 'software' && !counting) || (state === 'hardware' && bytes === 0);
	return silent ? null : bytes / seconds;
}

/** The end at home, the end elsewhere, and which of them began. */
function endsOf(
	connection: Connection,
	addressing: Addressing,
	findHost: FindHost
): { direction: ConnectionDirection; host: Host; remote: string } {
	const { original, reply } = connection;
	const direction = directionOf(connection, addressing);
	const own: Host = { id: 'router', name: _('This router'), addresses: [] };
	if (direction === 'router') {
		const outgoing = addressing.isLocal(original.src) === true;
		const fromHome = !outgoing && addressing.sideOf(addressing.deviceTo(original.src) ?? '') !== 'wan';
		const remote = model.tidyAddress(outgoing || fromHome ? original.dst : original.src);
		return { direction, host: fromHome ? findHost(original.src) : own, remote };
	}
	if (direction === 'in')
		return { direction, host: findHost(reply.src), remote: model.tidyAddress(original.src) };
	return { direction, host: findHost(original.src), remote: model.tidyAddress(original.dst) };
}

function directionOf(connection: Connection, addressing: Addressing): ConnectionDirection {
	const { original, reply } = connection;
	if (addressing.isLocal(original.src) || (addressing.isLocal(original.dst) && addressing.isLocal(reply.src)))
		return 'router';
	const [from, to] = devicesOf(connection, addressing);
	if (!from || !to || !addressing.knowsSides) return 'unknown';
	if (addressing.sideOf(to) === 'wan') return 'out';
	return addressing.sideOf(from) === 'wan' ? 'in' : 'inside';
}

import type { Connection, Connections, Status } from '../../rpc/types/index.ts';
import { excludedBy } from '../exceptions/excluded-by.ts';
import * as model from '../index.ts';
import { type Place, placeOf } from './addressing.ts';
import { devicesOf, explain, type Judgement, staysWithin } from './explain.ts';
import type { FindHost, Host } from './hosts.ts';
import { serviceText } from './service.ts';

/** out: opened towards the internet; in: from there; inside: between own networks; router: one end is the router itself. */
export type Direction = 'out' | 'in' | 'inside' | 'router' | 'unknown';

/** A connection as the page shows it. */
export interface Row {
	/** The same for the same connection in every reading. */
	key: string;
	connection: Connection;
	judgement: Judgement;
	direction: Direction;
	/** Both ends are on networks of the LAN side: it is no part of what the Internet connection carries. */
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
}

/** The rows of a reading. `before` is the one before it, for the rates. */
export function rowsOf(
	reply: Connections,
	before: Connections | null,
	status: Status | null,
	findHost: FindHost
): Row[] {
	const place = placeOf(reply, status);
	const earlier = new Map((before?.connections ?? []).map((connection) => [keyOf(connection), connection]));
	const seconds = before ? (reply.monotonic_ms - before.monotonic_ms) / 1000 : 0;
	const mode = status && model.loadedMode(status);
	const counting = status ? (model.firewallFlowtable(status.flowtables ?? [])?.counter ?? true) : true;
	return (reply.connections ?? []).map((connection) => {
		const key = keyOf(connection);
		const moved = seconds > 0 ? movedSince(connection, earlier.get(key)) : null;
		const exception = exceptionOf(connection, status, findHost);
		const judgement = explain(connection, { place, mode, exception, moving: moved && moved.packets > 0 });
		return {
			key,
			connection,
			judgement,
			within: staysWithin(connection, place),
			...endsOf(connection, place, findHost),
			service: serviceText(connection),
			bytes: bytesOf(connection),
			rate: rateOf(moved, seconds, judgement, counting),
		};
	});
}

/** What of the loaded exceptions keeps a connection in the firewall. */
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

function bytesOf({ original, reply }: Connection): number | null {
	return original.bytes === null || reply.bytes === null ? null : original.bytes + reply.bytes;
}

function packetsOf({ original, reply }: Connection): number | null {
	return original.packets === null || reply.packets === null ? null : original.packets + reply.packets;
}

/** Fewer bytes than before: the old connection is gone, and its ports belong to a new one. */
function movedSince(
	now: Connection,
	before: Connection | undefined
): { bytes: number; packets: number } | null {
	const [bytes, packets] = [bytesOf(now), packetsOf(now)];
	const [bytesBefore, packetsBefore] = before ? [bytesOf(before), packetsOf(before)] : [null, null];
	if (bytes === null || packets === null || bytesBefore === null || packetsBefore === null) return null;
	return bytes < bytesBefore ? null : { bytes: bytes - bytesBefore, packets: packets - packetsBefore };
}

function rateOf(
	moved: { bytes: number } | null,
	seconds: number,
	{ state }: Judgement,
	counting: boolean
): number | null {
	if (!moved) return null;
	const silent = (state === 'software' && !counting) || (state === 'hardware' && moved.bytes === 0);
	return silent ? null : moved.bytes / seconds;
}

/** The end at home, the end elsewhere, and which of them began. */
function endsOf(
	connection: Connection,
	place: Place,
	findHost: FindHost
): { direction: Direction; host: Host; remote: string } {
	const { original, reply } = connection;
	const direction = directionOf(connection, place);
	const own: Host = { id: 'router', name: _('This router'), addresses: [] };
	if (direction === 'router') {
		const outgoing = place.isLocal(original.src) === true;
		const fromHome = !outgoing && place.sideOf(place.deviceTo(original.src) ?? '') !== 'wan';
		const remote = model.tidyAddress(outgoing || fromHome ? original.dst : original.src);
		return { direction, host: fromHome ? findHost(original.src) : own, remote };
	}
	if (direction === 'in')
		return { direction, host: findHost(reply.src), remote: model.tidyAddress(original.src) };
	return { direction, host: findHost(original.src), remote: model.tidyAddress(original.dst) };
}

function directionOf(connection: Connection, place: Place): Direction {
	const { original, reply } = connection;
	if (place.isLocal(original.src) || (place.isLocal(original.dst) && place.isLocal(reply.src)))
		return 'router';
	const [from, to] = devicesOf(connection, place);
	if (!from || !to || !place.knowsSides) return 'unknown';
	if (place.sideOf(to) === 'wan') return 'out';
	return place.sideOf(from) === 'wan' ? 'in' : 'inside';
}

'use strict';

import * as struct from 'struct';
import { now_ms } from 'nft-offload.system.clock';
import { parse_message } from 'nft-offload.conntrack.parse_entry';
import { read_query } from 'nft-offload.conntrack.filter';
import { rank_dump } from 'nft-offload.conntrack.list_netlink';
import { read_routes } from 'nft-offload.conntrack.routes';
import { new_ranking, winners } from 'nft-offload.conntrack.top';
import { parse_line, rank_table } from 'nft-offload.conntrack.list_text';
import { call_error } from 'nft-offload.lib.error';
import { part } from 'nft-offload.lib.part';
import { reason, reason_of_odd } from 'nft-offload.lib.reason';
import { open_file } from 'nft-offload.system.file';
import { read_local } from 'nft-offload.conntrack.local_addresses';
import { dump_request } from 'nft-offload.conntrack.request';
import { open_netlink } from 'nft-offload.netlink.socket';
import { TABLE } from 'nft-offload.conntrack.text_table';
import { doubt_empty } from 'nft-offload.system.sysctl';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Reason} Reason */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connection} Connection */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connections} Connections */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').ConnectionsQuery} Query */
/** @typedef {import('nft-offload.conntrack.filter').Wanted} Wanted */
/** @typedef {import('nft-offload.conntrack.top').Ranking} Ranking */

/** Milliseconds until reading ends with what it has: LuCI gives a call 20 s, the plugin takes 10. */
const WHOLE_TIME = 7000;
/** Bytes of the entries as JSON. With local addresses and routes a reply stays below 64 KiB. */
const ROOM = 64000;

/**
 * @param {Wanted} wanted
 * @param {number} deadline
 * @returns {{ ranking: Ranking, reason: ?Reason }}
 */
function rank_through_netlink(wanted, deadline) {
	const ranking = new_ranking(wanted.limit);
	const netlink = open_netlink(deadline);
	if (netlink.reason != null) return { ranking, reason: netlink.reason };
	const unread =
		netlink.send(dump_request(wanted.status, wanted.mask)) ??
		rank_dump(wanted, ranking, netlink.receive, () => now_ms() > deadline);
	netlink.close();
	return { ranking, reason: unread ?? reason_of_odd('ctnetlink', ranking.odd, ranking.seen).whole };
}

/**
 * @param {Wanted} wanted
 * @param {number} deadline
 * @returns {{ ranking: Ranking, reason: ?Reason }}
 */
function rank_in_text(wanted, deadline) {
	const ranking = new_ranking(wanted.limit);
	const opened = open_file(TABLE);
	const table = opened.file;
	if (table == null) return { ranking, reason: opened.reason };
	const unread = rank_table(
		wanted,
		ranking,
		(size) => table.read(size),
		() => now_ms() > deadline
	);
	table.close();
	const doubt = unread ?? reason_of_odd(TABLE, ranking.odd, ranking.seen).whole;
	return { ranking, reason: doubt ?? (ranking.seen == 0 ? doubt_empty(TABLE) : null) };
}

/**
 * Parses the winners, as many as there is room for.
 *
 * @param {Ranking} ranking
 * @param {(data: string) => ?Connection} parse
 * @param {number} room  bytes of JSON
 * @returns {{ parsed: Connection[], odd: number, reason: ?Reason }} odd: those that are none; with a reason where they do not all fit
 */
function parse_winners(ranking, parse, room) {
	/** @type {Connection[]} */
	const parsed = [];
	const chosen = winners(ranking);
	let rest = room;
	let odd = 0;
	for (let data in chosen) {
		const connection = parse(data);
		if (connection == null) {
			odd++;
			continue;
		}
		rest -= length(sprintf('%J', connection)) + 2;
		if (rest < 0) break;
		push(parsed, connection);
	}
	if (rest >= 0) return { parsed, odd, reason: null };
	const left_out = length(chosen) - length(parsed) - odd;
	return { parsed, odd, reason: reason('truncated', `connections: ${left_out} left out`) };
}

/**
 * Where the entries come from: ctnetlink; the text of the table where the kernel has no ctnetlink or answered nonsense.
 * A dump that took too long is not followed by the text, which takes longer.
 *
 * @param {Wanted} wanted
 * @param {number} deadline
 * @param {Connections['unknown']} unknown  filled
 * @returns {{ source: Connections['source'], ranking: Ranking, parse: (data: string) => ?Connection }}
 */
function rank_entries(wanted, deadline, unknown) {
	const none = { ranking: new_ranking(wanted.limit) };
	const ask = () => part('ctnetlink', none, () => rank_through_netlink(wanted, deadline));
	let found = ask();
	if (found.reason?.code == 'overrun') found = ask();
	if (found.reason == null) {
		const rest = reason_of_odd('ctnetlink', found.ranking.odd, found.ranking.seen).rest;
		if (rest != null) unknown.rest = rest;
		return { source: 'netlink', ranking: found.ranking, parse: parse_message };
	}
	if (found.ranking.seen > 0 && found.reason.code == 'timeout') {
		unknown.rest = found.reason;
		return { source: 'netlink', ranking: found.ranking, parse: parse_message };
	}
	unknown.netlink = found.reason;
	found = part(TABLE, none, () => rank_in_text(wanted, deadline));
	const odd = reason_of_odd(TABLE, found.ranking.odd, found.ranking.seen);
	const rest = found.reason ?? odd.rest;
	if (odd.whole == null && rest != null && found.ranking.seen > 0) unknown.rest = rest;
	else if (found.reason != null) unknown.connections = found.reason;
	return {
		source: unknown.connections == null ? 'procfs' : null,
		ranking: found.ranking,
		parse: parse_line
	};
}

/**
 * @param {Query} query
 * @returns {?string} the error in the arguments of `connections`
 */
function check_query(query) {
	return read_query(query).error;
}

/**
 * Reply of `connections`: the entries that have carried most. Ranking reads bytes and status of every entry and keeps
 * twice as many messages as are wanted; only the winners are parsed.
 *
 * @param {Query} query
 * @returns {Connections}
 */
function read_connections(query) {
	const start = now_ms();
	/** @type {Connections['unknown']} */
	const unknown = {};
	const found = rank_entries(read_query(query).wanted, start + WHOLE_TIME, unknown);
	const is_little = struct.pack('=H', 1) == struct.pack('<H', 1);
	const local = part('local', { local: null }, read_local);
	const routes = part('routes', { routes: null }, () => read_routes(is_little));
	if (local.reason != null) unknown.local = local.reason;
	if (routes.reason != null) unknown.routes = routes.reason;
	const place = { local: local.local, routes: routes.routes };
	const room = ROOM - length(sprintf('%J', place));
	const chosen = part('connections', { parsed: null, odd: 0 }, () =>
		parse_winners(found.ranking, found.parse, room)
	);
	if (found.source != null && chosen.reason != null) unknown.connections = chosen.reason;
	const parsed = found.source == null ? null : chosen.parsed;
	return {
		monotonic_ms: start,
		took_ms: now_ms() - start,
		source: found.source,
		seen: found.ranking.seen,
		matching: found.ranking.matching,
		left_out: found.ranking.matching - length(parsed ?? []) - chosen.odd,
		unreadable: found.ranking.odd + chosen.odd,
		connections: parsed,
		local: place.local,
		routes: place.routes,
		unknown
	};
}

/** @type {import('nft-offload.lib.error').Answer<'connections'>} */
const answer_connections = (query) => {
	const wrong = check_query(query);
	return wrong == null ? read_connections(query) : call_error('bad_argument', wrong);
};

export { answer_connections, check_query, read_connections };

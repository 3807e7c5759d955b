'use strict';

import * as struct from 'struct';
import { now_ms } from 'nft-offload.system.clock';
import { parse_message } from 'nft-offload.conntrack.parse_entry';
import { read_query } from 'nft-offload.conntrack.filter';
import { rank_dump } from 'nft-offload.conntrack.list_netlink';
import { read_routes } from 'nft-offload.conntrack.routes';
import { new_ranking, winners } from 'nft-offload.conntrack.top';
import { parse_line, rank_table } from 'nft-offload.conntrack.list_text';
import { fault } from 'nft-offload.lib.error';
import { open_file } from 'nft-offload.system.file';
import { read_local } from 'nft-offload.conntrack.local_addresses';
import { dump_request, open_netlink } from 'nft-offload.netlink.socket';
import { TABLE } from 'nft-offload.conntrack.count_text';
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
	const trouble =
		netlink.send(dump_request(wanted.status, wanted.mask)) ??
		rank_dump(wanted, ranking, netlink.receive, () => now_ms() > deadline);
	netlink.close();
	return { ranking, reason: trouble };
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
	const trouble = rank_table(
		wanted,
		ranking,
		(size) => table.read(size),
		() => now_ms() > deadline
	);
	table.close();
	return { ranking, reason: trouble ?? (ranking.seen == 0 ? doubt_empty(TABLE) : null) };
}

/**
 * Parses the winners, as many as there is room for.
 *
 * @param {Ranking} ranking
 * @param {(data: string) => ?Connection} parse
 * @param {number} room  bytes of JSON
 * @returns {Connection[]}
 */
function parse_winners(ranking, parse, room) {
	/** @type {Connection[]} */
	const parsed = [];
	let rest = room;
	for (let data in winners(ranking)) {
		const connection = parse(data);
		if (connection == null) continue;
		rest -= length(sprintf('%J', connection)) + 2;
		if (rest < 0) break;
		push(parsed, connection);
	}
	return parsed;
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
	let found = rank_through_netlink(wanted, deadline);
	if (found.reason?.code == 'overrun') found = rank_through_netlink(wanted, deadline);
	if (found.reason == null) return { source: 'netlink', ranking: found.ranking, parse: parse_message };
	if (found.ranking.seen > 0 && found.reason.code == 'timeout') {
		unknown.rest = found.reason;
		return { source: 'netlink', ranking: found.ranking, parse: parse_message };
	}
	unknown.netlink = found.reason;
	found = rank_in_text(wanted, deadline);
	if (found.reason != null && found.ranking.seen > 0) unknown.rest = found.reason;
	else if (found.reason != null) unknown.connections = found.reason;
	return {
		source: unknown.connections == null ? 'procfs' : null,
		ranking: found.ranking,
		parse: parse_line
	};
}

/**
 * @param {Query} query
 * @returns {?string} what is wrong with the arguments of `connections`
 */
function check_query(query) {
	return read_query(query).fault;
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
	const local = read_local();
	const routes = read_routes(struct.pack('=H', 1) == struct.pack('<H', 1));
	if (local.reason != null) unknown.local = local.reason;
	if (routes.reason != null) unknown.routes = routes.reason;
	const place = { local: local.local, routes: routes.routes };
	const parsed = parse_winners(found.ranking, found.parse, ROOM - length(sprintf('%J', place)));
	return {
		monotonic_ms: start,
		took_ms: now_ms() - start,
		source: found.source,
		seen: found.ranking.seen,
		matching: found.ranking.matching,
		left_out: found.ranking.matching - length(parsed),
		connections: found.source == null ? null : parsed,
		local: place.local,
		routes: place.routes,
		unknown
	};
}

/** @type {import('nft-offload.lib.error').Answer<'connections'>} */
const answer_connections = (query) => {
	const wrong = check_query(query);
	return wrong == null ? read_connections(query) : fault('bad_argument', wrong);
};

export { answer_connections, check_query, read_connections };

'use strict';

/** The largest connections of the router, each with why it is offloaded or not. */

import { exception_of, read_excepted } from 'nft-offload.conntrack.excepted';
import { explain } from 'nft-offload.conntrack.explain';
import { place_of } from 'nft-offload.conntrack.place';
import { loaded_mode } from 'nft-offload.firewall.mode';

/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connection} Connection */
/** @typedef {import('../../../../../../src/rpc/types/index.ts').Connections} Connections */
/** @typedef {import('../../../../../../src/rpc/types/shell.ts').JudgedConnection} Judged */

/**
 * @param {Connection} connection
 * @returns {string} what names an entry of the table
 */
function key_of(connection) {
	const original = connection.original;
	const ends = `${original.src} ${original.sport} ${original.dst} ${original.dport}`;
	return `${connection.family} ${connection.protocol} ${ends}`;
}

/**
 * @param {Connection} now
 * @param {?Connection} before
 * @returns {?boolean} whether it has sent packets since; null = unknown. Fewer than before: its ports belong to a new one
 */
function is_moving(now, before) {
	let packets = 0;
	/** @type {('original' | 'reply')[]} */
	const ways = ['original', 'reply'];
	for (let way in ways) {
		const is = now[way];
		const was = before?.[way];
		if (is.packets == null || was?.packets == null || is.bytes == null || was.bytes == null) return null;
		if (is.bytes < was.bytes) return null;
		packets += is.packets - was.packets;
	}
	return packets > 0;
}

/**
 * @param {Connections} reply
 * @param {Connections} earlier
 * @param {import('../../../../../../src/rpc/types/index.ts').Status} status
 * @returns {?Judged[]} null where the connections are unknown
 */
function judge_connections(reply, earlier, status) {
	const connections = reply.connections;
	if (connections == null) return null;
	/** @type {Record<string, Connection>} */
	const known = {};
	for (let connection in earlier.connections ?? []) known[key_of(connection)] = connection;
	const place = place_of(reply, status);
	const excepted = read_excepted(status.exceptions);
	const mode = loaded_mode(status);
	return map(connections, (connection) => {
		const moving = is_moving(connection, known[key_of(connection)]);
		const exception = exception_of(connection, excepted);
		return { connection, ...explain(connection, { place, mode, exception, moving }) };
	});
}

export { judge_connections };

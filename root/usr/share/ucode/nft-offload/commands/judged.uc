'use strict';

import { judge_connections } from 'nft-offload.conntrack.judge';
import { clean } from 'nft-offload.lib.text';
import { read_connections } from 'nft-offload.methods.connections';

/** Milliseconds between two readings, which tell what is active. */
const PAUSE = 2000;

/**
 * @param {import('../../../../../../src/rpc/types/index.ts').ConnectionsQuery} query
 * @param {() => import('../../../../../../src/rpc/types/index.ts').Status} read  the status, after both readings
 * @returns {import('../../../../../../src/rpc/types/shell.ts').Judged} the largest connections, each with why it is offloaded or not
 */
function read_judged(query, read) {
	const earlier = read_connections(query);
	sleep(PAUSE);
	const reply = clean(read_connections(query));
	return {
		connections: judge_connections(reply, earlier, read()),
		left_out: reply.left_out,
		unknown: reply.unknown.connections ?? null
	};
}

export { read_judged };

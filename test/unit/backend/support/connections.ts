/** Calls `connections` of the backend on a conntrack table of a test. */
import type { Connections, ConnectionsQuery } from '../../../../src/rpc/types/index.ts';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { hostWith, type Parts, SEARCH_PATH } from './host.ts';
import { attributesOf, CTA_STATUS, concat, done, filterOf, statusOf } from './kernel.ts';

interface Module {
	read_connections(query: ConnectionsQuery): Connections;
	check_query(query: unknown): string | null;
}

function moduleWith(parts: Parts): Module {
	return loadModule<Module>('nft-offload.methods.connections', {
		host: hostWith(parts),
		searchPath: SEARCH_PATH,
	});
}

export function connectionsOf(parts: Parts, query: ConnectionsQuery = {}): Connections {
	return moduleWith(parts).read_connections(query);
}

export function faultOf(query: unknown): string | null {
	return moduleWith({}).check_query(query);
}

/** Answers a dump request about these messages, `perDatagram` at a time; without a filter in the request all are sent. */
export function tableOf(messages: Uint8Array[], perDatagram = 20): NonNullable<Parts['netlink']> {
	return (request) => {
		const wanted = messages.filter((message) => passes(request, message));
		const datagrams: Uint8Array[] = [];
		for (let at = 0; at < wanted.length; at += perDatagram)
			datagrams.push(concat(...wanted.slice(at, at + perDatagram)));
		return [...datagrams, done()];
	};
}

function passes(request: Uint8Array, message: Uint8Array): boolean {
	if (!attributesOf(request).some(({ type }) => type === CTA_STATUS)) return true;
	const { status, mask } = filterOf(request);
	return (statusOf(message) & mask) === status;
}

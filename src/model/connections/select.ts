import { type ConnectionFilter, type ConnectionsQuery, MOST_ADDRESSES } from '../../rpc/types/connections.ts';
import type { ConnectionState } from './explain.ts';
import type { Host } from './hosts.ts';
import type { Row } from './rows.ts';
import { protocolKind } from './service.ts';
import { labelText, stateText, whyText } from './words.ts';

/** What the user asked to see; empty texts and nulls ask for everything. */
export interface Choice {
	text: string;
	state: ConnectionState | null;
	protocol: 'tcp' | 'udp' | 'other' | null;
	host: Host | null;
	limit: number;
}

export type Column = 'host' | 'service' | 'rate' | 'bytes' | 'state';

export interface Order {
	column: Column;
	descending: boolean;
}

/** What of a choice the router itself can make, so that its largest entries are the largest of those wanted. */
export function queryOf({ state, protocol, host, limit }: Choice): ConnectionsQuery {
	const filter: ConnectionFilter = {};
	if (state) filter.offload = state === 'software' || state === 'hardware' ? state : 'none';
	if (protocol) filter.protocol = protocol;
	if (host && host.addresses.length > 0) filter.addresses = host.addresses.slice(0, MOST_ADDRESSES);
	return { limit, filter };
}

/** The rows that the choice asks for. */
export function chooseRows(rows: Row[], { text, state, protocol, host }: Choice): Row[] {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	return rows.filter(
		(row) =>
			(!state || row.judgement.state === state) &&
			(!protocol || protocolKind(row.connection.protocol) === protocol) &&
			(!host || row.host.id === host.id) &&
			words.every((word) => searchText(row).includes(word))
	);
}

function searchText({ host, remote, service, judgement, connection }: Row): string {
	const { original } = connection;
	const ports = [original.sport, original.dport].filter((port) => port !== null);
	const words = [
		host.name,
		...host.addresses,
		remote,
		service,
		...ports,
		stateText(judgement.state),
		labelText(judgement),
		...judgement.whys.map(whyText),
	];
	return words.join(' ').toLowerCase();
}

/** States in the order of how well a connection is off. */
const STATES: ConnectionState[] = ['hardware', 'software', 'slow', 'idle', 'excluded'];

/** Rows in the wanted order; of equal ones the largest first, and always in the same order. Unknown numbers come last. */
export function sortRows(rows: Row[], { column, descending }: Order): Row[] {
	const sign = descending ? -1 : 1;
	return [...rows].sort(
		(a, b) =>
			compare(rowCell(a, column), rowCell(b, column), sign) ||
			compare(a.bytes, b.bytes, -1) ||
			compare(a.key, b.key, 1)
	);
}

/** What a row is sorted by. */
export function rowCell(row: Row, column: Column): string | number | null {
	if (column === 'host') return row.host.name.toLowerCase();
	if (column === 'service') return row.service.toLowerCase();
	if (column === 'state') return STATES.indexOf(row.judgement.state);
	return row[column];
}

/** Smaller first where `sign` is 1; unknown ones last in any order. */
export function compare(a: string | number | null, b: string | number | null, sign: number): number {
	if (a === b) return 0;
	if (a === null) return 1;
	if (b === null) return -1;
	return a < b ? -sign : sign;
}

/** The devices among the rows, by name, for the filter. */
export function hostsOf(rows: Row[]): Host[] {
	const hosts = new Map(rows.map(({ host }) => [host.id, host]));
	return [...hosts.values()].sort((a, b) => a.name.localeCompare(b.name));
}

import type { Row } from './rows.ts';

/** A row of the table: one connection, or several of a kind that are folded into one. */
export interface Item {
	/** Stays the same from one reading to the next. */
	key: string;
	folded: boolean;
	/** At least one. */
	rows: Row[];
}

/** Fewer connections of a kind are not worth a row that has to be opened. */
const LEAST = 3;
/** Most packets of both directions of a short connection: a name look-up, a knock on a port, a small web request. */
const SHORT = 100;

/**
 * Folds short connections of the same device, protocol and state: first those to the same port, then those to the same address.
 * Rows stay in their order, a fold comes at its first row. `open` are keys of folds and of rows: such a fold stays, however few
 * it has become, and such a row does not vanish into a fold that is closed.
 */
export function foldRows(rows: Row[], open: ReadonlySet<string> = new Set()): Item[] {
	const items = foldBy(rows.map(itemOf), portKey, open);
	return foldBy(items, remoteKey, open);
}

function itemOf(row: Row): Item {
	return { key: row.key, folded: false, rows: [row] };
}

function foldBy(items: Item[], keyOf: (row: Row) => string, open: ReadonlySet<string>): Item[] {
	const keys = items.map(({ folded, rows: [row] }) => {
		const key = !folded && row && isShort(row) ? keyOf(row) : null;
		return key !== null && open.has(row!.key) && !open.has(key) ? null : key;
	});
	const members = new Map<string, Row[]>();
	keys.forEach((key, index) => {
		if (key === null) return;
		const known = members.get(key) ?? [];
		known.push(...items[index]!.rows);
		members.set(key, known);
	});
	const shown = new Set<string>();
	return items.flatMap((item, index) => {
		const key = keys[index] ?? null;
		const rows = key === null ? [] : members.get(key)!;
		if (key === null || (rows.length < LEAST && !open.has(key))) return [item];
		if (shown.has(key)) return [];
		shown.add(key);
		return [{ key, folded: true, rows }];
	});
}

/** Without accounting nobody knows how long a connection is. */
function isShort({ connection: { original, reply } }: Row): boolean {
	return original.packets !== null && reply.packets !== null && original.packets + reply.packets <= SHORT;
}

function kindOf({ host, direction, within, connection, judgement }: Row): string[] {
	const [why] = judgement.whys;
	const ends = [host.id, direction, String(within)];
	return [...ends, String(connection.protocol), judgement.state, why?.why ?? '', why?.device ?? ''];
}

/** Connections without ports are told apart by their addresses only. */
function portKey(row: Row): string {
	const { dport } = row.connection.original;
	return dport === null ? remoteKey(row) : JSON.stringify([...kindOf(row), 'port', dport]);
}

function remoteKey(row: Row): string {
	return JSON.stringify([...kindOf(row), 'remote', row.remote]);
}

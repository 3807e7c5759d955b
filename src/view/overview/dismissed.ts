/**
 * The hints that somebody has hidden, by the ids of their rules. Kept in this browser for this router: the browser keeps a store for
 * each address, and the board tells apart routers that had the same address one after the other.
 */
const KEY = 'nft-offload.hidden-hints';

/** Kept here too: a browser may refuse to store, and then a hint is hidden until the page is loaded anew. */
const kept = new Map<string, string[]>();

/** Ids of hidden hints; anything in the store that is not such a list counts as none. */
export function hiddenHints(board: string): string[] {
	return kept.get(board) ?? readStore(board);
}

/** Hides these hints and no others. */
export function setHiddenHints(board: string, ids: string[]): void {
	kept.set(board, ids);
	try {
		if (ids.length > 0) window.localStorage.setItem(keyOf(board), JSON.stringify(ids));
		else window.localStorage.removeItem(keyOf(board));
	} catch {
		// `kept` has them.
	}
}

function keyOf(board: string): string {
	return `${KEY}.${board}`;
}

function readStore(board: string): string[] {
	try {
		const stored: unknown = JSON.parse(window.localStorage.getItem(keyOf(board)) ?? '[]');
		return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
	} catch {
		return [];
	}
}

import * as model from '../../../model/index.ts';
import type { OffloadOptions } from '../../../rpc/types/index.ts';

const KEY = 'nft-offload.requested';

/**
 * Compares the options with what this tab has read last, and remembers them; null forgets. True where somebody else has changed them
 * since: LuCI's own dialog, another login, the command line. Kept in the tab's session storage, because LuCI's dialog loads the page anew.
 */
export function isOutsideChange(requested: OffloadOptions | null): boolean {
	const before = readStore();
	writeStore(requested);
	return before !== null && requested !== null && !model.sameOptions(before, requested);
}

function readStore(): OffloadOptions | null {
	try {
		const stored = JSON.parse(window.sessionStorage.getItem(KEY) ?? 'null');
		return typeof stored?.flow_offloading === 'boolean' ? stored : null;
	} catch {
		return null;
	}
}

function writeStore(requested: OffloadOptions | null): void {
	try {
		window.sessionStorage.setItem(KEY, JSON.stringify(requested));
	} catch {
		// Nothing is noticed then.
	}
}

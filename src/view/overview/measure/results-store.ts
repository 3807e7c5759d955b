import type { Measurement } from '../../../model/index.ts';

const KEY = 'nft-offload.measurements';

/** Kept here too: a browser may refuse to store. */
let kept: Measurement[] = [];

/** The results of this tab, the newest first and one for each mode; anything else in the store counts as none. */
export function loadResults(): Measurement[] {
	try {
		const stored = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
		return Array.isArray(stored) ? stored.filter(isResult) : kept;
	} catch {
		return kept;
	}
}

/** Adds a result in the place of the one before it under the same mode. */
export function saveResult(result: Measurement): void {
	kept = [result, ...loadResults().filter(({ mode }) => mode !== result.mode)];
	try {
		sessionStorage.setItem(KEY, JSON.stringify(kept));
	} catch {
		// `kept` has them.
	}
}

function isResult(value: Partial<Measurement> | null): boolean {
	return typeof value?.total_bytes === 'number' && typeof value.slow_bytes === 'number';
}

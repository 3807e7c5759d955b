import type { Measurement, Sample } from '../model/index.ts';
import * as components from '../ui/index.ts';

/** What the browser stores of the overview page. The report reads it too. */

/** The points of the chart. The last reply is not stored, so a change of the page is a short gap. */
export const samplesStore = components.stored('session', 'nft-offload.history', isList<Sample>);

/** The measurements of this tab, the newest first and one for each mode. */
export const resultsStore = components.stored('session', 'nft-offload.measurements', isResults);

/**
 * Rules whose warnings are hidden, by their ids. The browser has a store for each address; the board tells apart routers that had the
 * same address one after the other.
 */
export function dismissedStore(board: string): components.Stored<string[]> {
	return components.stored('local', `nft-offload.hidden-hints.${board}`, isTexts);
}

function isList<T>(value: unknown): value is T[] {
	return Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isResults(value: unknown): value is Measurement[] {
	const isResult = (item: Partial<Measurement> | null) =>
		[item, item?.download, item?.upload].every(
			(bytes) => typeof bytes?.total_bytes === 'number' && typeof bytes.slow_bytes === 'number'
		);
	return Array.isArray(value) && value.every(isResult);
}

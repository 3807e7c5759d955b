import * as model from '../model/index.ts';

const KEY = 'nft-offload.history';

/**
 * The record of this tab. LuCI loads each page anew, so what the chart shows lies in the tab's session storage; a browser that
 * refuses storage only loses the past.
 */
export function loadHistory(): model.History {
	try {
		const samples = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
		return Array.isArray(samples) ? { ...model.NO_HISTORY, samples } : model.NO_HISTORY;
	} catch {
		return model.NO_HISTORY;
	}
}

/** Keeps the points of the chart; the last reply is not kept, so a page change is a short gap. */
export function saveHistory(history: model.History): void {
	try {
		sessionStorage.setItem(KEY, JSON.stringify(history.samples));
	} catch {
		// Full or forbidden: the chart of this page goes on without a past.
	}
}

import type { Reason } from '../../../rpc/types/index.ts';
import * as model from '../../index.ts';

/** What a section says: rows of a label and a value, and lines that are shown as they are. */
export interface Content {
	rows?: model.Row[];
	lines?: string[];
}

/** Items as lines; a row tells that there are none, or why they are unknown. */
export function listed(
	label: string,
	items: string[] | null | undefined,
	reason: Reason | undefined
): Required<Content> {
	return items?.length
		? { rows: [], lines: items }
		: { rows: [[label, model.listText(items, reason)]], lines: [] };
}

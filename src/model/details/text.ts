import type { Reason } from '../../rpc/types/index.ts';
import { reasonText } from '../error-text.ts';

/** Environment as they stand in the details of the overview and in the report. */
export type Row = [label: string, value: string];

/** A list in one line; without one, why it is unknown. */
export function listText(items: string[] | null | undefined, reason: Reason | undefined, gap = ', '): string {
	if (!items) return reasonText(reason);
	return items.length > 0 ? items.join(gap) : _('none', 'flow offloading');
}

/** A value that is null where it is unknown; 1 and 0 for yes and no, as configurations have them. */
export function valueText(value: string | number | boolean | null | undefined): string {
	return typeof value === 'boolean' ? String(Number(value)) : String(value ?? _('unknown'));
}

/** The answer to a question. */
export function yesText(value: boolean | null): string {
	if (value === null) return _('unknown');
	return value ? _('yes') : _('no');
}

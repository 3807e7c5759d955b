import { exceptionLines } from '../../exceptions/words.ts';
import * as model from '../../index.ts';
import type { Source } from '../source.ts';
import type { Content } from './content.ts';

/** What stays in the firewall on purpose, and whether that is loaded. A word that is not valid may be anything, so it is only counted. */
export function exceptions({ replies: { status } }: Source): Content {
	if (!status) return {};
	const { exceptions: state, unknown } = status;
	// A dump of an older version knows none.
	if (!state)
		return unknown.exceptions ? { rows: [[_('Exceptions'), model.reasonText(unknown.exceptions)]] } : {};
	const lines = exceptionLines(state.requested);
	if (lines.length === 0 && state.invalid.length === 0 && state.loaded === 'none') return {};
	const rows: model.Row[] = [[_('Loaded by the kernel'), model.valueText(state.loaded)]];
	if (state.invalid.length > 0) rows.push([_('Not valid'), String(state.invalid.length)]);
	else if (state.error) rows.push([_('Error'), state.error]);
	rows.push([_('Script of the firewall'), model.yesText(state.included)]);
	return { rows, lines };
}

import * as model from '../../index.ts';
import type { Section } from '../report.ts';
import type { Source } from '../source.ts';

/** Log lines about offloading, the kernel's first. */
export function messagesSection({ messages }: Source): Section | null {
	if (!messages) return null;
	const { kernel, system, left_out, unknown } = messages;
	const rows: Section['rows'] = [];
	if (!kernel) rows.push([_('Kernel log'), model.reasonText(unknown.kernel)]);
	if (!system) rows.push([_('System log'), model.reasonText(unknown.system)]);
	if (left_out > 0) rows.push([_('Older lines left out'), model.countText(left_out)]);
	const lines = [
		...(kernel ?? []).map(({ time, text }) => `[${time}] ${text}`),
		...(system ?? []).map(({ time, text }) => `${time} ${text}`),
	];
	if (lines.length === 0 && rows.length === 0)
		rows.push([_('Lines about offloading'), _('none', 'flow offloading')]);
	return { id: 'messages', title: _('Log messages'), rows, lines };
}

import type { LogLine } from '../../../rpc/types/index.ts';
import type { Source } from '../source.ts';
import { type Content, listed } from './content.ts';

/** Log lines about offloading, the kernel's first. */
export function messages({ replies: { logs } }: Source): Content {
	if (!logs) return {};
	const { unknown, left_out } = logs;
	const textOf = ({ time, text }: LogLine) => `[${time}] ${text}`;
	const kernel = listed(_('Kernel log'), logs.kernel?.map(textOf), unknown.kernel);
	const system = listed(_('System log'), logs.system?.map(textOf), unknown.system);
	const rows = [...kernel.rows, ...system.rows];
	if (left_out > 0) rows.push([_('Older lines left out'), String(left_out)]);
	return { rows, lines: [...kernel.lines, ...system.lines] };
}

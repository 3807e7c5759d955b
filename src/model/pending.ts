import type { OffloadOptions } from '../wire.ts';
import { isOn } from './mode.ts';

const OPTIONS = ['flow_offloading', 'flow_offloading_hw'];

/**
 * The two options as a list of pending changes would set them; null where none of the changes concerns them.
 * A change is what `ubus call uci changes` gives: ["set", section, option, value] or ["remove", section, option] (rpcd, uci.c).
 */
export function pendingOptions(changes: string[][]): OffloadOptions | null {
	const ours = changes.filter(([, , option]) => OPTIONS.includes(option ?? ''));
	if (ours.length === 0) return null;
	const value = (name: string) => {
		const [operation, , , text] = ours.filter(([, , option]) => option === name).pop() ?? [];
		return operation === 'set' && isOn(text);
	};
	return { flow_offloading: value('flow_offloading'), flow_offloading_hw: value('flow_offloading_hw') };
}

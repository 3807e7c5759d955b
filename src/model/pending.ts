import type { OffloadOptions } from '../rpc/types/index.ts';
import { isOn } from './mode.ts';

/** Saved but not applied changes by config; each as rpcd lists it: ["set", section, option, value], ["remove", section, option], ... */
export type PendingChanges = Record<string, string[][]>;

const OPTIONS = ['flow_offloading', 'flow_offloading_hw'];

function isOurs(change: string[]): boolean {
	return OPTIONS.includes(change[2] ?? '');
}

/**
 * The two options as a list of pending changes would set them; null where none of the changes concerns them.
 * A change is what `ubus call uci changes` gives (rpcd, uci.c).
 */
export function pendingOptions(changes: string[][]): OffloadOptions | null {
	const ours = changes.filter(isOurs);
	if (ours.length === 0) return null;
	const value = (name: string) => {
		const [operation, , , text] = ours.filter(([, , option]) => option === name).pop() ?? [];
		return operation === 'set' && isOn(text);
	};
	return { flow_offloading: value('flow_offloading'), flow_offloading_hw: value('flow_offloading_hw') };
}

/** The pending changes that are about anything but the two options, by config; {} where there are none. */
export function foreignChanges(pending: PendingChanges): PendingChanges {
	const entries = Object.entries(pending).map(([config, changes]): [string, string[][]] => [
		config,
		config === 'firewall' ? changes.filter((change) => !isOurs(change)) : changes,
	]);
	return Object.fromEntries(entries.filter(([, changes]) => changes.length > 0));
}

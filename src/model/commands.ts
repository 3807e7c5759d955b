import type { OffloadOptions } from '../rpc/types/index.ts';
import { isOn, type Mode, modeOf } from './mode.ts';

/** One option as UCI names it; `value` null removes it. `section` may be `@defaults[0]`. */
export interface OptionChange {
	config: string;
	section: string;
	option: string;
	value: string | null;
}

/** A change of the options that firewall4 reads for flow offloading: it takes those of its first `defaults` section only. */
export function offloadChange(
	option: 'flow_offloading' | 'flow_offloading_hw',
	value: string | null
): OptionChange {
	return { config: 'firewall', section: '@defaults[0]', option, value };
}

/** What to write for a mode. "Off" removes both options, as LuCI's checkboxes do. */
export function modeChanges(mode: Mode): OptionChange[] {
	return [
		offloadChange('flow_offloading', mode === 'off' ? null : '1'),
		offloadChange('flow_offloading_hw', mode === 'hardware' ? '1' : null),
	];
}

/** The mode that changes of the two options make of what they are. */
export function modeAfter(options: OffloadOptions, changes: OptionChange[]): Mode {
	const after = { ...options };
	for (const { option, value } of changes) after[option as keyof OffloadOptions] = isOn(value);
	return modeOf(after);
}

/**
 * The same changes as lines for a shell on the router. `fw4 check` sees what `uci set` has prepared: a ruleset that the kernel would
 * refuse is never committed, because with such a one the router starts without any access. `uci -q delete` because removing an
 * option that is not set is no mistake here. (firewall4: root/sbin/fw4; https://openwrt.org/docs/guide-user/base-system/uci)
 */
export function shellCommands(changes: OptionChange[]): string[] {
	const configs = [...new Set(changes.map((change) => change.config))];
	const commits = configs.map((config) => `uci commit ${config}`);
	return [...changes.map(uciCommand), ['fw4 check', ...commits, 'service firewall reload'].join(' && ')];
}

function uciCommand({ config, section, option, value }: OptionChange): string {
	const path = `${config}.${section}.${option}`;
	return value === null ? `uci -q delete ${path}` : `uci set ${path}=${quote(value)}`;
}

/** In single quotes the shell takes every character as it is, but for the quote itself. */
function quote(value: string): string {
	return `'${value.replaceAll("'", "'\\''")}'`;
}

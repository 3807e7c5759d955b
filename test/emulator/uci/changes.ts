/** Saved but not applied changes: how they alter a configuration, as libuci's delta.c replays them. */
import { findSection, type UciConfig } from '../../../tools/uci/parse.ts';

/** One change as `uci changes` lists it: ['set', section, option, value], ['remove', section, option], ... */
export type Change =
	| ['set', section: string, type: string]
	| ['set', section: string, option: string, value: string]
	| ['add', section: string, type: string]
	| ['remove', section: string]
	| ['remove', section: string, option: string]
	| ['list-add', section: string, option: string, value: string];

/** Alters `config` by one change. A change that meets nothing to alter is lost, as in libuci. */
export function applyChange(config: UciConfig, change: Change): void {
	const [command, name, third, value] = change;
	if (command === 'add' || (command === 'set' && value === undefined)) {
		config.sections.push({ type: third!, name, anonymous: command === 'add', options: new Map() });
		return;
	}
	const section = findSection(config, name);
	if (!section) return;
	if (command === 'remove' && third === undefined)
		config.sections = config.sections.filter((other) => other !== section);
	else if (command === 'remove') section.options.delete(third!);
	else if (command === 'set') section.options.set(third!, value!);
	else section.options.set(third!, [section.options.get(third!) ?? [], value!].flat());
}

/** The line of a delta file (/tmp/.uci/CONFIG) for one change. */
export function printChange(config: string, change: Change): string {
	const [command, section, third, value] = change;
	const prefix = { set: '', add: '+', remove: '-', 'list-add': '|' }[command];
	const path = [
		config,
		section,
		...(command !== 'add' && third !== undefined && isOption(change) ? [third] : []),
	];
	const text = value ?? (command === 'remove' ? undefined : third);
	return `${prefix}${path.join('.')}${text === undefined ? '' : `='${text.replaceAll("'", "'\\''")}'`}\n`;
}

/** Whether the third word names an option and not a section's type. */
function isOption(change: Change): boolean {
	return change.length === 4 || change[0] === 'remove';
}

/**
 * Changes that wait for a commit, as libuci keeps them in /tmp/.uci/CONFIG (delta.c): one a line, a sign, a path and
 * a value in single quotes, such as `-firewall.cfg01e63d.flow_offloading` or `firewall.lan.input='ACCEPT'`.
 */
import { findSection, type UciConfig, type UciSection } from './parse.ts';

interface Change {
	/** '' set, '+' add, '-' delete, '|' and '~' add to and remove from a list, '@' rename, '^' reorder. */
	sign: string;
	section: string;
	option: string | undefined;
	value: string | undefined;
}

const LINE = /^([-+|~@^]?)[\w-]+\.([\w@[\]-]+)(?:\.(\w+))?(?:='((?:[^']|'\\'')*)')?$/gm;

/** Alters `config` by the lines of a delta file, in their order. As in libuci, a line that fits nothing is left out. */
export function applyDelta(config: UciConfig, text: string): void {
	for (const [, sign, section, option, value] of text.matchAll(LINE)) {
		const change = { sign: sign!, section: section!, option, value: value?.replaceAll("'\\''", "'") };
		if (change.value !== undefined || sign === '-') applyChange(config, change);
	}
}

function applyChange(config: UciConfig, change: Change): void {
	const section = findSection(config, change.section);
	if (!section) createSection(config, change);
	else if (change.option !== undefined) applyToOption(section, change.option, change);
	else applyToSection(config, section, change);
}

function createSection(config: UciConfig, { sign, section, option, value }: Change): void {
	if (option !== undefined || (sign !== '' && sign !== '+')) return;
	config.sections.push({ type: value!, name: section, anonymous: sign === '+', options: new Map() });
}

function applyToOption(section: UciSection, option: string, { sign, value = '' }: Change): void {
	const before = [section.options.get(option) ?? []].flat();
	if (sign === '') setOrDelete(section, option, value);
	if (sign === '-') section.options.delete(option);
	if (sign === '|') section.options.set(option, [...before, value]);
	if (sign === '~')
		setOrDelete(
			section,
			option,
			before.filter((item) => item !== value)
		);
	if (sign === '@') {
		section.options = new Map(
			[...section.options].map(([name, item]) => [name === option ? value : name, item])
		);
	}
}

/** libuci keeps no empty value: setting one removes the option. */
function setOrDelete(section: UciSection, option: string, value: string | string[]): void {
	if (value.length) section.options.set(option, value);
	else section.options.delete(option);
}

function applyToSection(config: UciConfig, section: UciSection, { sign, value = '' }: Change): void {
	if (sign === '') section.type = value;
	if (sign === '@') Object.assign(section, { name: value, anonymous: false });
	if (sign !== '-' && sign !== '^') return;
	config.sections.splice(config.sections.indexOf(section), 1);
	if (sign === '^') config.sections.splice(Number(value), 0, section);
}

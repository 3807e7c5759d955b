/**
 * Reads and prints UCI configuration text (the files of /etc/config), with the section names that libuci gives.
 * Syntax as in libuci's file.c and parse.c: https://openwrt.org/docs/guide-user/base-system/uci
 */

/** One section. `name` of an anonymous section is generated (`cfg01e63d`) and is not written back. */
export interface UciSection {
	type: string;
	name: string;
	anonymous: boolean;
	/** In the file's order; a list is an array. */
	options: Map<string, string | string[]>;
}

/** One configuration file, its sections in the file's order. */
export interface UciConfig {
	name: string;
	sections: UciSection[];
}

/** Text that libuci rejects ("uci: Parse error"). `line` counts from 1. */
export class UciParseError extends Error {
	constructor(
		message: string,
		readonly line: number
	) {
		super(`${message} in line ${line}`);
	}
}

const IDENTIFIER = /^[A-Za-z0-9_]+$/;
const TYPE = /^[!-~]+$/;

/**
 * The name libuci gives to the section without a name that is number `position` (from 1) of its file: `cfg`, the position in
 * hexadecimal and 16 bits of Bernstein's hash of its type. Options do not count, so `firewall.@defaults[0]` is always cfg01e63d.
 */
export function generatedName(position: number, type: string): string {
	let hash = 5381;
	for (const character of type) hash = (Math.imul(hash, 33) + character.charCodeAt(0)) >>> 0;
	const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');
	return `cfg${hex(position, 2)}${hex(hash & 0xffff, 4)}`;
}

/** Splits the text into logical lines of words; a quoted word may span lines, `;` ends a line, `#` starts a comment. */
function* readLines(text: string): Generator<{ words: string[]; line: number }> {
	let line = 1;
	let start = 1;
	let words: string[] = [];
	let position = 0;
	while (position < text.length) {
		const character = text[position]!;
		if (character === '\n' || character === ';') {
			if (words.length) yield { words, line: start };
			words = [];
			if (character === '\n') line++;
			position++;
		} else if (/\s/.test(character)) {
			position++;
		} else if (character === '#') {
			while (position < text.length && text[position] !== '\n') position++;
		} else {
			if (!words.length) start = line;
			const word = readWord(text, position, line);
			words.push(word.text);
			line += text.slice(position, word.end).split('\n').length - 1;
			position = word.end;
		}
	}
	if (words.length) yield { words, line: start };
}

function readWord(text: string, begin: number, line: number): { text: string; end: number } {
	let word = '';
	let position = begin;
	while (position < text.length && !/[\s;#]/.test(text[position]!)) {
		const character = text[position]!;
		if (character === "'" || character === '"') {
			const quoted = readQuoted(text, position, line);
			word += quoted.text;
			position = quoted.end;
		} else if (character === '\\') {
			// A backslash at the end of a line joins it with the next one.
			if (text[position + 1] !== '\n') word += text[position + 1] ?? '';
			position += 2;
		} else {
			word += character;
			position++;
		}
	}
	return { text: word, end: position };
}

function readQuoted(text: string, begin: number, line: number): { text: string; end: number } {
	const quote = text[begin]!;
	let content = '';
	for (let position = begin + 1; position < text.length; position++) {
		const character = text[position]!;
		if (character === quote) return { text: content, end: position + 1 };
		if (character === '\\' && quote === '"') {
			position++;
			if (text[position] !== '\n') content += text[position] ?? '';
		} else {
			content += character;
		}
	}
	throw new UciParseError(`unterminated ${quote}`, line);
}

/** Reads the text of one configuration file. Throws UciParseError where libuci would. */
export function parseConfig(name: string, text: string): UciConfig {
	const config: UciConfig = { name, sections: [] };
	let current: UciSection | undefined;
	for (const { words, line } of readLines(text)) {
		const [keyword, first, second, ...rest] = words;
		if (rest.length) throw new UciParseError('too many arguments', line);
		if (keyword === 'package' || keyword === 'p') continue;
		if (keyword === 'config' || keyword === 'c') current = addSection(config, first, second, line);
		else if (keyword === 'option' || keyword === 'o') addOption(current, first, second, line, false);
		else if (keyword === 'list' || keyword === 'l') addOption(current, first, second, line, true);
		else throw new UciParseError('invalid command', line);
	}
	return config;
}

/** A second `config TYPE 'NAME'` with the name of an earlier one goes on with that one. */
function addSection(
	config: UciConfig,
	type: string | undefined,
	name: string | undefined,
	line: number
): UciSection {
	if (!type || !TYPE.test(type)) throw new UciParseError('invalid character in type field', line);
	if (name && !IDENTIFIER.test(name)) throw new UciParseError('invalid character in name field', line);
	const earlier = name && config.sections.find((section) => section.name === name);
	if (earlier) {
		earlier.type = type;
		return earlier;
	}
	const generated = generatedName(config.sections.length + 1, type);
	const section = { type, name: name || generated, anonymous: !name, options: new Map() };
	config.sections.push(section);
	return section;
}

function addOption(
	section: UciSection | undefined,
	name: string | undefined,
	value: string | undefined,
	line: number,
	list: boolean
) {
	if (!section) throw new UciParseError('option/list command found before the first section', line);
	if (!name || !IDENTIFIER.test(name)) throw new UciParseError('invalid character in name field', line);
	if (!list) {
		// An empty value is no option at all.
		if (value) section.options.set(name, value);
		return;
	}
	const before = section.options.get(name);
	const items = Array.isArray(before) ? before : before === undefined ? [] : [before];
	section.options.set(name, [...items, value ?? '']);
}

function quote(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The text libuci writes when it commits: order kept, comments lost, every value in single quotes. */
export function printConfig(config: UciConfig): string {
	let text = '';
	for (const section of config.sections) {
		text += `\nconfig ${section.type}${section.anonymous ? '' : ` ${quote(section.name)}`}\n`;
		for (const [name, value] of section.options) {
			if (!Array.isArray(value)) text += `\toption ${name} ${quote(value)}\n`;
			else for (const item of value) text += `\tlist ${name} ${quote(item)}\n`;
		}
	}
	return `${text}\n`;
}

/** The section called `reference`, or number n (from 0; from the end where negative) of a type for `@type[n]`. */
export function findSection(config: UciConfig, reference: string): UciSection | undefined {
	const extended = /^@([^[]+)\[(-?\d+)\]$/.exec(reference);
	if (!extended) return config.sections.find((section) => section.name === reference);
	return config.sections.filter((section) => section.type === extended[1]).at(Number(extended[2]));
}

/** UCI's idea of true: '1', 'yes', 'on', 'true' and 'enabled'. */
export function isTrue(value: string | string[] | undefined): boolean {
	return typeof value === 'string' && ['1', 'yes', 'on', 'true', 'enabled'].includes(value);
}

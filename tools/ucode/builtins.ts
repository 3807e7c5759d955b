import { castString, decodeJson, encodeJson, sprintf } from './format.ts';
import type { Run } from './load.ts';
import { patternAs } from './patterns.ts';

/** `exit(code)`: leaves the program, past every catch of its own (see `$caught` in load.ts). */
export class ProgramExit extends Error {
	constructor(readonly code: number) {
		super(`exit(${code})`);
	}
}

type Row = Record<string, unknown>;
const isString = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The C library's regular expressions end at a NUL byte. */
function untilNul(value: unknown): string {
	const text = castString(value);
	const end = text.indexOf('\0');
	return end < 0 ? text : text.slice(0, end);
}

function length(value: unknown): number | null {
	if (isString(value) || Array.isArray(value)) return value.length;
	return isObject(value) ? Object.keys(value).length : null;
}

function split(text: unknown, separator: unknown, limit?: number): string[] | null {
	if (!isString(text)) return null;
	if (separator instanceof RegExp) {
		if (limit !== undefined) throw new TypeError('the loader splits by a regex without a limit only');
		return untilNul(text).split(separator);
	}
	if (!isString(separator)) return null;
	if (text === '') return [''];
	const parts = text.split(separator);
	if (limit === undefined || parts.length <= limit) return parts;
	return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

function match(text: unknown, pattern: unknown): unknown {
	if (text == null || !(pattern instanceof RegExp)) return null;
	const groups = (found: RegExpMatchArray) => Array.from(found, (group) => group ?? null);
	if (!pattern.global) {
		const found = untilNul(text).match(pattern);
		return found && groups(found);
	}
	const all = [...untilNul(text).matchAll(pattern)].map(groups);
	return all.length ? all : null;
}

function replace(text: unknown, pattern: unknown, replacement: unknown): string | null {
	if (text == null || pattern == null || replacement == null) return null;
	const by = typeof replacement === 'function' ? (replacement as () => string) : castString(replacement);
	const what = pattern instanceof RegExp ? pattern : castString(pattern);
	const subject = untilNul(text);
	return isString(what) ? subject.replaceAll(what, by as string) : subject.replace(what, by as string);
}

function index(haystack: unknown, needle: unknown): number | null {
	if (Array.isArray(haystack)) return haystack.indexOf(needle);
	if (!isString(haystack)) return null;
	return isString(needle) ? haystack.indexOf(needle) : -1;
}

function substr(text: unknown, offset: number, count?: number): string | null {
	if (!isString(text)) return null;
	const start = Math.min(offset < 0 ? Math.max(text.length + offset, 0) : offset, text.length);
	if (count === undefined) return text.slice(start);
	return text.slice(start, Math.max(start, count < 0 ? text.length + count : start + count));
}

/** Reads leading decimal digits as ucode does: int('12abc') is 12, int('0x10') is 0, int('') is NaN, int(null) is 0. */
function int(value: unknown): number {
	if (value === null || value === undefined) return 0;
	if (typeof value === 'boolean') return Number(value);
	if (typeof value === 'number') return Math.abs(value) < 2 ** 63 ? Math.trunc(value) : Number.NaN;
	const digits = isString(value) ? /^\s*([-+]?\d+)/.exec(value)?.[1] : undefined;
	const number = Number(digits ?? Number.NaN);
	return Math.abs(number) < 2 ** 63 ? number : Number.NaN;
}

function ord(text: unknown, at = 0): number | null {
	return isString(text) ? (text.at(at)?.charCodeAt(0) ?? null) : null;
}

function chr(...codes: number[]): string {
	return String.fromCharCode(...codes.map((code) => Math.min(Math.max(code, 0), 255)));
}

function trim(text: unknown): string | null {
	return isString(text) ? text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '') : null;
}

function join(separator: unknown, list: unknown): string | null {
	if (!Array.isArray(list)) return null;
	return list.map((item) => (item == null ? 'null' : castString(item))).join(castString(separator));
}

function sort<T>(list: T[], compare?: (a: T, b: T) => number): T[] | null {
	const order = (a: unknown, b: unknown) =>
		Number((a as number) > (b as number)) - Number((a as number) < (b as number));
	return Array.isArray(list) ? list.sort(compare ?? order) : null;
}

function push(list: unknown, ...items: unknown[]): unknown {
	return Array.isArray(list) && list.push(...items) && items.length ? items.at(-1) : null;
}

/** ucode's names of types; null and a missing value have none. */
function type(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
	return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** What `print` and `warn` write: texts as they are, nothing for null, the rest as JSON. */
function printed(values: unknown[]): string {
	return values.map((value) => (value == null ? '' : isString(value) ? value : encodeJson(value))).join('');
}

/** The parts of a moment in universal time. Unlike ucode's, it ends with the year 275760. */
function gmtime(seconds: unknown): Row {
	const moment = new Date(int(seconds) * 1000);
	if (Number.isNaN(moment.getTime())) throw new RangeError('a moment that the loader does not know');
	const year = moment.getUTCFullYear();
	return {
		sec: moment.getUTCSeconds(),
		min: moment.getUTCMinutes(),
		hour: moment.getUTCHours(),
		mday: moment.getUTCDate(),
		mon: moment.getUTCMonth() + 1,
		year,
		wday: moment.getUTCDay() || 7,
		yday: Math.floor((moment.getTime() - Date.UTC(year, 0, 1)) / 86_400_000) + 1,
		isdst: 0,
	};
}

function die(message: unknown): never {
	throw Object.assign(new Error(castString(message)), { type: 'Error' });
}

/** The built-in functions that the backend uses, with ucode's semantics, for one run of one program. */
export function builtinsOf(run: Run): Row {
	const inMeaning = (pattern: unknown) =>
		pattern instanceof RegExp ? patternAs(pattern, run.regex) : pattern;
	return {
		ARGV: run.args,
		chr,
		clock: (monotonic?: boolean) => run.host.clock(monotonic === true),
		die,
		exists: (object: unknown, key: string) => isObject(object) && Object.hasOwn(object, key),
		exit: (code = 0) => {
			throw new ProgramExit(code);
		},
		gmtime,
		index,
		int,
		join,
		json: decodeJson,
		lc: (text: unknown) => (isString(text) ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : null),
		keys: (object: unknown) => (isObject(object) ? Object.keys(object) : null),
		length,
		loadstring: (source: string) => run.loadText(source),
		map: (list: unknown, change: (item: unknown, at: number) => unknown) =>
			Array.isArray(list) ? list.map((item, at) => change(item, at)) : null,
		match: (text: unknown, pattern: unknown) => match(text, inMeaning(pattern)),
		max: (...values: number[]) => (values.length ? Math.max(...values) : null),
		min: (...values: number[]) => (values.length ? Math.min(...values) : null),
		ord,
		pop: (list: unknown) => (Array.isArray(list) ? (list.pop() ?? null) : null),
		print: (...values: unknown[]) => run.write(printed(values)),
		printf: (format: unknown, ...args: unknown[]) => {
			run.write(sprintf(format, ...args));
		},
		push,
		replace: (text: unknown, pattern: unknown, by: unknown) => replace(text, inMeaning(pattern), by),
		signal: (name: string, handler: () => void) => {
			run.host.signal?.(name, handler);
		},
		sleep: (milliseconds: number) => {
			run.host.sleep?.(milliseconds);
			return true;
		},
		sort,
		split: (text: unknown, separator: unknown, limit?: number) => split(text, inMeaning(separator), limit),
		sprintf,
		substr,
		trim,
		type,
		warn: (...values: unknown[]) => run.warn(printed(values)),
	};
}

/** Names of the built-in functions and variables; a program of the subset knows no others. */
export const BUILTIN_NAMES: ReadonlySet<string> = new Set(
	Object.keys(
		builtinsOf({
			host: null as never,
			args: [],
			stdin: '',
			regex: 'text',
			atEnd: [],
			exclusive: new Set(),
			write: () => undefined,
			warn: () => undefined,
			loadText: () => () => null,
		})
	)
);

/** What ucode's for-in runs over: an array's values, an object's keys, nothing otherwise. */
export function iterate(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return isObject(value) ? Object.keys(value) : [];
}

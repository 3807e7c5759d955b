// biome-ignore-all lint/complexity/noBannedTypes: without a library the checker wants these declared
// biome-ignore-all lint/suspicious/noEmptyInterface: as above
// biome-ignore-all lint/suspicious/noShadowRestrictedNames: as above
// biome-ignore-all lint/suspicious/noExplicitAny: JSON and groups of a match are of any type
// biome-ignore-all lint/correctness/noUnusedVariables: what a declaration file declares is used elsewhere
/**
 * What ucode offers to the backend, for the type checker: built-in functions and modules, no more than is used.
 * Documentation: https://ucode.mein.io/ (module core, fs, socket, struct, uci). Where a function gives null for
 * arguments of the wrong type only, null is left out: the checker sees to the types.
 */

// Types that the checker itself needs; without members, because ucode's strings, arrays and functions have none.
interface Array<T> {
	[index: number]: T;
	[Symbol.iterator](): Iterator<T>;
}
interface Boolean {}
interface CallableFunction {}
interface Function {}
interface IArguments {}
interface NewableFunction {}
interface Number {}
interface Object {}
interface Promise<T> {}
interface RegExp {}
interface String {}
interface TemplateStringsArray {}
interface Iterator<T> {
	next(): { done?: boolean; value: T };
}
interface SymbolConstructor {
	readonly iterator: unique symbol;
}
declare var Symbol: SymbolConstructor;
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type NonNullable<T> = T & {};
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type Partial<T> = { [P in keyof T]?: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };

/** Stands for ucode's for-in, which runs over values of an array and keys of an object (see transform.ts). */
declare function iterate<T>(list: T[] | null): T[];
declare function iterate<K extends string>(object: { [P in K]: unknown }): K[];

/** Words of the command line after the program's name. */
declare const ARGV: string[];

/** The bytes of these numbers. */
declare function chr(...codes: number[]): string;
/** Seconds and nanoseconds of a clock. */
declare function clock(monotonic?: boolean): number[] | null;
declare function die(message: string): never;
declare function exists(object: object, key: string): boolean;
declare function exit(code: number): never;
/** Compiles a program; calling the result runs it and gives what it returns. Throws where it does not compile. */
declare function loadstring(source: string, options: { raw_mode: true }): () => any;
/** The parts of a moment in seconds since 1970, in universal time; `mon` from 1. */
declare function gmtime(seconds: number): {
	year: number;
	mon: number;
	mday: number;
	hour: number;
	min: number;
	sec: number;
};
/** Place of the first `needle`, -1 where there is none. */
declare function index(text: string, needle: string): number;
declare function index<T>(list: T[], needle: T): number;
/** NaN where no digits lead the text. */
declare function int(value: string | number | boolean | null): number;
declare function join(separator: string, list: unknown[]): string;
/** Throws where the text is no JSON. */
declare function json(text: string): any;
/** Small letters in place of capital ones, of ASCII. */
declare function lc(text: string): string;
declare function keys(object: object): string[];
declare function length(value: string | unknown[] | object): number;
declare function map<T, U>(list: T[], change: (item: T, index: number) => U): U[];
/** Groups of the first match; with the flag g an array of those of every match; null without a match. */
declare function match(text: string, pattern: RegExp): any;
declare function max(...values: number[]): number;
declare function min(...values: number[]): number;
/** The byte at a place; null past the end. */
declare function ord(text: string, at?: number): number | null;
declare function pop<T>(list: T[]): T | null;
declare function print(...values: unknown[]): void;
declare function printf(format: string, ...values: unknown[]): void;
declare function push<T>(list: T[], ...items: T[]): T;
/** Replaces every occurrence of a string; those of a pattern if it has the flag g. */
declare function replace(text: string, pattern: RegExp | string, replacement: string): string;
/** Calls a function when the signal comes, such as 'INT', instead of ending the program. */
declare function signal(name: string, handler: () => void): unknown;
declare function sleep(milliseconds: number): boolean;
declare function sort<T>(list: T[], compare?: (a: T, b: T) => number): T[];
declare function split(text: string, separator: RegExp | string, limit?: number): string[];
declare function split(text: string | null, separator: RegExp | string, limit?: number): string[] | null;
declare function sprintf(format: string, ...values: unknown[]): string;
/** Part of a text by bytes; a negative count leaves out that many at the end. */
declare function substr(text: string, offset: number, count?: number): string;
declare function trim(text: string): string;
declare function type(
	value: unknown
): 'int' | 'double' | 'bool' | 'string' | 'array' | 'object' | 'function' | null;
/** Writes to the standard error output. */
declare function warn(...values: unknown[]): void;

declare module 'fs' {
	interface Handle {
		/** Up to that many bytes, or all; '' at the end, null where reading fails. */
		read(amount: number | 'all'): string | null;
		/** true for a file; the exit status of a command, or minus the number of the signal that ended it. */
		close(): number | null;
		/** Bytes written; they may still wait in a buffer. */
		write(text: string): number | null;
		/** Gives null in 24.10 whether or not the text has reached the file. */
		flush(): true | null;
		fileno(): number;
		/** flock(): 'x' exclusive and waits, 'xn' does not wait, nor 'sn', shared: null with error() where another process holds it. Lasts until the file is closed. */
		lock(operation: 'x' | 'xn' | 'sn'): true | null;
	}
	export const stdin: Handle;
	/** Where print() writes to. */
	export const stdout: { flush(): true | null };
	export function access(path: string): true | null;
	/** What strerror() says of the last error; null without one. Asking clears it. */
	export function error(): string | null;
	/** Names in a folder, sorted, without '.' and '..'. */
	export function lsdir(path: string): string[] | null;
	/** null where it cannot be opened; error() does not tell why. */
	export function open(path: string, mode: 'r' | 're'): Handle | null;
	/** Makes the file where it is missing; 'e': what is started does not inherit it. */
	export function open(path: string, mode: 'we', permissions?: number): Handle | null;
	/** A new file without a name, open for reading and writing. */
	export function mkstemp(template: string): Handle | null;
	export function popen(command: string, mode: 'r'): Handle | null;
	export function readfile(path: string, limit?: number): string | null;
	export function chmod(path: string, mode: number): true | null;
	export function mkdir(path: string, mode: number): true | null;
	export function rmdir(path: string): true | null;
	export function rename(from: string, to: string): true | null;
	/** `mode`: the permission bits; `size` in bytes. */
	export function stat(path: string): { mode: number; size: number } | null;
	export function unlink(path: string): true | null;
	/** Bytes written; null where the file cannot be opened. */
	export function writefile(path: string, text: string): number | null;
}

declare module 'socket' {
	interface Socket {
		send(bytes: string): number | null;
		recv(size: number): string | null;
		close(): boolean | null;
	}
	export function create(domain: number, type: number, protocol: number): Socket | null;
	/** 'call(): message' of the last error. */
	export function error(): string | null;
	/** Waits for that many milliseconds at most; gives each socket with the events seen. */
	export function poll(milliseconds: number, socket: Socket): [Socket, number][] | null;
	export function strerror(code: number): string;
}

/** A compiled format of the module struct. Python's letters; '>' big endian, '=' this CPU's order, no alignment. */
interface StructFormat {
	/**
	 * null where the bytes end before the format does. A format with gaps ('x') is read beyond the end of the bytes instead:
	 * with one, look at the size first.
	 */
	unpack(bytes: string, offset?: number): any[] | null;
}

declare module 'struct' {
	const create: (format: string) => StructFormat;

	export { create as new };
	export function pack(format: string, ...values: number[]): string;
	export function unpack(format: string, bytes: string, offset?: number): number[] | null;
}

declare module 'ubus' {
	interface Connection {
		/** The reply; null where it failed or where there is none. */
		call(object: string, method: string, args: object): any;
	}
	/** The default socket where `socket` is null. */
	export function connect(socket: null, timeout_seconds: number): Connection | null;
	/** Status of the last call, null where it succeeded. Asking clears it. */
	export function error(numeric: true): number | null;
}

declare module 'uci' {
	type Section = Record<string, string | string[]>;
	interface Cursor {
		/** `source` is a package's name, or the path of a file: then without the changes in /tmp/.uci. */
		load(source: string): true | null;
		get_all(config: string, section: string): Section | null;
		/** All sections by name, in their order. */
		get_all(config: string): Record<string, Section> | null;
		set(config: string, section: string, option: string, value: string | string[]): true | null;
		/** Makes a section of that type, or changes its type. */
		set(config: string, section: string, type: string): true | null;
		/** null where the option is not there. */
		delete(config: string, section: string, option: string): true | null;
		/** Deletes the section. */
		delete(config: string, section: string): true | null;
		/** Writes the file. What was loaded by a path leaves /tmp/.uci alone. */
		commit(config: string): true | null;
		/** Stops where the callback gives false. */
		foreach(config: string, type: string, visit: (section: Section) => void): boolean | null;
	}
	/** `folder` stands for /etc/config, `save` for /tmp/.uci. */
	export function cursor(folder?: string, save?: string): Cursor | null;
	export function error(): string | null;
}

import { readFileSync, statSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import { builtinsOf, iterate, ProgramExit } from './builtins.ts';
import { bytesOfText, textOfBytes } from './bytes.ts';
import type { Host } from './host.ts';
import { fsModule } from './modules/fs.ts';
import { socketModule } from './modules/socket.ts';
import { structModule } from './modules/struct.ts';
import { ubusModule } from './modules/ubus.ts';
import { uciModule } from './modules/uci.ts';
import { type RegexMeaning, regexMeaning } from './patterns.ts';
import { transform } from './transform.ts';

export interface RunOptions {
	/** What the program reaches outside itself. */
	host: Host;
	/** Its ARGV: the words after the program's name. */
	args?: string[];
	stdin?: Uint8Array | string;
	/** What a pattern means (patterns.ts); by default what the environment variable UCODE_REGEX says. */
	regex?: RegexMeaning;
	/** Folders that hold ucode modules: 'a.b' is a/b.uc in one of them. */
	searchPath: string[];
}

export interface RunResult {
	stdout: Uint8Array;
	/** 0, the argument of exit(), 254 after an uncaught exception, 255 where the program does not compile; as ucode. */
	code: number;
	/** What the program wrote to its standard error output, and the uncaught exception or syntax error as text. */
	stderr: string;
}

class CompileError extends Error {}

/** One process of ucode: its output, and modules that nobody else shares. */
export interface Run {
	readonly host: Host;
	readonly args: string[];
	readonly stdin: string;
	readonly regex: RegexMeaning;
	/** What happens when the process ends. */
	readonly atEnd: Array<() => void>;
	/** Paths of which it holds an exclusive lock. */
	readonly exclusive: Set<string>;
	write(text: string): void;
	/** Writes to the standard error output. */
	warn(text: string): void;
	/** Compiles a program that may import and return. */
	loadText(source: string): () => unknown;
}

const BUILT_IN_MODULES: Record<string, (run: Run) => Record<string, unknown>> = {
	fs: fsModule,
	socket: socketModule,
	struct: structModule,
	ubus: ubusModule,
	uci: uciModule,
};

/**
 * Runs a ucode program of our subset to its end, synchronously. Nothing lives on between two runs but compiled code.
 * Throws nothing: whatever goes wrong ends the program, and is in `code` and `stderr` of the result.
 */
export function runProgram(path: string, options: RunOptions): RunResult {
	const output: string[] = [];
	const warnings: string[] = [];
	const atEnd: Array<() => void> = [];
	const finish = (code: number, error = '') => ({
		stdout: bytesOfText(output.join('')),
		code,
		stderr: warnings.join('') + error,
	});
	const streams = {
		write: (text: string) => void output.push(text),
		warn: (text: string) => void warnings.push(text),
	};
	try {
		startRun(options, streams, atEnd).runFile(path);
		return finish(0);
	} catch (error) {
		if (error instanceof ProgramExit) return finish(error.code);
		const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
		return finish(error instanceof CompileError ? 255 : 254, text);
	} finally {
		for (const end of atEnd) end();
	}
}

/** Loads one module and returns what it exports, for tests of single modules. */
export function loadModule<T>(name: string, options: RunOptions): T {
	return startRun(options, { write: () => undefined, warn: () => undefined }).load(name) as T;
}

function startRun(options: RunOptions, streams: Pick<Run, 'write' | 'warn'>, atEnd: Array<() => void> = []) {
	const stdin = options.stdin ?? '';
	const loader: Loader = moduleLoader(
		{
			host: options.host,
			args: options.args ?? [],
			stdin: typeof stdin === 'string' ? Buffer.from(stdin).toString('latin1') : textOfBytes(stdin),
			regex: options.regex ?? regexMeaning(process.env.UCODE_REGEX),
			atEnd,
			exclusive: new Set(),
			...streams,
			loadText: (source) => loader.loadText(source),
		},
		options.searchPath
	);
	return loader;
}

interface Loader {
	load(name: string): Record<string, unknown>;
	runFile(path: string): Record<string, unknown>;
	loadText(source: string): () => unknown;
}

function moduleLoader(run: Run, searchPath: string[]): Loader {
	const builtins = builtinsOf(run);
	const loaded = new Map<string, Record<string, unknown>>();

	function load(name: string): Record<string, unknown> {
		const known = loaded.get(name);
		if (known) return known;
		const builtIn = BUILT_IN_MODULES[name];
		const exported = builtIn ? builtIn(run) : runFile(findModule(name, searchPath));
		loaded.set(name, exported);
		return exported;
	}

	function namesFor(exported: Record<string, unknown>): Record<string, unknown> {
		return {
			$import: load,
			$export: (names: Record<string, unknown>) => void Object.assign(exported, names),
			$caught: letExitPass,
			iterate,
			...builtins,
		};
	}

	function runFile(path: string): Record<string, unknown> {
		const exported: Record<string, unknown> = {};
		const names = namesFor(exported);
		compileFile(path, Object.keys(names))(...Object.values(names));
		return exported;
	}

	function loadText(source: string): () => unknown {
		const names = namesFor({});
		const run = compile('[string]', source, Object.keys(names));
		return () => run(...Object.values(names));
	}

	return { load, runFile, loadText };
}

/** exit() is no exception that a program could catch. */
function letExitPass(error: unknown): void {
	if (error instanceof ProgramExit) throw error;
}

function findModule(name: string, searchPath: string[]): string {
	for (const folder of searchPath) {
		const path = `${folder}/${name.replaceAll('.', '/')}.uc`;
		if (statSync(path, { throwIfNoEntry: false })) return path;
	}
	throw new CompileError(`Unable to resolve path for module '${name}'`);
}

type Compiled = (...values: unknown[]) => unknown;
const compiledFiles = new Map<string, { source: string; run: Compiled }>();

function compileFile(path: string, names: string[]): Compiled {
	const source = readFileSync(path, 'latin1');
	const known = compiledFiles.get(path);
	if (known?.source === source) return known.run;
	const run = compile(path, source, names);
	compiledFiles.set(path, { source, run });
	return run;
}

function compile(path: string, source: string, names: string[]): Compiled {
	try {
		return compileFunction(transform(source).script, names, { filename: path }) as Compiled;
	} catch (error) {
		throw new CompileError(`${path}: ${error instanceof Error ? error.message : error}`);
	}
}

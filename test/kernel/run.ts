/**
 * Cases on a real kernel with real offloaded connections: `npm run test:kernel`.
 *
 *   --download           download what is missing of the guest, such as its kernel (done without asking where CI=true)
 *   --kernel SERIES      only on this kernel: 6.1, which runs all cases but SPEEDS, or 6.12, which runs those of NEWER_TOO. Without it both run;
 *                        with --only, commands or the bench 6.1 only
 *   --only TEXT          only the cases whose name contains this text; several times: one of these texts
 *   --record             write what the conformance matrix finds to test/data/conformance, in the place of what is there
 *   --shell COMMANDS     run these in the guest, with its network up, instead of the cases; "$PLUGIN call counters" there
 *                        calls the router half, `ip netns exec lan` is a client (inside/topology.ts)
 *   --script FILE        the same with the commands of a file
 *   --ruleset NAME       for the commands: off (the default), counter or plain
 *   --flows N            for the commands: this many open connections of each of the four kinds
 *   --interpreter TEXT   run the router half with this command (a real ucode) instead of Node
 *   --root FOLDER        the router half to run, in the place of the repository's folder root/
 *   --bench              run the bench (test/bench) instead of the cases: `npm run bench`
 *   --entries N,N        for the bench: sizes of the table
 *   --offloaded N,N      for the bench: offloaded connections in it
 *   --repeat N           for the bench: runs of each way
 *   --patience SECONDS   for the bench: stop a way that takes longer (3600 unless told)
 *   --no-instructions    for the bench: leave out valgrind, which takes a minute for each size
 *   --keep               leave the files of the run (console, initramfs) in the cache
 *
 * The last line is "N passed, N failed"; the exit code is 0 only when none failed. Where no guest can be started the run
 * prints why and counts as skipped.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchOptions } from './bench-options.ts';
import { bundle } from './bundle.ts';
import { buildEngine } from './engine.ts';
import { type GuestEnd, runGuest } from './guest.ts';
import type { Config } from './inside/config.ts';
import { collectModules, LINE_MODULES, NETWORK_MODULES } from './modules.ts';
import { CannotRun, cacheFolder, type GuestFiles, type Kernel, prepareHost } from './packages.ts';
import { type Counts, countsText, Summary } from './summary.ts';

const { values: options } = parseArgs({
	options: {
		download: { type: 'boolean', default: process.env.CI === 'true' },
		kernel: { type: 'string' },
		only: { type: 'string', multiple: true },
		record: { type: 'boolean', default: false },
		shell: { type: 'string' },
		script: { type: 'string' },
		ruleset: { type: 'string', default: 'off' },
		flows: { type: 'string', default: '0' },
		interpreter: { type: 'string' },
		root: { type: 'string', default: join(import.meta.dirname, '../../root') },
		bench: { type: 'boolean', default: false },
		entries: { type: 'string', default: '1000,10000,60000' },
		offloaded: { type: 'string', default: '300,5000' },
		repeat: { type: 'string', default: '5' },
		patience: { type: 'string', default: '3600' },
		'no-instructions': { type: 'boolean', default: false },
		keep: { type: 'boolean', default: false },
	},
});

const REPOSITORY = join(import.meta.dirname, '../..');
const ROOT = resolve(options.root);
const commands = options.script ? readFileSync(options.script, 'utf8') : options.shell;

/**
 * Seconds for the guest's work. A run of all cases needs about a quarter of it, and half where other suites run beside it; the whole bench
 * reads large tables as text.
 */
const LIMIT = options.bench ? 14_400 : 3600;

// Without a handler a signal would end this process and leave the guest running.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** One boot: a kernel, and the cases to run on it. */
interface Run {
	kernel: Kernel;
	only: string[] | null;
	/** Not the cases whose name contains one of these texts. */
	except: string[];
}

/** The groups that run on the newer kernel too: what depends on the kernel's version. */
const NEWER_TOO = ['conformance', 'repair:', 'exceptions:', 'hardware:', 'linux server:'];

/** What compares speeds needs a quiet machine, and runs where it is asked for: `npm run bench:modes`. */
const SPEEDS = ['the best mode:'];

/** Begins a line of the guest that is meant for --record. */
const RECORD = '#record ';

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
process.exitCode = await main();

async function main(): Promise<number> {
	let code = 0;
	for (const run of runs()) code = Math.max(code, await runOn(run));
	if (commands === undefined && !options.bench) console.log(countsText(total));
	return code;
}

function runs(): Run[] {
	const { kernel, only = null } = options;
	if (only !== null || commands !== undefined || options.bench)
		return [{ kernel: (kernel ?? '6.1') as Kernel, only, except: [] }];
	const all: Run[] = [
		{ kernel: '6.1', only: null, except: SPEEDS },
		{ kernel: '6.12', only: NEWER_TOO, except: SPEEDS },
	];
	return all.filter((run) => kernel === undefined || run.kernel === kernel);
}

async function runOn(run: Run): Promise<number> {
	let files: GuestFiles;
	try {
		files = prepareHost(options.download, run.kernel);
	} catch (error) {
		return explainNoGuest(error as Error);
	}
	const folder = mkdtempSync(join(cacheFolder(), 'run-'));
	if (options.keep) console.log(`# the files of this run: ${folder}`);
	else process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	return runIn(folder, files, run);
}

/** A machine that cannot run a guest skips; one that should be able to, but failed to download what it needs, fails. */
function explainNoGuest(error: Error): number {
	const skip = error instanceof CannotRun;
	console.log(skip ? `# skip: ${error.message}` : `# cannot prepare a guest: ${error.stack}`);
	if (skip) total.skipped += 1;
	else total.failed += 1;
	return skip ? 0 : 1;
}

async function runIn(folder: string, files: GuestFiles, run: Run): Promise<number> {
	await prepareProgram(folder, files, run);
	const guest = new Summary();
	const onLine = (line: string): void => {
		guest.read(line);
		if (!line.startsWith(RECORD)) console.log(line);
		else if (options.record) writeRecording(recordingOf(run), line.slice(RECORD.length));
	};
	const script = `export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp
exec '${process.execPath}' --enable-source-maps '${join(folder, 'inside.mjs')}'
`;
	const begin = performance.now();
	const end = await runGuest({ files, folder, script, limit: LIMIT, onLine });
	if ((commands !== undefined || options.bench) && end.code !== null) return end.code;
	const counts = guest.counts();
	total.passed += counts.passed;
	total.failed += counts.failed;
	const passed = counts.failed === 0 && end.code === 0;
	if (!passed) printConsole(end);
	const seconds = Math.round((performance.now() - begin) / 1000);
	console.log(`# Linux ${files.release}: ${countsText(counts)} in ${seconds} s`);
	return passed ? 0 : 1;
}

/** Writes all that the guest reads: the bundled programs, the kernel modules and the configuration. */
async function prepareProgram(folder: string, files: GuestFiles, run: Run): Promise<void> {
	const shell = { commands: commands ?? '', ruleset: options.ruleset, flows: Number(options.flows) };
	const loader = await bundle(folder, REPOSITORY);
	const interpreter = options.interpreter?.split(' ') ?? [process.execPath, loader];
	const numbers = (text: string) => text.split(',').map(Number);
	const collect = (names: string[]) => collectModules(files.modules, names, join(folder, 'modules'));
	const modules = collect(NETWORK_MODULES);
	const config: Config = {
		modules,
		lineModules: collect([...NETWORK_MODULES, ...LINE_MODULES]).slice(modules.length),
		engine: buildEngine(files, folder),
		scripts: join(import.meta.dirname, 'inside'),
		plugin: [...interpreter, join(ROOT, 'usr/libexec/rpcd/luci.nft-offload')],
		// For Node: a bundled loader no longer lies beside its relay and the modules of the router half.
		environment: {
			UCODE_PATH: join(ROOT, 'usr/share/ucode'),
			NETLINK_RELAY: join(REPOSITORY, 'tools/ucode/netlink-relay.py'),
		},
		recording: options.record ? '' : recordingOf(run),
		only: run.only,
		except: run.except,
		bench: benchOptions(folder, ROOT, options.interpreter?.split(' ') ?? null, [process.execPath, loader], {
			entries: numbers(options.entries),
			offloaded: numbers(options.offloaded),
			repeat: Number(options.repeat),
			patience: Number(options.patience),
			instructions: !options['no-instructions'],
		}),
		runBench: options.bench,
		shell: commands === undefined ? null : shell,
	};
	writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
}

function recordingOf({ kernel }: Run): string {
	return join(REPOSITORY, `test/data/conformance/linux-${kernel}.json`);
}

/** One cell a line, so that a change shows as one. */
function writeRecording(file: string, text: string): void {
	const { cells, ...rest } = JSON.parse(text);
	const lines = cells.map((cell: object) => `\t\t${JSON.stringify(cell)}`).join(',\n');
	const head = JSON.stringify(rest, null, '\t').slice(0, -2);
	writeFileSync(file, `${head},\n\t"cells": [\n${lines}\n\t]\n}\n`);
}

/** What the guest's kernel had to say; where the guest never reported its end, all that is left to tell why. */
function printConsole({ code, timedOut, console: text }: GuestEnd): void {
	const how = timedOut
		? `was stopped after ${LIMIT} s`
		: code === null
			? 'ended in the middle'
			: `ended with ${code}`;
	const end = text.replaceAll('\r', '').slice(-8000).trimEnd();
	console.log(`# the guest ${how}; the end of its console:\n${end.replace(/^/gm, '#   ')}`);
}

/**
 * The bench on the kernel of this machine, which need not have flowtables: `npm run bench:here`, as root. Nothing is emulated, so its
 * times are honest; but no connection is offloaded. Another bit of the status stands in for IPS_OFFLOAD, in every way to count alike:
 * IPS_ASSURED, which conntrack(8) and the text of the table show as well. The table is that of a network namespace of its own.
 *
 *   --entries N,N      sizes of the table (1000,10000,60000)
 *   --offloaded N,N    entries in it that carry the bit (300,5000)
 *   --repeat N         runs of each way (15)
 *   --ucode PATH       the interpreter, where it is not on the PATH
 *   --root FOLDER      another backend than that of packages
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPayload } from '../../tools/package/payload.ts';
import { compileReference, onPath } from '../kernel/bench-options.ts';
import { attempt, run } from '../kernel/inside/commands.ts';
import { trackedEntries } from '../kernel/inside/truth.ts';
import { Table } from './table.ts';
import { type BenchOptions, waysOf } from './ways.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const ENTRIES = join(REPOSITORY, 'test/kernel/inside/entries.py');
/** Linux include/uapi/linux/netfilter/nf_conntrack_common.h */
const ASSURED = { bit: 0x4, name: 'ASSURED' };
const SEEN_REPLY_CONFIRMED = 0xa;
/** Tells this program that it is in its namespace already. */
const INSIDE = 'NFT_OFFLOAD_BENCH_NAMESPACE';

const { values } = parseArgs({
	options: {
		entries: { type: 'string', default: '1000,10000,60000' },
		offloaded: { type: 'string', default: '300,5000' },
		repeat: { type: 'string', default: '15' },
		ucode: { type: 'string' },
		root: { type: 'string' },
	},
});

process.exitCode = process.env[INSIDE] ? bench() : again();

/** This program once more, in a network namespace of its own. */
function again(): number {
	const command = ['-n', process.execPath, ...process.execArgv, ...process.argv.slice(1)];
	const { status } = spawnSync('unshare', command, {
		stdio: 'inherit',
		env: { ...process.env, [INSIDE]: '1' },
	});
	return status ?? 1;
}

function bench(): number {
	const ucode = values.ucode ?? onPath('ucode');
	if (ucode === null) {
		console.error('There is no ucode on the PATH; name one with --ucode.');
		return 2;
	}
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	try {
		const numbers = (text: string) => text.split(',').map(Number);
		const options = optionsIn(folder, ucode);
		writeFileSync('/proc/sys/net/netfilter/nf_conntrack_acct', '1');
		for (const entries of numbers(values.entries))
			for (const marked of numbers(values.offloaded).filter((count) => count <= entries))
				runSize(options, entries, marked);
		return 0;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function optionsIn(folder: string, ucode: string): BenchOptions {
	const root = join(folder, 'root');
	if (values.root) cpSync(values.root, root, { recursive: true });
	else install(root);
	askForAnotherBit(join(root, 'usr/share/ucode/nft-offload/conntrack/count_entry.uc'));
	return {
		folder: import.meta.dirname,
		entries: [],
		offloaded: [],
		repeat: Number(values.repeat),
		interpreters: { ucode: [ucode, '-L', join(root, 'usr/share/ucode')] },
		plugin: join(root, 'usr/libexec/rpcd/luci.nft-offload'),
		reference: compileReference(join(folder, 'dump'), ASSURED.bit),
		status: ASSURED,
		busybox: onPath('busybox'),
		patience: 600,
		instructions: onPath('valgrind') !== null,
	};
}

/** Writes the backend below a folder as packages install it. */
function install(root: string): void {
	for (const { path, data, mode } of readPayload(REPOSITORY)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), data, { mode });
	}
}

/** The copy of the backend counts the entries with the other bit. */
function askForAnotherBit(file: string): void {
	const source = readFileSync(file, 'utf8');
	const changed = source.replace(/(IPS_OFFLOAD ?= ?)0x4000/, `$10x${ASSURED.bit.toString(16)}`);
	if (changed === source) throw new Error(`${file} has no IPS_OFFLOAD`);
	writeFileSync(file, changed);
}

function runSize(options: BenchOptions, entries: number, marked: number): void {
	run('conntrack', ['-F']);
	addEntries(marked, 0, SEEN_REPLY_CONFIRMED | ASSURED.bit);
	addEntries(entries - marked, marked, SEEN_REPLY_CONFIRMED);
	const release = run('uname', ['-r']).trim();
	console.log(
		`# ${trackedEntries()} entries, ${marked} with IPS_ASSURED in the place of IPS_OFFLOAD (kernel ${release})`
	);
	const table = new Table(options, marked, () => true);
	for (const way of waysOf(options).filter(canRun)) table.add(way);
}

function addEntries(count: number, first: number, status: number): void {
	run('python3', [ENTRIES, String(count), String(first), status.toString(16)]);
}

/** A machine without conntrack(8) leaves that way out. */
function canRun({ command }: { command: string[] }): boolean {
	return attempt('sh', ['-c', 'command -v "$0"', command[0]!]).status === 0;
}

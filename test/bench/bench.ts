/**
 * What counting the offloaded connections costs, beside the other ways of doing it. Runs inside the guest (test/kernel), where
 * connections are really offloaded: `npm run bench` for all sizes, and one case of the kernel suite to see that it works.
 */
import type { Counters, Reply } from '../../src/wire.ts';
import { attempt, run } from '../kernel/inside/commands.ts';
import type { Lab } from '../kernel/inside/lab.ts';
import { HOSTS } from '../kernel/inside/topology.ts';
import { trackedEntries } from '../kernel/inside/truth.ts';

export interface BenchOptions {
	/** The folder of this file. */
	folder: string;
	/** Sizes of the table, and numbers of offloaded connections in it; pairs that do not fit are left out. */
	entries: number[];
	offloaded: number[];
	/** Runs of each way; what takes longer than two seconds runs once. */
	repeat: number;
	/** Interpreters of the router half, by name. */
	interpreters: Record<string, string[]>;
	/** The plugin, which follows the interpreter. */
	plugin: string;
	/** test/bench/dump.c, compiled; null where the machine has no compiler. */
	reference: string | null;
	/** Seconds after which a way that takes too long is stopped. */
	patience: number;
	/** Whether instructions are counted by valgrind, where the machine has it. */
	instructions: boolean;
}

/** One way to count. `read` finds the count in what it prints. */
interface Way {
	name: string;
	command: string[];
	/** What it reads from its standard input. */
	input?: string;
	read: (output: string) => number | null;
	/** Grows with the square of the table on many kernels. */
	slow?: boolean;
	/** Whether its memory is of interest, and its instructions: not those of Node, which takes minutes under valgrind. */
	examined?: 'memory' | 'all';
}

interface Result {
	way: Way;
	count: number | null;
	/** Milliseconds; null where it was stopped. */
	cpu: number | null;
	wall: number | null;
	peak: number | null;
	instructions: number | null;
}

/** Runs all sizes and prints a table for each. Throws where a way that is not slow counts something else. */
export async function runBench(lab: Lab, options: BenchOptions): Promise<void> {
	if (options.reference === null) console.log('# skipped: C, because there is no compiler (gcc)');
	for (const entries of options.entries)
		for (const offloaded of options.offloaded.filter((count) => count <= entries))
			await runSize(lab, options, entries, offloaded);
}

async function runSize(lab: Lab, options: BenchOptions, entries: number, offloaded: number): Promise<void> {
	await lab.fresh('counter');
	await lab.lan.open({ group: 'udp', proto: 'udp', to: HOSTS.wan.ipv4, count: offloaded });
	const missing = entries - trackedEntries();
	if (missing > 0) run('/usr/bin/python3', [`${lab.scripts}/entries.py`, String(missing)]);
	console.log(
		`# ${trackedEntries()} entries, ${offloaded} offloaded (kernel ${run('uname', ['-r']).trim()})`
	);
	printRow(HEAD);
	printRow(HEAD.map(() => '---'));
	let base: Result | null = null;
	const take = (way: Way): void => {
		const result = measure(way, options);
		base ??= result;
		printRow(rowOf(result, base, options));
		// What takes minutes misses connections that come and go.
		const exact = !way.slow || entries <= 10_000;
		if (exact && result.count !== null && result.count !== offloaded)
			throw new Error(`${way.name} counts ${result.count} instead of ${offloaded}`);
	};
	waysOf(options).forEach(take);
	await lab.withoutModule('nf_conntrack_netlink', () => textWays(options).forEach(take));
}

function waysOf({ folder, interpreters, plugin, reference }: BenchOptions): Way[] {
	const lines = (output: string) => output.split('\n').length - 1;
	const number = (output: string) => Number.parseInt(output, 10);
	const examined = (name: string) => (name === 'Node' ? 'memory' : 'all');
	const ways: Way[] = [];
	for (const [name, interpreter] of Object.entries(interpreters)) {
		const command = [...interpreter, plugin];
		ways.push(
			{
				name: `counters, netlink (${name})`,
				command: [...command, 'call', 'counters'],
				read: countOf,
				examined: examined(name),
			},
			{
				name: `counters with bytes, netlink (${name})`,
				command: [...command, 'call', 'counters'],
				input: '{ "bytes": true }',
				read: countOf,
				examined: examined(name),
			},
			{
				name: `start alone (${name})`,
				command: [...command, 'list'],
				read: () => null,
				examined: examined(name),
			}
		);
	}
	ways.push(
		{ name: 'leanest dump (perl)', command: ['perl', `${folder}/dump.pl`], read: number, examined: 'all' },
		{
			name: 'conntrack -L --status OFFLOAD',
			command: ['conntrack', '-L', '--status', 'OFFLOAD'],
			read: lines,
		},
		{
			name: 'grep -c OFFLOAD /proc/net/nf_conntrack',
			command: ['grep', '-c', 'OFFLOAD', '/proc/net/nf_conntrack'],
			read: number,
			slow: true,
		}
	);
	if (reference !== null) {
		ways.push({ name: 'C, count', command: [reference], read: number, examined: 'all' });
		ways.push({ name: 'C, count and bytes', command: [reference, 'bytes'], read: number, examined: 'all' });
	}
	return ways;
}

/** The same call on a kernel without ctnetlink. */
function textWays({ interpreters, plugin }: BenchOptions): Way[] {
	return Object.entries(interpreters).map(([name, interpreter]) => ({
		name: `counters, text (${name})`,
		command: [...interpreter, plugin, 'call', 'counters'],
		read: countOf,
		slow: true,
	}));
}

/** The plugin gives up reading the text after 8 s: then there is no count. */
function countOf(output: string): number | null {
	const reply = JSON.parse(output) as Reply<Counters>;
	return reply.ok ? (reply.offloaded?.software.total.entries ?? null) : null;
}

interface Measured {
	wall: number[];
	cpu: number[];
	output: string;
}

function measure(way: Way, { folder, repeat, patience, instructions }: BenchOptions): Result {
	const times = (count: number): Measured | null => {
		const args = [`${folder}/measure.py`, String(count), way.input ?? '', ...way.command];
		const { status, stdout, stderr } = attempt('/usr/bin/python3', args, '', patience * 1000);
		if (status === null) return null;
		if (status !== 0) throw new Error(`${way.name}: ${stderr}`);
		return JSON.parse(stdout) as Measured;
	};
	const first = times(1);
	const measured = first && repeat > 1 && first.wall[0]! < 2000 ? times(repeat) : first;
	return {
		way,
		count: measured && way.read(measured.output),
		cpu: measured && median(measured.cpu),
		wall: measured && median(measured.wall),
		peak: way.examined ? peakOf(way) : null,
		instructions: way.examined === 'all' && instructions ? instructionsOf(way, patience) : null,
	};
}

function median(values: number[]): number {
	return values.toSorted((one, other) => one - other)[values.length >> 1]!;
}

const OWN_PEAK = 'import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)';

/**
 * Most memory in use at once, in kB. busybox is small, so its own memory before the start of the command does not count. Some versions
 * of it give four times the number: a program that tells its own is the measure.
 */
function peakOf({ command, input }: Way): number | null {
	const timed = (words: string[]) => {
		const { stdout, stderr } = attempt('/run/busybox', ['time', '-v', ...words], input);
		return { stdout, peak: Number(/Maximum resident set size \(kbytes\): (\d+)/.exec(stderr)?.[1]) };
	};
	const known = timed(['/usr/bin/python3', '-c', OWN_PEAK]);
	const scale = Math.round(known.peak / Number(known.stdout));
	return scale > 0 ? timed(command).peak / scale : null;
}

/** Instructions outside the kernel, in millions. */
function instructionsOf({ command, input }: Way, patience: number): number | null {
	const args = ['--tool=callgrind', '--callgrind-out-file=/dev/null', ...command];
	const { stderr } = attempt('valgrind', args, input, patience * 1000);
	const found = /Collected : (\d+)/.exec(stderr);
	return found ? Number(found[1]) / 1e6 : null;
}

const HEAD = ['way', 'count', 'CPU ms', 'wall ms', 'CPU, to the first', 'instructions (millions)', 'peak kB'];

function rowOf(
	{ way, count, cpu, wall, peak, instructions }: Result,
	base: Result,
	{ patience }: BenchOptions
): string[] {
	const text = (value: number | null, digits: number) => value?.toFixed(digits) ?? '-';
	const ratio = (cpu ?? patience * 1000) / base.cpu!;
	return [
		way.name,
		text(count, 0),
		text(cpu, 1),
		wall === null ? `stopped after ${patience} s` : text(wall, 1),
		`${cpu === null ? '> ' : ''}${ratio.toFixed(ratio < 10 ? 2 : 0)}`,
		text(instructions, 1),
		text(peak, 0),
	];
}

function printRow(cells: string[]): void {
	console.log(`| ${cells.join(' | ')} |`);
}

/** The ways to count the offloaded connections that are compared. */
import type { Counters, Reply } from '../../src/rpc/types/index.ts';

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
	/** The bit of the status that makes an entry one to count, and its name for conntrack(8): OFFLOAD where there are flowtables. */
	status: { bit: number; name: string };
	/** busybox, which tells the peak of the memory; null where there is none. */
	busybox: string | null;
	/** Seconds after which a way that takes too long is stopped. */
	patience: number;
	/** Whether instructions are counted by valgrind, where the machine has it. */
	instructions: boolean;
}

/** One way to count. `read` finds the count in what it prints; without it nothing is counted. */
export interface Way {
	name: string;
	command: string[];
	/** What it reads from its standard input. */
	input?: string;
	read?: (output: string) => number | null;
	/** Grows with the square of the table on many kernels. */
	slow?: boolean;
	/** Whether its memory is of interest, and its instructions: not those of Node, which takes minutes under valgrind. */
	examined?: 'memory' | 'all';
}

/** All ways to count but reading the text by the router half: that needs a kernel without ctnetlink. */
export function waysOf({ folder, interpreters, plugin, reference, status }: BenchOptions): Way[] {
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
				examined: examined(name),
			}
		);
	}
	ways.push(
		{
			name: 'leanest dump (perl)',
			command: ['perl', `${folder}/dump.pl`, status.bit.toString(16)],
			read: number,
			examined: 'all',
		},
		{
			name: `conntrack -L --status ${status.name}`,
			command: ['conntrack', '-L', '--status', status.name],
			read: lines,
		},
		{
			name: `grep -c ${status.name} /proc/net/nf_conntrack`,
			command: ['grep', '-c', status.name, '/proc/net/nf_conntrack'],
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
export function textWays({ interpreters, plugin }: BenchOptions): Way[] {
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

/** What a way to count costs. */
import { attempt } from '../kernel/inside/commands.ts';
import type { BenchOptions, Way } from './ways.ts';

export interface Result {
	way: Way;
	count: number | null;
	/** Milliseconds; null where it was stopped. */
	cpu: number | null;
	wall: number | null;
	peak: number | null;
	instructions: number | null;
}

interface Measured {
	wall: number[];
	cpu: number[];
	output: string;
}

/** Runs a way so many times as the options say; once where that takes longer than two seconds. Throws where it fails. */
export function measure(way: Way, { folder, repeat, patience, instructions, busybox }: BenchOptions): Result {
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
		count: (measured && way.read?.(measured.output)) ?? null,
		cpu: measured && median(measured.cpu),
		wall: measured && median(measured.wall),
		peak: way.examined && busybox ? peakOf(way, busybox) : null,
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
function peakOf({ command, input }: Way, busybox: string): number | null {
	const timed = (words: string[]) => {
		const { stdout, stderr } = attempt(busybox, ['time', '-v', ...words], input);
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

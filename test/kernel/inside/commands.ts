/** Running programs in the guest, and waiting for conditions there. */
import { execFile, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds: nothing that the cases run takes an emulated processor longer than this. */
const LIMIT = 120_000;

/** What a program left behind; `status` is null when a signal or the time limit ended it. */
export interface Outcome {
	status: number | null;
	stdout: string;
	stderr: string;
}

/** Runs a program to its end and gives its outcome, whatever that is. `limit` is in milliseconds. */
export function attempt(program: string, args: string[], input = '', limit = LIMIT): Outcome {
	const { status, stdout, stderr, error } = spawnSync(program, args, {
		input,
		encoding: 'utf8',
		timeout: limit,
		killSignal: 'SIGKILL',
		maxBuffer: 1 << 28,
	});
	return { status, stdout: stdout ?? '', stderr: error ? `${stderr}${error.message}` : stderr };
}

/** Runs a program that must succeed, and gives what it printed. */
export function run(program: string, args: string[], input = ''): string {
	const { status, stdout, stderr } = attempt(program, args, input);
	if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}${stdout}`);
	return stdout;
}

/** The same while other things go on. */
export function runBeside(program: string, args: string[], input: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const options = { timeout: LIMIT, killSignal: 'SIGKILL' as const, maxBuffer: 1 << 28 };
		const child = execFile(program, args, options, (error, stdout, stderr) => {
			if (error) reject(new Error(`${error.message}: ${stderr}${stdout}`));
			else resolve(stdout);
		});
		child.stdin?.end(input);
	});
}

/**
 * Waits until `probe` gives true; after `seconds` it fails and says what it waited for and what `seen` tells of the state.
 */
export async function until(
	what: string,
	probe: () => boolean,
	seen: () => unknown = () => '',
	seconds = 60
): Promise<void> {
	const deadline = performance.now() + seconds * 1000;
	while (!probe()) {
		if (performance.now() > deadline)
			throw new Error(`waited ${seconds} s for ${what}; seen: ${JSON.stringify(seen())}`);
		await delay(100);
	}
}

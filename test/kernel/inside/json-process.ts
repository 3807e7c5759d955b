/** A process that reads one JSON command a line and answers each with one JSON line; its first line says that it is ready. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

export class JsonProcess {
	private waiting: ((line: string) => void)[] = [];
	private failed: Error | null = null;

	private constructor(
		private child: ChildProcessWithoutNullStreams,
		name: string
	) {
		createInterface({ input: child.stdout }).on('line', (line) => this.waiting.shift()?.(line));
		child.stderr.pipe(process.stdout);
		child.on('exit', (code) => {
			this.failed = new Error(`${name} ended with ${code}`);
			for (const answer of this.waiting.splice(0)) answer(JSON.stringify({ error: this.failed.message }));
		});
	}

	/** Starts a program of Python, in a namespace unless that is null, and waits until it is ready. */
	static async start(namespace: string | null, script: string, ...args: string[]): Promise<JsonProcess> {
		const inside = namespace === null ? [] : ['ip', 'netns', 'exec', namespace];
		const [program, ...rest] = [...inside, '/usr/bin/python3', script, ...args];
		const started = new JsonProcess(spawn(program!, rest), basename(script));
		await started.answer();
		return started;
	}

	/** The answer to a command; its `error` is thrown. */
	async command<T>(command: object): Promise<T> {
		if (this.failed) throw this.failed;
		this.child.stdin.write(`${JSON.stringify(command)}\n`);
		return (await this.answer()) as T;
	}

	stop(): void {
		this.child.kill();
	}

	private async answer(): Promise<object> {
		const line = await new Promise<string>((resolve) => this.waiting.push(resolve));
		const answer = JSON.parse(line) as { error?: string };
		if (answer.error) throw new Error(answer.error);
		return answer;
	}
}

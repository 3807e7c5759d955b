import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Suite {
	name: string;
	script: string;
	args?: string[];
	beside?: boolean;
}

/**
 * `npm test`: every suite of the project. The older guest kernel, which mostly waits, runs beside the others; their output comes one
 * suite after the other. The last line adds up what the suites counted; a suite that ends badly without a failed test counts as one.
 */
const SUITES: Suite[] = [
	{ name: 'kernel 6.1', script: 'test:kernel', args: ['--kernel', '6.1'], beside: true },
	{ name: 'check', script: 'check' },
	{ name: 'unit', script: 'test:unit' },
	{ name: 'browser', script: 'test:browser' },
	{ name: 'kernel 6.12', script: 'test:kernel', args: ['--kernel', '6.12'] },
];

interface Result {
	passed: number;
	failed: number;
	skipped: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const total: Result = { passed: 0, failed: 0, skipped: 0 };

const beside = SUITES.filter((suite) => suite.beside).map((suite) => ({
	suite,
	done: run(suite, false),
}));
for (const suite of SUITES.filter((suite) => !suite.beside)) {
	console.log(`\n# ${suite.name}`);
	add(await run(suite, true));
}
for (const { suite, done } of beside) {
	const { output } = await done;
	console.log(`\n# ${suite.name}\n${output}`);
	add(await done);
}
const { passed, failed, skipped } = total;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs an npm script; `show` passes its output on while it comes. */
async function run({ script, args = [] }: Suite, show: boolean): Promise<{ output: string; code: number }> {
	const command = ['run', '--silent', script, '--', ...args];
	const child = spawn('npm', command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			if (show) process.stdout.write(text);
		});
	const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)));
	return { output, code };
}

/** A suite's own count is its last line of the form `N passed, N failed`; the checks have none and count as one test. */
function add({ output, code }: { output: string; code: number }): void {
	const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
	const failed = Number(counts?.[2] ?? 0);
	total.passed += counts ? Number(counts[1]) : Number(code === 0);
	total.failed += code === 0 ? failed : Math.max(failed, 1);
	total.skipped += Number(counts?.[3] ?? 0);
}

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Suite {
	name: string;
	script: string;
	args?: string[];
}

/**
 * `npm test`: every suite of the project. The guests of the kernel suite run one after the other with the other suites beside them;
 * their output comes at the end. The last line adds up what the suites counted; a suite that ends badly without a failed test counts as one.
 */
const SUITES: Suite[] = [
	{ name: 'check', script: 'check' },
	{ name: 'unit', script: 'test:unit' },
	{ name: 'browser', script: 'test:browser' },
];
const GUESTS: Suite[] = [
	{ name: 'kernel 6.1', script: 'test:kernel', args: ['--kernel', '6.1'] },
	{ name: 'kernel 6.12', script: 'test:kernel', args: ['--kernel', '6.12'] },
];

interface Ended {
	suite: Suite;
	output: string;
	code: number;
}

interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const total: Counts = { passed: 0, failed: 0, skipped: 0 };

const guests = runGuests();
for (const suite of SUITES) {
	console.log(`\n# ${suite.name}`);
	add(await run(suite, true));
}
for (const ended of await guests) {
	console.log(`\n# ${ended.suite.name}\n${ended.output}`);
	add(ended);
}
const { passed, failed, skipped } = total;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;

async function runGuests(): Promise<Ended[]> {
	const ended: Ended[] = [];
	for (const suite of GUESTS) ended.push(await run(suite, false));
	return ended;
}

/** Runs an npm script; `show` passes its output on while it comes. */
async function run(suite: Suite, show: boolean): Promise<Ended> {
	const { script, args = [] } = suite;
	const command = ['run', '--silent', script, '--', ...args];
	const child = spawn('npm', command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			if (show) process.stdout.write(text);
		});
	const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)));
	return { suite, output, code };
}

/** A suite's own count is its last line of the form `N passed, N failed`; the checks have none and count as one test. */
function add({ output, code }: Ended): void {
	const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
	const failed = Number(counts?.[2] ?? 0);
	total.passed += counts ? Number(counts[1]) : Number(code === 0);
	total.failed += code === 0 ? failed : Math.max(failed, 1);
	total.skipped += Number(counts?.[3] ?? 0);
}

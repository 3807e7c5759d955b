import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import QUnit from 'qunit';

/**
 * Runs test files with QUnit in this process, prints a line for each test in the form of TAP and, last, `N passed, N failed`.
 * `files` are absolute paths. Sets the exit code: 1 when a test failed or none ran.
 */
export async function runTestFiles(files: string[]): Promise<void> {
	QUnit.config.autostart = false;
	// A deadline for a test that hangs, far above what any takes; none of them is about time.
	QUnit.config.testTimeout = 300_000;
	const events = QUnit as unknown as Events;
	events.on('testEnd', printTest);
	events.on('runEnd', ({ testCounts }) => {
		const { passed, failed, skipped, todo } = testCounts;
		console.log(`${passed} passed, ${failed + todo} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
		process.exitCode = failed + todo > 0 || passed === 0 ? 1 : 0;
		// A test that ran out of time may still be waiting, and would keep the process for ever.
		setTimeout(() => process.exit(), 10_000).unref();
	});
	for (const file of files) await import(pathToFileURL(file).href);
	QUnit.start();
}

/** The test files that are named on a command line: files, or folders with all below them. */
export function testFiles(names: string[]): string[] {
	const paths = names.map((name) => resolve(name));
	return paths.flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path, '.test.ts') : [path]));
}

/** All files below `folder` whose name ends so, sorted. */
export function filesBelow(folder: string, ending: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.sort()
		.map((name) => join(folder, name));
}

/** QUnit's events (https://qunitjs.com/api/callbacks/QUnit.on/), which its published types leave out. */
interface Events {
	on(event: 'testEnd', listener: (test: TestEnd) => void): void;
	on(event: 'runEnd', listener: (run: { testCounts: Record<Count, number> }) => void): void;
}
type Count = 'passed' | 'failed' | 'skipped' | 'todo';

interface TestEnd {
	status: string;
	fullName: string[];
	errors: Assertion[];
}

interface Assertion {
	passed: boolean;
	message?: string;
	stack?: string;
	actual?: unknown;
	expected?: unknown;
}

function printTest(test: TestEnd): void {
	const fine = test.status === 'passed' || test.status === 'skipped';
	console.log(`${fine ? 'ok' : 'not ok'} ${test.fullName.join(' > ')}`);
	for (const error of test.errors) console.log(indent(describe(error)));
}

function describe(error: Assertion): string {
	const lines = [error.message ?? 'assertion failed'];
	if (error.expected !== undefined || error.actual !== undefined)
		lines.push(`expected: ${show(error.expected)}`, `actual:   ${show(error.actual)}`);
	return lines.concat(error.stack ?? []).join('\n');
}

function show(value: unknown): string {
	return JSON.stringify(value) ?? String(value);
}

function indent(text: string): string {
	return text.replace(/^/gm, '    ');
}

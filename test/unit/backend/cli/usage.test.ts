/** What `nft-offload` takes, and that its help and docs/ssh.md name the same commands. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import { runProgram } from '../../../../tools/ucode/load.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

function run(...args: string[]) {
	const options = { host: hostWith({}), args, searchPath: SEARCH_PATH };
	const { code, stdout, stderr } = runProgram(`${ROOT}root/usr/bin/nft-offload`, options);
	return { code, stdout: Buffer.from(stdout).toString(), stderr };
}

const COMMANDS = 'status watch why measure results try keep undo repairs report dump'.split(' ');

const unique = (words: Iterable<RegExpExecArray>) => [...new Set([...words].map(([, word]) => word))].sort();

QUnit.module('backend > nft-offload', () => {
	QUnit.test('--help tells how it is used, in lines for any terminal', (assert) => {
		const { code, stdout, stderr } = run('--help');
		assert.deepEqual([code, stderr], [0, '']);
		assert.true(stdout.startsWith('Usage: nft-offload [status]\n'), stdout);
		assert.true(stdout.includes('Usage: umask 077; nft-offload dump > FILE\n') && /PRIVATE/.test(stdout));
		for (const line of stdout.split('\n')) assert.true(line.length <= 79, line);
	});

	for (const args of [
		['reports'],
		['status', 'now'],
		['status', '--xml'],
		['--xml'],
		['watch', '0'],
		['watch', '2', '3'],
		['why', 'phone'],
		['why', '192.0.2.1\n'],
		['measure', '4'],
		['measure', '9;reboot'],
		['try'],
		['try', 'fast'],
		['try', 'software', '29'],
		['try', 'software', '60', 'now'],
		['keep', 'it'],
		['undo', 'it'],
		['results', 'all'],
		['repairs', 'wan'],
		['report', 'me'],
		['dump', 'all'],
		['--help', 'status'],
		['toString'],
		[''],
	])
		QUnit.test(`refused: ${args.join(' ')}`, (assert) => {
			const { code, stdout, stderr } = run(...args);
			assert.deepEqual([code, stdout], [2, '']);
			assert.strictEqual(stderr, run('--help').stdout);
		});

	for (const flushInverted of [false, true])
		QUnit.test(`watch ends where nobody reads it any more (flush() of 24.10: ${flushInverted})`, (assert) => {
			const lines = (written: number, ...words: string[]) => {
				let left = written;
				const host = { ...hostWith({}), flush: () => left-- > 0, flushInverted };
				const args = ['watch', '--json', ...words];
				const options = { host, args, searchPath: SEARCH_PATH };
				const { code, stdout } = runProgram(`${ROOT}root/usr/bin/nft-offload`, options);
				assert.strictEqual(code, 0);
				return Buffer.from(stdout).toString().trim().split('\n').length;
			};
			// The first look, and three lines that are read.
			assert.strictEqual(lines(4), 4);
			assert.strictEqual(lines(100, '6'), 6);
		});

	QUnit.test('docs/ssh.md names the commands of --help, and their exit codes', (assert) => {
		const help = run('--help').stdout;
		const page = readFileSync(`${ROOT}docs/ssh.md`, 'utf8');
		const commands = unique(help.matchAll(/^Usage: .*\bnft-offload \[?([a-z]+)/gm));
		assert.deepEqual(commands, [...COMMANDS].sort());
		assert.deepEqual(unique(page.matchAll(/\bnft-offload ([a-z]+)/g)), commands);
		const codes = unique(help.matchAll(/^([0-9]): /gm));
		assert.deepEqual(unique(page.matchAll(/^\| ([0-9]) \| /gm)), codes);
	});
});

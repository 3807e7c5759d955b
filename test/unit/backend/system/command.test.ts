import { spawn, spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import QUnit from 'qunit';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';

interface Command {
	run(command: string): { text: string; reason: { code: string; text: string } | null };
}

/** The module of the backend on shells of this machine; `sleep` stands for seconds, so `limit` shortens them. */
function commandIn(shell: string[], limit = '4', environment = {}): Command {
	const host = hostWith({});
	host.run = (line) => {
		const [program, ...args] = shell as [string, ...string[]];
		const shortened = line.replace('sleep 4 &', `sleep ${limit} &`);
		const result = spawnSync(program, [...args, '-c', shortened], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...environment },
		});
		return { code: result.status ?? -1, stdout: new Uint8Array(result.stdout) };
	};
	return loadModule<Command>('nft-offload.system.command', { host, searchPath: SEARCH_PATH });
}

/** The line that the module makes of a command. */
function lineOf(command: string): string {
	let made = '';
	const host = hostWith({});
	host.run = (line) => {
		made = line;
		return { code: 0, stdout: new Uint8Array() };
	};
	loadModule<Command>('nft-offload.system.command', { host, searchPath: SEARCH_PATH }).run(command);
	return made;
}

/** Hands over a folder with an nft that hangs for 60 s, ignores SIGTERM and has a child that does too, and what calls it. */
function withPrograms(use: (folder: string) => void): void {
	const folder = mkdtempSync(join(tmpdir(), 'programs-'));
	const program = (name: string, ...lines: string[]) =>
		writeFileSync(join(folder, name), `#!/bin/sh\n${lines.join('\n')}\n`, { mode: 0o755 });
	try {
		mkdirSync(join(folder, 'tmp'));
		program('child', "trap '' TERM", 'sleep 60');
		program('nft', "trap '' TERM", `echo >${folder}/begun`, `${folder}/child &`, 'sleep 60');
		program('reload', `${folder}/nft`, 'echo loaded');
		program('utpl', 'echo table inet fw4');
		const dryRun = readFileSync(join(SEARCH_PATH[0]!, '../../libexec/nft-offload/dry-run'), 'utf8');
		const moved = dryRun
			.replaceAll('/tmp/', `${folder}/tmp/`)
			.replaceAll('/etc/config/firewall', '/dev/null');
		program('dry-run', moved.split('\n').slice(1).join('\n'));
		use(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Processes that run a program of a folder. */
function processesOf(folder: string): string[] {
	return spawnSync('pgrep', ['-af', folder]).stdout.toString().split('\n').filter(Boolean);
}

const SHELLS: Record<string, string[]> = { 'sh of this machine': ['/bin/sh'] };
if (spawnSync('busybox', ['sh', '-c', 'exit 0']).status === 0) SHELLS['busybox ash'] = ['busybox', 'sh'];

for (const [name, shell] of Object.entries(SHELLS)) {
	QUnit.module(`backend > commands with a time limit > ${name}`, () => {
		QUnit.test('output and errors of a command that succeeds', (assert) => {
			const { text, reason } = commandIn(shell).run("sh -c 'echo out; echo err >&2'");
			assert.deepEqual([text, reason], ['out\nerr\n', null]);
		});

		QUnit.test('exit status and first line of one that fails', (assert) => {
			const { text, reason } = commandIn(shell).run("sh -c 'echo; echo Error: no; echo more; exit 3'");
			assert.strictEqual(text, '\nError: no\nmore\n');
			assert.strictEqual(reason!.code, 'failed');
			assert.true(reason!.text.endsWith(': exit 3: Error: no'));
		});

		QUnit.test('one that does not exist', (assert) => {
			assert.deepEqual(commandIn(shell).run('/nonexistent/nft list').reason, {
				code: 'missing',
				text: '/nonexistent/nft list',
			});
		});

		QUnit.test('one that hangs is killed, its output is not believed', (assert) => {
			const { reason } = commandIn(shell, '0.2').run("sh -c 'echo half; exec sleep 50'");
			assert.strictEqual(reason!.code, 'timeout');
		});

		QUnit.test('all its children end with it, also those that ignore SIGTERM', (assert) => {
			withPrograms((folder) => {
				const begin = Date.now();
				const { reason } = commandIn(shell, '0.5').run(`${folder}/reload`);
				assert.strictEqual(reason!.code, 'timeout');
				assert.deepEqual(processesOf(folder), []);
				assert.true(Date.now() - begin < 20_000, 'long before they would have ended by themselves');
			});
		});

		QUnit.test('the dry run leaves no folder in /tmp when nft hangs', (assert) => {
			withPrograms((folder) => {
				const { reason } = commandIn(shell, '1', { PATH: `${folder}:${process.env.PATH}` }).run(
					`${folder}/dry-run 1 0`
				);
				assert.strictEqual(reason!.code, 'timeout');
				assert.true(existsSync(join(folder, 'begun')), 'nft was at work');
				assert.deepEqual([readdirSync(join(folder, 'tmp')), processesOf(folder)], [[], []]);
			});
		});

		QUnit.test('other commands that run at the same time go on', (assert) => {
			const line = lineOf('sleep 40');
			const other = spawn(shell[0]!, [...shell.slice(1), '-c', line], { stdio: 'ignore' });
			try {
				commandIn(shell, '0.2').run("sh -c 'exec sleep 50'");
				assert.strictEqual(other.exitCode, null);
				assert.strictEqual(other.signalCode, null);
			} finally {
				const children = spawnSync('pgrep', ['-P', String(other.pid)])
					.stdout.toString()
					.trim()
					.split('\n');
				for (const pid of [...children, String(other.pid)]) spawnSync('kill', ['-9', pid]);
			}
		});

		QUnit.test('neither guard nor sleep is left behind', async (assert) => {
			// Long enough that only the guard can have ended it; a unique number, to find it by.
			const seconds = `1000.${process.pid}`;
			commandIn(shell, seconds).run('true');
			const sleeping = () => spawnSync('pgrep', ['-f', `^sleep ${seconds}$`]).status === 0;
			while (sleeping()) await setTimeout(10);
			assert.false(sleeping());
		});
	});
}

import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import QUnit from 'qunit';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { hostWith, SEARCH_PATH } from '../support/host.ts';

interface Command {
	run(command: string): { text: string; reason: { code: string; text: string } | null };
}

/** The module of the router half on shells of this machine; `sleep` stands for seconds, so `limit` shortens them. */
function commandIn(shell: string[], limit = '4'): Command {
	const host = hostWith({});
	host.run = (line) => {
		const [program, ...args] = shell as [string, ...string[]];
		const shortened = line.replace('sleep 4 &', `sleep ${limit} &`);
		const result = spawnSync(program, [...args, '-c', shortened], { stdio: ['ignore', 'pipe', 'pipe'] });
		return { code: result.status ?? -1, stdout: new Uint8Array(result.stdout) };
	};
	return loadModule<Command>('nft-offload.system.command', { host, searchPath: SEARCH_PATH });
}

const SHELLS: Record<string, string[]> = { 'sh of this machine': ['/bin/sh'] };
if (spawnSync('busybox', ['sh', '-c', 'exit 0']).status === 0) SHELLS['busybox ash'] = ['busybox', 'sh'];

for (const [name, shell] of Object.entries(SHELLS)) {
	QUnit.module(`router > commands with a time limit > ${name}`, () => {
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

import { execFileSync, spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import { parseDeploy } from '../../../tools/deploy/options.ts';
import { watchFolders } from '../../../tools/deploy/watch.ts';

const { module, test } = QUnit;
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** An ssh that writes down its arguments and its standard input, and ends as the test wants. */
const FAKE_SSH = `#!/bin/sh
printf '%s\\n' "$@" > "$LOG/arguments"
cat > "$LOG/input"
echo 'said by ssh' >&2
[ -z "$SAID" ] || echo "$SAID"
exit $STATUS
`;

/** Runs the tool with the fake ssh, or with none, in the place of the real one. */
function deploy(args: string[], options: { status?: number; said?: string; ssh?: boolean } = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
	if (options.ssh !== false) writeFileSync(join(folder, 'ssh'), FAKE_SSH, { mode: 0o755 });
	// What makes the files needs sed.
	symlinkSync(execFileSync('which', ['sed'], { encoding: 'utf8' }).trim(), join(folder, 'sed'));
	const path = options.ssh === false ? folder : [folder, process.env.PATH].join(delimiter);
	const env = {
		...process.env,
		PATH: path,
		LOG: folder,
		STATUS: String(options.status ?? 0),
		SAID: options.said ?? '',
	};
	const command = ['--import', 'tsx', 'tools/deploy.ts', ...args];
	const { status, stdout, stderr } = spawnSync(process.execPath, command, {
		cwd: ROOT,
		env,
		encoding: 'utf8',
	});
	const input = join(folder, 'input');
	const read = (name: string) =>
		existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null;
	const listing = existsSync(input) ? execFileSync('tar', ['-tvf', input], { encoding: 'utf8' }) : '';
	const sent = read('arguments');
	rmSync(folder, { recursive: true });
	return { status, stdout, stderr, sent, listing };
}

module('deploy', () => {
	test('every file of the package goes over one connection, with its mode, and rpcd is reloaded', (assert) => {
		const { status, stdout, sent, listing } = deploy(['root@192.168.1.1', '--port', '2222']);
		assert.strictEqual(status, 0);
		assert.ok(/^-rwxr-xr-x .* \.\/usr\/libexec\/rpcd\/luci\.nft-offload$/m.test(listing), listing);
		assert.ok(
			/^-rw-r--r-- .* \.\/www\/luci-static\/resources\/view\/nft-offload\/overview\.js$/m.test(listing)
		);
		assert.ok(/^-rw-r--r-- .* \.\/usr\/share\/rpcd\/acl\.d\/luci-app-nft-offload\.json$/m.test(listing));
		assert.notOk(/^d/m.test(listing), 'the modes of folders stay as they are');
		const words = sent?.split('\n') ?? [];
		assert.deepEqual(words.slice(0, 5), ['-o', 'ConnectTimeout=10', '-p', '2222', 'root@192.168.1.1']);
		assert.ok(words.includes('/etc/init.d/rpcd reload'));
		assert.ok(/\d+ files are on root@192\.168\.1\.1/.test(stdout), stdout);
	});

	test('no connection: ssh’s own words, and that nothing was changed', (assert) => {
		const { status, stderr } = deploy(['root@192.168.1.1'], { status: 255 });
		assert.strictEqual(status, 1);
		assert.ok(
			/said by ssh[\s\S]*No connection to root@192\.168\.1\.1: nothing was changed/.test(stderr),
			stderr
		);
	});

	test('a router that fails: its words, and how far it has come', (assert) => {
		const halfway = deploy(['root@192.168.1.1'], { status: 1, said: 'reached' });
		assert.strictEqual(halfway.status, 1);
		assert.ok(/said by ssh[\s\S]*did not take the files \(status 1\)/.test(halfway.stderr), halfway.stderr);
		const unloaded = deploy(['root@192.168.1.1'], { status: 255, said: 'reached\ncopied' });
		assert.strictEqual(unloaded.status, 1);
		assert.ok(/files are on root@192\.168\.1\.1, but rpcd was not/.test(unloaded.stderr), unloaded.stderr);
	});

	test('without ssh', (assert) => {
		const { status, stderr } = deploy(['root@192.168.1.1'], { ssh: false });
		assert.strictEqual(status, 1);
		assert.ok(/install an OpenSSH client/.test(stderr), stderr);
	});

	test('a change of a file below a watched folder is sent, changes that come together once', async (assert) => {
		const folder = mkdtempSync(join(tmpdir(), 'watched-'));
		mkdirSync(join(folder, 'view'));
		let runs = 0;
		const stop = watchFolders([folder], async () => {
			runs++;
		});
		for (const name of ['one', 'two', 'three']) writeFileSync(join(folder, 'view', name), name);
		while (runs === 0) await new Promise((resolve) => setTimeout(resolve, 20));
		assert.strictEqual(runs, 1);
		stop();
		rmSync(folder, { recursive: true });
	});

	test('what is no router is refused before ssh can take it for an option', (assert) => {
		assert.throws(() => parseDeploy([]), /name one router/);
		assert.throws(() => parseDeploy(['a', 'b']), /name one router/);
		for (const target of ['root@', '@host', 'root@-oProxyCommand=x', 'a b', 'root@a@b'])
			assert.throws(() => parseDeploy([target]), /not of the form/, target);
		assert.throws(() => parseDeploy(['--', '-oProxyCommand=x']), /not of the form/);
		assert.throws(() => parseDeploy(['root@host', '--port', '99999']), /not a port/);
		assert.deepEqual(parseDeploy(['openwrt.lan', '--watch']), {
			target: 'openwrt.lan',
			port: null,
			watch: true,
		});
	});
});

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import QUnit from 'qunit';
import { ROOT } from '../../../tools/ucode/files.ts';
import { realHost } from '../../../tools/ucode/real-host.ts';

const host = realHost(join(ROOT, 'tools/ucode/netlink-relay.py'));

QUnit.module('ucode > the command line tool, bundled into one file', (hooks) => {
	const folder = mkdtempSync(join(tmpdir(), 'ucode-cli-'));
	const bundle = join(folder, 'ucode.cjs');

	hooks.before(() => {
		const entryPoints = [join(ROOT, 'tools/ucode/cli.ts')];
		buildSync({ entryPoints, outfile: bundle, bundle: true, platform: 'node', format: 'cjs' });
		copyFileSync(join(ROOT, 'root/usr/libexec/rpcd/luci.nft-offload'), join(folder, 'plugin'));
	});
	hooks.after(() => rmSync(folder, { recursive: true }));

	function run(args: string[], input = '') {
		const env = { ...process.env, UCODE_PATH: join(ROOT, 'root/usr/share/ucode') };
		return spawnSync(process.execPath, [bundle, ...args], { input, env, encoding: 'latin1' });
	}

	QUnit.test('runs the plugin with arguments, standard input, output and exit status', (assert) => {
		const { stdout, status } = run([join(folder, 'plugin'), 'call', 'counters'], '{ "x": 1 }');
		assert.deepEqual([status, JSON.parse(stdout).error.code], [0, 'bad_argument']);
	});

	QUnit.test('exit status and message of a program that fails', (assert) => {
		writeFileSync(join(folder, 'fails'), "print('half');\ndie('boo');\n");
		const { stdout, stderr, status } = run([join(folder, 'fails')]);
		assert.deepEqual([stdout, status], ['half', 254]);
		assert.ok(/boo/.test(stderr));
		assert.strictEqual(run([]).status, 2);
	});
});

QUnit.module('ucode > this machine as a host', () => {
	QUnit.test('files, folders and their errors', (assert) => {
		const code = (action: () => unknown) => {
			try {
				action();
				return 'no error';
			} catch (error) {
				return (error as { code: string }).code;
			}
		};
		assert.strictEqual(Buffer.from(host.readFile(join(ROOT, 'package.json'))).toString()[0], '{');
		assert.strictEqual(Buffer.from(host.readFile(join(ROOT, 'package.json'), 3)).toString().length, 3);
		assert.strictEqual(host.readFile('/dev/urandom', 8).length, 8, 'a file without an end');
		assert.strictEqual(host.readFile('/dev/null', 8).length, 0, 'a file that ends before');
		assert.ok(host.listFolder(ROOT).includes('package.json'));
		assert.deepEqual([host.fileInfo(ROOT).type, host.fileInfo('/dev/null').type], ['directory', 'char']);
		assert.strictEqual(
			code(() => host.readFile('/nonexistent')),
			'ENOENT'
		);
		assert.strictEqual(
			code(() => host.readFile(ROOT)),
			'EISDIR'
		);
		assert.strictEqual(
			code(() => host.fileInfo('/nonexistent')),
			'ENOENT'
		);
	});

	QUnit.test('commands: output, exit status, signal', (assert) => {
		const run = (command: string) => {
			const { code, stdout } = host.run(command);
			return [code, Buffer.from(stdout).toString()];
		};
		assert.deepEqual(run('echo a; exit 3'), [3, 'a\n']);
		assert.deepEqual(run('kill -9 $$'), [-9, '']);
	});

	QUnit.test('a clock that goes forward', (assert) => {
		const [first, second] = [host.clock(true), host.clock(true)];
		assert.ok(second[0] > first[0] || (second[0] === first[0] && second[1] >= first[1]));
	});

	QUnit.test('netlink: a dump over several datagrams to its end, and a refusal', (assert) => {
		const request = new DataView(new ArrayBuffer(32));
		request.setUint32(0, 32, host.littleEndian);
		request.setUint16(4, 18, host.littleEndian);
		request.setUint16(6, 0x301, host.littleEndian);
		// RTM_GETLINK of NETLINK_ROUTE, which every user may ask.
		const links = host.netlink(0, new Uint8Array(request.buffer));
		const last = Buffer.from(links.at(-1)!);
		assert.strictEqual(last.subarray(-20).readUInt16LE(4), 3, 'NLMSG_DONE ends it');
		assert.ok(Buffer.concat(links).includes('lo\0'), 'the loopback device is in it');
		assert.throws(() => host.netlink(77, new Uint8Array(request.buffer)), /EPROTONOSUPPORT/);
	});
});

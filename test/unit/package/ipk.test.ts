import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import QUnit from 'qunit';
import { buildIpk } from '../../../tools/package/ipk.ts';
import { textFile } from '../../../tools/package/payload.ts';
import { tarTree } from '../../../tools/package/tar.ts';
import { FILES, METADATA, PARTS, unpack, withFolder } from './fixtures.ts';

QUnit.module('package > ipk', () => {
	QUnit.test('the archive is byte for byte that of GNU tar with OpenWrt’s options', (assert) => {
		withFolder((folder) => {
			for (const { path, mode, data } of FILES) {
				mkdirSync(dirname(join(folder, path)), { recursive: true, mode: 0o755 });
				writeFileSync(join(folder, path), data);
				chmodSync(join(folder, path), mode);
			}
			chmodSync(folder, 0o755);
			const options = ['--format=gnu', '--numeric-owner', '--owner=0', '--group=0', '--sort=name'];
			const expected = execFileSync('tar', [...options, `--mtime=@${METADATA.epoch}`, '-cpf', '-', '.'], {
				cwd: folder,
				env: { ...process.env, LC_ALL: 'C' },
			});
			assert.ok(expected.equals(tarTree(FILES, METADATA.epoch)));
		});
	});

	QUnit.test('holds version, data and control in the order that opkg reads', (assert) => {
		const { name, data } = buildIpk(PARTS);
		assert.strictEqual(name, 'luci-app-demo_1.2.3-r1_all.ipk');
		const names = execFileSync('tar', ['-tzf', '-'], { input: data, encoding: 'utf8' });
		assert.deepEqual(names.trim().split('\n'), ['./debian-binary', './data.tar.gz', './control.tar.gz']);
	});

	QUnit.test('control names recipe, dependencies and the size of the unpacked data', (assert) => {
		withFolder((folder) => {
			unpackIpk(folder);
			const control = readFileSync(join(folder, 'control/control'), 'utf8');
			const data = gunzipSync(readFileSync(join(folder, 'outer/data.tar.gz')));
			assert.ok(control.includes('\nDepends: libc, luci-base, rpcd\n'), control);
			assert.ok(control.includes('\nSourceName: luci-app-demo\n'), control);
			assert.ok(control.includes(`\nInstalled-Size: ${data.length}\n`), control);
		});
	});

	QUnit.test('brings OpenWrt’s wrappers and the package’s own scripts, all executable', (assert) => {
		withFolder((folder) => {
			unpackIpk(folder);
			const scripts = readdirSync(join(folder, 'control')).filter((name) => name !== 'control');
			assert.deepEqual(scripts.sort(), ['postinst', 'postinst-pkg', 'postrm', 'prerm']);
			for (const name of scripts)
				assert.strictEqual(statSync(join(folder, 'control', name)).mode & 0o777, 0o755);
			const wrapper = readFileSync(join(folder, 'control/postinst'), 'utf8');
			assert.ok(wrapper.includes('default_postinst $0 $@'), wrapper);
		});
	});

	QUnit.test('the same files in another order give the same bytes', (assert) => {
		const [first, second] = [buildIpk(PARTS), buildIpk({ ...PARTS, files: [...FILES].reverse() })];
		assert.ok(Buffer.from(first.data).equals(second.data));
	});

	QUnit.test('refuses a name that a plain tar header cannot hold', (assert) => {
		assert.throws(() => tarTree([textFile('x'.repeat(120), '')], 0), /too long/);
	});
});

function unpackIpk(folder: string): void {
	unpack('outer', gunzipSync(buildIpk(PARTS).data), folder);
	unpack('control', gunzipSync(readFileSync(join(folder, 'outer/control.tar.gz'))), folder);
}

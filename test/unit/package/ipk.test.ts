import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ungzip } from 'pako';
import QUnit from 'qunit';
import { buildIpk } from '../../../tools/package/ipk.ts';
import type { Metadata } from '../../../tools/package/metadata.ts';
import { type PackageFile, readPayload } from '../../../tools/package/payload.ts';
import { tarTree } from '../../../tools/package/tar.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const METADATA: Metadata = {
	name: 'luci-app-demo',
	version: '1.2.3-r1',
	depends: ['luci-base', 'rpcd'],
	source: 'openwrt/luci-app-demo',
	license: 'Apache-2.0',
	section: 'luci',
	maintainer: 'Somebody',
	description: 'A demo',
	epoch: 1_700_000_000,
};

function file(path: string, text: string, mode = 0o644): PackageFile {
	return { path, mode, data: Buffer.from(text) };
}

/** Names that sort differently with and without their slashes, an empty file, one that fills a block. */
const FILES = [
	file('usr/share/a/z', 'z'),
	file('usr/share/a-b/y', ''),
	file('usr/share/a.txt', 'x'.repeat(512)),
	file('usr/libexec/plugin', '#!/bin/sh\n', 0o755),
	file('www/view.js', 'return 1;\n'),
];

/** Gives `use` a folder that is gone afterwards. */
function withFolder<T>(use: (folder: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), 'nft-offload-'));
	try {
		return use(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function unpack(name: string, archive: Uint8Array, folder: string): void {
	mkdirSync(join(folder, name));
	execFileSync('tar', ['-xf', '-', '-C', join(folder, name)], { input: archive });
}

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
		const { name, data } = buildIpk(METADATA, FILES);
		assert.strictEqual(name, 'luci-app-demo_1.2.3-r1_all.ipk');
		const names = execFileSync('tar', ['-tzf', '-'], { input: data, encoding: 'utf8' });
		assert.deepEqual(names.trim().split('\n'), ['./debian-binary', './data.tar.gz', './control.tar.gz']);
	});

	QUnit.test('control names dependencies and the size of the unpacked data', (assert) => {
		withFolder((folder) => {
			unpack('outer', ungzip(buildIpk(METADATA, FILES).data), folder);
			const data = ungzip(readFileSync(join(folder, 'outer/data.tar.gz')));
			unpack('control', ungzip(readFileSync(join(folder, 'outer/control.tar.gz'))), folder);
			const control = readFileSync(join(folder, 'control/control'), 'utf8');
			assert.ok(control.includes('\nDepends: libc, luci-base, rpcd\n'), control);
			assert.ok(control.includes(`\nInstalled-Size: ${data.length}\n`), control);
			const scripts = ['postinst', 'postinst-pkg', 'prerm', 'postrm'];
			for (const script of scripts) execFileSync('sh', ['-n', join(folder, 'control', script)]);
			const own = readFileSync(join(folder, 'control/postinst-pkg'), 'utf8');
			assert.ok(own.includes('killall -HUP rpcd') && !own.includes('restart'), own);
		});
	});

	QUnit.test('the same input gives the same bytes', (assert) => {
		const [first, second] = [buildIpk(METADATA, FILES), buildIpk(METADATA, [...FILES].reverse())];
		assert.ok(Buffer.from(first.data).equals(second.data));
	});

	QUnit.test('refuses a name that a plain tar header cannot hold', (assert) => {
		assert.throws(() => tarTree([file('x'.repeat(120), '')], 0), /too long/);
	});
});

QUnit.module('package > payload', () => {
	const payload = readPayload(root);
	const modeOf = (path: string) => payload.find((entry) => entry.path === path)?.mode;

	QUnit.test('the plugin is executable, everything else is not', (assert) => {
		assert.strictEqual(modeOf('usr/libexec/rpcd/luci.nft-offload'), 0o755);
		const others = payload.filter((entry) => !entry.path.startsWith('usr/libexec/'));
		assert.ok(others.length > 5);
		assert.deepEqual([...new Set(others.map((entry) => entry.mode))], [0o644]);
	});

	QUnit.test('pages and shared modules lie where LuCI looks for them', (assert) => {
		assert.strictEqual(modeOf('www/luci-static/resources/view/nft-offload/overview.js'), 0o644);
		assert.strictEqual(modeOf('www/luci-static/resources/nft-offload/model.js'), 0o644);
	});

	QUnit.test('menu and access list are valid JSON', (assert) => {
		const texts = payload.filter((entry) => entry.path.endsWith('.json'));
		assert.strictEqual(texts.length, 2);
		for (const { data } of texts) assert.ok(JSON.parse(Buffer.from(data).toString('utf8')));
	});
});

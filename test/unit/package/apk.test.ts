import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import QUnit from 'qunit';
import { buildApk } from '../../../tools/package/apk.ts';
import { textFile } from '../../../tools/package/payload.ts';
import { fieldAt, hexAt, listAt, readAdbFile, textAt } from './adb-reader.ts';
import { FILES, METADATA, PARTS } from './fixtures.ts';

const RECORDED = new URL('./recorded/luci-app-demo-1.2.3-r1.apk', import.meta.url);

QUnit.module('package > apk', () => {
	QUnit.test('is byte for byte what apk mkpkg makes of the same files, but compressed better', (assert) => {
		const { name, data } = buildApk(PARTS);
		assert.strictEqual(name, 'luci-app-demo-1.2.3-r1.apk');
		const theirs = readFileSync(RECORDED);
		assert.strictEqual(Buffer.from(data).toString('latin1', 0, 4), theirs.toString('latin1', 0, 4));
		assert.ok(inflateRawSync(theirs.subarray(4)).equals(inflateRawSync(data.subarray(4))));
		assert.ok(data.length < theirs.length);
	});

	QUnit.test('tells apk what it is, what it needs and how large it is', (assert) => {
		const { schema, root } = readAdbFile(buildApk(PARTS).data);
		assert.strictEqual(schema, 'pckg');
		const [name, version, arch] = [1, 2, 5].map((field) => textAt(root, 1, field));
		assert.deepEqual([name, version, arch], ['luci-app-demo', '1.2.3-r1', 'noarch']);
		const depends = listAt(root, 1, 15).map((item) => textAt(item, 1));
		assert.deepEqual(depends, ['libc', 'luci-base', 'rpcd']);
		const listed = FILES.map(({ path }) => path.length + 2).reduce((a, b) => a + b);
		const files = FILES.map(({ data }) => data.length).reduce((a, b) => a + b);
		assert.strictEqual(fieldAt(root, 1, 12), files + listed);
	});

	QUnit.test('every file has its mode, time, owner, hash and content', (assert) => {
		const { root, contents } = readAdbFile(buildApk(PARTS).data);
		const found = new Map<
			string,
			{ mode: unknown; owner: string; time: unknown; text: string | undefined }
		>();
		for (const [folder, entry] of listAt(root, 2).entries())
			for (const [index, file] of listAt(entry, 3).entries()) {
				const content = contents.get(`${folder + 1} ${index + 1}`);
				const hash = createHash('sha256')
					.update(content ?? '')
					.digest('hex');
				assert.strictEqual(hexAt(file, 5), hash, `hash of ${textAt(file, 1)}`);
				found.set(`${textAt(entry, 1)}/${textAt(file, 1)}`, {
					mode: fieldAt(file, 2, 1),
					owner: `${textAt(file, 2, 2)}:${textAt(file, 2, 3)}`,
					time: fieldAt(file, 4),
					text: content?.toString('utf8'),
				});
			}
		const common = { owner: 'root:root', time: METADATA.epoch };
		for (const { path, mode, data } of FILES)
			assert.deepEqual(found.get(path), {
				...common,
				mode,
				text: Buffer.from(data).toString('utf8') || undefined,
			});
		assert.strictEqual(found.size, FILES.length + 1);
	});

	QUnit.test('carries the list of its files, by which OpenWrt finds what to run', (assert) => {
		const { contents } = readAdbFile(buildApk(PARTS).data);
		const list = [...contents.values()].map(String).find((text) => text.startsWith('/usr'));
		assert.deepEqual(
			list,
			`${FILES.map(({ path }) => `/${path}`)
				.sort()
				.join('\n')}\n`
		);
	});

	QUnit.test('every folder above a file is listed, the root first', (assert) => {
		const { root } = readAdbFile(buildApk(PARTS).data);
		const names = listAt(root, 2).map((folder) => textAt(folder, 1));
		assert.deepEqual(names.slice(0, 5), ['', 'lib', 'lib/apk', 'lib/apk/packages', 'usr']);
		assert.ok(names.includes('usr/share/a-b'));
	});

	QUnit.test('scripts stand behind OpenWrt’s wrappers; an upgrade is told from an installation', (assert) => {
		const { root } = readAdbFile(buildApk(PARTS).data);
		const [install, gone, upgrade] = [3, 5, 7].map((field) => textAt(root, 3, field));
		assert.ok(install?.endsWith('add_group_and_user\ndefault_postinst\necho installed\n'), install);
		assert.strictEqual(gone, '#!/bin/sh\necho gone\n');
		assert.ok(upgrade?.startsWith('#!/bin/sh\nexport PKG_UPGRADE=1\n'), upgrade);
		assert.strictEqual(upgrade?.match(/#!/g)?.length, 1);
	});

	QUnit.test(
		'the same files in another order give the same bytes; other content gives another identity',
		(assert) => {
			const first = buildApk(PARTS).data;
			assert.ok(Buffer.from(first).equals(buildApk({ ...PARTS, files: [...FILES].reverse() }).data));
			const changed = buildApk({ ...PARTS, files: [...FILES, textFile('www/more.js', '')] }).data;
			assert.notStrictEqual(hexAt(readAdbFile(changed).root, 1, 3), hexAt(readAdbFile(first).root, 1, 3));
		}
	);

	QUnit.test('long texts and large numbers keep their values', (assert) => {
		const long = 'x'.repeat(70_000);
		const epoch = 2_000_000_000;
		const parts = {
			...PARTS,
			metadata: { ...METADATA, description: long, epoch },
			scripts: { postinst: 'y'.repeat(300) },
		};
		const { root } = readAdbFile(buildApk(parts).data);
		assert.strictEqual(textAt(root, 1, 4), long);
		assert.strictEqual(fieldAt(root, 2, 4, 3, 1, 4), epoch);
		assert.ok(textAt(root, 3, 3).endsWith('y'.repeat(300)));
	});
});

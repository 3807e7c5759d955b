import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { buildApk } from '../../../tools/package/apk.ts';
import { readPackages } from '../../../tools/package/contents.ts';
import { buildIpk } from '../../../tools/package/ipk.ts';
import { sourceDateEpoch } from '../../../tools/package/metadata.ts';
import { type Built, sizeErrors } from '../../../tools/package/sizes.ts';
import { ROOT, withFolder } from './fixtures.ts';

const EPOCH = 1_700_000_000;

function build(root: string): Built[] {
	return readPackages(root, EPOCH).map((parts) => ({ parts, packages: [buildIpk(parts), buildApk(parts)] }));
}

QUnit.module('package > build', () => {
	QUnit.test('another checkout with other times and modes gives the same bytes', (assert) => {
		withFolder((folder) => {
			const copy = join(folder, 'elsewhere');
			mkdirSync(copy);
			for (const name of ['htdocs', 'root', 'po', 'openwrt'])
				execFileSync('cp', ['-R', join(ROOT, name), join(copy, name)]);
			execFileSync('chmod', ['-R', 'g+w,o-r', copy]);
			const [here, there] = [build(ROOT), build(copy)];
			const files = here.flatMap(({ packages }) => packages);
			assert.ok(files.length >= 4);
			for (const [index, other] of there.flatMap(({ packages }) => packages).entries())
				assert.ok(Buffer.from(other.data).equals(files[index]?.data ?? Buffer.alloc(0)), other.name);
		});
	});

	QUnit.test('the app keeps the promised sizes', (assert) => {
		assert.deepEqual(build(ROOT).flatMap(sizeErrors), []);
	});

	QUnit.test('the time of a package is that of its commit, or what SOURCE_DATE_EPOCH says', (assert) => {
		const before = process.env.SOURCE_DATE_EPOCH;
		try {
			delete process.env.SOURCE_DATE_EPOCH;
			const commit = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' });
			assert.strictEqual(sourceDateEpoch(ROOT), Number(commit));
			process.env.SOURCE_DATE_EPOCH = '12345';
			assert.strictEqual(sourceDateEpoch(ROOT), 12_345);
			process.env.SOURCE_DATE_EPOCH = 'yesterday';
			assert.throws(() => sourceDateEpoch(ROOT), /not a number/);
		} finally {
			if (before === undefined) delete process.env.SOURCE_DATE_EPOCH;
			else process.env.SOURCE_DATE_EPOCH = before;
		}
	});
});

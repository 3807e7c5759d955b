import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { ROOT } from '../package/fixtures.ts';

interface Locked {
	resolved?: string;
	integrity?: string;
	link?: boolean;
}

QUnit.module('build > package-lock.json', () => {
	QUnit.test('every package has a hash, and none the address of a download', (assert) => {
		const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
		const entries = (Object.entries(packages) as [string, Locked][]).filter(
			([path, { link }]) => path.startsWith('node_modules/') && !link
		);
		assert.true(entries.length > 0);
		for (const [path, { resolved, integrity }] of entries) {
			assert.strictEqual(resolved, undefined, path);
			assert.ok(integrity?.startsWith('sha512-'), path);
		}
	});
});

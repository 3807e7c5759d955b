import '../model/luci-globals.ts';
import { readFileSync } from 'node:fs';
import QUnit from 'qunit';
import { ENGINES_PAGE } from '../../../tools/docs/engines.ts';
import { enginesPage } from '../../../tools/docs/engines-page.ts';

QUnit.module('docs > engines', () => {
	QUnit.test('docs/engines.md is what the table and the backend give (npm run docs)', async (assert) => {
		assert.strictEqual(readFileSync(ENGINES_PAGE, 'utf8'), await enginesPage());
	});
});

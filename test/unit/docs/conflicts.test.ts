import '../model/luci-globals.ts';
import { readFileSync } from 'node:fs';
import QUnit from 'qunit';
import { CONFLICTS_PAGE } from '../../../tools/docs/conflicts.ts';
import { conflictsPage } from '../../../tools/docs/conflicts-page.ts';

QUnit.module('docs', () => {
	QUnit.test('docs/conflicts.md is what the rules give (npm run docs)', async (assert) => {
		assert.strictEqual(readFileSync(CONFLICTS_PAGE, 'utf8'), await conflictsPage());
	});
});

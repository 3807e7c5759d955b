import '../model/luci-globals.ts';
import { readFileSync } from 'node:fs';
import QUnit from 'qunit';
import { KNOWN_FAULTS_PAGE } from '../../../tools/docs/known-faults.ts';
import { knownFaultsPage } from '../../../tools/docs/known-faults-page.ts';

QUnit.module('docs > known faults', () => {
	QUnit.test('docs/known-faults.md is what the table gives (npm run docs)', async (assert) => {
		assert.strictEqual(readFileSync(KNOWN_FAULTS_PAGE, 'utf8'), await knownFaultsPage());
	});
});

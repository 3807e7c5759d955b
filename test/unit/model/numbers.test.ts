import './luci-globals.ts';
import QUnit from 'qunit';
import { countText, localized, numberText } from '../../../src/model/index.ts';

QUnit.module('model > numbers', () => {
	QUnit.test(
		'thousands and decimals are written as in English, the language of a page without one',
		(assert) => {
			assert.strictEqual(numberText(0), '0');
			assert.strictEqual(countText(262144), '262,144');
			assert.strictEqual(numberText(1234.56, 1), '1,234.6');
			assert.strictEqual(numberText(5, 1), '5.0');
		}
	);

	QUnit.test('what LuCI has formatted keeps its decimals and its unit', (assert) => {
		assert.strictEqual(localized('1234.5 MiB'), '1,234.5 MiB');
		assert.strictEqual(localized('17 B'), '17 B');
		assert.strictEqual(localized('1.5MiB'), '1.5MiB');
	});
});

import QUnit from 'qunit';
import { findScanHazards } from '../../../tools/luci/scan-safety.ts';

QUnit.module("what ends LuCI's scan for texts", () => {
	QUnit.test('shifts to the left are found with their line, and nothing else is', (assert) => {
		const words = 'a shift to the left: multiply';
		assert.deepEqual(findScanHazards('a = 1;\nb = a << 8;\nb <<= 1;'), [
			`line 2: ${words}`,
			`line 3: ${words}`,
		]);
		assert.deepEqual(findScanHazards("a = b < c || d >> 2; e = '<<'; f = /<</; g = `<<`; // <<"), []);
	});
});

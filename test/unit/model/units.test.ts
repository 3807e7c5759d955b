import './luci-globals.ts';
import QUnit from 'qunit';
import { carriedText, countText, isOn, modeOf, shareText } from '../../../src/model/index.ts';

QUnit.module('model > units and modes', () => {
	QUnit.test('zero and unknown are different answers', (assert) => {
		assert.strictEqual(countText(0), '0');
		assert.strictEqual(countText(null), 'unknown');
		assert.strictEqual(shareText(0, 100), '0 of 100');
		assert.strictEqual(shareText(null, 100), 'unknown of 100');
		assert.strictEqual(shareText(5, null), '5');
	});

	QUnit.test('bytes without accounting are no data, without connections nothing', (assert) => {
		assert.strictEqual(carriedText({ entries: 3, bytes: null }, true), 'no data');
		assert.strictEqual(carriedText({ entries: 3, bytes: 500 }, false), 'no data', 'a sum that stands still');
		assert.strictEqual(carriedText({ entries: 0, bytes: 0 }, true), '–');
		assert.notStrictEqual(carriedText({ entries: 3, bytes: 0 }, true), 'no data', 'zero bytes are a reading');
	});

	QUnit.test('the words that firewall4 takes for yes', (assert) => {
		assert.deepEqual(['1', 'on', 'true', 'yes'].map(isOn), [true, true, true, true]);
		assert.deepEqual(
			['0', 'off', 'enabled', '', 'TRUE ', null, undefined, ['1']].map(isOn),
			Array(8).fill(false)
		);
	});

	QUnit.test('hardware needs software', (assert) => {
		assert.strictEqual(modeOf({ flow_offloading: false, flow_offloading_hw: true }), 'off');
		assert.strictEqual(modeOf({ flow_offloading: true, flow_offloading_hw: true }), 'hardware');
	});
});

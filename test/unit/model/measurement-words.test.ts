import './luci-globals.ts';
import QUnit from 'qunit';
import { latencyText, shareOrUnknown } from '../../../src/model/index.ts';

QUnit.module('model > figures of a measurement in words', () => {
	QUnit.test('a round trip is told in tenths of milliseconds; none is unknown, and no zero', (assert) => {
		assert.strictEqual(latencyText({ min_ms: 0.42, median_ms: 9.96, max_ms: 120 }), '0.4 / 10.0 / 120.0 ms');
		for (const latency of [null, undefined]) assert.strictEqual(latencyText(latency), 'unknown');
	});

	QUnit.test('a share that is unknown, or that an older page did not keep, is no 0 %', (assert) => {
		assert.strictEqual(shareOrUnknown(0), '0 %');
		for (const share of [null, undefined]) assert.strictEqual(shareOrUnknown(share), 'unknown');
	});
});

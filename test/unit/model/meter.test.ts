import './luci-globals.ts';
import QUnit from 'qunit';
import { meterOf } from '../../../src/model/index.ts';
import { countersWith } from './diagnosis/evidence.ts';

QUnit.module('model > meter', () => {
	QUnit.test('the four parts make up the tracked connections', (assert) => {
		const meter = meterOf(countersWith(40, 7, { tracked: 100 }), { entries: 3, complete: true });
		assert.deepEqual(meter, { software: 40, hardware: 7, eligible: 3, other: 50, complete: true });
	});

	QUnit.test('a table that was not read to its end gives a least and a most', (assert) => {
		const meter = meterOf(countersWith(0, 0, { tracked: 60_000 }), { entries: 500, complete: false });
		assert.deepEqual(meter, { software: 0, hardware: 0, eligible: 500, other: 59_500, complete: false });
	});

	QUnit.test('what is unknown is not zero', (assert) => {
		assert.strictEqual(meterOf(null, null), null);
		assert.strictEqual(
			meterOf(countersWith(1, 1, { offloaded: null }), { entries: 1, complete: true }),
			null
		);
		const meter = meterOf(countersWith(1, 0, { tracked: null }), null);
		assert.deepEqual([meter?.eligible, meter?.other], [null, null]);
	});

	QUnit.test('readings of different moments never give less than none', (assert) => {
		assert.strictEqual(meterOf(countersWith(9, 0, { tracked: 8 }), { entries: 2, complete: true })?.other, 0);
	});
});

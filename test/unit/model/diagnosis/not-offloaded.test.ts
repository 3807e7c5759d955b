import '../luci-globals.ts';
import QUnit from 'qunit';
import { followNotOffloaded, NO_WATCH, type NotOffloadedWatch } from '../../../../src/model/index.ts';
import type { Status } from '../../../../src/rpc/types/index.ts';
import { statusWith } from '../status-facts.ts';

const reading = (seconds: number, entries: number | null, complete = true): Status =>
	statusWith({ monotonic_ms: seconds * 1000, slow: entries === null ? null : { entries, complete } });

/** What is known after these readings. */
function notOffloaded(...readings: Array<Status | null>): number | null {
	return readings.reduce<NotOffloadedWatch>(followNotOffloaded, NO_WATCH).notOffloaded;
}

QUnit.module('model > eligible connections that stay slow', () => {
	QUnit.test('one reading proves nothing, two in a row do: at least as many as in the smaller', (assert) => {
		assert.strictEqual(notOffloaded(), null);
		assert.strictEqual(notOffloaded(reading(0, 5)), null);
		assert.strictEqual(notOffloaded(reading(0, 5), reading(15, 3)), 3);
		assert.strictEqual(notOffloaded(reading(0, 5), reading(15, 3), reading(30, 9)), 3);
		assert.strictEqual(notOffloaded(reading(0, 5, false), reading(15, 7, false)), 5);
	});

	QUnit.test('none in one reading is none', (assert) => {
		assert.strictEqual(notOffloaded(reading(0, 0)), 0);
		assert.strictEqual(notOffloaded(reading(0, 0), reading(15, 4)), 0);
		assert.strictEqual(notOffloaded(reading(0, 5), reading(3, 0)), 0);
	});

	QUnit.test('readings soon after each other, as after a change, are one', (assert) => {
		assert.strictEqual(notOffloaded(reading(0, 5), reading(3, 5), reading(9, 5)), null);
		assert.strictEqual(notOffloaded(reading(0, 5), reading(3, 5), reading(10, 4)), 4);
		assert.strictEqual(notOffloaded(reading(0, 5), reading(15, 5), reading(18, 2)), 5, 'known from before');
	});

	QUnit.test('an unknown number, a failed call or a restart of the router begin anew', (assert) => {
		assert.strictEqual(notOffloaded(reading(0, 5), reading(15, null), reading(30, 5)), null);
		assert.strictEqual(notOffloaded(reading(0, 5), null, reading(15, 5)), null);
		assert.strictEqual(notOffloaded(reading(900, 5), reading(15, 5)), null);
	});
});

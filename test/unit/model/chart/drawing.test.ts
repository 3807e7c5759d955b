import '../luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import {
	drawingOf,
	type Field,
	gridOf,
	HISTORY_SECONDS,
	nearestTo,
	positionOf,
	type Sample,
	SERIES,
	seriesText,
	ticksOf,
} from '../../../../src/model/index.ts';

const FIELD: Field = { x: 10, y: 20, width: 600, height: 100 };
const END = 1_800_000_000;

/** A sample `ago` seconds before the end, all of it unknown but for what is given. */
function sampleAt(ago: number, known: Partial<Sample> = {}): Sample {
	return { time: END - ago, wan_bits: null, share: null, cpu: null, softirq: null, entries: null, ...known };
}

const shares = (...values: Array<number | null>) =>
	values.map((share, index) => sampleAt((values.length - 1 - index) * 3, { share }));

QUnit.module('model > chart', () => {
	QUnit.test('time runs from left to right, values from the bottom to the top', (assert) => {
		const samples = [sampleAt(HISTORY_SECONDS, { share: 0 }), sampleAt(0, { share: 1 })];
		assert.strictEqual(drawingOf(samples, FIELD).paths.share, 'M10 120h0L610 20');
	});

	QUnit.test('a gap stays a gap, and a value alone in it shows', (assert) => {
		const { paths } = drawingOf(shares(0.5, 0.5, null, 0.5, null, 0.5, 0.5), FIELD);
		assert.strictEqual(paths.share, 'M592 70h0L595 70M601 70h0M607 70h0L610 70');
	});

	QUnit.test('nothing known draws nothing, and zero is a line at the bottom', (assert) => {
		assert.strictEqual(drawingOf(shares(null, null), FIELD).paths.share, '');
		assert.strictEqual(drawingOf([], FIELD).paths.share, '');
		assert.strictEqual(drawingOf(shares(0, 0), FIELD).paths.share, 'M607 120h0L610 120');
	});

	QUnit.test('each run of known values is one unbroken line, and all of it lies in the field', (assert) => {
		const value = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
		fc.assert(
			fc.property(fc.array(value, { maxLength: 200 }), (values) => {
				const path = drawingOf(shares(...values), FIELD).paths.share;
				const runs = values.filter((share, index) => share !== null && (values[index - 1] ?? null) === null);
				assert.strictEqual((path.match(/M/g) ?? []).length, runs.length);
				assert.strictEqual(
					(path.match(/[ML]/g) ?? []).length,
					values.filter((share) => share !== null).length
				);
				for (const [, x, y] of path.matchAll(/[ML](\S+) ([\d.]+)/g)) {
					assert.ok(Number(x) >= FIELD.x && Number(x) <= FIELD.x + FIELD.width, path);
					assert.ok(Number(y) >= FIELD.y && Number(y) <= FIELD.y + FIELD.height, path);
				}
			}),
			{ numRuns: 50 }
		);
	});

	QUnit.test('the right axis ends at a round number above the highest rate', (assert) => {
		const topFor = (...megabits: Array<number | null>) =>
			drawingOf(
				megabits.map((rate, index) => sampleAt(30 - index, { wan_bits: rate === null ? null : rate * 1e6 })),
				FIELD
			).top;
		assert.deepEqual(
			[0, 0.2, 1, 1.1, 3, 5, 7, 9, 10, 11, 93, 940].map((rate) => topFor(null, rate)),
			[1, 1, 1, 2, 4, 6, 8, 10, 10, 20, 100, 1000]
		);
		assert.strictEqual(topFor(), 1);
		assert.deepEqual(ticksOf(6), [0, 1.5, 3, 4.5, 6]);
	});

	QUnit.test('the rate is drawn against its own axis', (assert) => {
		const samples = [sampleAt(3, { wan_bits: 5e6 }), sampleAt(0, { wan_bits: 10e6 })];
		assert.strictEqual(drawingOf(samples, FIELD).paths.rate, 'M607 70h0L610 20');
	});

	QUnit.test('reloads and changes are lines across the field', (assert) => {
		const samples = [sampleAt(600, { mark: 'change' }), sampleAt(300), sampleAt(0, { mark: 'reload' })];
		assert.deepEqual(drawingOf(samples, FIELD).marks, { change: 'M10 20v100', reload: 'M610 20v100' });
	});

	QUnit.test('the grid has five lines each way', (assert) => {
		assert.strictEqual((gridOf(FIELD).match(/h600/g) ?? []).length, 5);
		assert.strictEqual((gridOf(FIELD).match(/v100/g) ?? []).length, 5);
	});

	QUnit.test('the position of a sample leads back to it', (assert) => {
		const samples = [0, 4, 9, 200, 600].map((seconds) => sampleAt(600 - seconds));
		for (const [index, { time }] of samples.entries())
			assert.strictEqual(nearestTo(samples, positionOf(time, END)), index);
		assert.strictEqual(nearestTo(samples, -5), 0, 'left of the field');
		assert.strictEqual(nearestTo(samples, 5), 4, 'right of it');
		assert.strictEqual(nearestTo([], 0.5), -1);
	});

	QUnit.test('a value is said in its unit, and an unknown one is not zero', (assert) => {
		const sample = sampleAt(0, { share: 0.97, cpu: 0, wan_bits: 93_240_000 });
		assert.deepEqual(
			SERIES.map((series) => seriesText(series, sample)),
			['at least 97 %', '0 %', 'unknown', '93.2 Mbit/s']
		);
	});
});

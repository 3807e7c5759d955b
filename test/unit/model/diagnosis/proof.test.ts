import '../luci-globals.ts';
import QUnit from 'qunit';
import { judgeMeasurement, judgeRouter, type Measurement, percentText } from '../../../../src/model/index.ts';
import { countersWith, evidenceWith } from './evidence.ts';

const BOTH = { flow_offloading: true, flow_offloading_hw: true };

function measurement(slow: number, total: number, hardware = 0): Measurement {
	const bytes = { slow_bytes: slow, own_bytes: 0, total_bytes: total };
	return {
		mode: 'software',
		...bytes,
		download: bytes,
		upload: { slow_bytes: 0, own_bytes: 0, total_bytes: 0 },
		hardware_entries: hardware,
		cpu: null,
		seconds: 20,
		ended: 1_700_000_000_000,
	};
}

QUnit.module('model > seals', () => {
	const verdicts: Array<[string, Measurement]> = [
		['working', measurement(1_000_000, 100_000_000)],
		['working', measurement(20_000_000, 100_000_000)],
		['partly', measurement(20_000_001, 100_000_000)],
		['partly', measurement(79_999_999, 100_000_000)],
		['not-working', measurement(80_000_000, 100_000_000)],
		['not-working', measurement(300_000_000, 100_000_000)],
		['working', measurement(0, 20_000_000)],
		['not-enough', measurement(0, 19_999_999)],
		['not-enough', measurement(0, 0)],
		['hardware', measurement(0, 0, 3)],
	];
	for (const [verdict, measured] of verdicts)
		QUnit.test(`${measured.slow_bytes} slow of ${measured.total_bytes} bytes: ${verdict}`, (assert) => {
			assert.strictEqual(judgeMeasurement(measured), verdict);
		});

	QUnit.test('a measurement shows in seal and badge, with its figure', (assert) => {
		const verdict = judgeRouter(evidenceWith({}, { measured: measurement(3_000_000, 100_000_000) }));
		assert.strictEqual(verdict.seals.measured.id, 'measured');
		assert.strictEqual(verdict.badge.text, 'Measured: 97 % bypassed');
	});

	QUnit.test('a measurement does not hide that offloading is off now', (assert) => {
		const measured = measurement(0, 100_000_000);
		const off = { flow_offloading: false, flow_offloading_hw: false };
		const verdict = judgeRouter(evidenceWith({ requested: off }, { measured }));
		assert.strictEqual(verdict.badge.id, 'off');
	});

	QUnit.test('percent are honest at both ends', (assert) => {
		assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(percentText), ['0 %', '1 %', '50 %', '99 %', '100 %']);
	});

	QUnit.test('hardware is proved by its connections, and missed only where it was asked for', (assert) => {
		const seal = (requested: typeof BOTH | undefined, hardware: number) =>
			judgeRouter(evidenceWith(requested ? { requested } : {}, { counters: countersWith(1, hardware) })).seals
				.hardware.id;
		assert.strictEqual(seal(BOTH, 2), 'hardware-takes');
		assert.strictEqual(seal(BOTH, 0), 'hardware-none');
		assert.strictEqual(seal(undefined, 0), 'hardware-not-asked');
		const unknown = judgeRouter(evidenceWith({ requested: BOTH }, { counters: null }));
		assert.strictEqual(unknown.seals.hardware.id, 'hardware-unknown');
	});
});

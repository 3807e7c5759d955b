import './luci-globals.ts';
import QUnit from 'qunit';
import { describeComparison, describeMeasurement, type Measurement } from '../../../src/model/index.ts';

const MIB = 1024 * 1024;

function measured(slow: number, total: number, rest: Partial<Measurement> = {}): Measurement {
	return {
		mode: 'software',
		slow_bytes: slow * MIB,
		own_bytes: 0,
		total_bytes: total * MIB,
		hardware_entries: 0,
		cpu: null,
		seconds: 20.4,
		ended: 1_700_000_000_000,
		...rest,
	};
}

QUnit.module('model > a measurement in words', () => {
	const cases: Array<[name: string, Measurement, level: string, words: RegExp]> = [
		['working', measured(3, 100), 'success', /^Offloading works: 97 % of .* bypassed the firewall\.$/],
		['partly', measured(48, 100), 'notice', /^Offloading works in part: 52 % of .* bypassed the firewall\.$/],
		[
			'partly',
			measured(48, 100, { own_bytes: 40 * MIB }),
			'notice',
			/52 % .* But 83 % of the rest was traffic of the router itself/,
		],
		['not-working', measured(100, 100), 'warning', /^Offloading does not work: only 0 % of/],
		['not-working', measured(99, 100, { mode: null }), 'warning', /^Offloading does not work: only 1 %/],
		[
			'not-working',
			measured(99, 100, { mode: 'off' }),
			'info',
			/^Offloading is off: as expected, all but 1 %/,
		],
		[
			'not-working',
			measured(90, 100, { own_bytes: 89 * MIB }),
			'warning',
			/^Only 10 % .* But 99 % of the rest was traffic of the router itself/,
		],
		[
			'not-working',
			measured(99, 100, { mode: 'hardware', hardware_entries: 4 }),
			'warning',
			/Connections in hardware may have carried more/,
		],
		[
			'not-enough',
			measured(1, 3),
			'info',
			/^Only .* went through the Internet line in 20 s, too little to tell/,
		],
		['hardware', measured(0, 0, { hardware_entries: 1 }), 'info', /^The hardware holds 1 connection, /],
		['hardware', measured(0, 1, { hardware_entries: 7 }), 'info', /^The hardware holds 7 connections, /],
	];
	for (const [id, measurement, level, words] of cases) {
		const found = describeMeasurement(measurement);
		QUnit.test(`${id}: ${found.text}`, (assert) => {
			assert.strictEqual(found.id, id);
			assert.strictEqual(found.level, level);
			assert.true(words.test(found.text), found.text);
		});
	}

	QUnit.test('a little traffic of the router itself is not worth a word', (assert) => {
		const { text } = describeMeasurement(measured(99, 100, { own_bytes: 20 * MIB }));
		assert.false(text.includes('router itself'), text);
	});
});

QUnit.module('model > a comparison in words', () => {
	QUnit.test('both with their figures, the load where it is known', (assert) => {
		const { id, text } = describeComparison(measured(2, 100, { cpu: 0.31 }), measured(90, 90));
		assert.strictEqual(id, 'compared');
		assert.true(
			/^With offloading: 98 % bypassed the firewall, 41\.1 Mbit\/s, busiest core at 31 %\. Without: 0 % bypassed the firewall, 37\.0 Mbit\/s\. /.test(
				text
			),
			text
		);
	});

	QUnit.test('too little traffic in either of them compares nothing', (assert) => {
		assert.strictEqual(describeComparison(measured(1, 2), measured(90, 90)).id, 'not-enough');
		assert.strictEqual(describeComparison(measured(1, 90), measured(3, 3)).id, 'not-enough');
	});
});

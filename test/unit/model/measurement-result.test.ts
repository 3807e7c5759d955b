import './luci-globals.ts';
import QUnit from 'qunit';
import type { Measurement } from '../../../src/model/index.ts';
import { describeMeasurement } from '../../../src/model/measurement-result.ts';
import { pathWith, statusWith } from './status-facts.ts';

const MIB = 1024 * 1024;

/** A download, in MiB, and an upload of next to nothing. */
function measured(slow: number, total: number, rest: Partial<Measurement> = {}): Measurement {
	const bytes = { slow_bytes: slow * MIB, own_bytes: rest.own_bytes ?? 0, total_bytes: total * MIB };
	return {
		mode: 'software',
		...bytes,
		download: bytes,
		upload: { slow_bytes: 0, own_bytes: 0, total_bytes: 0 },
		hardware_entries: 0,
		cpu: null,
		softirq: null,
		latency: null,
		seconds: 20.4,
		ended: 1_700_000_000_000,
		...rest,
	};
}

type Megabytes = [slow: number, total: number];
function bothWays(down: Megabytes, up: Megabytes, rest: Partial<Measurement> = {}): Measurement {
	const bytes = ([slow, total]: Megabytes) => ({
		slow_bytes: slow * MIB,
		own_bytes: 0,
		total_bytes: total * MIB,
	});
	const directions = { download: bytes(down), upload: bytes(up) };
	return { ...measured(down[0] + up[0], down[1] + up[1], rest), ...directions };
}

QUnit.module('model > a measurement in words', () => {
	const cases: Array<[name: string, Measurement, level: string, words: RegExp]> = [
		[
			'working',
			measured(3, 100),
			'success',
			/^Offloading works\. Downloads: 97 % of .* bypassed the firewall\. Uploads: not enough data\.$/,
		],
		[
			'working',
			bothWays([3, 100], [1, 50]),
			'success',
			/^Offloading works\. Downloads: 97 % of .* bypassed the firewall\. Uploads: 98 % of .* bypassed the firewall\.$/,
		],
		[
			'partly',
			bothWays([2, 100], [97, 100]),
			'notice',
			/^Offloading works in part\. Downloads: 98 % .* Uploads: 3 % of/,
		],
		[
			'partly',
			bothWays([490, 500], [0, 20]),
			'notice',
			/^Offloading works in part\. Downloads: 2 % .* Uploads: 100 % of/,
		],
		['partly', measured(48, 100), 'notice', /^Offloading works in part\. Downloads: 52 % of/],
		[
			'partly',
			measured(48, 100, { own_bytes: 40 * MIB }),
			'notice',
			/52 % .* However, 83 % of the rest was the router’s own traffic/,
		],
		['not-working', measured(100, 100), 'warning', /^Offloading does not work\. Downloads: 0 % of/],
		[
			'not-working',
			measured(99, 100, { mode: null }),
			'warning',
			/^Offloading does not work\. Downloads: 1 %/,
		],
		[
			'not-working',
			bothWays([99, 100], [40, 40]),
			'warning',
			/^Offloading does not work\. Downloads: 1 % of .* Uploads: 0 % of/,
		],
		[
			'not-working',
			measured(99, 100, { mode: 'off' }),
			'info',
			/^Offloading is off, so this is as expected\. Downloads: 1 %/,
		],
		[
			'not-working',
			measured(90, 100, { own_bytes: 89 * MIB }),
			'warning',
			/^Downloads: 10 % .* However, 99 % of the rest was the router’s own traffic/,
		],
		[
			'not-working',
			measured(99, 100, { mode: 'hardware', hardware_entries: 4 }),
			'warning',
			/Connections offloaded to hardware may have carried more/,
		],
		['not-enough', measured(1, 3), 'info', /^Only .* of traffic in 20 s\. A result needs at least 20 MB\./],
		['not-enough', bothWays([0, 9], [0, 9]), 'info', /^Only .* of traffic in 20 s\./],
		['hardware', measured(0, 0, { hardware_entries: 1 }), 'info', /^1 connection is offloaded to hardware, /],
		[
			'hardware',
			measured(0, 1, { hardware_entries: 7 }),
			'info',
			/^7 connections are offloaded to hardware, /,
		],
	];
	for (const [id, measurement, level, words] of cases) {
		const found = describeMeasurement(measurement);
		QUnit.test(`${id}: ${found.text}`, (assert) => {
			assert.strictEqual(found.id, id);
			assert.strictEqual(found.level, level);
			assert.true(words.test(found.text), found.text);
		});
	}

	QUnit.test('downloads that SQM takes off the fast path prove nothing against offloading', (assert) => {
		const redirected = pathWith('wan', { fast: false, through: null, reason: 'ingress_redirect' });
		const status = statusWith({ paths: [redirected, pathWith('lan')] });
		const found = describeMeasurement(bothWays([99, 100], [1, 50]), status);
		assert.strictEqual(found.id, 'partly');
		assert.true(/SQM keeps working: nothing is wrong\.$/.test(found.text), found.text);
		const down = describeMeasurement(measured(99, 100), status);
		assert.strictEqual(down.id, 'not-enough', 'hardly any upload proves nothing either');
		assert.true(
			/^Downloads: 1 % .*Uploads: not enough data\. .*nothing is wrong\.$/.test(down.text),
			down.text
		);
		const both = describeMeasurement(bothWays([99, 100], [49, 50]), status);
		assert.strictEqual(both.id, 'not-working', 'uploads have no such excuse');
		const off = describeMeasurement(measured(99, 100, { mode: 'off' }), status);
		assert.false(off.text.includes('SQM'), off.text);
	});

	QUnit.test('a little traffic of the router itself is not worth a word', (assert) => {
		const { text } = describeMeasurement(measured(99, 100, { own_bytes: 20 * MIB }));
		assert.false(text.includes('own traffic'), text);
	});
});

import '../luci-globals.ts';
import QUnit from 'qunit';
import { judgeMeasurement, judgeRouter, type Measurement, percentText } from '../../../../src/model/index.ts';
import type { Status } from '../../../../src/rpc/types/index.ts';
import { LAN, networkWith, WAN } from '../status-facts.ts';
import { countersWith, evidenceWith } from './evidence.ts';

const BOTH = { flow_offloading: true, flow_offloading_hw: true };

function measurement(slow_bytes: number, total: number, hardware = 0): Measurement {
	const bytes = { slow_bytes, own_bytes: 0, total_bytes: total };
	return {
		mode: 'software',
		...bytes,
		download: bytes,
		upload: { slow_bytes: 0, own_bytes: 0, total_bytes: 0 },
		hardware_entries: hardware,
		cpu: null,
		softirq: null,
		latency: null,
		seconds: 20,
		ended: 1_700_000_000_000,
	};
}

QUnit.module('model > proof', () => {
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
		QUnit.test(
			`${measured.slow_bytes} through the firewall of ${measured.total_bytes} bytes: ${verdict}`,
			(assert) => {
				assert.strictEqual(judgeMeasurement(measured), verdict);
			}
		);

	QUnit.test('a measurement shows in proof and badge, with its figure', (assert) => {
		const verdict = judgeRouter(evidenceWith({}, { measured: measurement(3_000_000, 100_000_000) }));
		assert.strictEqual(verdict.proof.measured.id, 'measured');
		assert.strictEqual(verdict.badge.text, 'Measured: 97 % bypassed');
	});

	QUnit.test('waiting for traffic is no failure of a check', (assert) => {
		const { checks } = judgeRouter(evidenceWith({}, { counters: countersWith(0) }));
		assert.deepEqual(
			checks.map(({ state }) => state),
			['reached', 'reached', 'reached', 'waiting']
		);
	});

	QUnit.test('what is measured to work still works when nothing is sent', (assert) => {
		const measured = measurement(3_000_000, 100_000_000);
		const { headline, badge, checks } = judgeRouter(
			evidenceWith({}, { counters: countersWith(0), measured })
		);
		assert.strictEqual(headline.id, 'working');
		assert.true(headline.text.includes('97 %'), headline.text);
		assert.strictEqual(badge.id, 'measured');
		assert.true(checks.every(({ state }) => state === 'reached'));
	});

	QUnit.test('a measurement that says no overrules paths and marks', (assert) => {
		const both = { slow_bytes: 97_000_000, own_bytes: 0, total_bytes: 100_000_000 };
		const measured = { ...measurement(194_000_000, 200_000_000), download: both, upload: both };
		const { headline, badge } = judgeRouter(evidenceWith({}, { measured }));
		assert.strictEqual(headline.id, 'not-covered');
		assert.true(/only 3 % of the downloads.*only 3 % of the uploads/.test(headline.text), headline.text);
		assert.deepEqual([badge.id, badge.level], ['not-working', 'danger']);
	});

	QUnit.test('traffic of the router itself disproves nothing', (assert) => {
		const bytes = { slow_bytes: 97_000_000, own_bytes: 90_000_000, total_bytes: 100_000_000 };
		const measured = { ...measurement(97_000_000, 100_000_000), ...bytes, download: bytes };
		assert.strictEqual(judgeRouter(evidenceWith({}, { measured })).headline.id, 'working');
	});

	QUnit.test('a measured direction overrules its path, and only that direction', (assert) => {
		const bytes = (slow_bytes: number, total: number) => ({ slow_bytes, own_bytes: 0, total_bytes: total });
		const directed = (download: number, upload: number) => ({
			...measurement(0, 100_000_000),
			download: bytes(download, 50_000_000),
			upload: bytes(upload, 50_000_000),
		});
		const slowPath = judgeRouter(evidenceWith({}, { measured: directed(49_000_000, 0) }));
		assert.strictEqual(slowPath.headline.id, 'uploads-only');
		assert.true(slowPath.headline.text.includes('only 2 % of the downloads'), slowPath.headline.text);
		const zones = [LAN, { ...WAN, networks: [networkWith('wan', { default_route: true, covered: false })] }];
		const fastPath = judgeRouter(evidenceWith({ zones }, { measured: directed(0, 0) }));
		assert.strictEqual(fastPath.headline.id, 'working');
		const unknown = judgeRouter(evidenceWith({ paths: null }, { measured: directed(0, 0) }));
		assert.strictEqual(unknown.headline.id, 'working');
	});

	QUnit.test('a measurement of uploads does not prove downloads on the fast path', (assert) => {
		const zones = [LAN, { ...WAN, networks: [networkWith('wan', { default_route: true, covered: false })] }];
		const nothing = { slow_bytes: 0, own_bytes: 0, total_bytes: 1_000_000 };
		const all = { slow_bytes: 0, own_bytes: 0, total_bytes: 99_000_000 };
		const measured = { ...measurement(0, 100_000_000), download: nothing, upload: all };
		const { headline } = judgeRouter(evidenceWith({ zones }, { measured }));
		assert.strictEqual(headline.id, 'uploads-only');
	});

	QUnit.test('a measurement does not hide that offloading is off now', (assert) => {
		const measured = measurement(0, 100_000_000);
		const off = { flow_offloading: false, flow_offloading_hw: false };
		const none: Partial<Status> = { requested: off, flowtables: [], forward_rules: [] };
		const verdict = judgeRouter(evidenceWith(none, { measured }));
		assert.strictEqual(verdict.badge.id, 'off');
	});

	QUnit.test('percent are honest at both ends', (assert) => {
		assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(percentText), ['0 %', '1 %', '50 %', '99 %', '100 %']);
	});

	QUnit.test('hardware is proved by its connections, and missed only where it was asked for', (assert) => {
		const proof = (requested: typeof BOTH | undefined, hardware: number) =>
			judgeRouter(evidenceWith(requested ? { requested } : {}, { counters: countersWith(1, hardware) })).proof
				.hardware.id;
		assert.strictEqual(proof(BOTH, 2), 'hardware-takes');
		assert.strictEqual(proof(BOTH, 0), 'hardware-none');
		assert.strictEqual(proof(undefined, 0), 'hardware-not-asked');
		const unknown = judgeRouter(evidenceWith({ requested: BOTH }, { counters: null }));
		assert.strictEqual(unknown.proof.hardware.id, 'hardware-unknown');
	});
});

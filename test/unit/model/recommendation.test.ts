import './luci-globals.ts';
import QUnit from 'qunit';
import type { Mode } from '../../../src/model/index.ts';
import { type ModeRun, summarize } from '../../../src/model/mode-summary.ts';
import { type ModeTest, recommend } from '../../../src/model/recommendation.ts';
import { CASES, type Pair, steady } from './recommendation-cases.ts';

const SECONDS = 20;

function bytes(megabits: number, bypassed: number) {
	const total_bytes = (megabits * 1e6 * SECONDS) / 8;
	return { total_bytes, slow_bytes: total_bytes * (1 - bypassed), own_bytes: 0 };
}

function run(mode: Mode, { down, up = [5, 5], cpu, bypassed, entries }: Pair, index: 0 | 1): ModeRun {
	const share = bypassed ?? (mode === 'off' ? 0 : 0.98);
	const [download, upload] = [bytes(down[index], share), bytes(up[index], share)];
	return {
		mode,
		total_bytes: download.total_bytes + upload.total_bytes,
		slow_bytes: download.slow_bytes + upload.slow_bytes,
		own_bytes: 0,
		download,
		upload,
		hardware_entries: entries ?? (mode === 'hardware' ? 12 : 0),
		cpu: cpu ? cpu[index] : null,
		softirq: cpu ? cpu[index] / 2 : null,
		latency: { min_ms: 1 + index, median_ms: 4 + 2 * index, max_ms: 9 + index },
		seconds: SECONDS,
		ended: 0,
	};
}

/** The runs in the order A, B, C, C, B, A. */
function runs(pairs: Partial<Record<Mode, Pair>>): ModeRun[] {
	const modes = Object.entries(pairs) as Array<[Mode, Pair]>;
	return [
		...modes.map(([mode, pair]) => run(mode, pair, 0)),
		...modes.reverse().map(([mode, pair]) => run(mode, pair, 1)),
	];
}

const SET: Omit<ModeTest, 'runs'> = {
	current: 'off',
	hardware: 'absent',
	critical: [],
	repair: null,
	steering: null,
};

QUnit.module('model > recommendation', () => {
	for (const { name, pairs, set = {}, mode, id, words, without } of CASES)
		QUnit.test(name, (assert) => {
			const found = recommend({ ...SET, ...set, runs: runs(pairs) });
			assert.deepEqual([found.mode, found.id], [mode, id], found.text);
			if (words) assert.true(words.test(found.text), found.text);
			if (without) assert.false(without.test(found.text), found.text);
			assert.false(/%[sd]|undefined|NaN|\s{2}/.test(found.text), found.text);
		});

	QUnit.test('the runs of a mode together: means, how far they are apart, and what is unknown', (assert) => {
		const [off, software] = summarize(
			runs({
				off: { down: [80, 120], up: [1, 1], cpu: null },
				software: steady(400, 0.5),
			})
		);
		assert.strictEqual(off?.mode, 'off');
		assert.strictEqual(off?.download?.mean, 100e6 / 8);
		assert.strictEqual(off?.download?.spread, 40e6 / 8);
		assert.strictEqual(off?.upload, null, 'too little to tell');
		assert.deepEqual([off?.cpu, off?.softirq], [null, null]);
		assert.deepEqual(off?.bypassed, { download: 0, upload: null });
		assert.deepEqual(off?.latency, { min_ms: 1, median_ms: 5, max_ms: 10 });
		assert.true(Math.abs((software?.cpu?.mean ?? 0) - 0.505) < 1e-9);
	});
});

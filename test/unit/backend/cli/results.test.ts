/** `nft-offload results`: the stored results as a table. */
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import type { StoredResult, StoredResults } from '../../../../src/rpc/types/index.ts';
import { HostError } from '../../../../tools/ucode/host.ts';
import { runProgram } from '../../../../tools/ucode/load.ts';
import { result } from '../../model/memory-cases.ts';
import { call, hostWith, SEARCH_PATH } from '../support/host.ts';

const PROGRAM = fileURLToPath(new URL('../../../../root/usr/bin/nft-offload', import.meta.url));
const FILE = '/etc/nft-offload/results.json';
const MANY = { total_bytes: 2.35e9, slow_bytes: 47e6, own_bytes: 0 };
const FEW = { total_bytes: 4_999_999, slow_bytes: 0, own_bytes: 0 };

/** The newest first, as the page gets them. */
const kept = (...results: StoredResult[]) => ({
	files: { [FILE]: JSON.stringify({ version: 1, results: [...results].reverse() }) },
});

function run(parts: { files?: Record<string, string | HostError> }, ...options: string[]) {
	const args = ['results', ...options];
	const { code, stdout, stderr } = runProgram(PROGRAM, {
		host: hostWith(parts),
		args,
		searchPath: SEARCH_PATH,
	});
	return { code, text: Buffer.from(stdout).toString(), stderr };
}

const RESULTS = [
	result(
		{},
		{
			...MANY,
			time: Date.UTC(2026, 9, 5, 7, 3) / 1000,
			mode: 'hardware',
			download: { ...MANY, slow_bytes: 0 },
			upload: FEW,
			cpu: 0.001,
			latency: { min_ms: 1.2, median_ms: 2.3, max_ms: 30 },
		}
	),
	result({}, { download: MANY, upload: { ...MANY, slow_bytes: 2e9 }, cpu: 0 }),
	result({ release: null }, { time: 0, mode: 'off', download: { ...MANY, slow_bytes: 2.4e9 }, cpu: 1 }),
];

QUnit.module('backend > nft-offload results', () => {
	QUnit.test('a row for each, the newest first; unknown is not zero', (assert) => {
		const { code, text } = run(kept(...RESULTS));
		assert.strictEqual(code, 0);
		assert.deepEqual(text.split('\n'), [
			'Date (UTC)       Mode     Mbit/s Down% Up% Core% Latency (ms) Release',
			'2026-10-05 07:03 hardware 940    100   -   0     1.2/2.3/30   OpenWrt 24.10.2',
			'2026-10-03 12:00 software 40     98    15  0     -            OpenWrt 24.10.2',
			'-                off      40     0     98  100   -            -',
			'Down%, Up%: bypassed the firewall. Core%: the busiest core. -: unknown.',
			'',
		]);
		for (const line of text.split('\n')) assert.true(line.length <= 79, line);
	});

	QUnit.test('none, and a file that cannot be read', (assert) => {
		assert.deepEqual(run({}), { code: 0, text: 'no results\n', stderr: '' });
		assert.deepEqual(run(kept()), { code: 0, text: 'no results\n', stderr: '' });
		assert.deepEqual(run({ files: { [FILE]: '{' } }), {
			code: 1,
			text: `The results are unknown: ${FILE}: not JSON\n`,
			stderr: '',
		});
		const { code, text } = run({ files: { [FILE]: new HostError('EACCES') } });
		assert.deepEqual([code, text], [1, `The results are unknown: ${FILE}: Permission denied\n`]);
	});

	QUnit.test('--json is what the page gets', (assert) => {
		for (const parts of [kept(...RESULTS), {}, { files: { [FILE]: '{' } }]) {
			const { ok, ...reply } = call('results', parts) as StoredResults & { ok: boolean };
			assert.true(ok);
			assert.deepEqual(JSON.parse(run(parts, '--json').text), reply);
		}
	});
});

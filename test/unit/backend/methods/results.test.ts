/** Results of measurements on the flash: what is stored, what is refused, and that no failure loses what is there. */
import QUnit from 'qunit';
import type { SavedResults, StoredResult, StoredResults } from '../../../../src/rpc/types/index.ts';
import { failed, succeeded, WritableRouter } from '../support/writable.ts';

const FILE = '/etc/nft-offload/results.json';
const BAD = `${FILE}.bad`;
const bytes = { total_bytes: 50_000_000, slow_bytes: 1_000_000, own_bytes: 10_000 };
const FIGURES = {
	...bytes,
	mode: 'software',
	seconds: 20.04,
	download: bytes,
	upload: bytes,
	hardware_entries: 0,
	cpu: 0.12345,
	softirq: null,
	latency: { min_ms: 1.23, median_ms: 2.34, max_ms: 30 },
};

function router(files: Record<string, string> = {}): WritableRouter {
	return new WritableRouter({
		'/etc/openwrt_release': "DISTRIB_DESCRIPTION='OpenWrt 25.12.0 r1'\n",
		'/proc/sys/kernel/osrelease': '6.12.87\n',
		...files,
	})
		.onCommand(/^sync/, () => '')
		.onCommand(
			/list flowtables/,
			() =>
				'table inet fw4 {\n\tflowtable ft {\n\t\thook ingress priority filter\n\t\tdevices = { eth1, br-lan }\n\t}\n}\n'
		);
}

const save = (at: WritableRouter, result: object = FIGURES) =>
	at.call<SavedResults>('result_save', { result });
const stored = (at: WritableRouter) => at.call<StoredResults>('results');
const listed = (at: WritableRouter): StoredResult[] => succeeded(stored(at)).results ?? [];

QUnit.module('backend > results');

QUnit.test('none stored is an empty list, and reading writes nothing', (assert) => {
	const at = router();
	assert.deepEqual(listed(at), []);
	assert.strictEqual(at.files[FILE], undefined);
});

QUnit.test('time and environment come from the router, and the file is private', (assert) => {
	const at = router();
	succeeded(save(at));
	const [result] = listed(at);
	assert.strictEqual(result!.time, Math.floor(at.now / 1000));
	assert.strictEqual(result!.environment.release, 'OpenWrt 25.12.0 r1');
	assert.strictEqual(result!.environment.kernel, '6.12.87');
	assert.deepEqual(result!.environment.devices, ['eth1', 'br-lan']);
	assert.strictEqual(result!.environment.line, null, 'netifd did not answer');
	assert.strictEqual(result!.cpu, 0.123);
	assert.strictEqual(result!.latency!.median_ms, 2.3);
	assert.strictEqual(at.modes[FILE], 0o600);
});

QUnit.test('twenty are kept, the newest first and the oldest out, each below 700 bytes', (assert) => {
	const at = router();
	for (let number = 1; number <= 23; number++) succeeded(save(at, { ...FIGURES, hardware_entries: number }));
	const numbers = listed(at).map(({ hardware_entries }) => hardware_entries);
	assert.deepEqual(
		numbers,
		Array.from({ length: 20 }, (_, at) => 23 - at)
	);
	for (const line of at.files[FILE]!.split('\n')) assert.true(line.length <= 701, line);
});

QUnit.test('figures that no measurement gives are refused, one by one', (assert) => {
	const wrong: object[] = [
		{ mode: 'on' },
		{ mode: null },
		{ seconds: 0 },
		{ seconds: '20' },
		{ seconds: 601 },
		{ total_bytes: -1 },
		{ slow_bytes: null },
		{ own_bytes: '1' },
		{ own_bytes: 2 ** 60 },
		{ download: null },
		{ download: { ...bytes, more: 1 } },
		{ upload: { ...bytes, slow_bytes: true } },
		{ hardware_entries: [] },
		{ cpu: 1.01 },
		{ softirq: -0.1 },
		{ latency: { min_ms: 1 } },
		{ latency: { min_ms: 1, median_ms: 2, max_ms: 60_001 } },
		{ time: 1 },
		{ environment: {} },
	];
	const at = router();
	for (const part of wrong)
		assert.strictEqual(failed(save(at, { ...FIGURES, ...part })).code, 'bad_argument', JSON.stringify(part));
	assert.strictEqual(at.files[FILE], undefined, 'nothing was written');
});

for (const garbage of [
	'',
	'{',
	'[]',
	'{"version":1,"results":[{}]}',
	'{"version":2,"results":[]}',
	'x'.repeat(40_000),
])
	QUnit.test(`a damaged file is told, and kept aside: ${garbage.slice(0, 30)}`, (assert) => {
		const at = router({ [FILE]: garbage });
		const told = succeeded(stored(at));
		assert.strictEqual(told.results, null);
		assert.strictEqual(told.reason!.code, 'garbled');
		assert.true(told.reason!.text.includes(FILE));
		const saved = succeeded(save(at));
		assert.true(saved.moved_aside);
		assert.strictEqual(at.files[BAD], garbage);
		assert.strictEqual(listed(at).length, 1);
		at.files[FILE] = 'damaged again';
		assert.strictEqual(failed(save(at)).code, 'unavailable');
		assert.deepEqual([at.files[FILE], at.files[BAD]], ['damaged again', garbage], 'neither is lost');
	});

QUnit.test('a full disk loses nothing, neither results nor a damaged file', (assert) => {
	for (const text of ['damaged', null]) {
		const at = router();
		succeeded(save(at));
		if (text !== null) at.files[FILE] = text;
		const before = { ...at.files };
		at.refused[`${FILE}.new`] = 'ENOSPC';
		const { code, text: why } = failed(save(at));
		assert.strictEqual(code, 'unavailable');
		assert.true(why.includes(FILE), why);
		assert.deepEqual(at.files[FILE], before[FILE]);
		assert.strictEqual(at.files[BAD], undefined);
	}
});

QUnit.test('deleting takes away all of it', (assert) => {
	const at = router({ [BAD]: 'damaged' });
	succeeded(save(at));
	assert.deepEqual(succeeded(at.call<StoredResults>('results_delete')).results, []);
	assert.deepEqual(
		Object.keys(at.files).filter((path) => path.startsWith('/etc/nft-offload/')),
		[]
	);
});

QUnit.test('while another process replaces the file, nothing is written', (assert) => {
	const at = router();
	at.locked.add('/var/run/nft-offload/results.0');
	assert.strictEqual(failed(save(at)).code, 'busy');
	assert.strictEqual(failed(at.call('results_delete')).code, 'busy');
	assert.strictEqual(at.files[FILE], undefined);
});

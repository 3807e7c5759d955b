import '../luci-globals.ts';
import QUnit from 'qunit';
import { type ShareCounter, shareCounter, shareOf } from '../../../../src/model/connections/index.ts';
import type { Connection, Status } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLE } from '../status-facts.ts';
import { FAST_STATUS, from, later, OFFLOADED, rowsWith, STATUS } from './samples.ts';

const PHONE = '192.168.1.5';
const marked = from(PHONE, 1000, OFFLOADED);
const unmarked = from(PHONE, 2000);
const inHardware = from(PHONE, 3000, { status: 6 | STATUS.offload | STATUS.hardware });

/** Counts readings that follow each other, 3 s apart. */
function counted(
	readings: Connection[][],
	{ status = FAST_STATUS, queries = [] }: { status?: Status; queries?: number[] } = {}
) {
	const counter = shareCounter();
	for (const [at, now] of readings.entries()) {
		const rows = rowsWith(now, readings[at - 1] ?? null, status);
		const query = { limit: queries[at] ?? 100 };
		counter.add({ reading: { ...READING }, rows, status, query, time: at * 3000 });
	}
	return counter;
}

const READING = {} as Parameters<ShareCounter['add']>[0]['reading'];

function share(counter: ShareCounter) {
	const carried = counter.of(rowsWith([marked], null, FAST_STATUS)[0]!.host.id);
	return carried && shareOf(carried);
}

QUnit.module('model > connections > share counter', () => {
	QUnit.test('adds up what moved since the first reading', (assert) => {
		const counter = counted([
			[marked, unmarked],
			[later(marked, 900), unmarked],
			[later(marked, 900), later(unmarked, 300)],
		]);
		assert.deepEqual(share(counter), { kind: 'exact', fraction: 0.75 });
		assert.strictEqual(counter.since(), 0);
	});

	QUnit.test('one reading is nothing to compare', (assert) => {
		const counter = counted([[marked]]);
		assert.strictEqual(share(counter), null);
		assert.strictEqual(counter.since(), null);
	});

	QUnit.test('the same reading counts once', (assert) => {
		const counter = counted([[marked], [later(marked, 100)]]);
		const reading = { reading: READING, status: FAST_STATUS, query: { limit: 100 }, time: 6000 };
		const rows = rowsWith(
			[later(marked, 100), later(unmarked, 100)],
			[later(marked, 100), unmarked],
			FAST_STATUS
		);
		counter.add({ ...reading, rows });
		counter.add({ ...reading, rows });
		assert.deepEqual(share(counter), { kind: 'exact', fraction: 0.5 });
	});

	QUnit.test('another question to the router, or another setting, begins anew', (assert) => {
		const readings = [[unmarked], [later(unmarked, 500)], [later(unmarked, 900)], [later(unmarked, 950)]];
		const counter = counted(readings, { queries: [100, 100, 500, 500] });
		assert.strictEqual(counter.since(), 6000);
		const off: Status = { ...FAST_STATUS, flowtables: [] };
		const rows = rowsWith([later(unmarked, 999)], [later(unmarked, 950)], off);
		counter.add({ reading: READING, rows, status: off, query: { limit: 500 }, time: 12_000 });
		assert.strictEqual(counter.since(), null);
	});

	QUnit.test('hardware that counts some connections was idle where others stood still', (assert) => {
		const still = counted([[inHardware], [inHardware]]);
		assert.deepEqual(share(still), { kind: 'silent' });
		const counts = counted([[inHardware], [inHardware], [later(inHardware, 500)]]);
		assert.deepEqual(share(counts), { kind: 'exact', fraction: 1 });
	});

	QUnit.test('a flowtable that does not count gives no data', (assert) => {
		const status = { ...FAST_STATUS, flowtables: [{ ...FLOWTABLE, counter: false }] };
		const counter = counted([[marked], [marked], [marked]], { status });
		assert.deepEqual(share(counter), { kind: 'silent' });
	});
});

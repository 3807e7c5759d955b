import '../luci-globals.ts';
import QUnit from 'qunit';
import {
	addChange,
	addCounters,
	addGap,
	type History,
	NO_HISTORY,
	recentShare,
} from '../../../../src/model/index.ts';
import type { Counters, CpuTicks } from '../../../../src/rpc/types/index.ts';
import { countersWith, tallyOf } from '../diagnosis/evidence.ts';

const LINE = { device: 'wan', counted: true };
const CORE: CpuTicks = { user: 0, system: 0, softirq: 0, idle: 0 };

/** A reply at `seconds` with so many bytes on the WAN device and in so many offloaded connections. */
function reply(
	seconds: number,
	wan: number,
	offloaded: number,
	entries = 10,
	changes: Partial<Counters> = {}
): Counters {
	const software = tallyOf(entries);
	return countersWith(0, 0, {
		monotonic_ms: seconds * 1000,
		devices: [
			{ device: 'br-lan', rx_bytes: 7, rx_packets: 1, tx_bytes: 7, tx_packets: 1 },
			{ device: 'wan', rx_bytes: wan, rx_packets: 0, tx_bytes: 0, tx_packets: 0 },
		],
		offloaded: { software: { ...software, total: { entries, bytes: offloaded } }, hardware: tallyOf(0) },
		...changes,
	});
}

function record(...replies: Counters[]): History {
	return replies.reduce(
		(history, counters) => addCounters(history, counters, 1000 + counters.monotonic_ms / 1000, LINE),
		NO_HISTORY
	);
}

const lastOf = (history: History) => history.samples[history.samples.length - 1];

QUnit.module('model > history', () => {
	QUnit.test('throughput and share come from the differences', (assert) => {
		const history = record(reply(0, 1000, 500), reply(3, 4000, 2900));
		assert.strictEqual(lastOf(history)?.wan_bits, 8000);
		assert.strictEqual(lastOf(history)?.share, 0.8);
	});

	QUnit.test('the first reading is no rate, and not zero', (assert) => {
		assert.strictEqual(lastOf(record(reply(0, 1000, 500)))?.wan_bits, null);
		assert.strictEqual(lastOf(record(reply(0, 1000, 500)))?.share, null);
	});

	QUnit.test('the share is that of the last 30 seconds', (assert) => {
		const idle = Array.from({ length: 12 }, (_, index) => reply(30 + index * 3, 10_000 + index * 100, 9000));
		const history = record(reply(0, 0, 0), reply(27, 10_000, 9000), ...idle);
		assert.strictEqual(lastOf(history)?.share, 0, 'what was carried before has gone out of sight');
	});

	QUnit.test(
		'connections that ended, or were picked up with their past, do not distort the share',
		(assert) => {
			const history = record(
				reply(0, 0, 5000),
				reply(3, 1000, 100),
				reply(6, 2000, 900),
				reply(9, 3000, 900_000)
			);
			assert.strictEqual(lastOf(history)?.share, 0.8, 'only the interval that makes sense counts');
		}
	);

	QUnit.test('bytes that are not counted while offloaded are no share, not a share of zero', (assert) => {
		const uncounted = { device: 'wan', counted: false };
		const first = addCounters(NO_HISTORY, reply(0, 0, 500), 1000, uncounted);
		const sample = lastOf(addCounters(first, reply(3, 4000, 500), 1003, uncounted));
		assert.strictEqual(sample?.share, null);
		assert.ok((sample?.wan_bits ?? 0) > 0, 'the line itself is still measured');
	});

	QUnit.test('no traffic is no share', (assert) => {
		assert.strictEqual(recentShare([{ seconds: 3, wan_bytes: 0, offloaded_bytes: 0, cpu: null }]), null);
	});

	QUnit.test('a router that was rebooted, or unknown bytes, make a gap', (assert) => {
		assert.strictEqual(lastOf(record(reply(100, 9000, 0), reply(3, 10, 0)))?.wan_bits, null);
		assert.strictEqual(
			lastOf(record(reply(0, 9000, 0), reply(3, 10, 0)))?.wan_bits,
			null,
			'the counter fell'
		);
		const unknown = record(reply(0, 0, 0), reply(3, 10, 0, 10, { devices: null }));
		assert.strictEqual(lastOf(unknown)?.wan_bits, null);
	});

	QUnit.test('the busiest core is shown, with its soft interrupts', (assert) => {
		const before = [CORE, CORE];
		const after = [
			{ user: 10, system: 10, softirq: 0, idle: 280 },
			{ user: 0, system: 30, softirq: 240, idle: 30 },
		];
		const history = record(reply(0, 0, 0, 1, { cpus: before }), reply(3, 0, 0, 1, { cpus: after }));
		assert.strictEqual(lastOf(history)?.cpu, 0.9);
		assert.strictEqual(lastOf(history)?.softirq, 0.8);
	});

	QUnit.test('a reload of the firewall is marked, connections that end one by one are not', (assert) => {
		const reload = record(reply(0, 0, 0, 44), reply(3, 0, 0, 3));
		assert.strictEqual(lastOf(reload)?.mark, 'reload');
		const ending = record(reply(0, 0, 0, 44), reply(3, 0, 0, 30));
		assert.strictEqual(lastOf(ending)?.mark, undefined);
	});

	QUnit.test('a failed reading and a long silence break the line, a change is marked', (assert) => {
		const failed = addGap(record(reply(0, 0, 0), reply(3, 10, 0)), 1006);
		assert.strictEqual(lastOf(failed)?.wan_bits, null);
		assert.strictEqual(lastOf(addCounters(failed, reply(9, 20, 0), 1009, LINE))?.wan_bits, null);
		const silent = record(reply(0, 0, 0), reply(3, 10, 0), reply(60, 20, 0));
		assert.deepEqual(
			silent.samples.map(({ time, entries }) => [time, entries]),
			[
				[1000, 10],
				[1003, 10],
				[1004, null],
				[1060, 10],
			]
		);
		assert.strictEqual(lastOf(addChange(failed, 1007))?.mark, 'change');
	});

	QUnit.test('ten minutes are kept, and a clock that steps back starts anew', (assert) => {
		const long = record(...Array.from({ length: 400 }, (_, index) => reply(index * 3, index, 0)));
		assert.strictEqual(long.samples.length, 201);
		assert.strictEqual(addCounters(long, reply(1300, 1, 0), 5, LINE).samples.length, 1);
	});
});

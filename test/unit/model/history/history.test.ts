import '../luci-globals.ts';
import QUnit from 'qunit';
import {
	addChange,
	addCounters,
	addGap,
	type History,
	NO_HISTORY,
	restartShare,
	type UplinkCounters,
} from '../../../../src/model/index.ts';
import type { Counters, CpuTicks } from '../../../../src/rpc/types/index.ts';
import { countersWith } from '../diagnosis/evidence.ts';

const UPLINK: UplinkCounters = {
	devices: ['wan'],
	compared: { devices: ['wan'], families: ['ipv4', 'ipv6'] },
	why: null,
};
const CORE: CpuTicks = { user: 0, system: 0, softirq: 0, idle: 0 };

/** A reply at `seconds` with so many bytes received on the WAN device, and so many of them met the IP stack. */
function reply(
	seconds: number,
	wan: number,
	stack: number,
	entries = 10,
	changes: Partial<Counters> = {}
): Counters {
	return countersWith(entries, 0, {
		monotonic_ms: seconds * 1000,
		devices: [
			{ device: 'br-lan', rx_bytes: 7, rx_packets: 1, tx_bytes: 7, tx_packets: 1 },
			{ device: 'wan', rx_bytes: wan, rx_packets: 0, tx_bytes: 0, tx_packets: 0 },
		],
		ip_bytes: { ipv4: stack, ipv6: 0 },
		...changes,
	});
}

function record(...replies: Counters[]): History {
	return replies.reduce(
		(history, counters) => addCounters(history, counters, 1000 + counters.monotonic_ms / 1000, UPLINK),
		NO_HISTORY
	);
}

const lastOf = (history: History) => history.samples[history.samples.length - 1];

QUnit.module('model > history', () => {
	QUnit.test('throughput and share come from the differences', (assert) => {
		const history = record(reply(0, 1000, 500), reply(3, 3_001_000, 600_500));
		assert.strictEqual(lastOf(history)?.wan_bits, 8_000_000);
		assert.strictEqual(lastOf(history)?.share, 0.8);
	});

	QUnit.test('the first reading is no rate, and not zero', (assert) => {
		assert.strictEqual(lastOf(record(reply(0, 1000, 500)))?.wan_bits, null);
		assert.strictEqual(lastOf(record(reply(0, 1000, 500)))?.share, null);
	});

	QUnit.test('the share is that of the last 30 seconds', (assert) => {
		const slow = Array.from({ length: 11 }, (_, index) =>
			reply(6 + index * 3, 9e6 * (index + 2), 9e6 * (index + 1))
		);
		const history = record(reply(0, 0, 0), reply(3, 9e6, 0), ...slow);
		assert.strictEqual(history.samples[1]?.share, 1);
		assert.strictEqual(history.samples[2]?.share, 0.5);
		assert.strictEqual(lastOf(history)?.share, 0, 'what bypassed before has gone out of sight');
	});

	QUnit.test('an uplink that cannot be compared has no share, and a rate', (assert) => {
		const silent: UplinkCounters = { devices: ['wan'], compared: null, why: 'silent' };
		const first = addCounters(NO_HISTORY, reply(0, 0, 0), 1000, silent);
		const sample = lastOf(addCounters(first, reply(3, 4e6, 0), 1003, silent));
		assert.strictEqual(sample?.share, null);
		assert.ok((sample?.wan_bits ?? 0) > 0, 'the uplink itself is still measured');
	});

	QUnit.test('no share crosses a change, a reload, a gap, a failed reading or a restart', (assert) => {
		const fast = record(reply(0, 0, 0), reply(3, 9e6, 0));
		assert.strictEqual(lastOf(fast)?.share, 1);
		const next = (history: History, ...replies: Counters[]) =>
			replies.reduce(
				(past, counters) => addCounters(past, counters, 1000 + counters.monotonic_ms / 1000, UPLINK),
				history
			);
		const slow = (seconds: number, entries = 10) =>
			reply(seconds, 9e6 * (seconds / 3), 9e6 * (seconds / 3 - 1), entries);
		const cases: Record<string, [History, number]> = {
			change: [next(addChange(fast, 1004), slow(6), slow(9)), 0],
			mode: [next(restartShare(fast), slow(6), slow(9)), 0],
			'failed reading': [next(addGap(fast, 1006), slow(9), slow(12)), 0],
			gap: [next(fast, slow(60), slow(63)), 0],
			reload: [next(fast, slow(6, 1), slow(9)), 0],
			restart: [next(fast, reply(1, 0, 0), reply(2, 9e6, 9e6)), 0],
		};
		for (const [name, [history, share]] of Object.entries(cases)) {
			const [before, last] = history.samples.slice(-2);
			assert.strictEqual(before?.share, null, `${name}: the interval across it says nothing`);
			assert.strictEqual(last?.share, share, `${name}: nor does what was before`);
		}
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

	QUnit.test('a failed reading and a long silence break the series, a change is marked', (assert) => {
		const failed = addGap(record(reply(0, 0, 0), reply(3, 10, 0)), 1006);
		assert.strictEqual(lastOf(failed)?.wan_bits, null);
		assert.strictEqual(lastOf(addCounters(failed, reply(9, 20, 0), 1009, UPLINK))?.wan_bits, null);
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
		assert.strictEqual(addCounters(long, reply(1300, 1, 0), 5, UPLINK).samples.length, 1);
	});
});

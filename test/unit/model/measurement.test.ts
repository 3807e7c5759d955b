import './luci-globals.ts';
import QUnit from 'qunit';
import {
	bypassedShare,
	bytesBetween,
	directionShare,
	type Measurement,
	type UplinkBytes,
} from '../../../src/model/index.ts';
import { describeMeasurement } from '../../../src/model/measurement-result.ts';
import type { Directions, LineCounters, MeasurementReading } from '../../../src/rpc/types/index.ts';

const NONE = { packets: 0, bytes: 0 };
const NOTHING: Directions = { download: NONE, upload: NONE };
const LINE: LineCounters = {
	device: 'eth1',
	received: { packets: 5_000_000, bytes: 6_000_000_000 },
	sent: { packets: 1_000_000, bytes: 70_000_000 },
	received_header: 14,
	sent_header: 14,
};
const START: MeasurementReading = {
	monotonic_ms: 1_000_000,
	left_ms: 120_000,
	forwarded: NOTHING,
	own: NOTHING,
	tunnel: NOTHING,
	lines: [LINE],
	cpus: null,
	latency: null,
	unknown: {},
};

interface Download {
	/** Frames, and the headers and the content of the packet in each. */
	frames: number;
	headers: number;
	content: number;
	/** Of these frames so many met the firewall, joined to one packet each so many. */
	slow: number;
	joined: number;
	link: number;
	own?: boolean;
}

/** The reading after a download, with an acknowledgement for every second frame. */
function after({ frames, headers, content, slow, joined, link, own = false }: Download): MeasurementReading {
	const { received, sent } = LINE;
	const acknowledgements = frames / 2;
	const met: Directions = {
		download: { packets: slow / joined, bytes: slow * content + (slow / joined) * headers },
		upload: { packets: slow / 2, bytes: (slow / 2) * headers },
	};
	return {
		...START,
		forwarded: own ? START.forwarded : met,
		own: own ? met : START.own,
		lines: [
			{
				device: 'eth1',
				received: {
					packets: received.packets + frames,
					bytes: received.bytes + frames * (content + headers + link),
				},
				sent: {
					packets: sent.packets + acknowledgements,
					bytes: sent.bytes + acknowledgements * (headers + link),
				},
				received_header: link,
				sent_header: link,
			},
		],
	};
}

const ZERO = { slow_bytes: 0, own_bytes: 0, total_bytes: 0 };
const EMPTY: UplinkBytes = { ...ZERO, download: ZERO, upload: ZERO };

function share(reading: MeasurementReading): number {
	const bytes = bytesBetween(START, reading);
	if (!bytes) throw new Error('a counter went backwards');
	const rest = {
		mode: null,
		hardware_entries: 0,
		cpu: null,
		softirq: null,
		latency: null,
		seconds: 20,
		ended: 0,
	} as const;
	return bypassedShare({ ...bytes, ...rest } satisfies Measurement) ?? Number.NaN;
}

const IPV4 = { frames: 40_000, headers: 40, content: 1460, link: 14 };
const IPV4_TIMESTAMPS = { ...IPV4, headers: 52, content: 1448 };
const IPV6_TIMESTAMPS = { ...IPV4, headers: 72, content: 1428 };
const PPPOE = { ...IPV4, headers: 40, content: 1452, link: 22 };

QUnit.module('model > what a measurement compares', () => {
	for (const [name, line] of Object.entries({ IPV4, IPV4_TIMESTAMPS, IPV6_TIMESTAMPS, PPPOE }))
		for (const joined of [1, 2, 16, 40]) {
			QUnit.test(`${name}, ${joined} to one: everything slow is under 5 % bypassed`, (assert) => {
				const bypassed = share(after({ ...line, slow: line.frames, joined }));
				assert.true(bypassed >= 0 && bypassed < 0.05, `${bypassed}`);
			});
			QUnit.test(`${name}, ${joined} to one: half of it slow is half of it bypassed`, (assert) => {
				const bypassed = share(after({ ...line, slow: line.frames / 2, joined }));
				assert.true(bypassed > 0.47 && bypassed < 0.53, `${bypassed}`);
			});
		}

	QUnit.test('nothing slow is all of it bypassed', (assert) => {
		assert.strictEqual(share(after({ ...IPV4, slow: 0, joined: 1 })), 1);
	});

	QUnit.test('the part of the router itself is told apart, and counts as slow', (assert) => {
		const own = bytesBetween(START, after({ ...IPV4, slow: IPV4.frames, joined: 1, own: true }));
		assert.strictEqual(own?.own_bytes, own?.slow_bytes);
		assert.strictEqual(own?.slow_bytes, IPV4.frames * IPV4.content);
		const forwarded = bytesBetween(START, after({ ...IPV4, slow: IPV4.frames, joined: 1 }));
		assert.strictEqual(forwarded?.own_bytes, 0);
	});

	QUnit.test('nothing went through', (assert) => {
		assert.deepEqual(bytesBetween(START, START), EMPTY);
	});

	QUnit.test('packets smaller than the headers that are taken off never count below zero', (assert) => {
		const tiny = after({ ...IPV4, headers: 28, content: 1, slow: IPV4.frames, joined: 1 });
		assert.deepEqual(bytesBetween(START, tiny), EMPTY);
	});

	QUnit.test('a device that was reset meanwhile gives no result', (assert) => {
		for (const change of [
			{ received: { packets: 0, bytes: 7_000_000_000 } },
			{ sent: { packets: 9e6, bytes: 0 } },
		])
			assert.strictEqual(bytesBetween(START, { ...START, lines: [{ ...LINE, ...change }] }), null);
	});

	QUnit.test('each direction by itself: a slow download, and an upload that bypasses', (assert) => {
		const last: MeasurementReading = {
			...START,
			forwarded: {
				download: { packets: 10_000, bytes: 50_400_000 },
				upload: { packets: 60, bytes: 6000 },
			},
			lines: [
				{
					...LINE,
					received: { packets: 5_035_000, bytes: 6_052_890_000 },
					sent: { packets: 1_020_000, bytes: 100_280_000 },
				},
			],
		};
		const bytes = bytesBetween(START, last)!;
		assert.true(directionShare(bytes.download)! < 0.05);
		assert.true(directionShare(bytes.upload)! > 0.99);
		assert.strictEqual(bytes.slow_bytes, bytes.download.slow_bytes + bytes.upload.slow_bytes);
		assert.strictEqual(bytes.total_bytes, bytes.download.total_bytes + bytes.upload.total_bytes);
	});

	QUnit.test('several uplinks are added up, each with its own headers', (assert) => {
		const wwan = { ...LINE, device: 'wwan0', received_header: 0, sent_header: 0 };
		const first = { ...START, lines: [LINE, wwan] };
		const grown = (line: LineCounters) => ({
			...line,
			received: { packets: line.received.packets + 100, bytes: line.received.bytes + 150_000 },
		});
		const last = { ...first, lines: [grown(LINE), grown(wwan)] };
		assert.strictEqual(bytesBetween(first, last)?.total_bytes, 2 * (150_000 - 100 * 40) - 100 * 14);
		assert.strictEqual(bytesBetween(START, last), null, 'an uplink that was not there cannot be compared');
	});
});

/** Case 25: a LAN device downloads 25 MB through DS-Lite, of which the firewall sees every packet inside the tunnel. */
QUnit.module('model > a measurement through a tunnel', () => {
	const first: MeasurementReading = {
		...START,
		lines: [
			{
				...LINE,
				received: { packets: 70_121, bytes: 105_256_950 },
				sent: { packets: 6168, bytes: 462_712 },
			},
			{ device: 'ds-wan6_4', received: NONE, sent: NONE, received_header: 0, sent_header: 0 },
		],
	};
	const after25 = (slow: boolean): MeasurementReading => ({
		...first,
		forwarded: slow
			? { download: { packets: 778, bytes: 25_043_400 }, upload: { packets: 600, bytes: 31_200 } }
			: NOTHING,
		tunnel: {
			download: { packets: 778, bytes: 25_074_429 },
			upload: { packets: 600, bytes: 55_200 },
		},
		lines: [
			{
				...LINE,
				received: { packets: 70_899, bytes: 130_342_186 },
				sent: { packets: 6769, bytes: 526_467 },
			},
			{
				device: 'ds-wan6_4',
				received: { packets: 778, bytes: 25_043_400 },
				sent: { packets: 600, bytes: 31_200 },
				received_header: 0,
				sent_header: 0,
			},
		],
	});
	const describe = (last: MeasurementReading) => {
		const bytes = bytesBetween(first, last)!;
		const rest = {
			mode: 'software',
			hardware_entries: 0,
			cpu: null,
			softirq: null,
			latency: null,
			seconds: 20,
			ended: 0,
		} as const;
		return { bytes, found: describeMeasurement({ ...bytes, ...rest }) };
	};

	QUnit.test('slow: offloading does not work, and nobody is blamed for the outer packets', (assert) => {
		const { bytes, found } = describe(after25(true));
		assert.strictEqual(found.id, 'not-working');
		assert.true(found.text.startsWith('Offloading does not work. Downloads: '), found.text);
		assert.false(found.text.includes('own traffic'), found.text);
		assert.strictEqual(bytes.own_bytes, 0);
		assert.true(bytes.total_bytes < 26_000_000, 'the outer packets are not counted twice');
	});

	QUnit.test('fast: it works', (assert) => {
		const { bytes, found } = describe(after25(false));
		assert.strictEqual(found.id, 'working');
		assert.strictEqual(bytes.slow_bytes, 0);
	});
});

import './luci-globals.ts';
import QUnit from 'qunit';
import { bypassedShare, bytesBetween, type Measurement } from '../../../src/model/index.ts';
import type { MeasurementReading } from '../../../src/rpc/types/index.ts';

const START: MeasurementReading = {
	monotonic_ms: 1_000_000,
	left_ms: 120_000,
	forwarded: { packets: 0, bytes: 0 },
	own: { packets: 0, bytes: 0 },
	line: {
		device: 'eth1',
		received: { packets: 5_000_000, bytes: 6_000_000_000 },
		sent: { packets: 1_000_000, bytes: 70_000_000 },
		received_header: 14,
		sent_header: 14,
	},
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
	const { received, sent } = START.line;
	const acknowledgements = frames / 2;
	const met = {
		packets: slow / joined + slow / 2,
		bytes: slow * content + (slow / joined) * headers + (slow / 2) * headers,
	};
	return {
		...START,
		forwarded: own ? START.forwarded : met,
		own: own ? met : START.own,
		line: {
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
	};
}

function share(reading: MeasurementReading): number {
	const bytes = bytesBetween(START, reading);
	if (!bytes) throw new Error('a counter went backwards');
	const rest = { mode: null, hardware_entries: 0, cpu: null, seconds: 20, ended: 0 } as const;
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
		assert.deepEqual(bytesBetween(START, START), { slow_bytes: 0, own_bytes: 0, total_bytes: 0 });
	});

	QUnit.test('packets smaller than the headers that are taken off never count below zero', (assert) => {
		const tiny = after({ ...IPV4, headers: 28, content: 1, slow: IPV4.frames, joined: 1 });
		assert.deepEqual(bytesBetween(START, tiny), { slow_bytes: 0, own_bytes: 0, total_bytes: 0 });
	});

	QUnit.test('a device that was reset meanwhile gives no result', (assert) => {
		for (const change of [
			{ received: { packets: 0, bytes: 7_000_000_000 } },
			{ sent: { packets: 9e6, bytes: 0 } },
		])
			assert.strictEqual(bytesBetween(START, { ...START, line: { ...START.line, ...change } }), null);
	});
});

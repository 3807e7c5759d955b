/** What `nft-offload measure` says of a measurement is what the page says. */
import '../../model/luci-globals.ts';
import fc from 'fast-check';
import QUnit from 'qunit';
import { directionsOf } from '../../../../src/model/diagnosis/directions.ts';
import { laneSentence } from '../../../../src/model/diagnosis/path-words.ts';
import { bytesBetween, judgeDirection, judgeMeasurement } from '../../../../src/model/index.ts';
import { describeMeasurement } from '../../../../src/model/measurement-result.ts';
import type { MeasurementReading, Status } from '../../../../src/rpc/types/index.ts';
import { LAN, pathWith, statusWith, unlistedPath, WAN } from '../../model/status-facts.ts';
import { load } from '../support/load.ts';

const { bytes_between, judge_direction, judge_measurement } = load<{
	bytes_between: typeof bytesBetween;
	judge_direction: typeof judgeDirection;
	judge_measurement: (measured: object) => string;
}>('measurement.bytes');

QUnit.module('backend > a measurement says what it says on the page', () => {
	const packets = fc.record({ packets: fc.nat(100_000), bytes: fc.nat(100_000_000) });
	const directions = fc.record({ download: packets, upload: packets });
	const lines = fc.array(
		fc.record({
			device: fc.constantFrom('eth1', 'wwan0'),
			received: packets,
			sent: packets,
			received_header: fc.constantFrom(0, 14),
			sent_header: fc.constantFrom(0, 14),
		}),
		{ minLength: 1, maxLength: 1 }
	);
	const reading = fc
		.record({ forwarded: directions, own: directions, tunnel: directions, lines })
		.map((parts) => ({ monotonic_ms: 0, left_ms: 0, cpus: null, latency: null, unknown: {}, ...parts }));
	const NONE = { packets: 0, bytes: 0 };
	const start = (later: MeasurementReading): MeasurementReading => ({
		...later,
		forwarded: { download: NONE, upload: NONE },
		own: { download: NONE, upload: NONE },
		tunnel: { download: NONE, upload: NONE },
		lines: later.lines.map((line) => ({ ...line, received: NONE, sent: NONE })),
	});

	QUnit.test('bytes of each direction', (assert) => {
		fc.assert(
			fc.property(reading, reading, fc.boolean(), (first, last, fresh) => {
				const from = fresh ? start(last) : first;
				const [found, onPage] = [bytes_between(from, last), bytesBetween(from, last)];
				assert.deepEqual(found, onPage);
			})
		);
	});

	QUnit.test('verdicts', (assert) => {
		const direction = fc
			.record({ total_bytes: fc.nat(40_000_000), slow: fc.double({ min: 0, max: 1.1, noNaN: true }) })
			.map(({ total_bytes, slow }) => ({
				total_bytes,
				slow_bytes: Math.floor(total_bytes * slow),
				own_bytes: 0,
			}));
		const seen = new Set<string>();
		fc.assert(
			fc.property(direction, direction, fc.nat(1), (download, upload, hardware_entries) => {
				const total_bytes = download.total_bytes + upload.total_bytes;
				const measured = { total_bytes, slow_bytes: 0, own_bytes: 0, download, upload, hardware_entries };
				const onPage = judgeMeasurement(measured as never);
				seen.add(onPage);
				return (
					judge_direction(download) === judgeDirection(download) && judge_measurement(measured) === onPage
				);
			}),
			{ numRuns: 500 }
		);
		assert.strictEqual(seen.size, 5, [...seen].join(' '));
		for (const slow_bytes of [2_000_000, 2_000_001, 7_999_999, 8_000_000]) {
			const bytes = { total_bytes: 10_000_000, slow_bytes, own_bytes: 0 };
			assert.strictEqual(judge_direction(bytes), judgeDirection(bytes), `${slow_bytes}`);
		}
	});
});

QUnit.module('backend > what SQM takes off the fast path is what the page says', () => {
	const { explain_sqm, sqm_sentences } = load<{
		explain_sqm(measured: object, status: () => Status): { verdict: string };
		sqm_sentences(status: Status): string[];
	}>('commands.measure');

	QUnit.test('what a measurement proves beside it', (assert) => {
		const status = statusWith({
			zones: [LAN, WAN],
			paths: [pathWith('lan'), unlistedPath('wan', { reason: 'ingress_redirect' })],
		});
		const bytes = fc
			.record({ total_bytes: fc.nat(40_000_000), slow: fc.double({ min: 0, max: 1.1, noNaN: true }) })
			.map(({ total_bytes, slow }) => ({
				total_bytes,
				slow_bytes: Math.floor(total_bytes * slow),
				own_bytes: 0,
			}));
		const seen = new Set<string>();
		fc.assert(
			fc.property(bytes, bytes, fc.nat(1), (download, upload, hardware_entries) => {
				const total = { total_bytes: download.total_bytes + upload.total_bytes, slow_bytes: 0, own_bytes: 0 };
				const measured = { ...total, mode: 'software', download, upload, hardware_entries, seconds: 20 };
				const onPage = describeMeasurement(measured as never, status);
				seen.add(onPage.id);
				const judged = {
					...measured,
					verdict: judge_measurement(measured),
					downloads: judge_direction(download),
					uploads: judge_direction(upload),
				};
				return explain_sqm(judged, () => status).verdict === onPage.id;
			}),
			{ numRuns: 1000 }
		);
		assert.deepEqual([...seen].sort(), ['hardware', 'not-enough', 'not-working', 'partly', 'working']);
	});

	QUnit.test('any line', (assert) => {
		const reason = fc.constantFrom('ingress_redirect', 'not_listed', null);
		const seen = new Set<number>();
		fc.assert(
			fc.property(reason, reason, fc.boolean(), fc.boolean(), (download, upload, up, known) => {
				const status = statusWith({
					zones: [LAN, { ...WAN, networks: WAN.networks.map((network) => ({ ...network, up })) }],
					paths: known
						? [unlistedPath('lan', { reason: upload }), unlistedPath('wan', { reason: download })]
						: null,
				});
				const { lanes = [] } = directionsOf(status) ?? {};
				const shaped = lanes.filter(
					({ direction, path }) => direction === 'download' && path?.arriving.reason === 'ingress_redirect'
				);
				seen.add(shaped.length);
				assert.deepEqual(
					sqm_sentences(status),
					shaped.map((lane) => laneSentence(lane, lanes))
				);
			})
		);
		assert.deepEqual([...seen].sort(), [0, 1]);
	});
});

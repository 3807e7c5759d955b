import '../luci-globals.ts';
import QUnit from 'qunit';
import {
	offloadedShareText,
	type Share,
	shareOf,
	sumCarried,
} from '../../../../src/model/connections/index.ts';
import type { Connection, Status } from '../../../../src/rpc/types/index.ts';
import { FLOWTABLE, pathWith, statusWith, unlistedPath } from '../status-facts.ts';
import { FAST_STATUS, from, later, OFFLOADED, rowsWith, STATUS } from './samples.ts';

const marked = from('192.168.1.5', 1000, OFFLOADED);
const unmarked = from('192.168.1.5', 2000);
const inHardware = from('192.168.1.5', 3000, { status: 6 | STATUS.offload | STATUS.hardware });

function share(now: Connection[], before: Connection[] | null, status: Status | null = FAST_STATUS): Share {
	return shareOf(sumCarried(rowsWith(now, before, status).map(({ carried }) => carried)));
}

/** The same connection after so many bytes towards the Internet and back. */
function moved(connection: Connection, upload: number, download: number): Connection {
	const { original } = connection;
	return later({ ...connection, original: { ...original, bytes: (original.bytes ?? 0) + upload } }, download);
}

const lanPath = { ...pathWith('lan'), l3_device: 'br-lan' };

QUnit.module('model > connections > share', () => {
	QUnit.test('of the data between two readings, not of all data since', (assert) => {
		const old = { ...unmarked, original: { ...unmarked.original, bytes: 1e9 } };
		const found = share([later(marked, 750), later(old, 250)], [marked, old]);
		assert.deepEqual(found, { kind: 'exact', fraction: 0.75 });
		assert.strictEqual(offloadedShareText(found), '75 % offloaded');
	});

	QUnit.test('a mark is no proof: each direction counts by its path', (assert) => {
		const status = { ...FAST_STATUS, paths: [lanPath, unlistedPath('wan')] };
		assert.deepEqual(share([moved(marked, 100, 900)], [marked], status), { kind: 'exact', fraction: 0.1 });
		assert.deepEqual(share([moved(marked, 100, 900)], [marked]), { kind: 'exact', fraction: 1 });
	});

	QUnit.test(
		'where the path is unknown, what is known elsewhere is a lower bound, alone it is nothing',
		(assert) => {
			const halfKnown = { ...FAST_STATUS, paths: [lanPath] };
			assert.deepEqual(share([moved(marked, 300, 700)], [marked], halfKnown), {
				kind: 'least',
				fraction: 0.3,
			});
			assert.deepEqual(share([later(marked, 700)], [marked], { ...FAST_STATUS, paths: null }), {
				kind: 'unknown',
			});
			assert.deepEqual(share([later(marked, 700)], [marked], null), { kind: 'unknown' });
			const noZones = statusWith({ zones: null, paths: FAST_STATUS.paths });
			assert.deepEqual(share([later(marked, 700)], [marked], noZones), { kind: 'unknown' });
		}
	);

	QUnit.test('a lower bound is rounded down', (assert) => {
		const fresh = from('192.168.1.5', 5000);
		// A new connection has moved at most its 2,000 bytes.
		const found = share([later(marked, 65_000), fresh], [marked]);
		assert.deepEqual(found, { kind: 'least', fraction: 0.97 });
		assert.strictEqual(offloadedShareText({ kind: 'least', fraction: 0.97 }), 'At least 97 % offloaded');
		assert.strictEqual(
			offloadedShareText(share([later(marked, 139_000), fresh], [marked])),
			'At least 98 % offloaded'
		);
	});

	QUnit.test('little that is surely offloaded, little that may be: an upper bound, rounded up', (assert) => {
		const status = { ...FAST_STATUS, paths: [lanPath, unlistedPath('wan')] };
		const fresh = from('192.168.1.5', 5000);
		const found = share([moved(marked, 10, 97_990), fresh], [marked], status);
		assert.deepEqual(found, { kind: 'most', fraction: 0.03 });
		assert.strictEqual(offloadedShareText(found), 'At most 3 % offloaded');
		// 60 % at least, 80 % at most: the least is said.
		const both = share([later(marked, 6000), later(unmarked, 2000), fresh], [marked, unmarked]);
		assert.deepEqual(both, { kind: 'least', fraction: 0.6 });
	});

	QUnit.test('while offloading is off, new connections are clear too', (assert) => {
		const off = { ...FAST_STATUS, flowtables: [] };
		assert.deepEqual(share([unmarked], [], off), { kind: 'exact', fraction: 0 });
		assert.deepEqual(share([unmarked], []), { kind: 'unknown' });
	});

	QUnit.test('offloaded since, or no longer: those bytes may have gone either way', (assert) => {
		const unmarked = from('192.168.1.5', 1000);
		assert.deepEqual(share([later(marked, 500)], [unmarked]), { kind: 'unknown' });
		assert.deepEqual(share([later(unmarked, 500)], [marked]), { kind: 'unknown' });
		const givenUp = { ...inHardware, status: 6 | STATUS.hardware };
		assert.deepEqual(share([later(givenUp, 500)], [inHardware]), { kind: 'unknown' });
	});

	QUnit.test(
		'where the counters stand still while offloaded, there is no data, never a share of 0',
		(assert) => {
			const silent = { ...FAST_STATUS, flowtables: [{ ...FLOWTABLE, counter: false }] };
			assert.deepEqual(share([marked], [marked], silent), { kind: 'silent' });
			assert.deepEqual(share([marked, later(unmarked, 500)], [marked, unmarked], silent), { kind: 'silent' });
			assert.deepEqual(share([inHardware], [inHardware]), { kind: 'silent' });
			assert.deepEqual(share([inHardware, later(unmarked, 500)], [inHardware, unmarked]), { kind: 'silent' });
		}
	);

	QUnit.test('beside silent hardware, counted software is a lower bound; all of it is all', (assert) => {
		const before = [inHardware, marked, unmarked];
		assert.deepEqual(share([inHardware, later(marked, 300), later(unmarked, 100)], before), {
			kind: 'least',
			fraction: 0.75,
		});
		assert.deepEqual(share([inHardware, later(marked, 300), unmarked], before), {
			kind: 'exact',
			fraction: 1,
		});
		assert.deepEqual(share([later(inHardware, 300), marked, later(unmarked, 100)], before), {
			kind: 'exact',
			fraction: 0.75,
		});
	});

	QUnit.test('nothing moved is no share of 0; the first reading has none', (assert) => {
		assert.deepEqual(share([marked, unmarked], [marked, unmarked]), { kind: 'none' });
		assert.deepEqual(share([marked, unmarked], null), { kind: 'unknown' });
		assert.deepEqual(share([later(unmarked, 10)], [unmarked]), { kind: 'exact', fraction: 0 });
		assert.strictEqual(offloadedShareText({ kind: 'exact', fraction: 0 }), '0 % offloaded');
		assert.strictEqual(offloadedShareText({ kind: 'none' }), 'No data so far');
		assert.strictEqual(offloadedShareText({ kind: 'silent' }), 'No data: what is offloaded is not counted');
		assert.strictEqual(offloadedShareText({ kind: 'unknown' }), 'Offloaded share unknown');
	});

	QUnit.test('one connection without accounting may hide any amount', (assert) => {
		const uncounted = { ...unmarked, reply: { ...unmarked.reply, bytes: null, packets: null } };
		assert.deepEqual(share([later(marked, 500), uncounted], [marked, uncounted]), { kind: 'unknown' });
	});

	QUnit.test('ports of a newer connection: no more than it has carried', (assert) => {
		const older = later(unmarked, 50_000);
		assert.deepEqual(share([unmarked, later(marked, 6000)], [older, marked]), {
			kind: 'least',
			fraction: 0.75,
		});
	});
});

import '../luci-globals.ts';
import QUnit from 'qunit';
import { foldRows, type Item } from '../../../../src/model/connections/index.ts';
import type { Connection } from '../../../../src/rpc/types/index.ts';
import { connectionWith, directionWith, from, query, rowsWith } from './samples.ts';

const numbers = (count: number) => Array.from({ length: count }, (_one, index) => 40_000 + index);

function items(connections: Connection[], open?: ReadonlySet<string>): Item[] {
	return foldRows(rowsWith(connections, connections), open);
}

/** Number of connections of each item; 1: not folded. */
function counts(connections: Connection[], open?: ReadonlySet<string>): number[] {
	return items(connections, open).map(({ folded, rows }) => (folded ? rows.length : 1));
}

QUnit.module('model > connections > folds', () => {
	QUnit.test('40 name look-ups at two servers are one row, in place of the first', (assert) => {
		const look = numbers(40).map((port) => query(port, `198.51.100.${port % 2 === 0 ? 53 : 54}`));
		const web = from('192.168.1.5', 1, { original: directionWith({ packets: 5000 }) });
		assert.deepEqual(counts([web, ...look]), [1, 40]);
		assert.deepEqual(counts([...look, web]), [40, 1]);
		const [fold] = items(look);
		assert.deepEqual(
			fold!.rows.map(({ connection }) => connection.original.sport),
			numbers(40)
		);
	});

	QUnit.test('two of a kind are no repetition', (assert) => {
		assert.deepEqual(counts(numbers(2).map((port) => query(port))), [1, 1]);
		assert.deepEqual(counts(numbers(3).map((port) => query(port))), [3]);
		assert.deepEqual(items([]), []);
	});

	QUnit.test('long connections, and those of unknown length, stay by themselves', (assert) => {
		const long = numbers(3).map((port) => query(port, undefined, undefined, 51));
		assert.deepEqual(counts(long), [1, 1, 1]);
		const unknown = numbers(3).map((port) => {
			const one = query(port);
			return { ...one, reply: { ...one.reply, packets: null } };
		});
		assert.deepEqual(counts(unknown), [1, 1, 1]);
	});

	QUnit.test('another device, protocol or state is another fold', (assert) => {
		const ask = numbers(3).map((port) => query(port));
		const other = ask.map((one) => ({ ...one, original: { ...one.original, src: '192.168.1.6' } }));
		const tcp = ask.map((one) => ({ ...one, protocol: 6, status: 6, tcp_state: 'ESTABLISHED' as const }));
		const unanswered = ask.map((one) => ({
			...one,
			status: 0,
			original: { ...one.original, sport: one.original.sport! + 100 },
		}));
		assert.deepEqual(counts([...ask, ...other, ...tcp, ...unanswered]), [3, 3, 3, 3]);
	});

	QUnit.test('a scan of one address folds by the address', (assert) => {
		const scan = numbers(10).map((port) => query(port, '198.51.100.9', port - 39_000));
		assert.deepEqual(counts([...scan, query(1, '198.51.100.10', 7)]), [10, 1]);
	});

	QUnit.test('without ports, by the address', (assert) => {
		const ping = (dst: string, src: string) =>
			connectionWith({
				protocol: 1,
				tcp_state: null,
				original: directionWith({ src, dst, sport: null, dport: null, packets: 1 }),
				reply: directionWith({ src: dst, dst: src, sport: null, dport: null, packets: 1 }),
			});
		const one = ping('198.51.100.9', '192.168.1.5');
		assert.deepEqual(counts([one, one, one, ping('198.51.100.10', '192.168.1.5')]), [3, 1]);
	});

	QUnit.test('the key stays the same; what is open stays a fold, however few are left', (assert) => {
		const look = numbers(3).map((port) => query(port));
		const [fold] = items(look);
		const open = new Set([fold!.key]);
		assert.strictEqual(items([query(1), ...look.slice(1)])[0]!.key, fold!.key);
		assert.deepEqual(
			items(look.slice(2), open).map(({ key, folded }) => [key, folded]),
			[[fold!.key, true]]
		);
		assert.deepEqual(items([], open), []);
	});

	QUnit.test('an open row does not vanish into a fold, unless that is open too', (assert) => {
		const look = numbers(4).map((port) => query(port));
		const [row] = rowsWith(look.slice(0, 1));
		assert.deepEqual(counts(look, new Set([row!.key])), [1, 3]);
		const [fold] = items(look);
		assert.deepEqual(counts(look, new Set([row!.key, fold!.key])), [4]);
	});
});

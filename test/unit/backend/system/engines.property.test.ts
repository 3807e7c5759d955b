import fc from 'fast-check';
import QUnit from 'qunit';
import { loadModule } from '../../../../tools/ucode/load.ts';
import { hostWith, SEARCH_PATH, statusWithEngines } from '../support/host.ts';
import { bindLine, IN_HARDWARE, OFFLOAD } from './engine-samples.ts';

type Count = { entries: number; bound: number; unbound: number; last: number; complete: boolean };
const load = <T>(name: string) =>
	loadModule<T>(`nft-offload.${name}`, { host: hostWith({}), searchPath: SEARCH_PATH });
const { REJECTIONS, count_entries, count_moving, parse_offload } = load<{
	REJECTIONS: string[];
	count_entries(read: (size: number) => string | null, isLate: () => boolean): Count | null;
	count_moving(lines: string[]): number | null;
	parse_offload(lines: string[]): {
		live: number | null;
		rejected: Array<{ reason: string; flows: number }> | null;
	};
}>('system.engine_text');
const { count_bound } = load<{
	count_bound(read: (size: number) => string | null, isLate: () => boolean): number | null;
}>('system.ppe');

type Shown = { bound: number | null; rejected: Array<{ reason: string; flows: number }> | null };

function isPlausible({ bound, rejected }: Shown): boolean {
	const isCount = (count: number) => Number.isSafeInteger(count) && count >= 0;
	return (
		(bound === null || isCount(bound)) &&
		(rejected ?? []).every(({ reason, flows }) => REJECTIONS.includes(reason) && isCount(flows))
	);
}

/** Gives a text in pieces of these sizes, as a file may be read. */
function readerOf(text: string, sizes: number[]) {
	let at = 0;
	let turn = 0;
	return () => {
		const size = sizes[turn++ % sizes.length]!;
		at += size;
		return text.slice(at - size, at);
	};
}
const never = () => false;
const hostile = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.constantFrom(
		'\0',
		'\xff\xfe',
		' BND ',
		'zzzzz BND IPv4',
		'00001 BND',
		'00001  BND x',
		'\r',
		' '.repeat(2000)
	)
);
const state = fc.constantFrom('BND', 'UNB', 'FIN', 'INV', 'UNK', 'NEW', 'bnd');
const pieces = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 5 });
/** A list with every number that the driver can print, and lines that it does not. */
const table = fc.array(
	fc.record({ index: fc.nat({ max: 0xfffff }), state, before: fc.option(hostile.map(withoutNewlines)) }),
	{ maxLength: 40 }
);

function withoutNewlines(text: string): string {
	return text.replace(/\n/g, ' ');
}

const KNOWN = ['BND', 'UNB', 'FIN', 'INV', 'UNK'];

QUnit.module('backend > lists of hardware engines, any', () => {
	QUnit.test('each entry is counted once, by its state, wherever the reading is cut', (assert) => {
		let seen = 0;
		fc.assert(
			fc.property(table, pieces, (rows, sizes) => {
				const text = rows.map((row) => bindLine(row.index, row.state)).join('');
				const known = rows.filter((row) => KNOWN.includes(row.state));
				const found = count_entries(readerOf(text, sizes), never);
				const count = (wanted: string) => rows.filter((row) => row.state === wanted).length;
				if (rows.length - known.length > known.length) return found === null;
				seen += known.length;
				assert.strictEqual(count_bound(readerOf(text, sizes), never), count('BND'));
				return (
					found!.entries === known.length &&
					found!.bound === count('BND') &&
					found!.unbound === count('UNB') &&
					found!.last === (known.at(-1)?.index ?? 0) &&
					found!.complete
				);
			}),
			{ numRuns: 300 }
		);
		assert.ok(seen > 500, `${seen}`);
	});

	QUnit.test('lines of any bytes between them add nothing', (assert) => {
		fc.assert(
			fc.property(table, pieces, (rows, sizes) => {
				const lines = rows.flatMap((row) => [
					...(row.before === null ? [] : [`${row.before}\n`]),
					bindLine(row.index, 'BND'),
				]);
				const found = count_entries(readerOf(lines.join(''), sizes), never);
				// What looks like an entry is one: only a text of that very form can.
				const forged = rows.filter(
					({ before }) => before && /^[\s\S]{5} (BND|UNB|FIN|INV|UNK) /.test(before)
				);
				return found === null || !found.complete || found.entries === rows.length + forged.length;
			}),
			{ numRuns: 300 }
		);
		assert.true(true);
	});

	QUnit.test('a list that is cut anywhere never gives more than is there', (assert) => {
		const text = [1, 2, 3, 4].map((index) => bindLine(index, index % 2 ? 'BND' : 'UNB')).join('');
		for (let at = 0; at <= text.length; at++) {
			const found = count_entries(readerOf(text.slice(0, at), [97]), never);
			const whole = text
				.slice(0, at)
				.split('\n')
				.filter((line) => line.length > 9).length;
			assert.true(found === null || found.entries === whole, `${at}: ${found?.entries}`);
		}
	});

	QUnit.test('any bytes: a count within bounds, or none', (assert) => {
		fc.assert(
			fc.property(fc.array(hostile), pieces, (parts, sizes) => {
				const found = count_entries(readerOf(parts.join('\n'), sizes), never);
				return (
					found === null ||
					(found.bound + found.unbound <= found.entries &&
						found.entries <= parts.join('\n').split('\n').length &&
						Number.isSafeInteger(found.last))
				);
			}),
			{ numRuns: 500 }
		);
		assert.true(true);
	});

	QUnit.test('a list without an end is left, and says so', (assert) => {
		const found = count_entries(() => bindLine(1, 'BND').repeat(300), never);
		assert.false(found!.complete);
		assert.false(count_entries(() => 'x'.repeat(4096), never)?.complete ?? false);
		assert.strictEqual(
			count_entries(() => null, never),
			null
		);
	});

	QUnit.test(
		'counters of Qualcomm’s switch: known reasons alone, in any order, among any others',
		(assert) => {
			const number = fc.oneof(
				fc.nat(),
				fc.constantFrom('18446744073709551615', '99999999999999999999999', '-1', '0x10', '1e3', '', '1 2')
			);
			const name = fc.oneof(
				fc.constantFrom(...REJECTIONS),
				fc.constantFrom(
					'live_entries',
					'offloaded',
					'stale',
					'constructor',
					'__proto__',
					'retire_last cookie=1'
				),
				fc.string({ maxLength: 20 }).map(withoutNewlines)
			);
			fc.assert(
				fc.property(fc.array(fc.tuple(name, number)), (rows) => {
					const { live, rejected } = parse_offload(rows.map(([a, b]) => `${a.padEnd(24)} ${b}`));
					return (
						(live === null || (Number.isSafeInteger(live) && live >= 0)) &&
						(rejected ?? []).every(
							({ reason, flows }) => REJECTIONS.includes(reason) && flows > 0 && Number.isSafeInteger(flows)
						) &&
						(rejected ?? []).every(({ flows }, at, all) => at === 0 || flows <= all[at - 1]!.flows)
					);
				}),
				{ numRuns: 500 }
			);
			const { live, rejected } = parse_offload(OFFLOAD.split('\n'));
			assert.deepEqual([live, rejected!.map(({ flows }) => flows)], [14, [31, 12]]);
			assert.deepEqual(parse_offload(['table_full 0']), { live: null, rejected: [] });
			assert.deepEqual(parse_offload(['table_full x', 'live_entries']), { live: null, rejected: null });
		}
	);

	QUnit.test(
		'flows of Qualcomm’s switch: with each version’s columns; what a driver could not read is unknown',
		(assert) => {
			const versions = [
				'index type proto fwd age host  packets bytes',
				'index type proto fwd age host  pri packets bytes',
				'index type proto fwd age host  pri packets bytes stats_read',
			];
			const packets = fc.oneof(fc.constant(0), fc.nat(), fc.constant('18446744073709551615'));
			fc.assert(
				fc.property(fc.constantFrom(...versions), fc.array(packets), (head, counts) => {
					const names = head.split(/ +/);
					const lines = counts.map((count, at) =>
						names.map((name) => (name === 'packets' ? count : name === 'type' ? 'ipv4' : at)).join('  ')
					);
					return count_moving([head, ...lines, '']) === counts.filter((count) => count !== 0).length;
				}),
				{ numRuns: 200 }
			);
			assert.strictEqual(count_moving([versions[2]!, '7 ipv4 6 2 3 12 0 - - -5']), null);
			assert.strictEqual(count_moving([versions[0]!, '7 ipv4 6']), null);
			assert.strictEqual(count_moving(['7 ipv4 6 2 3 12 1 1']), null);
			assert.strictEqual(count_moving([]), null);
			fc.assert(
				fc.property(fc.array(hostile), (lines) => {
					const found = count_moving(lines);
					return found === null || found < lines.length;
				})
			);
		}
	);

	QUnit.test('any bytes in every file: a reply, with nothing but counts and known reasons', (assert) => {
		const DEBUG = '/sys/kernel/debug';
		fc.assert(
			fc.property(hostile, hostile, (one, other) => {
				const files = {
					[`${DEBUG}/ppe0/entries`]: one,
					[`${DEBUG}/ppe0/bind`]: other,
					[`${DEBUG}/ppe/bind`]: other,
					[`${DEBUG}/3a000000.ppe/offload`]: one,
					[`${DEBUG}/3a000000.ppe/flows`]: other,
				};
				const engines = statusWithEngines({ files, commands: IN_HARDWARE }).engines!;
				return engines.length === 3 && engines.every(isPlausible);
			}),
			{ numRuns: 60 }
		);
		assert.true(true);
	});
});

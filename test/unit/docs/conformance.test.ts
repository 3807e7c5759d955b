import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import { OFFLOADING_PAGE, withTables } from '../../../tools/docs/conformance.ts';
import { conformanceTables, readRecordings } from '../../../tools/docs/conformance-table.ts';

const FOLDER = fileURLToPath(new URL('../../data/conformance', import.meta.url));

QUnit.module('docs/offloading.md', () => {
	QUnit.test('shows the recorded conformance matrix (npm run docs)', (assert) => {
		const page = readFileSync(OFFLOADING_PAGE, 'utf8');
		assert.strictEqual(page, withTables(page));
	});

	QUnit.test('the matrix is complete on both kernels, and no cell is wrong', (assert) => {
		const recordings = readRecordings(FOLDER);
		assert.deepEqual(
			recordings.map(({ kernel }) => kernel.split('.').slice(0, 2).join('.')),
			['6.1', '6.12']
		);
		for (const { lines, lists, cells } of recordings) {
			const wrong = cells.filter(
				({ taken, claimed }) => claimed === null || taken !== (claimed ? 'fast' : 'slow')
			);
			assert.deepEqual(wrong, []);
			const names = cells.map(({ line, list, family, direction }) => [line, list, family, direction].join());
			assert.strictEqual(new Set(names).size, Object.keys(lines).length * Object.keys(lists).length * 4);
		}
	});

	QUnit.test('a table tells kernels and families apart where they differ', (assert) => {
		const cell = { line: 'a', list: 'x', slow_packets: 0, claimed: true, through: 'l3' } as const;
		const recording = (kernel: string, ipv6: 'fast' | 'slow') => ({
			kernel,
			lines: { a: 'A' },
			lists: { x: 'X' },
			bytes: 1e6,
			cells: (['download', 'upload'] as const).flatMap((direction) => [
				{ ...cell, direction, family: 'ipv4', taken: 'fast' },
				{ ...cell, direction, family: 'ipv6', taken: direction === 'upload' ? 'fast' : ipv6 },
			]),
		});
		// biome-ignore lint/suspicious/noExplicitAny: a recording with one line and one list
		const text = conformanceTables([recording('6.1', 'slow'), recording('6.12', 'fast')] as any);
		assert.ok(text.includes('| A, IPv4 | fast |\n| A, IPv6 | 6.1: **slow**, 6.12: fast |'), text);
		assert.ok(text.includes('| A | fast |'), text);
		assert.ok(text.includes('the wrong path for 1.'), text);
	});
});

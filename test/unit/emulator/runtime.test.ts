import QUnit from 'qunit';
import { format } from '../../emulator/luci/format.ts';
import { readRequirements } from '../../emulator/luci/requirements.ts';
import { hash } from '../../emulator/luci/translate.ts';

const { module, test } = QUnit;

/** As LuCI's cbi.js computes them: every length modulo four, letters of one to four bytes. */
const HASHES: Array<[text: string, hash: string | null]> = [
	['Save', '219966c7'],
	['Save & Apply', '610beed4'],
	['a', '115ea782'],
	['ab', '516b8b44'],
	['abc', 'd2be198a'],
	['Größe', 'f057b2cf'],
	['äöü', '77a6907e'],
	['日本', 'f9b86c9a'],
	['😀', '6dd06281'],
	['', null],
];

module('emulated router: LuCI runtime', () => {
	test('format', (assert) => {
		const cases: Array<[text: string, values: unknown[], expected: string]> = [
			['%s and %s', ['a', 1], 'a and 1'],
			['%d of %d', [3.9, -1.5], '3 of -2'],
			['100 %%', [], '100 %'],
			['%h', ['<b>&"'], '&#60;b&#62;&#38;&#34;'],
			['%.1f %f', [1.25, 2], '1.3 2'],
			['%05d|%-4s|%4s|', [42, 'a', 'b'], '00042|a   |   b|'],
			["%'*5d", [42], '***42'],
			['%x %X %o %b', [255, 255, 8, 5], 'ff FF 10 101'],
			['%1024mB', [512], '512 B'],
			['%1024mB', [1536], '1.50 KiB'],
			['%1024.1mB', [5 * 1024 * 1024 * 1024], '5.0 GiB'],
			['%mbit', [2_500_000], '2.50 Mbit'],
			['%t', [59], '0h 0m 59s'],
			['%t', [90_061], '1d 1h 1m 1s'],
			['%s', [], ''],
		];
		for (const [text, values, expected] of cases) assert.equal(format(text, values), expected, text);
	});

	test('the hash of translation files', (assert) => {
		for (const [text, expected] of HASHES) assert.equal(hash(text), expected, text);
	});

	test('requirements at the head of a module', (assert) => {
		const source = [
			"// 'require comment';",
			"/* 'require comment' */",
			"'use strict';",
			"'require view';",
			'"require nft-offload.model as model";',
			"'require ui.table';",
			"const text = 'plain'; 'require late';",
		].join('\n');
		assert.deepEqual(readRequirements(source), [
			{ module: 'view', variable: 'view' },
			{ module: 'nft-offload.model', variable: 'model' },
			{ module: 'ui.table', variable: 'ui_table' },
		]);
	});
});

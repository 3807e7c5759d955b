import QUnit from 'qunit';
import { runSource } from './run-source.ts';
import { VECTORS } from './vectors.ts';

QUnit.module("ucode > built-in functions give what ucode's give", () => {
	for (const [expression, json] of VECTORS) {
		QUnit.test(expression, (assert) => {
			const { text, stderr } = runSource(`'use strict';\nprintf('%J', ${expression});\n`);
			assert.strictEqual(text, json, stderr);
		});
	}

	QUnit.test('print writes texts as they are, nothing for null, the rest as JSON', (assert) => {
		assert.strictEqual(runSource(`print('a', null, [1, 'b'], 2, '\\n');`).text, 'a[ 1, "b" ]2\n');
	});

	QUnit.test('warn writes to the other output, before the exception that ends the program', (assert) => {
		const { text, stderr, code } = runSource(`print('a'); warn('b', null, 1, '\\n'); die('c');`);
		assert.deepEqual([text, code], ['a', 254]);
		assert.true(/^b1\n.*\bc\n/.test(stderr), stderr);
	});

	QUnit.test('texts above 0x7f are bytes of the output', (assert) => {
		assert.deepEqual([...runSource('print(chr(0xc3, 0xa9, 255));').stdout], [0xc3, 0xa9, 0xff]);
	});

	QUnit.test('clock gives whole seconds and nanoseconds of the host', (assert) => {
		assert.strictEqual(runSource(`printf('%J', clock(true));`).text, '[ 5, 0 ]');
	});

	QUnit.test('what JSON.parse would not take, json does not take', (assert) => {
		const source = `for (let text in ['{', '', '{} x', "{ 'a': 1 }"]) { try { json(text); print('taken'); } catch { print('-'); } }`;
		assert.strictEqual(runSource(source).text, '----');
	});

	QUnit.test('a printf directive that the loader does not know is an error', (assert) => {
		assert.strictEqual(runSource(`printf('%q', 1);`).code, 254);
	});
});

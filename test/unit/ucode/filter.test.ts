import QUnit from 'qunit';
import { ucodeFiles } from '../../../tools/ucode/files.ts';
import { checkFilter, filtered } from '../../../tools/ucode/filter.ts';
import { ROOT } from '../package/fixtures.ts';

const installed = (text: string) => Buffer.from(filtered(ROOT, Buffer.from(text))).toString();
const findings = (text: string) => checkFilter({ path: 'x.uc', text }).map(({ text }) => text);

QUnit.module('ucode > the filter of the recipe', () => {
	QUnit.test('takes comment lines, indentation and blank lines, and nothing else', (assert) => {
		const source = [
			"#!/usr/bin/ucode\n'use strict';\n\n/** One line. */\nlet a = '/* kept */ // kept';\n",
			'/*\n * Several\n * lines.\n */\nif (a) {\n\t// why\n\ta = 4 / 2;\n}\n',
		].join('');
		assert.strictEqual(
			installed(source),
			"#!/usr/bin/ucode\n'use strict';\nlet a = '/* kept */ // kept';\nif (a) {\na = 4 / 2;\n}\n"
		);
	});

	QUnit.test('every program of the backend means the same after it, and is smaller', (assert) => {
		const sources = ucodeFiles();
		assert.ok(sources.length > 50);
		assert.deepEqual(sources.flatMap(checkFilter), []);
		const total = (texts: string[]) => texts.reduce((sum, text) => sum + text.length, 0);
		const texts = sources.map(({ text }) => text);
		assert.ok(total(texts.map(installed)) < 0.8 * total(texts));
	});

	QUnit.test('what it would change is refused', (assert) => {
		assert.strictEqual(findings('let a = `x\n  y`;\n').length, 1, 'a text over two lines');
		assert.strictEqual(
			findings('/* before code */ let b = 2;\n/** x */\n').length,
			1,
			'a comment before code'
		);
		assert.deepEqual(findings('let a = 1; // beside code\n'), []);
	});
});

import QUnit from 'qunit';
import { ucodeFiles } from '../../../tools/ucode/files.ts';
import { checkGuards } from '../../../tools/ucode/guards.ts';

const TOKEN = 'root/usr/share/ucode/nft-offload/lib/token.uc';
const inToken = (pattern: string) =>
	checkGuards(TOKEN, `'use strict';\nprint(match(ARGV[0], ${pattern}));\n`);

QUnit.module('ucode > patterns that could guard something');

QUnit.test('anchors and negated classes are refused with their place', (assert) => {
	for (const pattern of ['/^[0-9a-f]{16}$/', '/^x/', '/x$/', '/[^a-z]/', '/a|b$/', '/\\\\$/', '/[$]$/'])
		assert.strictEqual(inToken(pattern).length, 1, pattern);
	const [{ path, line, column } = { path: '', line: 0, column: 0 }] = inToken('/^x/');
	assert.deepEqual([path, line, column], [TOKEN, 2, 22]);
});

QUnit.test('patterns that mean the same in all releases pass', (assert) => {
	for (const pattern of ['/[0-9a-f]+/g', '/\\^\\$/', '/[$^]/', '/\\[\\^x/', '/[ \\t\\n]+/'])
		assert.deepEqual(inToken(pattern), [], pattern);
});

QUnit.test('only named parsers have such patterns', (assert) => {
	const files = ucodeFiles();
	assert.true(files.length > 50);
	assert.deepEqual(
		files.flatMap(({ path, text }) => checkGuards(path, text)),
		[]
	);
});

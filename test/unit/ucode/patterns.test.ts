import QUnit from 'qunit';
import { patternAs, regexMeaning } from '../../../tools/ucode/patterns.ts';
import { runSource } from './run-source.ts';

/** A pattern, a text, and what it finds there up to OpenWrt 25.12 and on main (ucode 3f64c80, 6d893e0, 81205a2). */
const FOUND: [pattern: RegExp, text: string, before: string | null, after: string | null][] = [
	[/^[0-9a-f]{4}$/, 'abcd', 'abcd', 'abcd'],
	[/^[0-9a-f]{4}$/, 'abcd\nreboot', null, 'abcd'],
	[/^b$/, 'a\nb\nc', null, 'b'],
	[/a.c/, 'a\nc', 'a\nc', null],
	[/a[^x]c/, 'a\nc', 'a\nc', null],
	[/a[^\n]c/, 'a\nc', null, null],
	[/a[.$^]c/, 'a^c', 'a^c', 'a^c'],
	[/a\.\^\$c/, 'a.^$c', 'a.^$c', 'a.^$c'],
	[/b$/, 'a\nb\r', null, null],
];

QUnit.module('ucode > the two meanings of a pattern');

QUnit.test('anchors, the point and negated classes at a newline', (assert) => {
	for (const [pattern, text, before, after] of FOUND) {
		const found = (meaning: 'text' | 'newline') => patternAs(pattern, meaning).exec(text)?.[0] ?? null;
		assert.deepEqual(
			[found('text'), found('newline')],
			[before, after],
			`${pattern} ${JSON.stringify(text)}`
		);
	}
});

QUnit.test('match, replace and split take the meaning of the run; a NUL byte ends the text', (assert) => {
	const source = `'use strict';\nprint(join('|', [
		match('a\\nb', /^b$/) ? 'line' : 'text', replace('a\\nb', /a$/, 'x') == 'x\\nb' ? 'line' : 'text',
		length(split('1\\n2', /[^0-9]/)), match('a\\x00b', /b/) ? 'all' : 'nul'
	]));`;
	assert.strictEqual(runSource(source, { regex: 'text' }).text, 'text|text|2|nul');
	assert.strictEqual(runSource(source, { regex: 'newline' }).text, 'line|line|1|nul');
});

QUnit.test('a misspelt meaning is no meaning', (assert) => {
	assert.strictEqual(regexMeaning(undefined), 'text');
	assert.strictEqual(regexMeaning('newline'), 'newline');
	assert.throws(() => regexMeaning('new-line'), /UCODE_REGEX/);
});

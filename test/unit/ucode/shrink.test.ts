import type { Node } from 'acorn';
import { analyze } from 'eslint-scope';
import QUnit from 'qunit';
import { ucodeFiles } from '../../../tools/ucode/files.ts';
import { shrink } from '../../../tools/ucode/shrink.ts';
import { parse } from '../../../tools/ucode/transform.ts';

/**
 * What a program means, whatever its own variables are called: its tree without positions and raw spellings of its layout, each use of
 * a variable replaced by the number of its declaration.
 */
function meaning(text: string): string {
	const program = parse(text, { allowReturnOutsideFunction: true });
	const numbers = variableNumbers(program);
	return JSON.stringify(program, (key, value) => {
		if (['start', 'end', 'range', 'shorthand'].includes(key)) return undefined;
		const number = value?.type === 'Identifier' ? numbers.get(value.start) : undefined;
		return number === undefined ? value : `variable ${number}`;
	});
}

/** The number of the variable that stands at each place of the text. A key `{ name }` stands at the same place, so it is not asked for. */
function variableNumbers(program: Node): Map<number, number> {
	const { scopes } = analyze(program as never, { ecmaVersion: 2022, sourceType: 'module' });
	const numbers = new Map<number, number>();
	const variables = scopes.flatMap((scope) => scope.variables).filter(({ defs }) => defs.length > 0);
	for (const [number, { identifiers, references }] of variables.entries())
		for (const identifier of [...identifiers, ...references.map((reference) => reference.identifier)])
			numbers.set((identifier as unknown as Node).start, number);
	return numbers;
}

/** `{ name }` written out, so that key and value have places of their own. */
function spelledOut(text: string): string {
	return text.replace(/(?<=[{,]\s*)(\w+)(?=\s*[,}])/g, (name, _group, at: number) =>
		isShorthand(text, at) ? `${name}: ${name}` : name
	);
}

function isShorthand(text: string, at: number): boolean {
	let found = false;
	const program = parse(text, { allowReturnOutsideFunction: true });
	JSON.stringify(program, (_key, value) => {
		if (value?.type === 'Property' && value.shorthand && value.start === at) found = true;
		return value;
	});
	return found;
}

QUnit.module('ucode > shrink', () => {
	QUnit.test('every program of the router half means the same, and is smaller', (assert) => {
		const programs = ucodeFiles();
		assert.ok(programs.length > 50);
		for (const { path, text } of programs) {
			const small = shrink(text);
			assert.strictEqual(meaning(small), meaning(spelledOut(text)), path);
			assert.ok(small.length <= text.length, path);
		}
	});

	QUnit.test('names that others know stay, own ones become short', (assert) => {
		const text = [
			'#!/usr/bin/env ucode',
			"'use strict';",
			"import { open } from 'fs';",
			'/** Reads. */',
			'function read_it(path) {',
			'\tconst handle = open(path);',
			'\treturn { handle, path: path };',
			'}',
			'',
			'function exported(name) {',
			'\treturn read_it(`${name}: 1.0`); // not tested',
			'}',
			'',
			'export { exported };',
			'',
		].join('\n');
		const program = [
			"'use strict';",
			"import{open}from'fs';",
			'function c(a){',
			'const b=open(a);',
			'return{handle:b,path:a};',
			'}',
			'function exported(a){',
			'return c(`${a}: 1.0`);',
			'}',
			'export{exported};',
		];
		const expected = `#!/usr/bin/env ucode\n${program.join('')}\n`;
		assert.strictEqual(shrink(text), expected);
	});

	QUnit.test('a name never hides one that is used below it', (assert) => {
		const small = shrink(
			'const outer = 1; function f(x) { const inner = (y) => y + x + outer; return inner; } f(2);\n'
		);
		const run = new Function(`${small.replace(/(\w+)\(2\);/, 'return $1(2);')}`);
		assert.strictEqual(run()(3), 6);
	});

	QUnit.test('blanks that mean something stay', (assert) => {
		const small = shrink(
			'const a = - -1 + +2; print(`a\n\tb  ${ a } `, a in [ 1 ], 8 / 2, match("x", /y z/));\n'
		);
		assert.strictEqual(small, 'const a=- -1+ +2;print(`a\n\tb  ${a} `,a in[1],8 / 2,match("x",/y z/));\n');
	});
});

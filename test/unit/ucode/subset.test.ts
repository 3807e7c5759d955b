import QUnit from 'qunit';
import { ucodeFiles } from '../../../tools/ucode/files.ts';
import { checkSubset } from '../../../tools/ucode/subset/check.ts';

const HEAD = "'use strict';\n";
const findings = (body: string) => checkSubset('x.uc', HEAD + body);

/** What is refused, by what it is: sources that differ between ucode and JavaScript, or between releases of ucode. */
const REFUSED: Record<string, string[]> = {
	'no such statement': [
		'for (let x of [1]) print(x);',
		'do { print(1); } while (0);',
		"throw 'x';",
		'try { print(1); } catch { print(2); } finally { print(3); }',
		'try { print(1); } finally { print(3); }',
		'a: while (1) break a;',
		'a: while (1) continue a;',
		'debugger;',
		';',
	],
	'no such declaration': [
		'var a = 1;',
		'class A {}',
		'let [a] = [1];',
		'let { a } = { a: 1 };',
		'let a; [a] = [1];',
		'function f(a = 1) { return a; }',
		'function f({ a }) { return a; }',
		'let f = ([a]) => a;',
		'function* f() { return 1; }',
		'async function f() { return 1; }',
		'let f = async () => 1;',
		'try { print(1); } catch ({ message }) { print(message); }',
	],
	'functions with a name or a this of their own': [
		'let f = function g() { return 1; };',
		'let f = function () { return 1; };',
		'print(this);',
	],
	objects: [
		'let o = { m() { return 1; } };',
		'let o = { get a() { return 1; } };',
		'let o = { 1: 2 };',
		'let o = { __proto__: null };',
	],
	operators: [
		'print(typeof 1);',
		'void print(1);',
		'let a = []; print(a instanceof a);',
		'print(1 >>> 1);',
		'print(1 << 31);',
		'print(8 >> 1);',
		'print(1 ^ 2);',
		'print(~5);',
		"print('a' in ['a']);",
		'let a = 1; a >>>= 1;',
		'let a = 1; a <<= 1;',
		'let a = 1; a /= 2;',
		'let a = 1; a **= 2;',
		'print((1, 2));',
		'print(new print());',
		'print(print`b`);',
	],
	'division, which is of integers in ucode': [
		'print(5 / 2);',
		'let a = 5; print(30 / 100 * a);',
		'print(int(5 / 2 * 3));',
		'print(int(1, [5 / 2]));',
	],
	'comparison with null by identity': [
		'let o = {}; print(o.a === null);',
		'let o = {}; print(null !== o.a);',
	],
	'for-in otherwise than `for (let x in list)`': [
		'for (const x in [1]) print(x);',
		'let x; for (x in [1]) print(x);',
		'let i; for (i = 0; i < 1; i++) print(i);',
	],
	'length and members of texts': [
		'let a = [1]; print(a.length);',
		"print('abc'.length);",
		'let a = [1]; print(a?.length);',
		"print('abc'[0]);",
		'print(`abc`[0]);',
		"print('a,b'.split(','));",
		'let a = [1]; print(a[-1]);',
	],
	numbers: [
		'print(1_000);',
		'print(0o17);',
		'print(0b11);',
		'print(1e3);',
		'print(.5);',
		'print(5.);',
		'print(1n);',
		'print(9007199254740993);',
		'let u = undefined; print(u);',
		'print(NaN);',
		'print(Infinity);',
	],
	texts: [
		'print(`a\\`b`);',
		"print('\\u00e9');",
		"print('\\u{e9}');",
		"print('\\xe9');",
		"print('\\0');",
		"print('\\q');",
		"print('a\\\nb');",
		"print('caf\u00e9');",
		'// caf\u00e9',
	],
	'commas and semicolons': [
		'print(1,);',
		'let f = (a, b,) => a + b;',
		'let a = [1, 2,];',
		'let o = { a: 1, };',
		'let a = 1\nprint(a);',
		'print(1)',
		'while (1) { break }',
		'let a = [1, , 2];',
	],
	'regular expressions': [
		'match("", /(?:a)/);',
		'match("", /a(?=b)/);',
		'match("", /a(?!b)/);',
		'match("", /(?<=a)b/);',
		'match("", /(?<n>a)/);',
		'match("", /a/m);',
		'match("", /a/s);',
		'match("", /a/u);',
		'match("", /a/y);',
		'match("", /[\\d]/);',
		'match("", /[\\w-]/);',
		'match("", /\\d/);',
		'match("", /\\s/);',
		'match("", /\\bx/);',
		'match("", /.*?x/);',
		'match("", /a+?/);',
		'match("", /a??/);',
		'match("", /a{2}?/);',
		'match("", /(a)\\1/);',
		'match("", /a{/);',
		'match("", /a{,2}/);',
		'match("", /[[:alpha:]]/);',
		'match("", /\\x41/);',
		'match("", /\\u0041/);',
		'match("", /a^b/);',
		'match("", /a$|b/);',
		'match("", /()/);',
		'match("", /a||b/);',
		'match("", /[^]/);',
	],
	names: [
		'print(nothing);',
		'nothing = 1;',
		'print(console);',
		'print(arguments);',
		'let length = 1; print(length);',
		'function f(split) { return split; }',
		'try { print(1); } catch (index) { print(index); }',
		'let elif = 1; print(elif);',
		'let iterate = 1; print(iterate);',
		'print(iterate([1]));',
	],
	'use above the declaration': [
		'print(f());\nfunction f() { return 1; }',
		'function g() { return f(); }\nfunction f() { return 1; }\nprint(g());',
		'function g() { return a; }\nlet a = 1;\nprint(g());',
		'let f = (n) => n ? f(n - 1) : 0; print(f(1));',
		'let a = a; print(a);',
	],
	"a loop head's variable in a closure": [
		'let l = []; for (let x in [1, 2]) push(l, () => x);',
		'let l = []; for (let i = 0; i < 2; i++) push(l, () => i);',
		'let l = []; for (let i = 0; i < 2; i++) { function f() { return i; } push(l, f); }',
	],
	modules: [
		"import fs from 'fs';\nprint(fs);",
		"import 'fs';",
		"print(1);\nimport { open } from 'fs';\nprint(open);",
		'export function f() { return 1; }',
		'export default 1;',
		'export let a = 1;',
		"export { open } from 'fs';",
		"import { open } from 'fs';\nexport { open };",
		"import { open as o } from 'fs';\nexport { o as open };",
		"export * from 'fs';",
		'let a = 1;\nexport { a };\nprint(a);',
		'let a = 1;\nexport { a, };',
		"import { open, } from 'fs';\nprint(open);",
		"import { open } from 'fs';\nfunction f(open) { return open; }\nprint(f, open);",
		"import { open } from 'fs';\nfunction f() { let open = 1; return open; }\nprint(f, open);",
		"print(import('fs'));",
		'print(import.meta);',
		'return 1;',
		'await print(1);',
	],
};

QUnit.module('ucode > the subset refuses', () => {
	for (const [what, sources] of Object.entries(REFUSED)) {
		QUnit.test(what, (assert) => {
			for (const source of sources) assert.notDeepEqual(findings(source), [], source);
		});
	}

	QUnit.test(
		"a file without 'use strict', an empty one, one that exports though it is a program",
		(assert) => {
			assert.notDeepEqual(checkSubset('x.uc', 'print(1);\n'), []);
			assert.notDeepEqual(checkSubset('x.uc', ''), []);
			assert.notDeepEqual(checkSubset('x', `#!/usr/bin/ucode\n${HEAD}let a = 1;\nexport { a };\n`), []);
		}
	);
});

/** What stays: the same in ucode of all three releases and in JavaScript. */
const ACCEPTED: Record<string, string> = {
	'loops and branches': `
for (let x in [1, 2]) {
	if (x == 1) continue;
	else break;
}
for (let i = 0, n = 3; i < n; i++) print(i);
for (;;) break;
while (true) {
	switch (1) {
		case 1:
			print('one');
			break;
		default:
			print('other');
	}
	break;
}`,
	functions: `
function add(a, ...rest) {
	function inner() {
		return a;
	}
	let sum = inner();
	for (let r in rest) sum += r;
	return sum;
}
function down(n) {
	return n > 0 ? down(n - 1) : 'end';
}
const both = (f, g) => [f(1, 2), g(3)];
print(both(add, down), both(add, (x) => ({ x })));`,
	'objects and lists': `
const key = 'k';
let o = { a: 1, 'b c': 2, [key]: 3, key, ...{ d: 4 } };
o.e ??= 5;
o.a ||= 6;
o.a &&= 7;
delete o.a;
print(o?.x?.y, o.b ?? 0, o['b c'], [...[1], 2], exists(o, 'e'), keys(o));`,
	arithmetic: `
let n = 7;
n += 1;
n *= 2;
n %= 5;
n |= 0x10;
n &= 0xff;
print(int(n / 2), n / 2.0, n ** 2, -n, +'7', !n, n-- - n, 1.5);`,
	comparison: `let o = {}; print(o.a == null, o.a != null, 'a' === 'b', 1 !== 2, o && 1, o || 2);`,
	'texts and regular expressions': `
print('it\\'s', "\\x41\\n\\t\\r\\\\", \`a\${1 + 1}\\n\`);
print(match('x', /^a[^b-d \\t]*(b|c)+\\.x?{1}[/]"$/gi) == null, match('x', /a{2,3}|\\[\\\\\\//));`.replace(
		'x?{1}',
		'x?y{1}'
	),
	exceptions: `
try {
	die('x');
} catch (e) {
	print(e.message);
}
try {
	die('x');
} catch {
	exit(1);
}`,
	'closures over variables of a body': `
let l = [];
for (let i = 0; i < 2; i++) {
	let own = i;
	push(l, () => own);
}
print(map(l, (f) => f()));`,
	modules: `
import { open, readfile as read } from 'fs';
import * as struct from 'struct';
const a = [open, read, struct.pack];
function b() {
	return a;
}
export { a, b as c };`,
};

QUnit.module('ucode > the subset accepts', () => {
	for (const [what, source] of Object.entries(ACCEPTED)) {
		QUnit.test(what, (assert) => assert.deepEqual(findings(`${source.trim()}\n`), []));
	}

	QUnit.test('the backend', (assert) => {
		const sources = ucodeFiles();
		assert.deepEqual(
			sources.flatMap(({ path, text }) => checkSubset(path, text)),
			[]
		);
		assert.ok(
			sources.some(({ path }) => path.endsWith('luci.nft-offload')),
			'the plugin is among them'
		);
	});
});

QUnit.module('ucode > a finding', () => {
	QUnit.test('tells file, line and column', (assert) => {
		const [first, second] = checkSubset('a/b.uc', `${HEAD}\nlet a = [1];\nprint(a.length,\n\ttypeof a);\n`);
		assert.deepEqual([first!.path, first!.line, first!.column], ['a/b.uc', 4, 7]);
		assert.deepEqual([second!.line, second!.column], [5, 2]);
		assert.ok(/length\(x\)/.test(first!.text), first!.text);
	});

	QUnit.test('of what is not even JavaScript too', (assert) => {
		const [only, ...others] = checkSubset('b.uc', `${HEAD}let = 1;\n`);
		assert.deepEqual([only!.path, only!.line, others], ['b.uc', 2, []]);
	});
});

import QUnit from 'qunit';
import { transform } from '../../../tools/ucode/transform.ts';
import { runSource } from './run-source.ts';

QUnit.module('ucode > programs', () => {
	QUnit.test('for-in runs over the values of an array, the keys of an object, nothing of null', (assert) => {
		const source = `for (let x in ['a', 'b']) print(x); for (let k in { c: 1, d: 2 }) print(k); for (let n in null) print('no');`;
		assert.strictEqual(runSource(source).text, 'abcd');
	});

	QUnit.test('arguments, standard input, a shebang', (assert) => {
		const source = `#!/usr/bin/ucode\nimport { stdin } from 'fs';\nprintf('%J %s', ARGV, stdin.read('all'));\n`;
		assert.strictEqual(
			runSource(source, { args: ['call', 'x'], stdin: 'caf\u00e9' }).text,
			'[ "call", "x" ] caf\xc3\xa9'
		);
	});

	QUnit.test('exit() ends it with what was printed, through every catch', (assert) => {
		const { text, code } = runSource(`print('a'); try { exit(3); } catch { print('b'); } print('c');`);
		assert.deepEqual([text, code], ['a', 3]);
		assert.strictEqual(runSource(`try { exit(4); } catch (e) { print(e.message); }`).code, 4);
	});

	QUnit.test('die() is caught with its message, or ends it with 254', (assert) => {
		assert.strictEqual(
			runSource(`try { die('boo'); } catch (e) { print(e.message, e.type); }`).text,
			'booError'
		);
		const { code, stderr } = runSource(`'use strict';\n\ndie('boo');`);
		assert.strictEqual(code, 254);
		assert.ok(/boo/.test(stderr) && /main:3:/.test(stderr), 'the error tells the line of the source');
	});

	QUnit.test('what does not compile, and a module that is not there, end it with 255', (assert) => {
		assert.strictEqual(runSource('let = 1;').code, 255);
		assert.strictEqual(runSource(`import { a } from 'nowhere';`).code, 255);
	});

	QUnit.test('lines keep their numbers below imports over several lines', (assert) => {
		const source = `import {\n\topen,\n\treadfile as read\n} from 'fs';\ndie('here');\n`;
		assert.ok(/main:5:/.test(runSource(source).stderr));
	});
});

QUnit.module('ucode > modules', () => {
	const counter = `let n = 0;\nfunction next() {\n\tn++;\n\treturn n;\n}\nexport { next, next as again };\n`;

	QUnit.test('names, renamed names, everything under one name', (assert) => {
		const source = `import { next, again as more } from 'counter';\nimport * as all from 'counter';\nprint(next(), more(), all.next());`;
		assert.strictEqual(runSource(source, { modules: { counter } }).text, '123');
	});

	QUnit.test('one instance in a run, a fresh one in the next', (assert) => {
		const modules = {
			counter,
			user: `import { next } from 'counter';\nfunction use() {\n\treturn next();\n}\nexport { use };`,
		};
		const source = `import { next } from 'counter';\nimport { use } from 'user';\nprint(next(), use());`;
		assert.strictEqual(runSource(source, { modules }).text, '12');
		assert.strictEqual(runSource(source, { modules }).text, '12');
	});

	QUnit.test('built-in names are those of the module, not of the program', (assert) => {
		assert.strictEqual(
			runSource(`import { next } from 'counter';\nlet n = 7;\nprint(next(), n);`, { modules: { counter } })
				.text,
			'17'
		);
	});
});

QUnit.module('ucode > the copy for the type checker', () => {
	QUnit.test('stays an ES module whose lines are those of the source', (assert) => {
		const source = `#!/usr/bin/ucode\nimport { a } from 'x';\nfor (let i in a)\n\tif (i in a) f(i);\nexport { a };\n`;
		const { module, imports } = transform(source);
		assert.deepEqual(imports, ['x']);
		assert.strictEqual(
			module,
			`///usr/bin/ucode\nimport { a } from 'x';\nfor (let i of iterate(a))\n\tif (i in a) f(i);\nexport { a };\n`
		);
	});
});

import QUnit from 'qunit';
import { withoutPointers } from '../../../tools/upstream/comments.ts';

QUnit.module('upstream > comments', () => {
	const cases: Array<[what: string, before: string, after: string]> = [
		[
			'a type that has a line of its own goes with the line',
			"a();\n\n/** @typedef {import('../../src/rpc/types/index.ts').Reason} Reason */\n\nb();\n",
			'a();\n\nb();\n',
		],
		[
			'a type among words keeps its name',
			"/** @returns {?import('../src/rpc/types/index.ts').Reason} why */\n",
			'/** @returns {?Reason} why */\n',
		],
		[
			'a hint goes with its brackets',
			'/** As the page has it (src/model/mode.ts). */\n',
			'/** As the page has it. */\n',
		],
		[
			'also where it takes two lines',
			'/*\n * Of all (src/a.ts and\n * src/b.ts), more\n */\n',
			'/*\n * Of all, more\n */\n',
		],
		[
			'so does an issue of another repository',
			'// Shapes in hardware (a-b/c-d#193).\n',
			'// Shapes in hardware.\n',
		],
		[
			'what stays',
			'/** Paths (/proc/net/x, lib/cut.uc) */\nf("(src/x.ts");\n',
			'/** Paths (/proc/net/x, lib/cut.uc) */\nf("(src/x.ts");\n',
		],
	];
	for (const [what, before, after] of cases)
		QUnit.test(what, (assert) => assert.strictEqual(withoutPointers('a.uc', before), after));

	QUnit.test('what it cannot take out is an error', (assert) => {
		assert.throws(
			() => withoutPointers('a.js', '// see docs/repair.md\nreturn 1;\n'),
			/a\.js: points to .*docs\/repair\.md/
		);
	});
});

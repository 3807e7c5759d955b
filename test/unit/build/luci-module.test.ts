import QUnit from 'qunit';
import { rollup } from 'rollup';
import { frameLuciModule } from '../../../tools/luci/luci-module.ts';

/** Frames a program of named source texts; `main` is the entry. */
async function frame(sources: Record<string, string>, shared: string[] = []): Promise<string> {
	const bundle = await rollup({
		input: 'main',
		plugins: [
			frameLuciModule(new Map(shared.map((name) => [name, `nft-offload/${name}`]))),
			{ name: 'memory', resolveId: (id) => (id in sources ? id : null), load: (id) => sources[id] ?? null },
		],
	});
	const { output } = await bundle.generate({ format: 'es' });
	return output[0].code;
}

/** Evaluates a framed module as LuCI does: as the body of a function of the required names. */
function evaluate(code: string, required: Record<string, unknown>): unknown {
	const names = Object.keys(required);
	return new Function('window', 'document', 'L', ...names, code)({}, {}, {}, ...Object.values(required));
}

const baseclass = { extend: (members: object) => members };

QUnit.module('framing', () => {
	QUnit.test('imports become require lines and the default export the return', async (assert) => {
		const code = await frame({
			main: "import view from 'luci/view'; import form from 'luci/form'; export default view.extend({ form });",
		});
		assert.deepEqual(code.split('\n').slice(0, 3), ["'use strict';", "'require view';", "'require form';"]);
		const view = { extend: (members: object) => ({ extended: members }) };
		assert.deepEqual(evaluate(code, { view, form: 'the form' }), { extended: { form: 'the form' } });
	});

	QUnit.test('shared modules are required under their own name, not copied', async (assert) => {
		const code = await frame(
			{
				main: "import * as model from 'model'; export default model.secret();",
				model: 'export const secret = () => 42;',
			},
			['model']
		);
		assert.ok(code.includes("'require nft-offload.model as model';"), code);
		assert.notOk(code.includes('42'), 'the code of the shared module stays in its own file');
	});

	QUnit.test('named exports become members of a LuCI class', async (assert) => {
		const code = await frame({ main: 'const b = 2; export const a = 1; export { b as c };' });
		assert.deepEqual(evaluate(code, { baseclass }), { a: 1, c: 2 });
	});

	QUnit.test('other files are bundled in', async (assert) => {
		const code = await frame({
			main: "import { f } from 'part'; export default f;",
			part: 'export const f = 7;',
		});
		assert.strictEqual(evaluate(code, {}), 7);
	});

	QUnit.test('the last line is no comment, for LuCI puts a brace behind it', async (assert) => {
		const code = await frame({ main: 'export default 1; // the end' });
		assert.strictEqual(code.trimEnd().split('\n').at(-1), 'return main;');
	});

	const refused: Array<[string, Record<string, string>, RegExp]> = [
		['a module without an export', { main: 'console.log(1);' }, /needs an export/],
		[
			'named imports of a LuCI module',
			{ main: "import { x } from 'luci/ui'; export default x;" },
			/as one name/,
		],
		[
			'a default export beside named ones',
			{ main: 'export default 1; export const a = 2;' },
			/either a default/,
		],
		['a top-level L', { main: 'const L = 1; export default L;' }, /`L` is a parameter/],
		[
			'a top-level function document',
			{ main: 'function document() {} export default document;' },
			/`document`/,
		],
		[
			'a name that hides a required one',
			{
				main: "import view from 'luci/view'; import { x } from 'part'; export default [view, x];",
				part: 'const view = 3; export const x = view;',
			},
			/rename what shadows it/,
		],
		['what the minifier breaks', { main: 'export default () => /a b/;' }, /jsmin/],
	];
	for (const [name, sources, message] of refused) {
		QUnit.test(`refuses ${name}`, async (assert) => {
			await assert.rejects(frame(sources), message);
		});
	}
});

import QUnit from 'qunit';
import { rollup } from 'rollup';
import { frameLuciModule } from '../../../tools/luci/luci-module.ts';
import { minifyBundle } from '../../../tools/luci/minify.ts';

async function minified(main: string): Promise<string> {
	const bundle = await rollup({
		input: 'main',
		plugins: [
			frameLuciModule(new Map()),
			{ name: 'memory', resolveId: (id) => (id === 'main' ? id : null), load: () => main },
			minifyBundle(),
		],
	});
	const { output } = await bundle.generate({ format: 'es' });
	return output[0].code;
}

/** Evaluates a module as LuCI does: as the body of a function of the required names. */
function evaluate(code: string, required: Record<string, unknown> = {}): unknown {
	const names = Object.keys(required);
	return new Function('window', 'document', 'L', ...names, code)({}, {}, {}, ...Object.values(required));
}

QUnit.module('minify', () => {
	QUnit.test('required modules keep their names, which LuCI must be able to read', async (assert) => {
		const code = await minified(
			"import rpc from 'luci/rpc'; const much = rpc.a + rpc.b; export default much * much;"
		);
		assert.true(code.startsWith("'use strict';\n'require rpc';\n"), code);
		assert.notOk(code.includes('much'), 'own names are shortened');
		assert.strictEqual(evaluate(code, { rpc: { a: 1, b: 2 } }), 9);
	});

	QUnit.test(
		'no name of a module is one that LuCI’s wrapper passes in, however many there are',
		async (assert) => {
			const names = Array.from({ length: 200 }, (_, index) => `value${index}`);
			const program = names.map((name, index) => `export let ${name} = ${index};`).join('\n');
			const use = `export const sum = () => ${names.map((name) => `(${name} += 0)`).join(' + ')};`;
			const code = await minified(`${program}\n${use}`);
			const module = evaluate(code, { baseclass: { extend: (members: object) => members } });
			assert.strictEqual((module as { sum(): number }).sum(), 19_900);
		}
	);
});

import QUnit from 'qunit';
import { ucodeFiles } from '../../../tools/ucode/files.ts';
import { checkFormat, formatted } from '../../../tools/ucode/formatting.ts';
import { checkTypes } from '../../../tools/ucode/typecheck.ts';

const WIRE = "import('../../../../../src/rpc/types/index.ts')";
const module = (name: string, text: string) => ({
	path: `root/usr/share/ucode/nft-offload/${name}.uc`,
	text,
});

QUnit.module('ucode > types', () => {
	QUnit.test('each mistake is found, in its file and line', (assert) => {
		const findings = checkTypes(
			[
				module(
					'wrong',
					`'use strict';
import { tally } from 'nft-offload.right';
/** @returns {${WIRE}.Tally} */
function without_bytes() {
	return { entries: 1 };
}
/** @param {string} text */
function members(text) {
	return [text.length, text[0], length(text)];
}
for (let part in [tally()]) print(part.entires, part.bytes);
print(without_bytes(), members(5), split(null, ',')[0], [1].length, lenght([]));
`
				),
				module(
					'right',
					`'use strict';
/** @returns {${WIRE}.Tally} */
function tally() {
	return { entries: length([1]), bytes: null };
}
export { tally };
`
				),
			],
			'ucode-check-of-test'
		);
		const places = findings.map(
			({ path, line, text }) => `${path.split('/').at(-1)}:${line} ${/TS\d+/.exec(text)}`
		);
		assert.deepEqual(places, [
			'wrong.uc:5 TS2741',
			'wrong.uc:9 TS2339',
			'wrong.uc:9 TS7053',
			'wrong.uc:11 TS2551',
			'wrong.uc:12 TS2345',
			'wrong.uc:12 TS2531',
			'wrong.uc:12 TS2339',
			'wrong.uc:12 TS2552',
		]);
	});

	/** Findings after one change of the backend, by file. */
	function findingsAfter(file: string, from: string, to: string): string[] {
		const sources = ucodeFiles().map((source) =>
			source.path.endsWith(file) ? { ...source, text: source.text.replace(from, to) } : source
		);
		return checkTypes(sources, 'ucode-check-of-test').map(({ path }) => path.split('/').at(-1)!);
	}

	QUnit.test('the plugin must have every method of the wire', (assert) => {
		assert.deepEqual(findingsAfter('luci.nft-offload', 'status: {', 'statuses: {'), ['luci.nft-offload']);
	});

	QUnit.test('a method must give its reply of the wire', (assert) => {
		const found = findingsAfter(
			'/status.uc',
			'const answer_status = (args) => read_status(args.engines == true)',
			'const answer_status = () => ({ monotonic_ms: 1 })'
		);
		assert.deepEqual(found, ['status.uc']);
	});
});

QUnit.module('ucode > format', () => {
	const source = (text: string) => module('x', text);

	QUnit.test("Biome's, without trailing commas", (assert) => {
		const names = Array.from({ length: 20 }, (_, index) => `name_${index}`).join(', ');
		const text = formatted([source(`import {${names}} from "x"; const a=[1,2]`)])[0];
		assert.ok(text?.endsWith("\tname_19\n} from 'x';\nconst a = [1, 2];\n"), text);
	});

	QUnit.test('what is not formatted is found with its first line', (assert) => {
		assert.deepEqual(checkFormat([source('const a = 1;\n')]), []);
		const [finding] = checkFormat([source('const a = 1;\nconst b  = 2;\n')]);
		assert.strictEqual(finding!.line, 2);
	});
});

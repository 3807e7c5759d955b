import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { ROOT, ucodeFiles } from '../../../tools/ucode/files.ts';
import { checkFormat, formatted } from '../../../tools/ucode/formatting.ts';
import { checkTypes } from '../../../tools/ucode/typecheck.ts';

const WIRE = "import('../../../../../src/wire.ts')";
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

	QUnit.test('the plugin must have every method of the wire, with its reply', (assert) => {
		const sources = ucodeFiles().map((source) =>
			source.path.endsWith('luci.nft-offload')
				? { ...source, text: source.text.replace('read: () => read_status()', 'read: () => read_counters()') }
				: source
		);
		const findings = checkTypes(sources, 'ucode-check-of-test');
		const line = readFileSync(join(ROOT, 'root/usr/libexec/rpcd/luci.nft-offload'), 'latin1')
			.split('\n')
			.findIndex((text) => text.includes('read: () => read_status()'));
		assert.ok(
			findings.some((finding) => finding.path.endsWith('luci.nft-offload') && finding.line === line + 1)
		);
	});
});

QUnit.module('ucode > format', () => {
	const source = (text: string) => module('x', text);

	QUnit.test("Biome's, without trailing commas", (assert) => {
		const names = Array.from({ length: 20 }, (_, index) => `name_${index}`).join(', ');
		const text = formatted(source(`import {${names}} from "x"; const a=[1,2]`));
		assert.ok(text.endsWith("\tname_19\n} from 'x';\nconst a = [1, 2];\n"), text);
	});

	QUnit.test('what is not formatted is found with its first line', (assert) => {
		assert.deepEqual(checkFormat([source('const a = 1;\n')]), []);
		const [finding] = checkFormat([source('const a = 1;\nconst b  = 2;\n')]);
		assert.strictEqual(finding!.line, 2);
	});
});

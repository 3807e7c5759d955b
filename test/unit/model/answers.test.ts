import './luci-globals.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { ANSWERS, answerAddress } from '../../../src/model/answers.ts';
import { CONFLICT_RULES } from '../../../src/model/conflicts/index.ts';
import { ROOT, readDocument } from '../docs/support/markdown.ts';

const DOCUMENTS = 'https://example.org/docs/';

/** The sources in which findings get their names. */
function findingSources(): string {
	const folder = join(ROOT, 'src/model/diagnosis');
	const files = [...readdirSync(folder).map((name) => join(folder, name)), join(ROOT, 'src/model/memory.ts')];
	return files.map((file) => readFileSync(file, 'utf8')).join('\n');
}

QUnit.module('model > answers', () => {
	QUnit.test('every answer is in docs/answers.md, and names the conflicts that lead to it', (assert) => {
		const texts = new Map(
			readDocument('docs/answers.md')
				.split('### <a id="')
				.slice(1)
				.map((text): [string, string] => [text.slice(0, text.indexOf('"')), text])
		);
		const rules = CONFLICT_RULES.map(({ id }) => id);
		for (const [answer, ids] of Object.entries(ANSWERS)) {
			assert.true(texts.has(answer), answer);
			for (const id of ids.filter((one) => rules.includes(one)))
				assert.true(texts.get(answer)?.includes(`conflicts.md#${id})`), `${answer}: ${id}`);
		}
	});

	QUnit.test('every finding and conflict that leads to one exists, and leads to one only', (assert) => {
		const sources = findingSources();
		const rules = CONFLICT_RULES.map(({ id }) => id);
		const ids = Object.values(ANSWERS).flat();
		assert.deepEqual(
			ids.filter((id) => !rules.includes(id) && !sources.includes(`'${id}'`)),
			[]
		);
		assert.strictEqual(new Set(ids).size, ids.length);
	});

	QUnit.test('an address, where the project has one', (assert) => {
		assert.strictEqual(answerAddress('unblockers', DOCUMENTS), `${DOCUMENTS}answers.md#first-packets`);
		assert.strictEqual(answerAddress('working', DOCUMENTS), null);
		assert.strictEqual(answerAddress('unblockers', ''), null);
	});
});

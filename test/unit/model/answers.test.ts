import './luci-globals.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { ANSWERS, answerOf } from '../../../src/model/answers.ts';
import { CONFLICT_RULES } from '../../../src/model/conflicts/index.ts';
import { answersPage } from '../../../tools/docs/answers-page.ts';
import { ROOT, readDocument } from '../docs/support/markdown.ts';

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

	QUnit.test('a finding without an answer has none', (assert) => {
		assert.strictEqual(answerOf('unblockers'), 'first-packets');
		assert.strictEqual(answerOf('working'), null);
	});

	QUnit.test('the page of answers has every anchor, and needs nothing else', (assert) => {
		const page = answersPage(ROOT);
		for (const anchor of Object.keys(ANSWERS)) assert.true(page.includes(`<a id="${anchor}"></a>`), anchor);
		const links = [...page.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href!);
		assert.deepEqual(
			links.filter((href) => !page.includes(`id="${href.slice(1)}"`)),
			[]
		);
		assert.false(/<(?:img|script|iframe)|https?:/.test(page));
		assert.false(/<!-- Router|Asked in/.test(page));
	});
});

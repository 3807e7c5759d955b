import '../model/luci-globals.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { CONFLICT_RULES } from '../../../src/model/conflicts/index.ts';
import { KNOWN_FAULTS } from '../../../src/model/known-faults.ts';
import { ROOT, readDocument } from './support/markdown.ts';

const PAGE = 'docs/answers.md';
const text = readDocument(PAGE);
const answers = text.split(/^### /m).slice(1);

/** The form of every text of the user interface, untranslated, with one word in each place that is filled in. */
function catalog(): RegExp[] {
	const template = readFileSync(join(ROOT, 'po/templates/nft-offload.pot'), 'utf8');
	const strings = template.matchAll(/^msgid(?:_plural)? ((?:"(?:[^"\\]|\\.)*"\n)+)/gm);
	const texts = [...strings].map(([, lines = '']) =>
		lines
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line))
			.join('')
	);
	return texts
		.filter((words) => /[a-z]/i.test(words.replace(/%\w/g, '')))
		.map(
			(words) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%[sd]/g, '\\S+')}$`)
		);
}

QUnit.module(PAGE, () => {
	QUnit.test('has twenty answers, each with what shows it and where it was asked', (assert) => {
		assert.strictEqual(answers.length, 20);
		for (const answer of answers) {
			const [question = ''] = answer.split('\n');
			assert.true(/^<a id="[a-z-]+"><\/a>./.test(question), question);
			assert.true(/^(?:```(?:console|sh)$|!\[)/m.test(answer), `${question}: a command or a picture`);
			assert.true(/^Asked in \[/m.test(answer), `${question}: a thread`);
		}
	});

	QUnit.test('every text of the page that it quotes is one', (assert) => {
		const forms = catalog();
		const quoted = [...text.matchAll(/“([^”]+)”/g)].map(([, words = '']) => words.replace(/\s+/g, ' '));
		assert.true(quoted.length > 3);
		assert.deepEqual(
			quoted.filter((words) => !forms.some((form) => form.test(words))),
			[]
		);
	});

	QUnit.test('names every conflict and fault with a link to it', (assert) => {
		const pages = new Map([
			...CONFLICT_RULES.map(({ id }): [string, string] => [id, 'conflicts.md']),
			...KNOWN_FAULTS.map(({ id }): [string, string] => [id, 'known-faults.md']),
		]);
		const named = [...text.matchAll(/`([a-z0-9-]+)`/g)].filter(([, id = '']) => pages.has(id));
		assert.true(named.length > 20);
		for (const [word, id = ''] of named)
			assert.true(text.includes(`[${word}](${pages.get(id)}#${id})`), `${id} is no link`);
	});
});

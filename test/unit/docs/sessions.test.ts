import QUnit from 'qunit';
import { documents, readDocument } from './support/markdown.ts';
import { isShown, play, sessionsIn } from './support/session.ts';

QUnit.module('docs > quoted sessions', () => {
	for (const document of documents())
		for (const session of sessionsIn(readDocument(document))) {
			const { scenario, commands } = session;
			const name = `${scenario}: ${commands.map(({ command }) => command).join(', ')}`;
			QUnit.test(`${document} quotes what the router prints – ${name}`, async (assert) => {
				const printed = await play(session);
				assert.true(printed.length > 0);
				for (const [at, { command, lines }] of commands.entries())
					assert.true(isShown(lines, printed[at] ?? ''), `${command}:\n${printed[at]}`);
			});
		}

	QUnit.test('a line that differs, is missing or is too much is found', (assert) => {
		const printed = 'a (1)\nb\n\nc';
		for (const lines of [
			['a (1)', 'b', '', 'c'],
			['...', 'c'],
			['a (1)', '...'],
			['a (1)', '...', 'c'],
		])
			assert.true(isShown(lines, printed), lines.join('|'));
		for (const lines of [['a (1)', 'b', '', 'd'], ['a (1)'], ['...', 'b'], ['a (1)', 'c'], ['a .1.', '...']])
			assert.false(isShown(lines, printed), lines.join('|'));
	});
});

import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import QUnit from 'qunit';
import { anchors, documents, links, ROOT, readDocument } from './support/markdown.ts';

/** What is wrong with a link of a document; null where nothing is. What is elsewhere on the web is not asked for. */
function linkFault(document: string, target: string): string | null {
	if (/^[a-z]+:/.test(target))
		return URL.canParse(target) && target.startsWith('https://')
			? null
			: `${document}: ${target} is not https`;
	const [path = '', anchor] = target.split('#');
	const file = path === '' ? document : normalize(join(dirname(document), path));
	if (!existsSync(join(ROOT, file))) return `${document}: ${file} is not there`;
	if (anchor === undefined || !file.endsWith('.md')) return null;
	return anchors(readDocument(file)).includes(anchor) ? null : `${document}: ${file} has no #${anchor}`;
}

QUnit.module('docs > links', () => {
	QUnit.test('every link of every document leads somewhere', (assert) => {
		const found = documents().flatMap((document) =>
			links(readDocument(document)).map((target) => ({ document, target }))
		);
		assert.true(found.length > 100, `${found.length} links`);
		assert.deepEqual(
			found.map(({ document, target }) => linkFault(document, target)).filter((fault) => fault !== null),
			[]
		);
	});

	QUnit.test('a link that leads nowhere is found', (assert) => {
		assert.strictEqual(linkFault('README.md', 'docs/none.md'), 'README.md: docs/none.md is not there');
		assert.strictEqual(linkFault('docs/ssh.md', '../README.md#none'), 'docs/ssh.md: README.md has no #none');
		assert.strictEqual(linkFault('docs/ssh.md', '#does-it-work'), null);
		assert.strictEqual(
			linkFault('README.md', 'http://example.org'),
			'README.md: http://example.org is not https'
		);
	});

	QUnit.test('links and anchors are read as GitHub does', (assert) => {
		const text =
			'# Does `it` <b>work</b>? – [Yes](x.md)\n## a\n## a\n```\n# no\n[no](no.md)\n```\n`[no](no.md)` <a id="here"></a><https://b>';
		assert.deepEqual(anchors(text), ['does-it-work--yes', 'a', 'a-1', 'here']);
		assert.deepEqual(links(text), ['x.md', 'https://b']);
	});
});

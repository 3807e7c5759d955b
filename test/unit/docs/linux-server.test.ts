import QUnit from 'qunit';
import { blocksOf } from '../../kernel/inside/document.ts';
import { readDocument } from './support/markdown.ts';

/** The kernel suite runs what is marked (test/kernel/inside/cases/linux-server.ts); nothing about nftables may escape it. */
QUnit.module('docs/linux-server.md', () => {
	const blocks = blocksOf(readDocument('docs/linux-server.md'));

	QUnit.test('has both parts, each with a proof under traffic', (assert) => {
		const parts = blocks.flatMap(({ part, traffic }) =>
			part ? [`${part}${traffic ? ' with traffic' : ''}`] : []
		);
		assert.deepEqual([...new Set(parts)].sort(), [
			'hardware',
			'hardware with traffic',
			'software',
			'software with traffic',
		]);
	});

	QUnit.test('no block with nftables or conntrack is left to the reader alone', (assert) => {
		const unmarked = blocks.filter(({ part }) => part === null);
		assert.true(unmarked.length > 0);
		assert.deepEqual(
			unmarked.filter(({ language, text }) => isNftables(language, text)).map(({ text }) => text),
			[]
		);
	});

	QUnit.test('such a block is found, and an unknown mark is an error', (assert) => {
		const [block] = blocksOf('```sh\nsudo nft list ruleset\n```\n');
		assert.true(isNftables(block!.language, block!.text));
		assert.throws(() => blocksOf('<!-- Runs: hardwear -->\n```sh\nnft -v\n```\n'), /hardwear/);
	});
});

function isNftables(language: string, text: string): boolean {
	return language === 'nft' || /(^|sudo |[;|&] *)(nft|conntrack) /m.test(text);
}

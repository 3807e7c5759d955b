import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import QUnit from 'qunit';
import { isUcode, stripComments } from '../../../tools/package/comments.ts';
import { filesBelow } from '../../qunit.ts';

const root = fileURLToPath(new URL('../../../root', import.meta.url));
const programs = filesBelow(root, '').filter((file) => {
	try {
		return isUcode(file, readFileSync(file, 'latin1'));
	} catch {
		return false;
	}
});

/** The program as JavaScript sees it, without where its parts stand. */
function meaning(program: string): string {
	const options = {
		ecmaVersion: 2022,
		sourceType: 'module',
		allowHashBang: true,
		allowReturnOutsideFunction: true,
	} as const;
	return JSON.stringify(parse(program, options), (key, value) =>
		key === 'start' || key === 'end' ? undefined : value
	);
}

/** The rules of the recipe for sed, as make hands them to the shell. */
function sedRules(): string[] {
	const recipe = readFileSync(join(root, '../openwrt/luci-app-nft-offload/Makefile'), 'utf8');
	const line = recipe.split('\n').find((text) => text.includes('xargs sed -i')) ?? '';
	return [...line.matchAll(/-e '([^']*)'/g)].map(([, rule]) => rule ?? '');
}

QUnit.module('package > comments', () => {
	QUnit.test('every program means the same without them, and is smaller', (assert) => {
		assert.ok(programs.length > 20);
		for (const file of programs) {
			const program = readFileSync(file, 'latin1');
			const stripped = stripComments(program);
			assert.strictEqual(meaning(stripped), meaning(program), file);
			assert.notOk(/^\s*(\/\/|\/?\*)/m.test(stripped), `${file} has a comment left`);
		}
	});

	QUnit.test('the recipe’s sed gives the same bytes', (assert) => {
		const folder = mkdtempSync(join(tmpdir(), 'nft-offload-'));
		const copy = join(folder, 'program.uc');
		const rules = sedRules().flatMap((rule) => ['-e', rule]);
		assert.strictEqual(rules.length, 8);
		for (const file of programs) {
			writeFileSync(copy, readFileSync(file));
			execFileSync('sed', ['-i', ...rules, copy]);
			assert.strictEqual(readFileSync(copy, 'latin1'), stripComments(readFileSync(file, 'latin1')), file);
		}
		rmSync(folder, { recursive: true });
	});
});

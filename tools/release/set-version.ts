import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseChangelog } from '../package/changelog.ts';
import { RECIPE } from '../package/recipe.ts';

/** Writes `version` into every file that names it; in the changelog it takes over what was unreleased on `date` (such as 2026-01-31). */
export function setVersion(root: string, version: string, date: string): void {
	const rewrite = (file: string, change: (text: string) => string): void => {
		const path = join(root, file);
		writeFileSync(path, change(readFileSync(path, 'utf8')));
	};
	const inJson = (text: string) => text.replace(/^(\t+"version": )"[^"]*"/m, `$1"${version}"`);
	rewrite('package.json', inJson);
	// The lock has the version twice: its own, and that of the package without a path.
	rewrite('package-lock.json', (text) => {
		const [head = '', ...rest] = text.split('\t\t"": {');
		return [inJson(head), ...rest.map(inJson)].join('\t\t"": {');
	});
	rewrite(RECIPE, (text) =>
		text
			.replace(/^PKG_VERSION:=.*$/m, `PKG_VERSION:=${version}`)
			.replace(/^PKG_RELEASE:=.*$/m, 'PKG_RELEASE:=1')
	);
	rewrite('CHANGELOG.md', (text) => releaseChangelog(text, version, date));
}

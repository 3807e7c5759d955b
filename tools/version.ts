import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { releaseChangelog } from './package/changelog.ts';
import { RECIPE } from './package/recipe.ts';

/** Runs inside `npm version X.Y.Z`: carries the new version of package.json into the recipe and the changelog. */
const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
rewrite(RECIPE, (text) =>
	text
		.replace(/^PKG_VERSION:=.*$/m, `PKG_VERSION:=${version}`)
		.replace(/^PKG_RELEASE:=.*$/m, 'PKG_RELEASE:=1')
);
rewrite('CHANGELOG.md', (text) => releaseChangelog(text, version, new Date().toISOString().slice(0, 10)));

function rewrite(file: string, change: (text: string) => string): void {
	const path = join(root, file);
	writeFileSync(path, change(readFileSync(path, 'utf8')));
}

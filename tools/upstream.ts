import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FOLDER, readExport } from './upstream/export.ts';
import { fillText, type People } from './upstream/texts.ts';

/**
 * `npm run upstream -- DIR --maintainer 'NAME <ADDRESS>' --repository URL [--tested FILE]` writes the app into the checkout DIR of openwrt/luci
 * in the form in which that tree would take it, and next to it the commit message and the text of the pull request (docs/upstream.md). FILE
 * lists the routers on which somebody has tried it, one a line.
 */
const USAGE = "npm run upstream -- DIR --maintainer 'NAME <ADDRESS>' --repository URL [--tested FILE]";

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
// npm starts scripts in the root of the checkout; INIT_CWD is where the user typed the command.
const here = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);
const { target, people } = readArguments();
const files = await readExport(root, people);
// What lies below po/ besides the template belongs to LuCI's translators.
for (const name of ['Makefile', 'README.md', 'screenshot.png', 'htdocs', 'root', 'po/templates'])
	rmSync(join(target, FOLDER, name), { recursive: true, force: true });
for (const { path, mode, data } of files) {
	const file = join(target, FOLDER, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, data);
	chmodSync(file, mode);
}
for (const name of ['commit-message.txt', 'pull-request.md'])
	writeFileSync(join(target, `luci-app-nft-offload.${name}`), fillText(root, name, people));
console.log(`${FOLDER}: ${files.length} files`);

function readArguments(): { target: string; people: People } {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { maintainer: { type: 'string' }, repository: { type: 'string' }, tested: { type: 'string' } },
	});
	const [folder, ...others] = positionals;
	const { maintainer = '', repository, tested } = values;
	const complete = folder !== undefined && others.length === 0 && repository !== undefined;
	if (!complete || !/^\S.* <[^\s<>@]+@[^\s<>@]+>$/.test(maintainer)) throw new Error(`usage: ${USAGE}`);
	const lines = tested === undefined ? [] : readFileSync(here(tested), 'utf8').trim().split('\n');
	return { target: here(folder), people: { maintainer, repository, tested: lines } };
}

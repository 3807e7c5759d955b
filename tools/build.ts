import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleLuciFiles, HTDOCS } from './luci/bundle.ts';

/**
 * `npm run build` writes the LuCI modules, below htdocs/ for people and below the recipe, minified, for packages; with `--check` it
 * writes nothing and fails when what is there is not what src/ gives: missing, different or left over. The generated files are
 * committed, because OpenWrt's build machines have no Node.
 */
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const check = process.argv.includes('--check');
const problems: string[] = [];

for (const form of ['readable', 'small'] as const) {
	const target = join(root, HTDOCS[form], 'luci-static/resources');
	const files = await bundleLuciFiles(root, form);
	settle(target, new Map(files.map((file) => [join(target, file.path), file.text])));
}
if (problems.length > 0) {
	console.error(`${problems.join('\n')}\nRun \`npm run build\` and commit the result.`);
	process.exit(1);
}

/** Makes the files below `target` those of `wanted`, or tells where they differ. */
function settle(target: string, wanted: Map<string, string>): void {
	for (const [path, text] of wanted) {
		if (readIfThere(path) === text) continue;
		if (check) problems.push(`${relative(root, path)} is not what src/ builds`);
		else write(path, text);
	}
	for (const path of filesBelow(target)) {
		if (wanted.has(path)) continue;
		if (check) problems.push(`${relative(root, path)} has no source`);
		else rmSync(path);
	}
}

function readIfThere(path: string): string | null {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return null;
	}
}

function write(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
	console.log(`${relative(root, path)} (${text.length} bytes)`);
}

function filesBelow(folder: string): string[] {
	try {
		return readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
	} catch {
		return [];
	}
}

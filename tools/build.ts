import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ANSWERS_PAGE, answersPage } from './docs/answers-page.ts';
import { bundleLuciFiles, HTDOCS } from './luci/bundle.ts';
import type { PackageFile } from './package/payload.ts';

/**
 * `npm run build` writes the LuCI modules and the page of answers below htdocs/. With `--check` it writes nothing and fails when what is there is not what the sources give:
 * missing, different or left over. The generated files are committed, because OpenWrt's build machines have no Node.
 */
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const check = process.argv.includes('--check');
const problems: string[] = [];

const files = [...(await bundleLuciFiles(root)), { path: ANSWERS_PAGE, text: answersPage(root) }];
settle(
	join(root, HTDOCS, 'luci-static/resources'),
	files.map(({ path, text }) => ({ path, data: Buffer.from(text), mode: 0o644 }))
);
if (problems.length > 0) {
	console.error(`${problems.join('\n')}\nRun \`npm run build\` and commit the result.`);
	process.exit(1);
}

/** Makes the files below `target` those of `wanted`, or tells where they differ. */
function settle(target: string, wanted: PackageFile[]): void {
	for (const file of wanted) {
		const path = join(target, file.path);
		if (isThere(path, file)) continue;
		if (check) problems.push(`${relative(root, path)} is not what its source gives`);
		else write(path, file);
	}
	const paths = new Set(wanted.map(({ path }) => join(target, path)));
	for (const path of filesBelow(target)) {
		if (paths.has(path)) continue;
		if (check) problems.push(`${relative(root, path)} has no source`);
		else rmSync(path);
	}
}

/** Of the mode git keeps only whether a file may be executed. */
function isThere(path: string, { data, mode }: PackageFile): boolean {
	try {
		return readFileSync(path).equals(data) && ((statSync(path).mode ^ mode) & 0o100) === 0;
	} catch {
		return false;
	}
}

function write(path: string, { data, mode }: PackageFile): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, data);
	chmodSync(path, mode);
	console.log(`${relative(root, path)} (${data.length} bytes)`);
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

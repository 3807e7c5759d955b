import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Finding, ROOT, type SourceFile } from './files.ts';
import { transform } from './transform.ts';

/** 'nft-offload.a.b' is a/b.js; a pattern of TypeScript does not turn dots into slashes. */
function modulePaths(): Record<string, string[]> {
	const folder = 'root/usr/share/ucode/nft-offload';
	const folders = readdirSync(join(ROOT, folder), { withFileTypes: true }).filter((entry) =>
		entry.isDirectory()
	);
	const paths = folders.map(({ name }) => [`nft-offload.${name}.*`, [`./${folder}/${name}/*.js`]] as const);
	return { ...Object.fromEntries(paths), 'nft-offload.*': [`./${folder}/*.js`] };
}

/**
 * No library, so that nothing of JavaScript's own is known: `text.length` is as wrong here as it is on the router.
 * `rootDirs` lets a copy find src/rpc/types/index.ts where the original finds it.
 */
const CONFIG = {
	compilerOptions: {
		target: 'es2022',
		module: 'esnext',
		moduleResolution: 'bundler',
		noLib: true,
		types: [],
		allowJs: true,
		checkJs: true,
		strict: true,
		// What die() throws has a message, a type and a stack trace.
		useUnknownInCatchVariables: false,
		noEmit: true,
		noImplicitReturns: true,
		noFallthroughCasesInSwitch: true,
		noUnusedLocals: true,
		noUnusedParameters: true,
		allowImportingTsExtensions: true,
		rootDirs: ['.', '../..'],
		paths: modulePaths(),
	},
	files: ['../../tools/ucode/ucode.d.ts'],
	include: ['./root'],
};

/**
 * Checks ucode files with TypeScript: copies of them as JavaScript modules, lines at their numbers, types in JSDoc,
 * against ucode.d.ts and src/rpc/types/index.ts. TypeScript 7 has no programming interface, so its command is run.
 * The copies stay in .cache/NAME, for a look at what was checked.
 */
export function checkTypes(sources: SourceFile[], name = 'ucode-check'): Finding[] {
	const cache = `.cache/${name}`;
	const folder = join(ROOT, cache);
	rmSync(folder, { recursive: true, force: true });
	for (const { path, text } of sources) {
		const copy = join(folder, copyOf(path));
		mkdirSync(dirname(copy), { recursive: true });
		writeFileSync(copy, transform(text).module);
	}
	writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG));
	const command = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'];
	const result = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
	if (result.error) throw result.error;
	const originals = new Map(sources.map(({ path }) => [`${cache}/${copyOf(path)}`, path]));
	return findingsOf(result.stdout + result.stderr, originals);
}

function copyOf(path: string): string {
	return `${path.replace(/\.uc$/, '')}.js`;
}

/** Lines such as `.cache/ucode-check/root/x.js(3,5): error TS2304: ...`; indented ones go on with the one before. */
function findingsOf(output: string, originals: Map<string, string>): Finding[] {
	const findings: Finding[] = [];
	for (const line of output.split('\n')) {
		const [, file, row, column, text] = /^(.+?)\((\d+),(\d+)\): (.*)$/.exec(line) ?? [];
		const last = findings.at(-1);
		if (file && text) {
			const path = originals.get(file) ?? file;
			findings.push({ path, line: Number(row), column: Number(column), text });
		} else if (line.startsWith(' ') && last) {
			last.text += `\n${line}`;
		} else if (line.trim()) {
			findings.push({ path: 'tsc', line: 0, column: 0, text: line });
		}
	}
	return findings;
}

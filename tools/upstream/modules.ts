import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MagicString from 'magic-string';
import type { Plugin } from 'rollup';
import { bundleLuciFiles, type Language, type LuciFile } from '../luci/bundle.ts';
import { parse } from '../ucode/transform.ts';

/** Names that LuCI's ESLint configuration knows: its own modules, and what browsers have. */
const KNOWN = ['baseclass', 'dom', 'form', 'model', 'poll', 'rpc', 'uci', 'ui', 'view'];

/**
 * The LuCI modules in a form that people can read and change: the code of htdocs/ with the comments of src/. The compiler keeps
 * comments, which esbuild drops.
 */
export async function readableModules(root: string): Promise<LuciFile[]> {
	const folder = mkdtempSync(join(tmpdir(), 'nft-offload-upstream-'));
	try {
		compile(root, folder);
		const files = await bundleLuciFiles(folder, language(root));
		return files.map(({ path, text }) => ({ path, text: withGlobals(tidy(text)) }));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function compile(root: string, folder: string): void {
	const tsc = join(root, 'node_modules/.bin/tsc');
	const options = ['--noEmit', 'false', '--rewriteRelativeImportExtensions', '--outDir', join(folder, 'src')];
	execFileSync(tsc, ['-p', join(root, 'src/tsconfig.json'), ...options], { stdio: 'inherit' });
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

function language(root: string): Language {
	return { extension: '.js', plugins: [format(root)], header: () => '' };
}

/** Rollup plugin that lays a module out as the sources are, while it still has the form of a module. */
function format(root: string): Plugin {
	const biome = join(root, 'node_modules/.bin/biome');
	const options = ['format', '--stdin-file-path=module.js', `--config-path=${root}`];
	return {
		name: 'format',
		renderChunk: (code) => ({
			code: execFileSync(biome, options, { input: code, encoding: 'utf8', cwd: root, maxBuffer: 1 << 26 }),
			map: null,
		}),
	};
}

/** Gives back what compiler and framing have lost: blank lines around top-level functions, the tabs of the list of exports. */
function tidy(text: string): string {
	const result = new MagicString(text);
	const { body } = parse(text, { sourceType: 'script', allowReturnOutsideFunction: true });
	for (const [at, node] of body.entries()) {
		const before = body[at - 1];
		if (before === undefined) continue;
		const between = text.slice(before.end, node.start);
		const large = node.type === 'FunctionDeclaration' || text.slice(before.start, before.end).includes('\n');
		if (!between.includes('\n\n') && (large || between.includes('/**')))
			result.appendLeft(text.indexOf('\n', before.end), '\n');
	}
	const list = body.at(-1)?.start ?? 0;
	return result.toString().slice(0, -(text.length - list)) + text.slice(list).replace(/^ {2}/gm, '\t');
}

/** Licence, and the names of our modules for ESLint. */
function withGlobals(text: string): string {
	const required = [...text.matchAll(/^'require (\S+)(?: as (\w+))?';$/gm)].map(
		([, module, name]) => name ?? module
	);
	const ours = required.filter((name) => !KNOWN.includes(String(name))).sort();
	const globals = ours.length > 0 ? `/* global ${ours.join(', ')} */\n` : '';
	return `// SPDX-License-Identifier: Apache-2.0\n${globals}${text.replace(/\n{3,}/g, '\n\n')}`;
}

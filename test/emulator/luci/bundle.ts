/** Bundles the browser runtime with esbuild when the server starts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PATHS } from '../paths.ts';

/** Texts of the files that a page loads, under the names that LuCI gives them. */
export interface RuntimeFiles {
	luci: string;
	cbi: string;
	style: string;
}

export async function bundleRuntime(): Promise<RuntimeFiles> {
	const bundled = await build({
		entryPoints: ['cbi.ts', 'luci.ts'].map((name) => join(PATHS.runtime, name)),
		bundle: true,
		write: false,
		format: 'iife',
		target: 'es2021',
		charset: 'utf8',
		outdir: '/',
	});
	const text = (name: string) => bundled.outputFiles.find(({ path }) => path.endsWith(name))!.text;
	return {
		cbi: text('cbi.js'),
		luci: text('luci.js'),
		style: readFileSync(join(PATHS.runtime, 'style.css'), 'utf8'),
	};
}

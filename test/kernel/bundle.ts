/** Makes single files of what runs inside the guest: there each module that Node loads costs a noticeable time. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const CASES = join(import.meta.dirname, 'inside/cases');

/**
 * Writes inside.mjs (every file of inside/cases, in the order of their names) and loader.mjs (the interpreter of the router
 * half) into `folder`. Gives the path of the loader.
 */
export async function bundle(folder: string, repository: string): Promise<string> {
	const common: BuildOptions = {
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		logLevel: 'warning',
	};
	const stdin = { contents: entry(join(folder, 'config.json')), resolveDir: CASES, loader: 'ts' as const };
	await build({ ...common, stdin, sourcemap: 'inline', outfile: join(folder, 'inside.mjs') });

	const loader = join(folder, 'loader.mjs');
	const source = join(repository, 'tools/ucode/cli.ts');
	if (existsSync(source)) await build({ ...common, entryPoints: [source], outfile: loader });
	return loader;
}

/** A program that imports every file of cases, so that a new file there is a new group without any list to keep. */
function entry(config: string): string {
	const files = readdirSync(CASES)
		.filter((name) => name.endsWith('.ts'))
		.sort();
	return [
		`import { main } from '../main.ts';`,
		...files.map((name, at) => `import group${at} from './${name}';`),
		`await main([${files.map((_, at) => `group${at}`).join(', ')}], ${JSON.stringify(config)});`,
	].join('\n');
}

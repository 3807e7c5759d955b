import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Finding, ROOT, type SourceFile } from './files.ts';

/**
 * A ucode source as Biome formats it: as the project's TypeScript, but without trailing commas, which ucode does not
 * take everywhere. Throws where Biome cannot read it.
 */
export function formatted(source: SourceFile): string {
	const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
	// The name tells Biome the language; it must be one that biome.json does not leave out.
	const args = [biome, 'format', '--trailing-commas=none', '--stdin-file-path=tools/ucode/stdin.js'];
	const result = spawnSync(process.execPath, args, { cwd: ROOT, input: source.text, encoding: 'latin1' });
	if (result.status !== 0) throw new Error(`${source.path}: biome format: ${result.stderr}`);
	return result.stdout;
}

/** The first line of each source that is not formatted. */
export function checkFormat(sources: SourceFile[]): Finding[] {
	return sources.flatMap((source) => {
		const wanted = formatted(source);
		if (wanted === source.text) return [];
		const lines = wanted.split('\n');
		const at = source.text.split('\n').findIndex((line, index) => line !== lines[index]);
		const text = `not formatted; npm run check:ucode -- --write makes it\n${lines[at] ?? '(end of file)'}`;
		return [{ path: source.path, line: at + 1, column: 1, text }];
	});
}

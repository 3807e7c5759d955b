import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finding, ROOT, type SourceFile } from './files.ts';

/**
 * Ucode sources as Biome formats them, in their order: as the project's TypeScript, but without trailing commas, which ucode does not
 * take everywhere. One run for all, because its start takes longer than its work. Throws where Biome cannot read one.
 */
export function formatted(sources: SourceFile[]): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'nft-offload-format-'));
	try {
		// Biome takes the language from the name.
		const files = sources.map((_, index) => join(folder, `${index}.js`));
		sources.forEach(({ text }, index) => {
			writeFileSync(files[index]!, text, 'latin1');
		});
		runBiome(folder);
		return files.map((file) => readFileSync(file, 'latin1'));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function runBiome(folder: string): void {
	const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
	const settings = ['--trailing-commas=none', `--config-path=${ROOT}`, '--vcs-enabled=false'];
	const args = [biome, 'format', '--write', ...settings, folder];
	const result = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
	if (result.status !== 0) throw new Error(`biome format: ${result.stderr}`);
}

/** The first line of each source that is not formatted. */
export function checkFormat(sources: SourceFile[]): Finding[] {
	const all = formatted(sources);
	return sources.flatMap((source, index) => {
		const wanted = all[index]!;
		if (wanted === source.text) return [];
		const lines = wanted.split('\n');
		const at = source.text.split('\n').findIndex((line, index) => line !== lines[index]);
		const text = `not formatted; npm run check:ucode -- --write makes it\n${lines[at] ?? '(end of file)'}`;
		return [{ path: source.path, line: at + 1, column: 1, text }];
	});
}

/**
 * `npm run check:ucode [-- --write]`: checks that the backend stays in the subset of ucode that is JavaScript too, lets no
 * pattern decide what is safe, imports nothing upwards, has the types of the wire and is formatted (`--write` formats it).
 * Prints PATH:LINE:COLUMN and the reason.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, ROOT, type SourceFile, ucodeFiles } from './files.ts';
import { checkFilter } from './filter.ts';
import { checkFormat, formatted } from './formatting.ts';
import { checkGuards } from './guards.ts';
import { checkLayers } from './layers.ts';
import { checkSubset } from './subset/check.ts';
import { checkTypes } from './typecheck.ts';

function main(write: boolean): number {
	if (write) writeFormatted(ucodeFiles());
	const sources = ucodeFiles();
	const outside = sources.flatMap(({ path, text }) => checkSubset(path, text));
	// The other checks need sources that parse.
	const findings: Finding[] =
		outside.length > 0
			? outside
			: [
					...guards(sources),
					...checkLayers(sources),
					...checkFormat(sources),
					...sources.flatMap(checkFilter),
					...checkTypes(sources),
				];
	for (const { path, line, column, text } of findings) console.error(`${path}:${line}:${column} ${text}`);
	console.log(`${sources.length} ucode files, ${findings.length} findings`);
	return findings.length > 0 ? 1 : 0;
}

function guards(sources: SourceFile[]): Finding[] {
	return sources.flatMap(({ path, text }) => checkGuards(path, text));
}

function writeFormatted(sources: SourceFile[]): void {
	const texts = formatted(sources);
	for (const [index, { path }] of sources.entries())
		writeFileSync(join(ROOT, path), texts[index] ?? '', 'latin1');
}

process.exitCode = main(process.argv.includes('--write'));

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A ucode source; its path is relative to the project's root, its text one character a byte. */
export interface SourceFile {
	path: string;
	text: string;
}

/** Something that is wrong with a source, at a line and column (from 1). */
export interface Finding {
	path: string;
	line: number;
	column: number;
	text: string;
}

/** The backend: every file below root/ that is ucode, by its ending or by its first line. */
export function ucodeFiles(): SourceFile[] {
	return readdirSync(join(ROOT, 'root'), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
		.sort()
		.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'latin1') }))
		.filter(({ path, text }) => isUcode(path, text));
}

/** Whether a file is a ucode program: a module, or a script that says so in its first line. Templates are none. */
export function isUcode(path: string, text: string): boolean {
	return path.endsWith('.uc') || /^#!.*\bucode\n/.test(text);
}

import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filterUcode } from '../ucode/filter.ts';

/** A file of the package: its path on the router without the leading slash. */
export interface PackageFile {
	path: string;
	mode: number;
	data: Uint8Array;
}

/**
 * Every file that the app installs, sorted by path, as the recipe installs it: ucode files pass through its filter. Modes are made
 * plain: 0755 for what git has as executable, else 0644.
 */
export function readPayload(root: string): PackageFile[] {
	const files = [
		...filesBelow(join(root, 'htdocs'), 'www/'),
		...filterUcode(root, filesBelow(join(root, 'root'), '')),
	];
	return files.sort((a, b) => compareBytes(a.path, b.path));
}

/** A file that nobody executes. */
export function dataFile(path: string, data: Uint8Array, mode = 0o644): PackageFile {
	return { path, mode, data };
}

export function textFile(path: string, text: string, mode = 0o644): PackageFile {
	return dataFile(path, Buffer.from(text, 'utf8'), mode);
}

/** Every folder above the files, '' for the root of the router, without a trailing slash, sorted. */
export function foldersOf(files: PackageFile[]): string[] {
	const folders = new Set(['']);
	for (const { path } of files) {
		const parts = path.split('/').slice(0, -1);
		for (let depth = 1; depth <= parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
	}
	return [...folders].sort(compareBytes);
}

/** Byte order, as `sort` in the C locale: paths are ASCII. */
export function compareBytes(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

/** The size on the router: the sum of the files. */
export function installedSize(files: PackageFile[]): number {
	return files.reduce((total, file) => total + file.data.length, 0);
}

/** The plain files below `folder`; their paths begin with `prefix`. Throws where there is anything else. */
export function filesBelow(folder: string, prefix: string): PackageFile[] {
	const entries: Dirent[] = readdirSync(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => !entry.isDirectory()).map((entry) => readFile(folder, prefix, entry));
}

function readFile(folder: string, prefix: string, entry: Dirent): PackageFile {
	const file = join(entry.parentPath, entry.name);
	if (!entry.isFile()) throw new Error(`${file}: only plain files can be packaged`);
	const executable = (statSync(file).mode & 0o100) !== 0;
	const path = prefix + relative(folder, file);
	return dataFile(path, readFileSync(file), executable ? 0o755 : 0o644);
}

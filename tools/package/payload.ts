import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file of the package: its path on the router without the leading slash. */
export interface PackageFile {
	path: string;
	mode: number;
	data: Uint8Array;
}

/** Folders of the checkout and where their content goes on the router, as LuCI's own build (luci.mk) has it. */
const PLACES: Array<[from: string, to: string]> = [
	['htdocs', 'www/'],
	['root', ''],
];

/** Every file that the package installs, sorted by path. Modes are made plain: 0755 for what git has as executable, else 0644. */
export function readPayload(root: string): PackageFile[] {
	const files = PLACES.flatMap(([from, to]) => filesBelow(join(root, from), to));
	return files.sort((a, b) => compareBytes(a.path, b.path));
}

function filesBelow(folder: string, prefix: string): PackageFile[] {
	const entries: Dirent[] = readdirSync(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => readFile(folder, prefix, entry));
}

function readFile(folder: string, prefix: string, entry: Dirent): PackageFile {
	const file = join(entry.parentPath, entry.name);
	const executable = (statSync(file).mode & 0o100) !== 0;
	return {
		path: prefix + relative(folder, file),
		mode: executable ? 0o755 : 0o644,
		data: readFileSync(file),
	};
}

/** Byte order, as `sort` in the C locale: paths are ASCII. */
export function compareBytes(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

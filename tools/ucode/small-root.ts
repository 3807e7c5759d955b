import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isUcode } from './files.ts';
import { shrink } from './shrink.ts';

/** Where the router half lies as packages install it, from the root of the repository. */
export const SMALL_ROOT = 'openwrt/luci-app-nft-offload/root';

/** A file as it goes onto the router: its path below the router's root. */
export interface RootFile {
	path: string;
	data: Buffer;
	mode: number;
}

/** The files of the folder root/ as packages install them: ucode programs made small, all others as they are. */
export function smallRoot(folder: string): RootFile[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => !entry.isDirectory())
		.map((entry) => readSmall(folder, join(entry.parentPath, entry.name)));
}

function readSmall(folder: string, file: string): RootFile {
	const path = relative(folder, file);
	const data = readFileSync(file);
	// One character a byte, so that bytes stay as they are.
	const text = data.toString('latin1');
	return {
		path,
		data: isUcode(path, text) ? Buffer.from(shrink(text), 'latin1') : data,
		mode: statSync(file).mode & 0o100 ? 0o755 : 0o644,
	};
}

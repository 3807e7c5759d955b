import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { PackageFile } from '../package/payload.ts';
import { type Finding, isUcode, ROOT, type SourceFile } from './files.ts';
import { parse } from './transform.ts';

/** The recipe's own filter, a script of sed, from the root of the repository. */
const FILTER = 'openwrt/luci-app-nft-offload/install.sed';

/** The text of a ucode file as it is installed. Throws where sed cannot be run. */
export function filtered(root: string, data: Uint8Array): Uint8Array {
	const { status, stdout, stderr, error } = spawnSync('sed', ['-f', join(root, FILTER)], {
		input: data,
		env: { ...process.env, LC_ALL: 'C' },
	});
	if (error) throw error;
	if (status !== 0) throw new Error(`sed: ${stderr}`);
	return stdout;
}

/** The same files, ucode as it is installed. */
export function filterUcode(root: string, files: PackageFile[]): PackageFile[] {
	return files.map((file) => {
		const text = Buffer.from(file.data).toString('latin1');
		return isUcode(file.path, text) ? { ...file, data: filtered(root, file.data) } : file;
	});
}

/**
 * Whether the filter keeps the meaning of a source: comments need lines of their own, and a text must end on the line where it begins.
 */
export function checkFilter({ path, text }: SourceFile): Finding[] {
	const installed = Buffer.from(filtered(ROOT, Buffer.from(text, 'latin1'))).toString('latin1');
	if (treeOf(text) === treeOf(installed)) return [];
	return [
		{
			path,
			line: 1,
			column: 1,
			text: `${FILTER} changes its meaning: a comment or a text over several lines`,
		},
	];
}

/** The syntax tree without positions; the error where the text does not parse. */
function treeOf(text: string): string {
	try {
		return JSON.stringify(parse(text, { allowReturnOutsideFunction: true }), (key, value) =>
			['start', 'end', 'range'].includes(key) ? undefined : value
		);
	} catch (error) {
		return String(error);
	}
}

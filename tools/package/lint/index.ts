import type { PackageParts } from '../parts.ts';
import { dependencyFaults } from './dependencies.ts';
import { fileFaults } from './files.ts';
import { menuFaults } from './menu.ts';

/**
 * What would make a package break or surprise on a router, as sentences that name the file: wrong modes, broken JSON, a menu entry
 * without its page, dependencies that are missing or that nothing needs. Empty where all is well.
 */
export function packageErrors(parts: PackageParts): string[] {
	const { files, metadata } = parts;
	const isApp = metadata.name.startsWith('luci-app-');
	return [
		...files.flatMap(fileFaults),
		...(isApp ? [...menuFaults(files), ...dependencyFaults(files, metadata.depends)] : []),
	];
}

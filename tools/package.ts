import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildPackages } from './package/build.ts';
import { writeDownloads } from './package/downloads.ts';
import { describeSizes } from './package/sizes.ts';

/**
 * `npm run package` writes the packages for opkg and apk, their sums and the release notes to dist/, and prints sizes. The same commit
 * gives the same bytes on any machine.
 */
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const all = buildPackages(root);
writeDownloads(
	root,
	all.flatMap((built) => built.packages)
);
console.log(all.flatMap(describeSizes).join('\n'));
warnOfChanges();

/** What is not committed cannot be rebuilt by others. */
function warnOfChanges(): void {
	const sources = ['htdocs', 'root', 'po', 'openwrt'];
	const changes = execFileSync('git', ['status', '--porcelain', '--', ...sources], {
		cwd: root,
		encoding: 'utf8',
	});
	if (changes !== '') console.warn(`Not reproducible, because not committed:\n${changes.trimEnd()}`);
}

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackages } from './package/build.ts';
import { releaseNotes } from './package/changelog.ts';
import { describeSizes } from './package/sizes.ts';

/**
 * `npm run package` writes the packages for opkg and apk, their sums and the release notes to dist/, and prints sizes. The same commit
 * gives the same bytes on any machine.
 */
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const target = join(root, 'dist');
const all = buildPackages(root);
rmSync(target, { recursive: true, force: true });
mkdirSync(target);
const packages = all.flatMap((built) => built.packages);
for (const { name, data } of packages) writeFileSync(join(target, name), data);
writeFileSync(join(target, 'sha256sums'), packages.map(sumLine).join(''));
writeNotes();
console.log(all.flatMap(describeSizes).join('\n'));
warnOfChanges();

function sumLine({ name, data }: { name: string; data: Uint8Array }): string {
	return `${createHash('sha256').update(data).digest('hex')}  ${name}\n`;
}

function writeNotes(): void {
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
	const notes = releaseNotes(changelog, version) ?? releaseNotes(changelog, 'Unreleased') ?? '';
	writeFileSync(join(target, 'release-notes.md'), `${notes}\n`);
}

/** What is not committed cannot be rebuilt by others. */
function warnOfChanges(): void {
	const sources = ['htdocs', 'root', 'po', 'openwrt'];
	const changes = execFileSync('git', ['status', '--porcelain', '--', ...sources], {
		cwd: root,
		encoding: 'utf8',
	});
	if (changes !== '') console.warn(`Not reproducible, because not committed:\n${changes.trimEnd()}`);
}

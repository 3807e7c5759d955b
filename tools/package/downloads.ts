import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseNotes } from './changelog.ts';
import { sha256 } from './feed/index.ts';
import type { Package } from './parts.ts';

/** Writes what a release offers to dist/ below `root`: the packages, their sums and the release notes. What was there is removed. */
export function writeDownloads(root: string, packages: Package[]): void {
	const folder = join(root, 'dist');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	for (const { name, data } of packages) writeFileSync(join(folder, name), data);
	writeFileSync(join(folder, 'sha256sums'), sumLines(packages));
	writeFileSync(join(folder, 'release-notes.md'), `${notes(root)}\n`);
}

/** Hashes as `sha256sum` prints them. */
export function sumLines(packages: Package[]): string {
	return packages.map(({ name, data }) => `${sha256(data)}  ${name}\n`).join('');
}

/** The changelog of the version in package.json, or of what is not released yet. */
function notes(root: string): string {
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
	return releaseNotes(changelog, version) ?? releaseNotes(changelog, 'Unreleased') ?? '';
}

import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackages } from '../package/build.ts';
import { releaseNotes } from '../package/changelog.ts';
import { sumLines, writeDownloads } from '../package/downloads.ts';
import { parseHashes, writeFeed } from '../package/feed/index.ts';
import { readKeys } from '../package/feed/keys.ts';
import type { Package } from '../package/parts.ts';
import { setVersion } from './set-version.ts';

/** A folder with the secret keys, and the folder that a web server offers. */
export interface Feed {
	keys: string;
	folder: string;
}

/** In the folder of the keys: the hashes of all packages that were published, as `sha256sum` prints them. */
const PUBLISHED = 'published.sha256';

/** Throws with the first reason why the checkout at `root` cannot be released as `version`; changes nothing. */
export function checkRelease(root: string, version: string, feed?: Feed): void {
	if (!/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/.test(version))
		throw new Error(`not a version such as 1.2.3: ${version}`);
	const current = String(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
	if (compareVersions(version, current) < 0) throw new Error(`${version} is older than ${current}`);
	const changes = git(root, 'status', '--porcelain');
	if (changes !== '') throw new Error(`commit or remove these first:\n${changes}`);
	if (hasTag(root, `v${version}`)) throw new Error(`the tag v${version} exists`);
	if (!releaseNotes(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), 'Unreleased'))
		throw new Error('CHANGELOG.md has nothing under Unreleased');
	if (feed) readKeys(feed.keys);
}

/**
 * Makes a release out of the checkout at `root`: a commit with the new version and its tag, the packages with their sums and notes in
 * dist/, and the feed. Sends nothing anywhere. When it fails, the checkout is as before; returns the packages.
 */
export function release(root: string, version: string, date: string, feed?: Feed): Package[] {
	checkRelease(root, version, feed);
	const tag = `v${version}`;
	const start = git(root, 'rev-parse', 'HEAD');
	try {
		setVersion(root, version, date);
		git(root, 'commit', '--quiet', '--all', '--message', `Release ${version}`);
		const packages = buildPackages(root).flatMap((built) => built.packages);
		writeDownloads(root, packages);
		git(root, 'tag', '--annotate', tag, '--message', `Release ${version}`);
		if (feed) publish(packages, feed);
		return packages;
	} catch (error) {
		if (hasTag(root, tag)) git(root, 'tag', '--delete', tag);
		git(root, 'reset', '--quiet', '--hard', start);
		throw error;
	}
}

/** A feed signs again only what was published before. */
function publish(packages: Package[], { keys, folder }: Feed): void {
	const published = join(keys, PUBLISHED);
	const known = existsSync(published) ? parseHashes(readFileSync(published, 'utf8')) : [];
	writeFeed(folder, packages, readKeys(keys), known);
	appendFileSync(published, sumLines(packages));
}

function compareVersions(one: string, other: string): number {
	const [left, right] = [one, other].map((version) => version.split('.').map(Number)) as [number[], number[]];
	const different = left.findIndex((number, place) => number !== right[place]);
	return different < 0 ? 0 : left[different]! - right[different]!;
}

function hasTag(root: string, tag: string): boolean {
	return git(root, 'tag', '--list', tag) !== '';
}

function git(root: string, ...args: string[]): string {
	return execFileSync('git', args, {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
	}).trim();
}

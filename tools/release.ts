import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { releaseNotes } from './package/changelog.ts';
import { createKeys } from './package/feed/keys.ts';
import { checkRelease, type Feed, release } from './release/release.ts';

/**
 * `npm run release -- X.Y.Z [--keys DIR --feed DIR] [--new-keys] [--dry-run]`: version, changelog, commit, tag, packages, sums, notes and feed.
 * Pushes nothing. `--dry-run` only checks whether a release can be made, and prints its notes.
 */
const USAGE = 'usage: npm run release -- X.Y.Z [--keys DIR --feed DIR] [--new-keys] [--dry-run]';
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

try {
	main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

function main(): void {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			keys: { type: 'string' },
			feed: { type: 'string' },
			'new-keys': { type: 'boolean', default: false },
			'dry-run': { type: 'boolean', default: false },
		},
	});
	const [version, ...others] = positionals;
	if (version === undefined || others.length > 0) throw new Error(USAGE);
	const feed = feedOf(values.keys, values.feed);
	if (values['new-keys'] && !feed) throw new Error(USAGE);
	checkRelease(root, version, values['new-keys'] ? undefined : feed);
	execFileSync('npm', ['run', '--silent', 'check'], { cwd: root, stdio: 'inherit' });
	if (values['dry-run']) {
		const notes = releaseNotes(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), 'Unreleased');
		console.log(`\n${notes}\n\n${version} can be released.`);
		return;
	}
	if (values['new-keys'] && feed) createKeys(feed.keys);
	const packages = release(root, version, new Date().toISOString().slice(0, 10), feed);
	console.log(
		`\nReleased ${version} here: the commit, the tag v${version}, and ${packages.length} packages in dist/.`
	);
	console.log(feed ? `The feed is in ${feed.folder}.` : 'There is no feed, because no keys were given.');
	console.log(
		'To publish it: git push --follow-tags, upload dist/ with release-notes.md as its text, and copy the feed.'
	);
}

/** npm starts scripts in the root of the checkout; INIT_CWD is where the user typed the command. */
function feedOf(keys: string | undefined, folder: string | undefined): Feed | undefined {
	if (keys === undefined && folder === undefined) return undefined;
	if (keys === undefined || folder === undefined) throw new Error(USAGE);
	const here = process.env.INIT_CWD ?? '.';
	return { keys: resolve(here, keys), folder: resolve(here, folder) };
}

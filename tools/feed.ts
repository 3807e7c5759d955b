import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPackages } from './package/build.ts';
import { sumLines } from './package/downloads.ts';
import { parseHashes, writeFeed } from './package/feed/index.ts';
import { createKeys, readKeys } from './package/feed/keys.ts';

/**
 * `npm run feed -- --keys DIR --out DIR [--new-keys] [--hashes FILE]` builds the packages and puts them into a signed feed for opkg and
 * apk, which any static web server can offer. `--new-keys` makes the keys first. Keep the keys out of the repository and out of the feed.
 * Packages that are in the feed already are signed again only if FILE, as sha256sum prints it, holds their hashes. Prints the hashes of
 * all that were built.
 */
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const { values } = parseArgs({
	options: {
		keys: { type: 'string' },
		out: { type: 'string' },
		'new-keys': { type: 'boolean' },
		hashes: { type: 'string' },
	},
});
if (values.keys === undefined || values.out === undefined)
	throw new Error('usage: npm run feed -- --keys DIR --out DIR [--new-keys] [--hashes FILE]');
// npm starts scripts in the root of the checkout; INIT_CWD is where the user typed the command.
const here = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);
const [keys, out] = [here(values.keys), here(values.out)];
const known = values.hashes === undefined ? [] : parseHashes(readFileSync(here(values.hashes), 'utf8'));
if (values['new-keys']) createKeys(keys);
const packages = buildPackages(root).flatMap((built) => built.packages);
writeFeed(out, packages, readKeys(keys), known);
process.stdout.write(sumLines(packages));

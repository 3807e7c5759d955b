import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPackages } from './package/build.ts';
import { writeFeed } from './package/feed/index.ts';
import { createKeys, readKeys } from './package/feed/keys.ts';

/**
 * `npm run feed -- --keys DIR --out DIR [--new-keys]` builds the packages and puts them into a signed feed for opkg and apk, which any
 * static web server can offer. `--new-keys` makes the keys first. Keep the keys out of the repository and out of the feed.
 */
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const { values } = parseArgs({
	options: { keys: { type: 'string' }, out: { type: 'string' }, 'new-keys': { type: 'boolean' } },
});
if (values.keys === undefined || values.out === undefined)
	throw new Error('usage: npm run feed -- --keys DIR --out DIR [--new-keys]');
// npm starts scripts in the root of the checkout; INIT_CWD is where the user typed the command.
const [keys, out] = [values.keys, values.out].map((path) => resolve(process.env.INIT_CWD ?? '.', path));
if (values['new-keys']) createKeys(keys ?? '');
const packages = buildPackages(root).flatMap((built) => built.packages);
writeFeed(out ?? '', packages, readKeys(keys ?? ''));
console.log(`${out}: ${packages.map(({ name }) => name).join(', ')}`);

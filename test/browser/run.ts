import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, runTestFiles } from '../qunit.ts';

/** `npm run test:browser [-- FILE...]`: all browser tests, or only the files named. Each starts the router that it needs. */
const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2).map((file) => resolve(file));
await runTestFiles(named.length > 0 ? named : filesBelow(here, '.test.ts'));

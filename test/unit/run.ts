import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, runTestFiles } from '../qunit.ts';

/** `npm run test:unit [-- FILE...]`: all tests that need neither a browser nor another kernel, or only the files named. */
const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2).map((file) => resolve(file));
await runTestFiles(named.length > 0 ? named : filesBelow(here, '.test.ts'));

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { runTestFiles, testFiles } from '../qunit.ts';

/** `npm run test:unit [-- FILE...]`: all tests that need neither a browser nor another kernel, or only the files and folders named. */
// Property tests try the same inputs each time; another start tries others: PROPERTY_SEED=7 npm run test:unit.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20) });

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2);
await runTestFiles(testFiles(named.length > 0 ? named : [here]));

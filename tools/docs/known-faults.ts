import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { knownFaultsPage } from './known-faults-page.ts';

/** `npm run docs` writes docs/known-faults.md from src/model/known-faults.ts. A unit test fails when it is not what that gives. */
export const KNOWN_FAULTS_PAGE = fileURLToPath(new URL('../../docs/known-faults.md', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url))
	writeFileSync(KNOWN_FAULTS_PAGE, await knownFaultsPage());

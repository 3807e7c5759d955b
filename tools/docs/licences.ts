import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { licencesPage } from './licences-page.ts';

/** `npm run docs` writes docs/licences.md from package-lock.json. A unit test fails when it is not what that gives. */
export const LICENCES_PAGE = fileURLToPath(new URL('../../docs/licences.md', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(LICENCES_PAGE, licencesPage());

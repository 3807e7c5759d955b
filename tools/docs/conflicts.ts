import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { conflictsPage } from './conflicts-page.ts';

/** `npm run docs` writes docs/conflicts.md from the rules in src/model/conflicts. A unit test fails when it is not what they give. */
export const CONFLICTS_PAGE = fileURLToPath(new URL('../../docs/conflicts.md', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(CONFLICTS_PAGE, await conflictsPage());

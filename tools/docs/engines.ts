import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { enginesPage } from './engines-page.ts';

/** `npm run docs` writes docs/engines.md from tools/docs/engine-table.ts and the backend. A unit test fails when it is not what that gives. */
export const ENGINES_PAGE = fileURLToPath(new URL('../../docs/engines.md', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(ENGINES_PAGE, await enginesPage());

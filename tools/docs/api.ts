import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apiPage } from './api-page.ts';

/** `npm run docs` writes docs/api.md from src/rpc/types. A unit test fails when it is not what that gives. */
export const API_PAGE = fileURLToPath(new URL('../../docs/api.md', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(API_PAGE, apiPage());

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { conformanceTables, readRecordings } from './conformance-table.ts';

/** `npm run docs` puts the recorded conformance matrix into docs/offloading.md. A unit test fails when it is not what is recorded. */
export const OFFLOADING_PAGE = fileURLToPath(new URL('../../docs/offloading.md', import.meta.url));

const RECORDINGS = fileURLToPath(new URL('../../test/data/conformance', import.meta.url));
const BEGIN = '<!-- Generated from test/data/conformance by `npm run docs` -->';
const END = '<!-- End of the generated part -->';

/** The page with the tables that the recordings give, whatever tables it had. */
export function withTables(page: string): string {
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	if (after === undefined) throw new Error('docs/offloading.md has no place for the tables');
	return `${before}${BEGIN}\n\n${conformanceTables(readRecordings(RECORDINGS))}\n\n${END}${after}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	writeFileSync(OFFLOADING_PAGE, withTables(readFileSync(OFFLOADING_PAGE, 'utf8')));

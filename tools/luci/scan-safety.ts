import { tokenizer } from 'acorn';

/** As acorn calls shifts and assignments. */
const OPERATORS = ['<</>>/>>>', '_='];

/**
 * Finds what makes LuCI's build/i18n-scan.pl overlook the texts behind it: its xgettext takes the second `<` of a shift for the start of a
 * tag, and from the next template on it reads no calls. `code` is the text of a LuCI module; the result has one line of words for each place.
 */
export function findScanHazards(code: string): string[] {
	return [...tokenizer(code, { ecmaVersion: 2021, locations: true })]
		.filter(({ type, start, end }) => OPERATORS.includes(type.label) && /^<<=?$/.test(code.slice(start, end)))
		.map(({ loc }) => `line ${loc?.start.line}: a shift to the left: multiply`);
}

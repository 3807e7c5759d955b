import { type Node, parse, type Token } from 'acorn';

/** After these characters jsmin.c takes a slash for the start of a regular expression, after all others for a division. */
const REGEX_MAY_FOLLOW = '(,=:[!&|?+-~*/{};';

/**
 * Finds what OpenWrt's `jsmin` (Crockford's C program, LuCI modules/luci-base/src/jsmin.c) breaks without saying so. Distributors may
 * run it over every installed script. `code` is the text of a LuCI module; the result has one line of words for each place.
 */
export function findJsminHazards(code: string): string[] {
	// On the first line of the wrapper, so that line numbers are those of the file.
	const body = `(function(){${code}\n})`;
	const tokens: Token[] = [];
	const program = parse(body, { ecmaVersion: 2021, onToken: tokens, locations: true });
	const hazards = tokens.flatMap((token) =>
		hazardsOfToken(body, token).map((words) => `line ${token.loc?.start.line}: ${words}`)
	);
	return hazards.concat(nestedTemplates(program, false));
}

function hazardsOfToken(body: string, token: Token): string[] {
	const found: string[] = [];
	const kind = token.type.label;
	const before = body.slice(0, token.start).trimEnd().at(-1) ?? '(';
	if (kind === 'regexp' && !REGEX_MAY_FOLLOW.includes(before))
		found.push(`a regular expression after \`${before}\`: put it in parentheses`);
	if (kind === '/' && REGEX_MAY_FOLLOW.includes(before)) found.push(`a division after \`${before}\``);
	if ((kind === 'string' || kind === 'template') && hasControlCharacter(body.slice(token.start, token.end)))
		found.push('a raw control character in a string');
	return found;
}

function hasControlCharacter(text: string): boolean {
	return [...text].some((character) => character < ' ' && character !== '\n');
}

function nestedTemplates(node: Node, inside: boolean): string[] {
	const isTemplate = node.type === 'TemplateLiteral';
	const here = isTemplate && inside ? [`line ${node.loc?.start.line}: a template inside a template`] : [];
	return here.concat(childrenOf(node).flatMap((child) => nestedTemplates(child, inside || isTemplate)));
}

function childrenOf(node: Node): Node[] {
	return Object.values(node)
		.flat()
		.filter((value): value is Node => typeof value === 'object' && value !== null && 'type' in value);
}

import type { Node, Program, Token } from 'acorn';
import { analyze, type Scope, type Variable } from 'eslint-scope';
import MagicString from 'magic-string';
import { shortNames } from './short-names.ts';
import { nodesOf, parse } from './transform.ts';

/**
 * A ucode program as it goes onto the router's small flash: without comments and needless blanks, and with short names for what no
 * other file sees. Everything else stays to the letter: a printer of JavaScript would write 1.0 as 1, which is another number in
 * ucode. `text` has one character a byte.
 */
export function shrink(text: string): string {
	const tokens: Token[] = [];
	const program = parse(text, { allowReturnOutsideFunction: true, onToken: tokens });
	const shrunk = new MagicString(text);
	closeGaps(tokens, shrunk);
	rename(program, shrunk);
	return `${shrunk}\n`;
}

/** Only blanks and comments stand between tokens; a template is one token wherever its text could have any. */
function closeGaps(tokens: Token[], shrunk: MagicString): void {
	const text = shrunk.original;
	// The first line of a script tells the kernel what runs it.
	let end = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
	let before = '';
	for (const token of tokens) {
		if (token.start > end)
			shrunk.update(end, token.start, separator(before, text.slice(token.start, token.end)));
		end = token.end;
		before = text.slice(token.start, end);
	}
	if (end < text.length) shrunk.remove(end, text.length);
}

/** Two words, two signs of the same kind, or something and a regular expression must not run together. */
function separator(before: string, after: string): string {
	const edge = before.slice(-1) + after.slice(0, 1);
	return /^\w\w$|^\+\+$|^--$|^[^(,=:]\/$|^\/.$/.test(edge) ? ' ' : '';
}

function rename(program: Program, shrunk: MagicString): void {
	const shorthands = new Set<number>();
	for (const node of nodesOf(program)) {
		if (node.type === 'Property' && node.shorthand) shorthands.add(node.start);
	}
	const { scopes } = analyze(program as never, { ecmaVersion: 2022, sourceType: 'module' });
	const kept = keptNames(program, scopes);
	for (const [variable, name] of shortNames(scopes, kept)) {
		for (const start of placesOf(variable)) {
			const before = shorthands.has(start) ? `${variable.name}:` : '';
			shrunk.overwrite(start, start + variable.name.length, before + name);
		}
	}
}

/** Every place where a variable is declared or used. */
function placesOf({ identifiers, references }: Variable): Set<number> {
	const all = [...identifiers, ...references.map(({ identifier }) => identifier)];
	return new Set(all.map((identifier) => (identifier as unknown as Node).start));
}

/** Names that other files know, or that stand for what is declared elsewhere. */
function keptNames(program: Program, scopes: Scope[]): Set<string> {
	const kept = new Set<string>();
	for (const { identifier } of scopes[0]?.through ?? []) kept.add(String(identifier.name));
	for (const { name, defs } of scopes.flatMap(({ variables }) => variables))
		if (defs.some(({ type }) => type === 'ImportBinding')) kept.add(name);
	for (const node of program.body) {
		if (node.type !== 'ExportNamedDeclaration') continue;
		for (const { local } of node.specifiers) if (local.type === 'Identifier') kept.add(local.name);
	}
	return kept;
}

import { type Comment, type Node, type Program, parse } from 'acorn';
import { analyze, type Scope, type Variable } from 'eslint-scope';
import MagicString from 'magic-string';
import { shortNames } from './short-names.ts';

/**
 * A ucode program as it goes onto the router's small flash: without comments, empty lines and indentation, and with short names for
 * what no other file sees. Everything else stays to the letter: a printer of JavaScript would write 1.0 as 1, which is another number
 * in ucode. `text` has one character a byte. Throws where a line of a template begins or ends with blanks, which would be lost.
 */
export function shrink(text: string): string {
	const comments: Comment[] = [];
	const program = parse(text, {
		ecmaVersion: 2022,
		sourceType: 'module',
		allowHashBang: true,
		allowReturnOutsideFunction: true,
		ranges: true,
		onComment: comments,
	});
	const shrunk = new MagicString(text);
	// The first line of a script is no comment of ucode's.
	for (const { start, end } of comments) if (!text.startsWith('#!', start)) shrunk.remove(start, end);
	rename(program, shrunk);
	return shrunk
		.toString()
		.replace(/^[\t ]+|[\t ]+$/gm, '')
		.replace(/\n+/g, '\n')
		.replace(/^\n/, '');
}

function rename(program: Program, shrunk: MagicString): void {
	const shorthands = new Set<number>();
	walk(program, (node) => {
		if (node.type === 'TemplateElement') refuseBlanks(node, shrunk.original);
		if (node.type === 'Property' && 'shorthand' in node && node.shorthand) shorthands.add(node.start);
	});
	const { scopes } = analyze(program as never, { ecmaVersion: 2022, sourceType: 'module' });
	const kept = keptNames(program, scopes);
	for (const [variable, name] of shortNames(scopes, kept)) {
		for (const start of placesOf(variable)) {
			const before = shorthands.has(start) ? `${variable.name}: ` : '';
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

function refuseBlanks({ start, end }: Node, text: string): void {
	const template = text.slice(start, end);
	if (/\n\s|[\t ]\n/.test(template)) throw new Error(`blanks at a line's end in a template: ${template}`);
}

function walk(node: Node, see: (node: Node) => void): void {
	see(node);
	for (const child of Object.values(node).flat())
		if (typeof child?.type === 'string' && typeof child.start === 'number') walk(child, see);
}

import * as acorn from 'acorn';
import MagicString from 'magic-string';

/** A ucode source as JavaScript. Both outputs keep every line at its number. */
export interface Transformed {
	/** Names of the modules that it imports from. */
	imports: string[];
	/** A function body: imports through `$import(name)`, exports through `$export({...})`, catches call `$caught(error)`. */
	script: string;
	/** An ES module for the type checker: imports and exports as written. */
	module: string;
}

/** Parses ucode of our subset. Positions are in UTF-16 units; sources are plain ASCII. Throws acorn's SyntaxError. */
export function parse(source: string, options: Partial<acorn.Options> = {}): acorn.Program {
	return acorn.parse(source, {
		ecmaVersion: 2022,
		sourceType: 'module',
		allowHashBang: true,
		ranges: true,
		...options,
	});
}

/** Every node of a tree, parents first. */
export function* nodesOf(root: acorn.Node): Generator<acorn.AnyNode> {
	yield root as acorn.AnyNode;
	for (const value of Object.values(root)) {
		for (const child of Array.isArray(value) ? value : [value]) {
			if (child && typeof (child as acorn.Node).type === 'string') yield* nodesOf(child as acorn.Node);
		}
	}
}

/**
 * ucode to JavaScript. Three things differ, all others are the same in both languages:
 * ucode's for-in runs over the values of an array (and the keys of an object), a script has no import statement
 * that works synchronously, and a shebang line is no JavaScript inside a function.
 */
export function transform(source: string): Transformed {
	// The text that loadstring() compiles returns its result.
	const program = parse(source, { allowReturnOutsideFunction: true });
	const module = new MagicString(source);
	if (source.startsWith('#!')) module.overwrite(0, 2, '//');
	for (const node of nodesOf(program)) {
		if (node.type !== 'ForInStatement') continue;
		const between = module.original.slice(node.left.end, node.right.start);
		module.overwrite(node.left.end, node.right.start, between.replace(/\bin\b ?/, 'of iterate('));
		module.appendLeft(node.right.end, ')');
	}

	const script = module.clone();
	for (const node of nodesOf(program)) {
		if (node.type === 'CatchClause') rewriteCatch(script, node);
	}
	const imports: string[] = [];
	for (const node of program.body) {
		if (node.type === 'ImportDeclaration') imports.push(rewriteImport(script, node));
		if (node.type === 'ExportNamedDeclaration') rewriteExport(script, node);
	}
	return { imports, script: script.toString(), module: module.toString() };
}

/** `import { a, b as c } from 'x';` becomes `const { a, b: c } = $import('x');`, `import * as a` becomes `const a = `. */
function rewriteImport(script: MagicString, node: acorn.ImportDeclaration): string {
	const names = node.specifiers.map((specifier) => {
		if (specifier.type === 'ImportNamespaceSpecifier') return specifier.local.name;
		if (specifier.type !== 'ImportSpecifier')
			throw new SyntaxError('ucode has no default import that we use');
		const imported = nameOf(specifier.imported);
		return imported === specifier.local.name ? imported : `${imported}: ${specifier.local.name}`;
	});
	const whole = node.specifiers[0]?.type === 'ImportNamespaceSpecifier';
	const target = whole ? names[0] : `{ ${names.join(', ')} }`;
	const name = String(node.source.value);
	replaceOnSameLines(script, node, `const ${target} = $import(${JSON.stringify(name)});`);
	return name;
}

/** `export { a, b as c };` becomes `$export({ a, c: b });`. */
function rewriteExport(script: MagicString, node: acorn.ExportNamedDeclaration): void {
	if (node.declaration || node.source) throw new SyntaxError('only `export { name };` is in the subset');
	const names = node.specifiers.map(
		(specifier) => `${nameOf(specifier.exported)}: ${nameOf(specifier.local)}`
	);
	replaceOnSameLines(script, node, `$export({ ${names.join(', ')} });`);
}

/** `catch (e) {` becomes `catch (e) { $caught(e);`: what `exit()` throws here must get past it. */
function rewriteCatch(script: MagicString, node: acorn.CatchClause): void {
	const name = node.param?.type === 'Identifier' ? node.param.name : '$error';
	if (!node.param) script.appendLeft(node.body.start, `(${name}) `);
	script.appendRight(node.body.start + 1, ` $caught(${name});`);
}

function replaceOnSameLines(script: MagicString, node: acorn.Node, text: string): void {
	const lineBreaks = script.original.slice(node.start, node.end).replace(/[^\n]/g, '');
	script.overwrite(node.start, node.end, text + lineBreaks);
}

function nameOf(node: acorn.Identifier | acorn.Literal): string {
	return node.type === 'Identifier' ? node.name : String(node.value);
}

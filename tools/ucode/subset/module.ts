import type * as acorn from 'acorn';
import type { Violation } from './check.ts';

/** How a file is laid out: 'use strict', imports, code, and at the end of a module its one export. */
export function moduleViolations(program: acorn.Program, source: string): Violation[] {
	const [first, ...rest] = program.body;
	const violations: Violation[] = [];
	if (first?.type !== 'ExpressionStatement' || first.directive !== 'use strict') {
		violations.push([
			first?.start ?? 0,
			"a file begins with 'use strict': without it undeclared names are null",
		]);
	}
	const imported = new Set<string>();
	let codeBegan = false;
	rest.forEach((node, index) => {
		if (node.type === 'ImportDeclaration') {
			if (codeBegan) violations.push([node.start, 'imports come first: ucode does not hoist them']);
			violations.push(...importViolations(node));
			for (const { local } of node.specifiers) imported.add(local.name);
		} else {
			codeBegan = true;
		}
		if (node.type !== 'ExportNamedDeclaration') return;
		if (source.startsWith('#!')) violations.push([node.start, 'a program exports nothing']);
		if (index + 1 < rest.length)
			violations.push([node.start, 'the export is the last statement of a module']);
		violations.push(...exportViolations(node, imported));
	});
	return violations;
}

function exportViolations(node: acorn.ExportNamedDeclaration, imported: Set<string>): Violation[] {
	return node.specifiers
		.filter(({ local }) => local.type === 'Identifier' && imported.has(local.name))
		.map(({ start }) => [start, 'ucode exports nothing that was imported: import it where it is declared']);
}

function importViolations(node: acorn.ImportDeclaration): Violation[] {
	if (!node.specifiers.length) return [[node.start, 'an import without names']];
	const all = node.specifiers.some((specifier) => specifier.type === 'ImportDefaultSpecifier');
	return all ? [[node.start, 'ucode has no default imports: use names or `* as`']] : [];
}

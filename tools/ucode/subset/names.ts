import type * as acorn from 'acorn';
import { analyze, type Reference, type Scope, type Variable } from 'eslint-scope';
import { BUILTIN_NAMES } from '../builtins.ts';
import type { Violation } from './check.ts';

/** Words of ucode that are none of JavaScript's, and what the loader puts into a program's scope. */
const RESERVED = new Set([
	'elif',
	'endif',
	'endfor',
	'endfunction',
	'endwhile',
	'iterate',
	'global',
	'modules',
]);

/**
 * Names: declared before use (ucode hoists nothing), known, not standing for a built-in function or an import, and no
 * variable of a loop's head in a closure (ucode makes one variable for all rounds, JavaScript one for each).
 */
export function nameViolations(program: acorn.Program): Violation[] {
	const manager = analyze(program as never, { ecmaVersion: 2022, sourceType: 'module' });
	const moduleScope = manager.scopes.find((scope) => scope.type === 'module');
	const violations: Violation[] = [];
	for (const scope of manager.scopes) {
		for (const variable of scope.variables) {
			violations.push(...declarationViolations(variable, scope, moduleScope));
			for (const reference of variable.references)
				violations.push(...referenceViolations(variable, reference));
		}
	}
	for (const { identifier } of manager.globalScope?.through ?? []) {
		if (identifier.type !== 'Identifier' || BUILTIN_NAMES.has(identifier.name)) continue;
		violations.push([
			startOf(identifier),
			`'${identifier.name}' is declared nowhere, and no built-in that we use`,
		]);
	}
	return violations;
}

function startOf(node: unknown): number {
	return (node as acorn.Node).start;
}

function declarationViolations(
	variable: Variable,
	scope: Scope,
	moduleScope: Scope | undefined
): Violation[] {
	const [definition] = variable.defs;
	if (!definition) return [];
	const at = startOf(definition.name);
	const { name } = variable;
	if (RESERVED.has(name)) return [[at, `'${name}' has a meaning of its own in ucode`]];
	if (BUILTIN_NAMES.has(name)) return [[at, `'${name}' hides the built-in function`]];
	const outer = scope === moduleScope ? undefined : moduleScope?.set.get(name);
	return outer?.defs[0]?.type === 'ImportBinding' ? [[at, `'${name}' hides an import`]] : [];
}

function referenceViolations(variable: Variable, reference: Reference): Violation[] {
	const [definition] = variable.defs;
	if (!definition) return [];
	const at = startOf(reference.identifier);
	if (at < startOf(definition.name)) {
		return [[at, `'${variable.name}' is used above its declaration: ucode hoists nothing`]];
	}
	if (definition.type !== 'Variable') return [];
	const declarator = definition.node as unknown as acorn.VariableDeclarator;
	const init = declarator.init;
	if (init && at >= init.start && at < init.end) {
		return [[at, `'${variable.name}' is not declared yet in its own first value`]];
	}
	const inLoopHead = variable.scope.type === 'for';
	if (inLoopHead && reference.from.variableScope !== variable.scope.variableScope) {
		return [[at, `'${variable.name}' of a loop's head in a closure: ucode shares it between the rounds`]];
	}
	return [];
}

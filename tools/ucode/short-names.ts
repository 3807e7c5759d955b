import type { Scope, Variable } from 'eslint-scope';
import { BUILTIN_NAMES } from './builtins.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** Words of ucode with two letters; longer names are not made. */
const WORDS = new Set(['if', 'in']);
const NAMES = [...LETTERS, ...LETTERS.flatMap((first) => LETTERS.map((second) => first + second))].filter(
	(name) => !WORDS.has(name) && !BUILTIN_NAMES.has(name)
);

/**
 * A short name for each variable of a program whose name is not in `kept`, the most used ones first. A name serves in several scopes
 * unless one of them lies within the other.
 */
export function shortNames(scopes: Scope[], kept: Set<string>): Map<Variable, string> {
	const variables = scopes.flatMap((scope) => scope.variables).filter((variable) => isOwn(variable, kept));
	const taken = new Map<Scope, Set<string>>();
	const chosen = new Map<Variable, string>();
	for (const variable of variables.sort((a, b) => b.references.length - a.references.length)) {
		const related = [...above(variable.scope), ...below(variable.scope)];
		const name = NAMES.find(
			(name) => !kept.has(name) && !related.some((scope) => taken.get(scope)?.has(name))
		);
		if (!name) throw new Error('too many names for one or two letters');
		taken.set(variable.scope, (taken.get(variable.scope) ?? new Set()).add(name));
		chosen.set(variable, name);
	}
	return chosen;
}

function isOwn({ name, defs }: Variable, kept: Set<string>): boolean {
	return defs.length > 0 && !kept.has(name);
}

function above(scope: Scope): Scope[] {
	return scope.upper ? [scope.upper, ...above(scope.upper)] : [];
}

function below(scope: Scope): Scope[] {
	return [scope, ...scope.childScopes.flatMap(below)];
}

import type * as acorn from 'acorn';
import type { Finding } from '../files.ts';
import { nodesOf, parse } from '../transform.ts';
import { moduleViolations } from './module.ts';
import { nameViolations } from './names.ts';
import { nodeViolation } from './syntax.ts';

/** A place that breaks a rule of the subset: offset in the source and the rule. */
export type Violation = [offset: number, text: string];

/**
 * Rejects, by default, whatever is not known to mean the same in ucode (24.10 to main) and in JavaScript. What stays is
 * run by Node in tests exactly as the router runs it. Findings are in the order of the source.
 */
export function checkSubset(path: string, source: string): Finding[] {
	const violations: Violation[] = [];
	let program: acorn.Program;
	try {
		program = parse(source, {
			onInsertedSemicolon: (end) => void violations.push([end, 'a semicolon is missing: ucode inserts none']),
			onTrailingComma: (at) =>
				void violations.push([at, 'ucode takes no trailing comma in calls and imports']),
		});
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return [{ path, ...placeOf(source, (error as { pos?: number }).pos ?? 0), text: error.message }];
	}
	violations.push(...nonAscii(source), ...moduleViolations(program, source), ...nameViolations(program));
	for (const [node, parent] of withParents(program)) {
		const text = nodeViolation(node, parent);
		if (text) violations.push([node.start, text]);
	}
	violations.sort((a, b) => a[0] - b[0]);
	return violations.map(([offset, text]) => ({ path, ...placeOf(source, offset), text }));
}

function* withParents(program: acorn.Program): Generator<[acorn.AnyNode, acorn.AnyNode | null]> {
	const parents = new Map<acorn.Node, acorn.AnyNode>();
	for (const node of nodesOf(program)) {
		for (const value of Object.values(node)) {
			for (const child of [value].flat())
				if (child && typeof child.type === 'string') parents.set(child, node);
		}
		yield [node, parents.get(node) ?? null];
	}
}

/** ucode reads bytes, JavaScript characters: in ASCII both are the same. */
function nonAscii(source: string): Violation[] {
	const found = /[^\t\n -~]/.exec(source);
	return found ? [[found.index, 'only ASCII: ucode counts bytes, JavaScript characters']] : [];
}

function placeOf(source: string, offset: number): { line: number; column: number } {
	const lines = source.slice(0, offset).split('\n');
	return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

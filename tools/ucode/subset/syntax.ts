import type * as acorn from 'acorn';
import { regexViolation } from './regex.ts';

type Node = acorn.AnyNode;
type Rule<T> = (node: T, parent: Node | null) => string | null;
type RuleOf<K extends Node['type']> = Rule<Extract<Node, { type: K }>>;

const always = () => null;
const oneOf = (allowed: string, what: string) => {
	const words = allowed.split(' ');
	return (node: { operator: string }) =>
		words.includes(node.operator) ? null : `${what} '${node.operator}' is another one in ucode, or none`;
};

/** Node types that are in the subset, each with what else it must satisfy. A type that is not here is refused. */
const RULES: { [K in Node['type']]?: RuleOf<K> } = {
	Program: always,
	ExpressionStatement: always,
	BlockStatement: always,
	ReturnStatement: always,
	IfStatement: always,
	ForStatement: ({ init }) =>
		init && init.type !== 'VariableDeclaration' ? 'a for loop begins with `let` or nothing' : null,
	ForInStatement: checkForIn,
	WhileStatement: always,
	BreakStatement: ({ label }) => (label ? 'ucode has no labels' : null),
	ContinueStatement: ({ label }) => (label ? 'ucode has no labels' : null),
	SwitchStatement: always,
	SwitchCase: always,
	TryStatement: ({ handler, finalizer }) =>
		finalizer || !handler ? 'ucode has no `finally`, and wants a catch' : null,
	CatchClause: ({ param }) => (param && param.type !== 'Identifier' ? 'ucode has no destructuring' : null),
	FunctionDeclaration: checkFunction,
	ArrowFunctionExpression: checkFunction,
	RestElement: ({ argument }) => (argument.type === 'Identifier' ? null : 'ucode has no destructuring'),
	VariableDeclaration: ({ kind }) => (kind === 'let' || kind === 'const' ? null : `ucode has no \`${kind}\``),
	VariableDeclarator: ({ id }) => (id.type === 'Identifier' ? null : 'ucode has no destructuring'),
	Identifier: always,
	Literal: checkLiteral,
	TemplateLiteral: always,
	TemplateElement: ({ value }) => escapeViolation(value.raw, 'nrt\\'),
	ArrayExpression: ({ elements }) => (elements.includes(null) ? 'an array with holes' : null),
	ObjectExpression: always,
	Property: checkProperty,
	SpreadElement: always,
	UnaryExpression: oneOf('- + ! delete', 'the operator'),
	UpdateExpression: always,
	BinaryExpression: checkBinary,
	LogicalExpression: oneOf('&& || ??', 'the operator'),
	AssignmentExpression: checkAssignment,
	ConditionalExpression: always,
	CallExpression: ({ callee }) => (callee.type === 'Super' ? 'ucode has no classes' : null),
	MemberExpression: checkMember,
	ChainExpression: always,
	ImportDeclaration: always,
	ImportSpecifier: always,
	ImportNamespaceSpecifier: always,
	ExportNamedDeclaration: ({ declaration, source }) =>
		declaration || source ? 'exports are written `export { name };` at the end' : null,
	ExportSpecifier: always,
};

/** Why a node is refused; null where it is in the subset. */
export function nodeViolation(node: Node, parent: Node | null): string | null {
	const rule = RULES[node.type] as Rule<Node> | undefined;
	return rule ? rule(node, parent) : `${node.type} is not in the subset`;
}

function checkForIn({ left }: acorn.ForInStatement): string | null {
	if (left.type !== 'VariableDeclaration' || left.kind !== 'let')
		return 'only `for (let x in list)` is ucode';
	return left.declarations[0]?.init ? 'a for-in variable has no first value' : null;
}

function checkFunction(node: { async: boolean; generator: boolean; params: acorn.Pattern[] }): string | null {
	if (node.async || node.generator) return 'ucode has no async functions and no generators';
	const plain = node.params.every((param) => param.type === 'Identifier' || param.type === 'RestElement');
	return plain ? null : 'ucode has neither default parameters nor destructuring';
}

function checkLiteral(node: acorn.Literal): string | null {
	if (node.regex) return regexViolation(node.regex.pattern, node.regex.flags);
	const raw = node.raw ?? '';
	if (typeof node.value === 'string') return escapeViolation(raw.slice(1, -1), 'nrt\\\'"');
	if (typeof node.value !== 'number') return typeof node.value === 'bigint' ? 'ucode has no 1n' : null;
	if (!/^(0|[1-9]\d*|0x[\da-f]+|\d+\.\d+)$/i.test(raw))
		return `the number ${raw} is written otherwise in ucode`;
	return Number.isSafeInteger(node.value) || raw.includes('.')
		? null
		: `${raw} is no exact number in JavaScript`;
}

/** Only escapes that are the same byte in all: `\n` and the like, and `\x41`. OpenWrt 24.10 makes two bytes of `\xff`. */
function escapeViolation(raw: string, allowed: string): string | null {
	for (const [whole, letter] of raw.matchAll(/\\(x[0-7][\da-f]|.)/gis)) {
		if (!allowed.includes(letter!) && letter!.length !== 3) return `the escape ${whole} differs in ucode`;
	}
	return null;
}

function checkProperty(node: acorn.Property | acorn.AssignmentProperty): string | null {
	if (node.kind !== 'init') return 'ucode has no getters and setters';
	if (node.method) return 'a method shorthand fails up to OpenWrt 25.12';
	if (node.computed) return null;
	if (node.key.type === 'Identifier')
		return node.key.name === '__proto__' ? '__proto__ differs in ucode' : null;
	const text = node.key.type === 'Literal' && typeof node.key.value === 'string';
	return text ? null : 'ucode has no numeric keys';
}

const ARITHMETIC = oneOf('== != === !== < <= > >= + - * / % ** & |', 'the operator');

function checkBinary(node: acorn.BinaryExpression, parent: Node | null): string | null {
	const operands = [node.left, node.right];
	if (node.operator === '===' || node.operator === '!==') {
		const withNull = operands.some((operand) => operand.type === 'Literal' && operand.raw === 'null');
		return withNull ? 'compare with null by == and !=: a missing property is null in ucode' : null;
	}
	if (node.operator === '/' && !operands.some(isDouble) && !isArgumentOfInt(node, parent)) {
		return '5 / 2 is 2 in ucode: write int(a / b), or divide by a number such as 2.0';
	}
	return ARITHMETIC(node);
}

function isDouble(node: acorn.Expression | acorn.PrivateIdentifier): boolean {
	return node.type === 'Literal' && typeof node.value === 'number' && (node.raw ?? '').includes('.');
}

function isArgumentOfInt(node: Node, parent: Node | null): boolean {
	if (parent?.type !== 'CallExpression' || parent.callee.type !== 'Identifier') return false;
	return parent.callee.name === 'int' && (parent.arguments as Node[]).includes(node);
}

function checkAssignment(node: acorn.AssignmentExpression): string | null {
	if (node.left.type !== 'Identifier' && node.left.type !== 'MemberExpression')
		return 'ucode has no destructuring';
	return oneOf('= += -= *= %= &= |= ??= ||= &&=', 'the assignment')(node);
}

function checkMember({ object, property, computed }: acorn.MemberExpression): string | null {
	if (object.type === 'Super') return 'ucode has no classes';
	if (!computed && property.type === 'Identifier' && property.name === 'length') {
		return 'write length(x): x.length is null in ucode';
	}
	if (computed && property.type === 'UnaryExpression') return 'a[-1] is the last element in ucode';
	const onText =
		object.type === 'TemplateLiteral' || (object.type === 'Literal' && typeof object.value === 'string');
	return onText ? 'strings have no members in ucode: use substr, ord, split' : null;
}

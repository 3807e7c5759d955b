import type * as acorn from 'acorn';
import { nodesOf, parse } from '../ucode/transform.ts';
import type { Message } from './catalog.ts';

/** The places of the text, its plural and its context among the arguments, as LuCI's build/i18n-scan.pl has them. */
const FUNCTIONS: Record<string, { text: number; plural?: number; context: number }> = {
	_: { text: 0, context: 1 },
	N_: { text: 1, plural: 2, context: 3 },
};

/**
 * The texts that a LuCI module gives to `_()` and `N_()`. They are found in the syntax tree: xgettext, which LuCI's own scan uses, loses
 * its way in templates (`${…}`) and then overlooks all that follows. Throws where a text is no literal, for it would never be translated.
 * `place` gives the place of a line; by default, the file.
 */
export function scanModule(source: string, file: string, place = (_line: number) => file): Message[] {
	const program = parse(source, { sourceType: 'script', allowReturnOutsideFunction: true, locations: true });
	const messages: Message[] = [];
	for (const node of nodesOf(program)) {
		if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') continue;
		const places = Object.hasOwn(FUNCTIONS, node.callee.name) ? FUNCTIONS[node.callee.name] : undefined;
		if (!places) continue;
		const { arguments: given } = node;
		const literal = (at: number): string => {
			const text = textOf(given[at]);
			if (text === null) throw new Error(`${file}: no literal: ${source.slice(node.start, node.end)}`);
			return text;
		};
		messages.push({
			...(given.length > places.context && { context: literal(places.context) }),
			id: literal(places.text),
			...(places.plural !== undefined && { plural: literal(places.plural) }),
			strings: [''],
			places: [place(given[places.text]?.loc?.start.line ?? 1)],
			fuzzy: false,
		});
	}
	return messages;
}

/** The value of a literal, of a template without expressions, or of the sum of such; null of anything else. */
function textOf(node: acorn.Node | undefined): string | null {
	const any = node as acorn.AnyNode | undefined;
	if (any?.type === 'Literal') return typeof any.value === 'string' ? any.value : null;
	if (any?.type === 'TemplateLiteral')
		return any.expressions.length > 0 ? null : (any.quasis[0]?.value.cooked ?? null);
	if (any?.type !== 'BinaryExpression' || any.operator !== '+') return null;
	const [left, right] = [textOf(any.left), textOf(any.right)];
	return left === null || right === null ? null : left + right;
}

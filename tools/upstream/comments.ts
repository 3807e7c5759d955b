import type { Comment } from 'acorn';
import MagicString from 'magic-string';
import { parse } from '../ucode/transform.ts';

/** A comment that only names a type of ours, which no other tree has. */
const TYPE_IMPORT = /^\* @typedef \{import\('[^']*src\/rpc\/[^']*'\)[^\n]*$/;

/** The path of a file that only our repository has. */
const POINTER = /(?<![\w/.])(?:src|docs|test|tools)\/\w\S*/;

/**
 * Takes out of the comments of a LuCI or ucode module what points out of openwrt/luci: types, and hints in brackets such as
 * `(src/model/mode.ts)` or `(owner/repository#1)`. Throws where something of the kind is left.
 */
export function withoutPointers(path: string, text: string): string {
	const comments: Comment[] = [];
	const options = { sourceType: 'script', allowReturnOutsideFunction: true, onComment: comments } as const;
	parse(text, path.endsWith('.js') ? options : { ...options, sourceType: 'module' });
	const result = new MagicString(text);
	for (const { type, start, end, value } of comments) {
		const text = clean(value);
		const pointer = POINTER.exec(text)?.[0];
		if (TYPE_IMPORT.test(value)) removeLines(result, start, end);
		else if (pointer) throw new Error(`${path}: points to a file of this repository: ${pointer}`);
		else if (text !== value) result.overwrite(start, end, type === 'Line' ? `//${text}` : `/*${text}*/`);
	}
	// Blank lines around a removed comment become one.
	return result.toString().replace(/\n{3,}/g, '\n\n');
}

function clean(comment: string): string {
	return comment
		.replace(/import\('[^']*src\/rpc\/[^']*'\)\./g, '')
		.replace(/\s+(?:\* )?\((?:[^()]*\s)?(?:src|docs|test|tools)\/[^()]*\)/g, '')
		.replace(/ \([\w-]+\/[\w-]+#\d+\)/g, '');
}

/** With the line break, where the comment has its lines for itself. */
function removeLines(text: MagicString, start: number, end: number): void {
	const from = text.original.lastIndexOf('\n', start - 1) + 1;
	const alone = text.original.slice(from, start).trim() === '' && text.original[end] === '\n';
	text.remove(alone ? from : start, alone ? end + 1 : end);
}

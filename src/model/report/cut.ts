import type { Source } from './source.ts';

/** Bytes at which the backend cuts reasons and errors, and cut log lines before it looked for words. */
const CUTS = [200, 300];
/** Stands for what a cut took away, as the backend writes it. */
const ELLIPSIS = '…';
/** The last word, and bytes in hexadecimal before it: an address may be written byte by byte. */
const LAST_WORD = /(?:(?:^|[\s,]+)(?:0x)?[\da-f]{1,2}(?=[\s,]))*(?:^|\s)\S*$/i;

/** The source with its cut texts ended after a whole word: half an address or half a name cannot be recognized and hidden. */
export function withoutCutWords(source: Source): Source {
	const { private_names, ...replies } = source.replies;
	return {
		...source,
		replies: { ...(deep(replies) as typeof replies), ...(private_names && { private_names }) },
		faults: source.faults.map((fault) => {
			const [, name = '', text = fault] = /^(\w+: )([\s\S]*)$/.exec(fault) ?? [];
			return name + endAtWord(text);
		}),
	};
}

function deep(value: unknown): unknown {
	if (typeof value === 'string') return endAtWord(value);
	if (Array.isArray(value)) return value.map(deep);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, deep(member)]));
}

function endAtWord(text: string): string {
	// A byte of UTF-8 is never less than a third of a UTF-16 unit.
	if (text.length < CUTS[0]! / 3 || !CUTS.includes(new TextEncoder().encode(text).length)) return text;
	return text.endsWith(ELLIPSIS) ? text : `${text.replace(LAST_WORD, '')} ${ELLIPSIS}`;
}

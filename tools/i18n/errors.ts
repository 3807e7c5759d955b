import type { Message } from './catalog.ts';

/** What `String.format` of LuCI replaces (cbi.js): `%s`, `%d`, `%1024.1mB` and so on. */
const PLACEHOLDER = /%(?:'.|0| )?-?\d*(?:\.\d+)?[%bcdufosxXqhjtm]/g;

/**
 * What is wrong with the translation of `message`, as sentences for a translator: texts that are missing or guessed, placeholders that
 * differ from the original's, and line breaks and tabs, which po2lmo does not translate. Empty where all is well.
 */
export function messageErrors(message: Message): string[] {
	if (message.strings.some((text) => text === '')) return [`not translated: ${message.id}`];
	const errors: string[] = [];
	if (message.fuzzy) errors.push(`marked as fuzzy: ${message.id}`);
	for (const text of message.strings) {
		if (/[\n\r\t]/.test(text)) errors.push(`line break or tab: ${text}`);
		const fits = originals(message).some((original) => placeholders(original) === placeholders(text));
		if (!fits) errors.push(`other placeholders than ${message.id}: ${text}`);
	}
	return errors;
}

/** A plural form may leave the number out where the singular does. */
function originals({ id, plural }: Message): string[] {
	return plural === undefined ? [id] : [id, plural];
}

/** In the order in which they stand: `format` fills them from left to right. */
function placeholders(text: string): string {
	return (text.match(PLACEHOLDER) ?? []).join(' ');
}

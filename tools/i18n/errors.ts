import type { Message } from './catalog.ts';

/** What `String.format` of LuCI replaces (cbi.js): `%s`, `%d`, `%1024.1mB` and so on. */
const PLACEHOLDER = /%(?:'.|0| )?-?\d*(?:\.\d+)?[%bcdufosxXqhjtm]/g;

/** What is to be translated yet, as sentences for a translator: a text that is new, or guessed. LuCI shows it in English. */
export function messageGaps(message: Message): string[] {
	if (message.strings.every((text) => text === '')) return [`not translated: ${message.id}`];
	return message.fuzzy ? [`marked as fuzzy: ${message.id}`] : [];
}

/**
 * What is wrong with the translation of `message`, as sentences for a translator: plural forms that are missing, placeholders that
 * differ from the original's, and line breaks and tabs, which po2lmo does not translate. Empty where all is well, and where nothing is
 * translated.
 */
export function messageErrors(message: Message): string[] {
	if (message.strings.every((text) => text === '')) return [];
	const errors: string[] = [];
	if (message.strings.includes('')) errors.push(`a plural form is missing: ${message.id}`);
	for (const text of message.strings) {
		if (text === '') continue;
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

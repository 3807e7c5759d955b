import { type Catalog, type Message, messageKey, pluralForms } from './catalog.ts';

/** A language brought up to the template, and the translations that found no place in it. */
export interface Merged {
	catalog: Catalog;
	dropped: Message[];
}

/**
 * Gives `translated` exactly the messages of `template`, in its order: translations stay, new texts come in empty, texts that are
 * gone go. Nothing is guessed: po2lmo would ship a guess as a translation.
 */
export function mergeCatalog(template: Catalog, translated: Catalog): Merged {
	const known = new Map(translated.messages.map((message) => [messageKey(message), message]));
	const forms = pluralForms(translated.headers);
	const messages = template.messages.map((message) => merge(message, known.get(messageKey(message)), forms));
	const wanted = new Set(template.messages.map(messageKey));
	const gone = translated.messages.filter((message) => !wanted.has(messageKey(message)));
	return {
		catalog: { headers: translated.headers, messages },
		dropped: gone.filter((message) => message.strings.some((text) => text !== '')),
	};
}

function merge(message: Message, known: Message | undefined, forms: number): Message {
	const wanted = message.plural === undefined ? 1 : forms;
	const kept = known?.strings.length === wanted ? known.strings : Array<string>(wanted).fill('');
	return {
		...message,
		strings: kept,
		...(known?.remark !== undefined && { remark: known.remark }),
		fuzzy: known?.fuzzy ?? false,
	};
}

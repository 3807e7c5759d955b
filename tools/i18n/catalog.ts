import { type GetTextTranslation, type GetTextTranslations, po } from 'gettext-parser';

/** A text of the interface and its translation, as an entry of a .po file has it. */
export interface Message {
	/** Tells equal texts apart; the second argument of `_()`. */
	context?: string;
	id: string;
	/** The plural of `N_()`. */
	plural?: string;
	/** One text, or one for each plural form of the language; '' where it is missing. */
	strings: string[];
	/** Files that use it, from the root of the checkout. */
	places: string[];
	/** A translator's remark, or undefined. */
	remark?: string;
	/** Marked by a translator's tool as a guess. */
	fuzzy: boolean;
}

/** A .po or .pot file. */
export interface Catalog {
	headers: Record<string, string>;
	messages: Message[];
}

/** Reads the text of a .po or .pot file; throws where it breaks the format. */
export function parseCatalog(text: string): Catalog {
	const { headers, translations } = po.parse(text);
	const entries = Object.values(translations).flatMap((byId) => Object.values(byId));
	return { headers, messages: entries.filter((entry) => entry.msgid !== '').map(toMessage) };
}

/** The text of a .po file, one line for each string, as LuCI's po2lmo and its translators' tools like it. */
export function printCatalog({ headers, messages }: Catalog): string {
	// Without a prototype, because a text may well be "constructor".
	const translations: GetTextTranslations['translations'] = Object.create(null);
	for (const message of messages) {
		const context = message.context ?? '';
		translations[context] ??= Object.create(null) as Record<string, GetTextTranslation>;
		translations[context][message.id] = toEntry(message);
	}
	return `${po.compile({ charset: 'utf-8', headers, translations }, { foldLength: 0 })}`;
}

/** What makes a message the same one in two catalogs. */
export function messageKey({ context, id }: Pick<Message, 'context' | 'id'>): string {
	return context === undefined ? id : `${context}\u0001${id}`;
}

/** The number of plural forms of a language, from its header `Plural-Forms: nplurals=2; ...`; 2 where that is missing. */
export function pluralForms(headers: Record<string, string>): number {
	return Number(/nplurals=(\d+)/.exec(headers['Plural-Forms'] ?? '')?.[1] ?? 2);
}

function toMessage({ msgctxt, msgid, msgid_plural, msgstr, comments }: GetTextTranslation): Message {
	return {
		...(msgctxt !== undefined && { context: msgctxt }),
		id: msgid,
		...(msgid_plural !== undefined && { plural: msgid_plural }),
		strings: msgstr,
		places: comments?.reference?.split(/\s+/) ?? [],
		...(comments?.translator && { remark: comments.translator }),
		fuzzy: /\bfuzzy\b/.test(comments?.flag ?? ''),
	};
}

function toEntry({ context, id, plural, strings, places, remark, fuzzy }: Message): GetTextTranslation {
	return {
		...(context !== undefined && { msgctxt: context }),
		msgid: id,
		...(plural !== undefined && { msgid_plural: plural }),
		msgstr: strings,
		comments: {
			...(remark !== undefined && { translator: remark }),
			...(places.length > 0 && { reference: places.join('\n') }),
			...(fuzzy && { flag: 'fuzzy' }),
		},
	};
}

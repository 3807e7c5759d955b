import type { Catalog, Message } from './catalog.ts';
import { sfh } from './sfh.ts';

/** An entry of the index: hash of the original, number of forms, place and length of the translation. */
interface Entry {
	key: number;
	forms: number;
	offset: number;
	length: number;
}

/**
 * The binary catalog that LuCI reads from /usr/lib/lua/luci/i18n, byte for byte as its po2lmo writes it: all translations, each filled
 * with zeros to a multiple of 4, then the index sorted by hash, then where the index starts. Numbers are big endian. The plural formula
 * stands under the hash 0. Texts without a translation, and those that are translated by themselves, are left out.
 */
export function writeLmo(catalog: Catalog): Uint8Array {
	const entries: Entry[] = [];
	const texts: Buffer[] = [];
	let offset = 0;
	const add = (key: number, forms: number, text: string): void => {
		const bytes = Buffer.from(text, 'utf8');
		entries.push({ key, forms, offset, length: bytes.length });
		const filled = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
		texts.push(filled);
		offset += filled.length;
	};
	const plurals = catalog.headers['Plural-Forms'];
	if (plurals !== undefined) add(0, 0, plurals);
	for (const message of catalog.messages) addMessage(message, add);
	entries.sort((a, b) => a.key - b.key);
	return Buffer.concat([...texts, ...entries.map(indexEntry), words([offset])]);
}

function addMessage(message: Message, add: (key: number, forms: number, text: string) => void): void {
	message.strings.forEach((text, form) => {
		const key = sfh(lookupText(message, form));
		if (text !== '' && key !== sfh(text)) add(key, message.strings.length, text);
	});
}

/** What is hashed: context and text, and for a plural the number of the form (`_()` and `N_()` in cbi.js). */
function lookupText({ context, id, plural }: Message, form: number): string {
	const start = context === undefined ? '' : `${context}\u0001`;
	return plural === undefined ? start + id : `${start}${id}\u0002${form}`;
}

function indexEntry({ key, forms, offset, length }: Entry): Buffer {
	return words([key, forms, offset, length]);
}

function words(values: number[]): Buffer {
	const bytes = Buffer.alloc(4 * values.length);
	for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
	return bytes;
}

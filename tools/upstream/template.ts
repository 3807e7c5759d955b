import { type Message, messageKey } from '../i18n/catalog.ts';
import { scanModule } from '../i18n/scan.ts';
import type { PackageFile } from '../package/payload.ts';

/** The columns of a line, with its quotation marks. */
const WIDTH = 79;

/** Where GNU gettext may break a line: behind a blank, behind a hyphen, colon or slash before a letter. */
const BREAKS = /(?<= )(?=\S)|(?<=\S[-:/])(?=[a-z])/i;

/**
 * The .pot file of the files below `folder`, byte for byte as LuCI's build/i18n-scan.pl writes it: sorted, long texts wrapped, each place
 * with its line.
 */
export function printTemplate(folder: string, files: PackageFile[]): string {
	const found = files.flatMap(({ path, data }) => {
		const [text, file] = [Buffer.from(data).toString('utf8'), `${folder}/${path}`];
		if (path.endsWith('.js')) return scanModule(text, file, (line) => `${file}:${line}`);
		return /\/(menu|acl)\.d\/[^/]*\.json$/.test(path) ? tableMessages(text, file) : [];
	});
	const byKey = new Map<string, Message>();
	for (const message of found.map(folded)) {
		const known = byKey.get(messageKey(message));
		byKey.set(messageKey(message), { ...message, places: [...(known?.places ?? []), ...message.places] });
	}
	const header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n';
	return [header, ...[...byKey.values()].sort(byText).map(printMessage)].join('\n');
}

/** Titles and descriptions, one a line. */
function tableMessages(text: string, file: string): Message[] {
	return text.split('\n').flatMap((line, at) => {
		const literal = /"(?:title|description)"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
		if (literal === undefined) return [];
		return [{ id: JSON.parse(literal), strings: [''], places: [`${file}:${at + 1}`], fuzzy: false }];
	});
}

function byText(a: Message, b: Message): number {
	return compare(a.id, b.id) || compare(a.context ?? '', b.context ?? '');
}

/** In the order of the bytes, as C compares. */
function compare(a: string, b: string): number {
	return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function printMessage({ context, id, plural, places }: Message): string {
	return [
		...sortPlaces(places).map((place) => `#: ${place}\n`),
		context === undefined ? '' : printText('msgctxt', context),
		printText('msgid', id),
		plural === undefined ? '' : printText('msgid_plural', plural),
		plural === undefined ? 'msgstr ""\n' : 'msgstr[0] ""\nmsgstr[1] ""\n',
	].join('');
}

function sortPlaces(places: string[]): string[] {
	const parts = [...new Set(places)].map((place) => /^(.*):(\d+)$/.exec(place)?.slice(1) ?? [place, '0']);
	return parts
		.sort(([a = '', m], [b = '', n]) => compare(a, b) || Number(m) - Number(n))
		.map(([file, line]) => `${file}:${line}`);
}

/** A text that does not fit behind its keyword begins on a line of its own, as GNU gettext writes it. */
function printText(keyword: string, text: string): string {
	const escaped = text.replace(/["\\]/g, '\\$&');
	if (keyword.length + 1 + quoted(escaped).length <= WIDTH) return `${keyword} ${quoted(escaped)}\n`;
	return `${keyword} ""\n${wrap(escaped)
		.map((line) => `${quoted(line)}\n`)
		.join('')}`;
}

function quoted(text: string): string {
	return `"${text}"`;
}

function wrap(text: string): string[] {
	const lines = [''];
	for (const piece of text.split(BREAKS)) {
		const line = lines.at(-1) + piece;
		if (quoted(line).length <= WIDTH) lines.splice(-1, 1, line);
		else lines.push(piece);
	}
	return lines;
}

/** As LuCI folds blanks before it looks a text up. */
function folded(message: Message): Message {
	const fold = (text: string) => text.trim().replace(/[ \t\n]+/g, ' ');
	const { id, plural } = message;
	return { ...message, id: fold(id), ...(plural !== undefined && { plural: fold(plural) }) };
}

/** admin/translations/LANG: the table that `_()` looks into, made of our .po files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Message, parseCatalog } from '../../../tools/i18n/catalog.ts';
import { sfhKey } from '../../../tools/i18n/sfh.ts';
import { type Reply, type Request, script } from '../http/message.ts';
import { PATHS } from '../paths.ts';

/** The rule for plurals has this key. */
const PLURAL_KEY = '00000000';

/** Codes of LuCI that are not made of the names of their folders (luci.mk, LUCI_LC_ALIAS). */
const ALIASES: Record<string, string> = { zh_Hans: 'zh-cn', zh_Hant: 'zh-tw' };

/** The folders of the translations by the codes of their languages, such as 'pt-br'. */
function folders(): Map<string, string> {
	const names = readdirSync(PATHS.translations).filter((name) => name !== 'templates');
	return new Map(names.map((name) => [ALIASES[name] ?? name.toLowerCase().replace('_', '-'), name]));
}

/** The first language the browser asks for that the project is translated to; English otherwise. */
export function pageLanguage(request: Request): string {
	const asked = (request.headers['accept-language'] ?? '')
		.split(',')
		.map((part) => part.split(';')[0]!.trim());
	const available = ['en', ...folders().keys()];
	const known = asked.flatMap((name) => [name.toLowerCase(), name.toLowerCase().split('-')[0]!]);
	return known.find((name) => available.includes(name)) ?? 'en';
}

/** The keys of a message with their texts, one for each plural form. */
function entries({ context, id, plural, strings }: Message): Array<[key: string, text: string]> {
	const start = context === undefined ? id : `${context}\u0001${id}`;
	return strings
		.map((text, form): [string, string] => [plural === undefined ? start : `${start}\u0002${form}`, text])
		.filter(([, text]) => text !== '')
		.map(([key, text]) => [sfhKey(key), text]);
}

export function translations(language: string): Reply {
	const folder = folders().get(language);
	if (folder === undefined) return script('window.TR={};');
	const file = join(PATHS.translations, folder, 'nft-offload.po');
	const { headers, messages } = parseCatalog(readFileSync(file, 'utf8'));
	const plurals = headers['Plural-Forms'];
	const table = Object.fromEntries([
		...(plurals ? [[PLURAL_KEY, plurals]] : []),
		...messages.flatMap(entries),
	]);
	return script(`window.TR=${JSON.stringify(table)};`);
}

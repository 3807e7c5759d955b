import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, type Message, messageKey } from './catalog.ts';
import { scanModule } from './scan.ts';

/**
 * Every text of the interface that can be translated, as LuCI's build/i18n-scan.pl finds them: the arguments of `_()` and `N_()` in the
 * LuCI modules below htdocs/ and the titles and descriptions of the menu and of the access list. The places are file names without
 * line numbers: these would change with every build.
 */
export function extractMessages(root: string): Catalog {
	const scripts = filesBelow(root, 'htdocs', /\.js$/);
	const tables = filesBelow(root, 'root/usr/share', /\/(menu|acl)\.d\/[^/]*\.json$/);
	const found = [
		...scripts.flatMap((file) => scanModule(readFileSync(join(root, file), 'utf8'), file)),
		...tables.flatMap((file) => tableMessages(root, file)),
	];
	return { headers: { 'Content-Type': 'text/plain; charset=utf-8' }, messages: united(found) };
}

function filesBelow(root: string, folder: string, wanted: RegExp): string[] {
	const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
	return names
		.map((name) => `${folder}/${name}`)
		.filter((name) => wanted.test(name))
		.sort();
}

function tableMessages(root: string, file: string): Message[] {
	const texts: string[] = [];
	JSON.parse(readFileSync(join(root, file), 'utf8'), (name, value) => {
		if ((name === 'title' || name === 'description') && typeof value === 'string') texts.push(value);
		return value;
	});
	return texts.map((id) => ({ id, strings: [''], places: [file], fuzzy: false }));
}

/**
 * Equal messages become one with all their places; blanks are folded as LuCI folds them before it looks a text up. They are sorted, so
 * that code which moves changes nothing.
 */
function united(found: Message[]): Message[] {
	const byKey = new Map<string, Message>();
	for (const message of found.map(folded)) {
		const key = messageKey(message);
		const known = byKey.get(key);
		if (known && known.plural !== message.plural)
			throw new Error(`two plurals of the same text: ${message.id}`);
		const places = [...new Set([...(known?.places ?? []), ...message.places])].sort();
		byKey.set(key, { ...message, places });
	}
	const keys = [...byKey.keys()].sort();
	return keys.flatMap((key) => byKey.get(key) ?? []);
}

function folded({ id, plural, context, places }: Message): Message {
	return {
		...(context !== undefined && { context: fold(context) }),
		id: fold(id),
		...(plural !== undefined && { plural: fold(plural) }),
		strings: plural === undefined ? [''] : ['', ''],
		places,
		fuzzy: false,
	};
}

function fold(text: string): string {
	return text.trim().replace(/[ \t\n]+/g, ' ');
}

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, type Message, messageKey, parseCatalog } from './catalog.ts';

/**
 * Every text of the interface that can be translated, as LuCI's build/i18n-scan.pl finds them: the arguments of `_()` and `N_()` in the
 * LuCI modules below htdocs/ and the titles and descriptions of the menu and of the access list. The places are file names without
 * line numbers: these would change with every build. Needs xgettext (https://www.gnu.org/software/gettext/).
 */
export function extractMessages(root: string): Catalog {
	const scripts = filesBelow(root, 'htdocs', /\.js$/);
	const tables = filesBelow(root, 'root/usr/share', /\/(menu|acl)\.d\/[^/]*\.json$/);
	const found = [...scriptMessages(root, scripts), ...tables.flatMap((file) => tableMessages(root, file))];
	return { headers: { 'Content-Type': 'text/plain; charset=utf-8' }, messages: united(found) };
}

function filesBelow(root: string, folder: string, wanted: RegExp): string[] {
	const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
	return names
		.map((name) => `${folder}/${name}`)
		.filter((name) => wanted.test(name))
		.sort();
}

/** The keywords are those of i18n-scan.pl: text and context, or number, singular, plural and context. */
function scriptMessages(root: string, files: string[]): Message[] {
	const keywords = ['_:1', '_:1,2c', 'N_:2,3', 'N_:2,3,4c'].map((keyword) => `--keyword=${keyword}`);
	const options = ['--language=JavaScript', '--from-code=UTF-8', '--no-wrap', '--add-location=file'];
	try {
		const text = execFileSync('xgettext', [...options, ...keywords, '--output=-', '--', ...files], {
			cwd: root,
			encoding: 'utf8',
			env: { ...process.env, LC_ALL: 'C' },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		return parseCatalog(text.replace('charset=CHARSET', 'charset=UTF-8')).messages;
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
		throw new Error('xgettext is missing: install the package gettext (npm run setup)', { cause });
	}
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

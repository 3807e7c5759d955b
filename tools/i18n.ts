import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Catalog, parseCatalog, printCatalog } from './i18n/catalog.ts';
import { messageErrors, messageGaps } from './i18n/errors.ts';
import { extractMessages } from './i18n/extract.ts';
import { mergeCatalog } from './i18n/merge.ts';

/**
 * `npm run i18n` writes the template of the translations, po/templates/nft-offload.pot, from the built modules and brings every
 * po/LANGUAGE/nft-offload.po up to it. It tells what is new or fuzzy in each language, and fails where a translation lacks a placeholder or a
 * plural form. With `--check` it writes nothing and fails when a file is not up to date.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const template = extractMessages(root);
update('po/templates/nft-offload.pot', template);
for (const language of readdirSync(join(root, 'po')).filter((name) => name !== 'templates'))
	updateLanguage(`po/${language}/nft-offload.po`);

function updateLanguage(file: string): void {
	const { catalog, dropped } = mergeCatalog(template, parseCatalog(readFileSync(join(root, file), 'utf8')));
	update(file, catalog);
	for (const { id, strings } of dropped) console.log(`${file}: gone: ${id} = ${strings.join(' | ')}`);
	for (const gap of catalog.messages.flatMap(messageGaps)) console.log(`${file}: ${gap}`);
	for (const error of catalog.messages.flatMap(messageErrors)) {
		console.error(`${file}: ${error}`);
		process.exitCode = 1;
	}
}

function update(file: string, catalog: Catalog): void {
	const path = join(root, file);
	const text = printCatalog(catalog);
	if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
	if (check) {
		console.error(`${file} is not up to date: run npm run i18n`);
		process.exitCode = 1;
		return;
	}
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
	console.log(`${file}: ${catalog.messages.length} texts`);
}

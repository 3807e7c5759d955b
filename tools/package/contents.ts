import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalog } from '../i18n/catalog.ts';
import { writeLmo } from '../i18n/lmo.ts';
import { readMetadata } from './metadata.ts';
import type { OwnScripts, PackageParts } from './parts.ts';
import { dataFile, readPayload, textFile } from './payload.ts';
import { type Recipe, readRecipe } from './recipe.ts';

/** Every package that the checkout at `root` makes: first the app, then the collector, then one for each language of the recipe. */
export function readPackages(root: string, epoch: number): PackageParts[] {
	const recipe = readRecipe(root);
	const languages = recipe.get('LANGUAGES')?.split(' ').filter(Boolean) ?? [];
	return [
		readApp(root, recipe, epoch),
		readCollector(root, recipe, epoch),
		...languages.map((name) => readTranslation(root, recipe, epoch, name)),
	];
}

function readApp(root: string, recipe: Recipe, epoch: number): PackageParts {
	const name = recipe.get('PKG_NAME') ?? '';
	return {
		metadata: readMetadata(recipe, name, epoch),
		files: readPayload(root),
		scripts: readScripts(recipe, name),
	};
}

/** What the node exporter of Prometheus runs in its own process. */
function readCollector(root: string, recipe: Recipe, epoch: number): PackageParts {
	const text = readFileSync(join(root, 'openwrt/luci-app-nft-offload/prometheus/nft-offload.uc'), 'utf8');
	return {
		metadata: readMetadata(recipe, 'prometheus-node-exporter-ucode-nft-offload', epoch),
		files: [textFile('usr/share/ucode/node-exporter/lib/nft-offload.uc', text)],
		scripts: {},
	};
}

/** A language's package holds the catalog, and a script that tells LuCI of the language: OpenWrt runs it once and deletes it. */
function readTranslation(root: string, recipe: Recipe, epoch: number, language: string): PackageParts {
	const name = `luci-i18n-nft-offload-${language}`;
	const folder = recipe.get(`FOLDER_${language}`);
	const catalog = parseCatalog(readFileSync(join(root, `po/${folder}/nft-offload.po`), 'utf8'));
	const title = recipe.get(`LANGUAGE_${language}`);
	return {
		metadata: readMetadata(recipe.instance('Translation', language), name, epoch),
		files: [
			textFile(
				`etc/uci-defaults/${name}`,
				`uci set luci.languages.${language.replaceAll('-', '_')}='${title}'; uci commit luci\n`
			),
			dataFile(`usr/lib/lua/luci/i18n/nft-offload.${language}.lmo`, writeLmo(catalog)),
		],
		scripts: {},
	};
}

function readScripts(recipe: Recipe, name: string): OwnScripts {
	const kinds = ['postinst', 'postrm'] as const;
	const given = kinds.map((kind) => [kind, recipe.get(`Package/${name}/${kind}`)] as const);
	return Object.fromEntries(given.flatMap(([kind, text]) => (text ? [[kind, `${text}\n`]] : [])));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import QUnit from 'qunit';
import { HTDOCS } from '../../../tools/luci/bundle.ts';
import { ROOT } from './fixtures.ts';

/** Bytes after gzip that a look at the page and the widget may make a browser fetch: an old phone on the Wi-Fi of a slow router. */
const LIMITS = { 'view.nft-offload.overview': 57_500, 'view.status.include.35_nft-offload': 31_500 };

/** A module of ours as packages install it, and all those of ours that it requires, each once. */
function modulesOf(name: string, found = new Map<string, string>()): Map<string, string> {
	if (found.has(name)) return found;
	const path = join(ROOT, HTDOCS, 'luci-static/resources', `${name.replaceAll('.', '/')}.js`);
	const text = readFileSync(path, 'utf8');
	found.set(name, text);
	for (const [, required] of text.matchAll(/["']require (nft-offload\.[\w.-]+)/g))
		modulesOf(required!, found);
	return found;
}

QUnit.module('package > page size', () => {
	for (const [name, limit] of Object.entries(LIMITS))
		QUnit.test(`all JavaScript of ours that ${name} loads is small`, (assert) => {
			const modules = modulesOf(name);
			assert.ok(modules.size > 2, [...modules.keys()].join(', '));
			const sizes = [...modules.values()].map((text) => gzipSync(text).length);
			const total = sizes.reduce((sum, size) => sum + size, 0);
			assert.ok(total < limit, `${total} bytes: ${[...modules.keys()].join(', ')}`);
		});
});

import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import QUnit from 'qunit';
import { parseCatalog } from '../../../tools/i18n/catalog.ts';
import { extractMessages } from '../../../tools/i18n/extract.ts';
import { filesBelow, type PackageFile } from '../../../tools/package/payload.ts';
import { readRecipe } from '../../../tools/package/recipe.ts';
import { isUcode, ROOT } from '../../../tools/ucode/files.ts';

const APP = 'applications/luci-app-nft-offload';
const PEOPLE = [
	'--maintainer',
	'Some Body <some.body@example.org>',
	'--repository',
	'https://example.org/r.git',
];

let folder = '';
let files: PackageFile[] = [];

QUnit.module('upstream > export', (hooks) => {
	hooks.before(() => {
		folder = mkdtempSync(join(tmpdir(), 'nft-offload-export-'));
		// What an earlier export and LuCI's translators have left there.
		for (const name of ['root/old', 'po/de']) mkdirSync(join(folder, APP, name), { recursive: true });
		writeFileSync(join(folder, APP, 'po/de/nft-offload.po'), 'from Weblate');
		writeExport(folder, ...PEOPLE);
		files = filesBelow(join(folder, APP), '');
	});
	hooks.after(() => rmSync(folder, { recursive: true }));

	QUnit.test('holds what luci.mk knows, the files of our packages and nothing else', (assert) => {
		const ours = [...filesBelow(join(ROOT, 'htdocs'), 'htdocs/'), ...filesBelow(join(ROOT, 'root'), 'root/')];
		const others = [
			'Makefile',
			'README.md',
			'po/de/nft-offload.po',
			'po/templates/nft-offload.pot',
			'screenshot.png',
		];
		assert.deepEqual(names(files), [...names(ours), ...others].sort());
		assert.deepEqual(readdirSync(folder).sort(), [
			'applications',
			'luci-app-nft-offload.commit-message.txt',
			'luci-app-nft-offload.pull-request.md',
		]);
		assert.notOk(existsSync(join(folder, APP, 'root/old')), 'what is no longer ours goes');
		assert.strictEqual(textOf('po/de/nft-offload.po'), 'from Weblate');
		for (const { path, mode } of ours) assert.strictEqual(fileOf(path).mode, mode, path);
	});

	QUnit.test('says nothing of our repository outside README.md', (assert) => {
		const texts = files.filter(({ path }) => /^(htdocs|root|Makefile|po\/templates)/.test(path));
		const pointer = /(?<![\w/.])(src|test|tools|docs)\/\w|\.ts\b|\bnpm\b|Generated from|@[A-Z]+@/;
		for (const { path } of texts) assert.notOk(pointer.exec(textOf(path))?.[0], path);
	});

	QUnit.test('says its licence in every file of code', (assert) => {
		const code = files.filter(
			({ path, data }) => /\.(js|uc)$|Makefile$/.test(path) || `${Buffer.from(data)}`.startsWith('#!')
		);
		assert.ok(code.length > 140);
		for (const { path } of code)
			assert.ok(
				textOf(path)
					.split('\n', 2)
					.some((line) => /^(#|\/\/) SPDX-License-Identifier: Apache-2.0$/.test(line)),
				path
			);
	});

	QUnit.test('runs the code that our packages run', (assert) => {
		const same = (a: string, b: string, path: string) => assert.true(a === b, path);
		for (const { path, data } of filesBelow(join(ROOT, 'htdocs'), 'htdocs/'))
			if (path.endsWith('.js')) same(normal(textOf(path)), normal(`${Buffer.from(data)}`), path);
			else assert.strictEqual(textOf(path), `${Buffer.from(data)}`, path);
		for (const { path, data } of filesBelow(join(ROOT, 'root'), 'root/')) {
			const text = `${Buffer.from(data)}`;
			if (isUcode(path, text)) same(treeOf(textOf(path)), treeOf(text), path);
			else if (path.endsWith('.json')) assert.deepEqual(JSON.parse(textOf(path)), JSON.parse(text), path);
			else assert.strictEqual(textOf(path).replace(/^# SPDX.*\n/m, ''), text, path);
		}
	});

	QUnit.test('has comments and tabs', (assert) => {
		const model = textOf('htdocs/luci-static/resources/nft-offload/model.js');
		assert.ok((model.match(/^\/\*\*/gm) ?? []).length > 100, 'comments of the sources');
		for (const { path } of files.filter((file) => file.path.endsWith('.js')))
			assert.notOk(/^ {2}/m.test(textOf(path)), path);
		assert.ok(
			/"acl": \[ "luci-app-nft-offload" \]/.test(
				textOf('root/usr/share/luci/menu.d/luci-app-nft-offload.json')
			)
		);
	});

	QUnit.test('leaves everything to luci.mk but dependencies, names and what goes on removal', (assert) => {
		const text = textOf('Makefile');
		const recipe = readRecipe(ROOT);
		const value = (name: string) =>
			new RegExp(`^${name}:=(.*)$`, 'm').exec(text.replace(/\s*\\\n\s*/g, ' '))?.[1];
		assert.strictEqual(value('LUCI_DEPENDS'), recipe.fields('luci-app-nft-offload').DEPENDS);
		assert.strictEqual(value('PKG_VERSION'), recipe.get('PKG_VERSION'));
		assert.strictEqual(value('PKG_LICENSE'), 'Apache-2.0');
		assert.strictEqual(value('PKG_MAINTAINER'), PEOPLE[1]);
		assert.ok(
			/\n\ninclude \.\.\/\.\.\/luci\.mk\n\n# call BuildPackage - OpenWrt buildroot signature\n$/.test(text)
		);
		const postrm =
			/^define Package\/luci-app-nft-offload\/postrm\n(.*?)^endef$/ms
				.exec(text)?.[1]
				?.replaceAll('$$', '$') ?? '';
		execFileSync('sh', ['-n'], { input: postrm });
		const ours = recipe.get('Package/luci-app-nft-offload/postrm')?.replace(`${recipe.get('Refresh')}\n`, '');
		assert.strictEqual(postrm, `${ours}\n`);
	});

	QUnit.test('its template has every text, as LuCI would find it', (assert) => {
		const template = parseCatalog(textOf('po/templates/nft-offload.pot'));
		const keys = (catalog: typeof template) =>
			catalog.messages.map(({ id, context }) => `${id}|${context}`).sort();
		assert.deepEqual(keys(template), keys(extractMessages(ROOT)));
		const place = /^(.*):(\d+)$/.exec(
			template.messages.find(({ id }) => id === 'Flow offloading report')?.places[0] ?? ''
		);
		const line = textOf(place?.[1]?.replace(`${APP}/`, '') ?? '').split('\n')[Number(place?.[2]) - 1];
		assert.ok(line?.includes('Flow offloading report'), line);
	});

	QUnit.test('the commit message keeps the rules of openwrt/luci', (assert) => {
		const [subject = '', empty, ...body] = readFileSync(
			join(folder, 'luci-app-nft-offload.commit-message.txt'),
			'utf8'
		)
			.trimEnd()
			.split('\n');
		assert.ok(/^luci-app-nft-offload: [a-z].*[^.]$/.test(subject) && subject.length <= 60, subject);
		assert.strictEqual(empty, '');
		assert.deepEqual(
			body.filter((line) => line.length > 75),
			[]
		);
		assert.strictEqual(body.at(-1), `Signed-off-by: ${PEOPLE[1]}`);
	});

	QUnit.test('refuses a maintainer whom nobody can reach', (assert) => {
		const elsewhere = join(folder, 'elsewhere');
		assert.throws(() => writeExport(elsewhere, '--maintainer', 'Some Body', ...PEOPLE.slice(2)), /usage/);
		assert.throws(() => writeExport(elsewhere, ...PEOPLE.slice(0, 2)), /usage/);
		assert.notOk(existsSync(elsewhere));
	});
});

function writeExport(target: string, ...options: string[]): void {
	execFileSync(join(ROOT, 'node_modules/.bin/tsx'), ['tools/upstream.ts', target, ...options], {
		cwd: ROOT,
		env: { ...process.env, INIT_CWD: ROOT },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
}

function names(of: PackageFile[]): string[] {
	return of.map(({ path }) => path).sort();
}

function fileOf(path: string): PackageFile {
	const file = files.find((each) => each.path === path);
	if (file === undefined) throw new Error(`no ${path}`);
	return { ...file, mode: statSync(join(folder, APP, path)).mode & 0o777 };
}

function textOf(path: string): string {
	return Buffer.from(fileOf(path).data).toString('utf8');
}

/** A LuCI module without comments and layout. */
function normal(code: string): string {
	return transformSync(`function module() {\n${code}\n}`, {
		target: 'es2021',
		charset: 'utf8',
		minifyWhitespace: true,
	}).code;
}

function treeOf(code: string): string {
	const tree = parse(code, {
		ecmaVersion: 2022,
		sourceType: 'module',
		allowHashBang: true,
		allowReturnOutsideFunction: true,
	});
	return JSON.stringify(tree, (key, value) => (['start', 'end'].includes(key) ? undefined : value));
}

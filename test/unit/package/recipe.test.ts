import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import QUnit from 'qunit';
import { readPackages } from '../../../tools/package/contents.ts';
import type { PackageParts } from '../../../tools/package/parts.ts';
import { parseRecipe, RECIPE, readRecipe } from '../../../tools/package/recipe.ts';
import { ROOT, withFolder } from './fixtures.ts';

/**
 * Stands in for OpenWrt's makefiles as far as the recipe uses them: prints what they would take from it into files and runs its
 * install rules.
 */
const MAKEFILES = {
	'rules.mk': 'INSTALL_DIR:=install -d -m0755\nCP:=cp -fpR\n',
	'package.mk': [
		'define BuildPackage',
		'$(eval DEPENDS:=)$(eval $(Package/$(1)))',
		'$(file >$(OUT)/$(1).depends,$(DEPENDS))',
		'$(file >$(OUT)/$(1).section,$(SECTION))',
		'$(file >$(OUT)/$(1).description,$(Package/$(1)/description))',
		'$(file >$(OUT)/$(1).postinst,$(Package/$(1)/postinst))',
		'$(file >$(OUT)/$(1).postrm,$(Package/$(1)/postrm))',
		'$(file >$(OUT)/$(1).version,$(PKG_VERSION)-r$(PKG_RELEASE))',
		'all: $(1)-files',
		'$(1)-files:',
		'\tmkdir -p $(OUT)/$(1)',
		'\t$(call Package/$(1)/install,$(OUT)/$(1))',
		'endef',
		'',
	].join('\n'),
};

/** Runs the recipe with GNU make; `folder` then holds the files of each package and what make understood. */
function runRecipe(folder: string): void {
	const bin = join(folder, 'bin');
	mkdirSync(bin);
	for (const [name, text] of Object.entries(MAKEFILES)) writeFileSync(join(folder, name), text);
	// The real po2lmo comes with LuCI; here the catalog is only put where it belongs.
	writeFileSync(join(bin, 'po2lmo'), '#!/bin/sh\ncp "$1" "$2"\n');
	chmodSync(join(bin, 'po2lmo'), 0o755);
	const variables = [`TOPDIR=${folder}`, `INCLUDE_DIR=${folder}`, `OUT=${folder}`];
	execFileSync('make', ['-s', '-C', dirname(join(ROOT, RECIPE)), ...variables, 'all'], {
		env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, MAKEFLAGS: '', LC_ALL: 'C' },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
}

/** Path, mode and content of every file below `folder`; catalogs count by their place alone. */
function installed(folder: string): string[] {
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return names
		.map((name) => ({ name, stat: statSync(join(folder, name)) }))
		.filter(({ stat }) => stat.isFile())
		.map(({ name, stat }) => describe(name, stat.mode & 0o777, readFileSync(join(folder, name))))
		.sort();
}

function describe(path: string, mode: number, data: Uint8Array): string {
	const content = path.endsWith('.lmo') ? '' : Buffer.from(data).toString('base64');
	return `${path} ${mode.toString(8)} ${content}`;
}

function expected({ files }: PackageParts): string[] {
	return files.map(({ path, mode, data }) => describe(path, mode, data)).sort();
}

const PACKAGES = readPackages(ROOT, 0);

QUnit.module('package > recipe', () => {
	QUnit.test('make installs the same files, with the same modes, as our own packages have', (assert) => {
		withFolder((folder) => {
			runRecipe(folder);
			for (const parts of PACKAGES)
				assert.deepEqual(installed(join(folder, parts.metadata.name)), expected(parts), parts.metadata.name);
		});
	});

	QUnit.test('make understands dependencies, descriptions, versions and scripts as we do', (assert) => {
		withFolder((folder) => {
			runRecipe(folder);
			for (const { metadata, scripts } of PACKAGES) {
				const read = (field: string) => readFileSync(join(folder, `${metadata.name}.${field}`), 'utf8');
				const depends = read('depends').replaceAll('+', '').trim().split(/\s+/);
				assert.deepEqual(['libc', ...depends], metadata.depends);
				assert.strictEqual(read('description').trim(), metadata.description);
				assert.strictEqual(read('section').trim(), metadata.section);
				assert.strictEqual(read('version').trim(), metadata.version);
				assert.strictEqual(read('postinst').trim(), (scripts.postinst ?? '').trim());
				assert.strictEqual(read('postrm').trim(), (scripts.postrm ?? '').trim());
			}
		});
	});

	QUnit.test('a checkout with private modes gives the same packages', (assert) => {
		withFolder((folder) => {
			const copy = join(folder, 'copy');
			mkdirSync(copy);
			for (const name of ['htdocs', 'root', 'po', 'openwrt'])
				execFileSync('cp', ['-R', join(ROOT, name), join(copy, name)]);
			execFileSync('chmod', ['-R', 'go-rwx', copy]);
			const modes = readPackages(copy, 0).flatMap(({ files }) =>
				files.map(({ path, mode }) => `${path} ${mode}`)
			);
			assert.deepEqual(
				modes,
				PACKAGES.flatMap(({ files }) => files.map(({ path, mode }) => `${path} ${mode}`))
			);
		});
	});

	QUnit.test('has the version of package.json, in a form that opkg and apk both take', (assert) => {
		const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
		assert.strictEqual(readRecipe(ROOT).get('PKG_VERSION'), version);
		for (const { metadata } of PACKAGES)
			assert.true(/^\d+(\.\d+)*(_(alpha|beta|rc)\d*)?-r\d+$/.test(metadata.version));
	});

	QUnit.test('is found by OpenWrt’s search for recipes, which looks for a literal call', (assert) => {
		assert.true(/call BuildPackage/.test(readFileSync(join(ROOT, RECIPE), 'utf8')));
	});

	QUnit.test('every language of the recipe has a catalog, and every catalog a package', (assert) => {
		const recipe = readRecipe(ROOT);
		const languages = recipe.get('LANGUAGES')?.split(' ') ?? [];
		const catalogs = readdirSync(join(ROOT, 'po')).filter((name) => name !== 'templates');
		assert.deepEqual(languages.map((code) => recipe.get(`FOLDER_${code}`)).sort(), catalogs.sort());
		for (const code of languages) assert.true(/ \([A-Z]/.test(recipe.get(`LANGUAGE_${code}`) ?? ''), code);
	});
});

QUnit.module('package > recipe > reader', () => {
	const recipe = parseRecipe(
		[
			'NAME:=demo',
			'LIST:=one \\',
			'\ttwo',
			'define Script',
			'echo "$$HOME" $(NAME)',
			'endef',
			'define Package/demo',
			'  DEPENDS:=+a  +b',
			'endef',
			'define Each',
			'  define Package/$(1)/text',
			'    $(NAME) in $(NAME_$(1)), $$$$(kept)',
			'  endef',
			'endef',
			'NAME_de:=German',
			'COMPUTED:=$(shell date)',
		].join('\n')
	);

	QUnit.test('reads variables, continued lines, defines and fields as make does', (assert) => {
		assert.strictEqual(recipe.get('LIST'), 'one two');
		assert.strictEqual(recipe.get('Script'), 'echo "$HOME" demo');
		assert.deepEqual(recipe.fields('demo'), { DEPENDS: '+a +b' });
		assert.strictEqual(recipe.get('NOTHING'), undefined);
	});

	QUnit.test('reads what a template defines for an argument', (assert) => {
		const text = recipe.instance('Each', 'de').get('Package/de/text');
		assert.strictEqual(text?.trim(), 'demo in German, $(kept)');
	});

	QUnit.test('refuses what only make can work out, and a define without an end', (assert) => {
		assert.throws(() => recipe.get('COMPUTED'), /only make/);
		assert.throws(() => parseRecipe('define X\ntext'), /no endef/);
		assert.throws(() => recipe.instance('NOTHING', 'x'), /has no NOTHING/);
	});
});

import QUnit from 'qunit';
import { readPackages } from '../../../tools/package/contents.ts';
import { packageErrors } from '../../../tools/package/lint/index.ts';
import type { PackageParts } from '../../../tools/package/parts.ts';
import { dataFile, type PackageFile, textFile } from '../../../tools/package/payload.ts';
import { type Built, MOST_DOWNLOADED, MOST_INSTALLED, sizeErrors } from '../../../tools/package/sizes.ts';
import { METADATA, ROOT } from './fixtures.ts';

const MENU = {
	'admin/demo': { action: { type: 'view', path: 'demo/page' }, depends: { acl: ['luci-app-demo'] } },
};

/** A small app without a fault. */
const SOUND: PackageFile[] = [
	textFile('usr/libexec/rpcd/luci.demo', "#!/usr/bin/ucode\nimport { open } from 'fs';\n", 0o755),
	textFile('usr/share/luci/menu.d/demo.json', JSON.stringify(MENU)),
	textFile('usr/share/rpcd/acl.d/demo.json', '{ "luci-app-demo": {} }'),
	textFile('www/luci-static/resources/view/demo/page.js', "'require view';\n"),
];
const DEPENDS = ['libc', 'luci-base', 'rpcd', 'ucode-mod-fs'];

function faults(files: PackageFile[], depends = DEPENDS): string[] {
	return packageErrors({ metadata: { ...METADATA, depends }, files, scripts: {} });
}

/** The sound app with the file of this path replaced or added. */
function withFile(file: PackageFile): PackageFile[] {
	return [...SOUND.filter(({ path }) => path !== file.path), file];
}

QUnit.module('package > lint', () => {
	QUnit.test('finds nothing in a sound package', (assert) => {
		assert.deepEqual(faults(SOUND), []);
	});

	const cases: Array<[name: string, files: PackageFile[], fault: string]> = [
		[
			'a file that others may write',
			withFile(textFile('www/x.js', '', 0o666)),
			'www/x.js may be written by others (666)',
		],
		[
			'a mode with special rights',
			withFile(textFile('www/x', '#!/bin/sh', 0o4755)),
			'www/x has an odd mode (4755)',
		],
		[
			'a plugin that cannot be executed',
			withFile({ ...(SOUND[0] as PackageFile), mode: 0o644 }),
			'usr/libexec/rpcd/luci.demo must be executable',
		],
		[
			'an init script without #!',
			withFile(textFile('etc/init.d/demo', 'x', 0o755)),
			'etc/init.d/demo must start with #!',
		],
		[
			'an executable page',
			withFile(textFile('www/x.js', '', 0o755)),
			'www/x.js is executable, but no script',
		],
		['what an editor left', withFile(textFile('www/x.js~', '')), 'www/x.js~ does not belong into a package'],
		[
			'a hidden file',
			withFile(textFile('www/.DS_Store', '')),
			'www/.DS_Store does not belong into a package',
		],
		[
			'a name with a blank',
			withFile(textFile('www/a b.js', '')),
			'www/a b.js has an odd character in its name',
		],
		['broken JSON', withFile(textFile('usr/share/x.json', '{ "a": }')), 'usr/share/x.json is no JSON'],
		[
			'line ends of Windows',
			withFile(textFile('www/x.js', 'a\r\n')),
			'www/x.js has the line ends of another system',
		],
		[
			'a menu entry without its page',
			SOUND.slice(0, 3),
			'menu entry admin/demo: www/luci-static/resources/view/demo/page.js is missing',
		],
		[
			'a menu entry whose access group does not exist',
			withFile(textFile('usr/share/rpcd/acl.d/demo.json', '{ "other": {} }')),
			'menu entry admin/demo: no access list has the group luci-app-demo',
		],
		[
			'a missing module of our own',
			withFile(textFile('usr/share/ucode/x.uc', "import { a } from 'demo.gone';\n")),
			'usr/share/ucode/demo/gone.uc is imported, but missing',
		],
		[
			'a module that is no dependency',
			withFile(textFile('usr/share/ucode/x.uc', "import * as struct from 'struct';\n")),
			'ucode-mod-struct is imported, but no dependency',
		],
		[
			'a required module that is no dependency',
			withFile(textFile('usr/share/ucode/x.uc', "const uci = require('uci');\n")),
			'ucode-mod-uci is imported, but no dependency',
		],
	];
	for (const [name, files, fault] of cases)
		QUnit.test(`refuses ${name}`, (assert) => {
			assert.true(faults(files).includes(fault), faults(files).join('\n'));
		});

	QUnit.test('refuses a dependency that nothing needs', (assert) => {
		const depends = [...DEPENDS, 'ucode-mod-uci', 'kmod-nft-offload', 'curl'];
		assert.deepEqual(
			faults(SOUND, depends),
			depends.slice(-3).map((name) => `nothing in the package needs the dependency ${name}`)
		);
	});

	QUnit.test('an import across lines counts, a type in a comment does not', (assert) => {
		const text =
			"import {\n\tcreate,\n\tpoll\n} from 'socket';\n/** @typedef {import('../../wire.ts').X} X */\n";
		assert.deepEqual(
			faults(withFile(textFile('usr/share/ucode/x.uc', text)), [...DEPENDS, 'ucode-mod-socket']),
			[]
		);
	});

	QUnit.test('refuses an app that is larger than promised, on the router or over the line', (assert) => {
		const parts: PackageParts = {
			metadata: METADATA,
			files: [dataFile('x', new Uint8Array(MOST_INSTALLED + 1))],
			scripts: {},
		};
		const built: Built = { parts, packages: [{ name: 'x.ipk', data: new Uint8Array(MOST_DOWNLOADED + 1) }] };
		assert.strictEqual(sizeErrors(built).length, 2);
		const fits: Built = {
			parts: { ...parts, files: [dataFile('x', new Uint8Array(MOST_INSTALLED))] },
			packages: [{ name: 'x.ipk', data: new Uint8Array(MOST_DOWNLOADED) }],
		};
		assert.deepEqual(sizeErrors(fits), []);
	});
});

QUnit.module('package > this checkout', () => {
	QUnit.test('its packages have no fault', (assert) => {
		assert.deepEqual(readPackages(ROOT, 0).flatMap(packageErrors), []);
	});

	QUnit.test('it brings the plugin, pages, shared modules, menu and access list', (assert) => {
		const paths = readPackages(ROOT, 0)[0]?.files.map(({ path }) => path) ?? [];
		for (const path of [
			'usr/libexec/rpcd/luci.nft-offload',
			'usr/share/luci/menu.d/luci-app-nft-offload.json',
			'usr/share/rpcd/acl.d/luci-app-nft-offload.json',
			'www/luci-static/resources/nft-offload/model.js',
			'www/luci-static/resources/view/nft-offload/overview.js',
		])
			assert.true(paths.includes(path), path);
	});
});

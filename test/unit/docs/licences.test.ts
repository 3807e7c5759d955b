import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { LICENCES_PAGE } from '../../../tools/docs/licences.ts';
import { licencesPage, licenceTable } from '../../../tools/docs/licences-page.ts';
import { filesBelow } from '../../qunit.ts';
import { ROOT } from '../package/fixtures.ts';

QUnit.module('docs > licences', () => {
	QUnit.test('docs/licences.md is what package-lock.json gives (npm run docs)', (assert) => {
		assert.strictEqual(readFileSync(LICENCES_PAGE, 'utf8'), licencesPage());
	});

	QUnit.test(
		'packages are grouped by licence; ours, links and systems are not rows of their own',
		(assert) => {
			const mit = { license: 'MIT' };
			const table = licenceTable({
				'': { license: 'Apache-2.0', devDependencies: { tool: '1.0.0' } },
				'src/ours': { license: 'Apache-2.0' },
				'node_modules/ours': { link: true },
				'node_modules/tool': mit,
				'node_modules/tool/node_modules/@scope/part': mit,
				'node_modules/@tool/cli-linux-x64': { ...mit, os: ['linux'] },
				'node_modules/@tool/cli-win32-x64': { ...mit, os: ['win32'] },
				'node_modules/other': { license: 'ISC' },
			});
			assert.deepEqual(table.split('\n').slice(2), [
				'| MIT | @scope/part, @tool/cli-\\*, **tool** |',
				'| ISC | other |',
			]);
			assert.throws(() => licenceTable({ 'node_modules/x': {} }), /node_modules\/x .*names no licence/);
		}
	);

	QUnit.test('nothing of the page comes from a package', (assert) => {
		const imports = filesBelow(join(ROOT, 'src'), '.ts').flatMap((file) => [
			...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*? from '([^']+)'/gm),
		]);
		const foreign = imports.map(([, from]) => from!).filter((from) => !/^(\.{1,2}\/|luci\/)/.test(from));
		assert.true(imports.length > 100);
		assert.deepEqual(foreign, []);
	});
});

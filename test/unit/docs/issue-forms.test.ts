import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { ROOT } from '../package/fixtures.ts';

const FORMS = join(ROOT, '.github/ISSUE_TEMPLATE');
const MENU = join(ROOT, 'root/usr/share/luci/menu.d/luci-app-nft-offload.json');
const OPTIONS = join(ROOT, 'src/view/report/options.ts');

const read = (file: string) => readFileSync(file, 'utf8');

QUnit.module('docs > issue forms', () => {
	QUnit.test('every form asks for the report, by the words of the page', (assert) => {
		const menu: Record<string, { title: string }> = JSON.parse(read(MENU));
		const title = (path: string) => menu[`admin/network/flow-offloading${path}`]!.title;
		const way = `Network › ${title('')} › ${title('/report')} › Copy`;
		const names = readdirSync(FORMS).filter((name) => name !== 'config.yml');
		assert.true(names.length > 0);
		for (const name of names) {
			const form = read(join(FORMS, name));
			assert.true(form.includes('id: report'), name);
			assert.true(form.includes(way), `${name}: ${way}`);
			assert.true(form.includes('`nft-offload report`'), name);
			for (const [, format] of form.matchAll(/format “(.+?)”/g))
				assert.true(read(OPTIONS).includes(`_('${format}')`), `${name}: ${format}`);
		}
	});
});

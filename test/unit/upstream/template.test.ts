import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import QUnit from 'qunit';
import { filesBelow } from '../../../tools/package/payload.ts';
import { ROOT } from '../../../tools/ucode/files.ts';
import { printTemplate } from '../../../tools/upstream/template.ts';

const DATA = join(ROOT, 'test/data/template');

QUnit.test("upstream > template: the bytes of LuCI's i18n-scan.pl", (assert) => {
	const files = ['htdocs', 'root'].flatMap((folder) => filesBelow(join(DATA, folder), `${folder}/`));
	const recorded = readFileSync(join(DATA, 'demo.pot'), 'utf8');
	assert.strictEqual(printTemplate('applications/luci-app-demo', files), recorded);
});

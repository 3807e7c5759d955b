import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import QUnit from 'qunit';
import { API_PAGE } from '../../../tools/docs/api.ts';
import { apiPage, methods } from '../../../tools/docs/api-page.ts';

const ACCESS_LIST = fileURLToPath(
	new URL('../../../root/usr/share/rpcd/acl.d/luci-app-nft-offload.json', import.meta.url)
);

QUnit.module('docs/api.md', () => {
	QUnit.test('is what the types give (npm run docs)', (assert) => {
		assert.strictEqual(readFileSync(API_PAGE, 'utf8'), apiPage());
	});

	QUnit.test('has every method that the access list grants, and no other', (assert) => {
		const { read, write } = JSON.parse(readFileSync(ACCESS_LIST, 'utf8'))['luci-app-nft-offload'];
		const granted = [...read.ubus['luci.nft-offload'], ...write.ubus['luci.nft-offload']];
		assert.deepEqual(
			methods().map(({ name }) => name),
			granted.sort()
		);
	});
});

import QUnit from 'qunit';
import { isShown } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, logIn, OVERVIEW, visit, waitForText } from '../support/visit.ts';

const DETAILS = '#nft-offload-details summary';
const FAULTS = '#nft-offload-faults';

QUnit.module('known faults', { after: closeBrowser }, () => {
	test.scenario(
		'the details tell those of this release in this mode, and fetch them when opened',
		async (assert) => {
			await visit('hardware', async (opened) => {
				const { page, router, complaints } = opened;
				const fetched: string[] = [];
				page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
				const isFetched = () => fetched.some((path) => path.endsWith('/nft-offload/faults.js'));
				await page.waitForSelector('[data-situation]');
				assert.false(isFetched(), 'a look at the page does not need them');
				await page.locator(DETAILS).click();
				await waitForText(page, FAULTS, /Known faults.*A reload of the firewall may end connections/s);
				assert.true(isFetched());
				const links = await page.$$eval(`${FAULTS} a`, (found) =>
					found.map((link) => link.getAttribute('href'))
				);
				assert.deepEqual(links, ['https://github.com/openwrt/openwrt/issues/17915']);

				router.router().sysupgrade({ release: '25.12.5', kernel: '6.12.94' });
				await logIn(opened, 'root', 'root', OVERVIEW);
				await page.waitForSelector('[data-situation]');
				await page.locator(DETAILS).click();
				await waitForText(page, '#nft-offload-details', /25\.12\.5/);
				assert.false(await isShown(page, FAULTS), 'this release does not have it');
				assert.deepEqual(complaints, []);
			});
		}
	);
});

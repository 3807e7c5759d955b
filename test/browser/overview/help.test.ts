import QUnit from 'qunit';
import { waitForNotice, waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { answer } from '../support/trial.ts';
import { closeBrowser, textOf, visit } from '../support/visit.ts';

QUnit.module('overview > help', { after: closeBrowser }, () => {
	test.scenario('one button switches offloading on', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await page.locator('.nft-offload-help button').click();
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			assert.ok(router.readConfig('firewall')?.includes("option flow_offloading '1'"));
			router.advance(20_000);
			await waitForSituation(page, 'working');
		});
	});

	test.scenario(
		'a missing module comes with the Software page, filtered, and the command',
		async (assert) => {
			await visit('module-missing', async ({ page }) => {
				await waitForSituation(page, 'module-missing');
				const href = await page.$eval('.nft-offload-help a', (link) => link.getAttribute('href') ?? '');
				assert.ok(href.endsWith('/admin/system/package-manager?query=kmod-nft-offload'), href);
				assert.ok((await textOf(page, '.nft-offload-help code')).includes('add kmod-nft-offload'));
			});
		}
	);

	test.scenario('a user who may only read is offered no button', async (assert) => {
		await visit(
			'waiting-changes',
			async ({ page }) => {
				await page.waitForSelector('[data-situation]');
				assert.strictEqual(await page.$('.nft-offload-help button'), null);
			},
			{ user: 'viewer' }
		);
	});
});

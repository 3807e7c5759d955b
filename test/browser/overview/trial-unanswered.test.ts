import QUnit from 'qunit';
import { code, session } from '../../unit/emulator/client.ts';
import { isTicked, SOFTWARE_BOX, waitForNotice, waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { answer, DIALOG, savedChanges, startTrial, waitForNoDialog } from '../support/trial.ts';
import { closeBrowser, logIn, OVERVIEW, visit, waitForText } from '../support/visit.ts';

const ON = "option flow_offloading '1'";

QUnit.module('trial > nobody answers', { after: closeBrowser }, () => {
	test.scenario('the router takes it back at its end, and the page says so', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.advance(5000);
			await waitForText(page, DIALOG, /Software: br-lan/);
			router.advance(135_000);
			await waitForNotice(page, /Old setting restored: Off/);
			await waitForNoDialog(page);
			assert.strictEqual(router.readConfig('firewall'), before);
			assert.deepEqual(await savedChanges(page, router), {});
		});
	});

	test.scenario('the page undoes at the end of its countdown, in a hidden tab too', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			const other = await page.browserContext().newPage();
			await other.bringToFront();
			await page.evaluate(() => {
				const now = performance.now.bind(performance);
				performance.now = () => now() + 120_000;
			});
			await page.waitForResponse((response) => response.request().postData()?.includes('trial_end') ?? false);
			assert.strictEqual(router.readConfig('firewall'), before);
			await page.bringToFront();
			await waitForNotice(page, /Old setting restored: Off/);
		});
	});

	test.scenario('a closed tab: the old setting comes back, and the next page clears up', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			const other = await page.browserContext().newPage();
			await page.close();
			router.advance(135_000);
			assert.strictEqual(router.readConfig('firewall'), before);
			await other.goto(router.url + OVERVIEW);
			await waitForNotice(other, /Old setting restored: Off/);
			assert.deepEqual(await savedChanges(other, router), {});
			assert.false(await isTicked(other, SOFTWARE_BOX));
		});
	});

	for (const [accident, happen] of [
		['a reload of rpcd', async ({ router }) => router.reloadRpcd()],
		[
			'another login’s unchecked apply',
			async ({ router, other }) => code(router, other, 'uci', 'apply', { rollback: false }),
		],
	] as Array<[string, (given: { router: Parameters<typeof session>[0]; other: string }) => Promise<unknown>]>)
		test.scenario(`${accident} meanwhile: the old setting comes back`, async (assert) => {
			await visit('idle', async ({ page, router }) => {
				const other = await session(router, 'root');
				const before = router.readConfig('firewall');
				await waitForSituation(page, 'off');
				await startTrial(page);
				router.advance(5000);
				await waitForText(page, DIALOG, /Software: br-lan/);
				await happen({ router, other });
				router.advance(135_000);
				await waitForNotice(page, /Old setting restored: Off/);
				assert.strictEqual(router.readConfig('firewall'), before);
				assert.deepEqual(await savedChanges(page, router), {});
			});
		});

	test.scenario('a reload of rpcd meanwhile: Keep keeps it all the same', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.reloadRpcd();
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Software/);
			router.advance(200_000);
			assert.true(router.readConfig('firewall')?.includes(ON));
		});
	});

	test.scenario('a reboot: the old setting is back, and the page says so after the login', async (assert) => {
		await visit('idle', async (opened) => {
			const { page, router } = opened;
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.reboot();
			assert.strictEqual(router.readConfig('firewall'), before);
			await logIn(opened, 'root');
			await page.goto(router.url + OVERVIEW);
			await waitForNotice(page, /Old setting restored: Off/);
		});
	});
});

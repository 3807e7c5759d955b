import QUnit from 'qunit';
import {
	HARDWARE_BOX,
	pressApply,
	SOFTWARE_BOX,
	waitForNotice,
	waitForSituation,
} from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { textOf } from '../support/text.ts';
import {
	answer,
	applyErrorText,
	DIALOG,
	savedChanges,
	startTrial,
	waitForNoDialog,
} from '../support/trial.ts';
import { closeBrowser, visit, waitForText } from '../support/visit.ts';

const ON = "option flow_offloading '1'";

QUnit.module('trial > rejected before anything is written', { after: closeBrowser }, () => {
	for (const [scenario, words] of [
		['module-absent', /kmod-nft-offload/],
		['flowtable-refused', /does not support offloading/],
		['rule-refused', /Another firewall rule is at fault/],
	] as const)
		test.scenario(`${scenario}: the file stays byte-identical, and the reason is told`, async (assert) => {
			await visit(scenario, async ({ page, router, complaints }) => {
				const before = router.readConfig('firewall');
				await page.waitForSelector('[data-situation]');
				await page.locator(SOFTWARE_BOX).click();
				await pressApply(page);
				const text = await applyErrorText(page);
				assert.true(words.test(text), text);
				assert.strictEqual(router.readConfig('firewall'), before);
				assert.deepEqual(await savedChanges(page, router), {});
				await answer(page, 'Close');
				await waitForNoDialog(page);
				router.advance(200_000);
				assert.strictEqual(router.readConfig('firewall'), before);
				assert.deepEqual(complaints, []);
			});
		});

	test.scenario(
		'what the kernel says can be read, and the package can be installed from there',
		async (assert) => {
			await visit('module-absent', async ({ page }) => {
				await page.waitForSelector('[data-situation="off"]');
				await page.locator(SOFTWARE_BOX).click();
				await pressApply(page);
				await applyErrorText(page);
				await page.locator('.modal summary').click();
				await waitForText(page, '.modal pre', /flow offload @ft/);
				assert.true(/apk add kmod-nft-offload/.test(await textOf(page, '.modal code')));
			});
		}
	);

	test.scenario(
		'hardware that the kernel refuses falls back to software, and the dialog names the device',
		async (assert) => {
			await visit('flag-refused', async ({ page, router }) => {
				await waitForSituation(page, 'working');
				await page.locator(HARDWARE_BOX).click();
				await pressApply(page);
				await waitForText(page, DIALOG, /rejects hardware offloading on eth1\. The firewall falls back/);
				await answer(page, 'Undo now');
				await waitForNotice(page, /Old setting restored: Software/);
				assert.false(router.readConfig('firewall')?.includes('flow_offloading_hw'));
			});
		}
	);

	test.scenario('where only a small table could be tried, the trial says so', async (assert) => {
		await visit('firewall-slow', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			await waitForText(page, DIALOG, /Only a flowtable was checked in advance.*No answer in time/);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Software/);
			assert.true(router.readConfig('firewall')?.includes(ON));
		});
	});

	test.scenario('where nothing tells what the kernel says, the trial says so', async (assert) => {
		await visit('nft-missing', async ({ page, router }) => {
			await page.waitForSelector('[data-situation]');
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await waitForText(page, DIALOG, /Could not check in advance/);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Off/);
			assert.false(router.readConfig('firewall')?.includes('flow_offloading'));
		});
	});
});

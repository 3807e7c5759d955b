import QUnit from 'qunit';
import {
	counted,
	HARDWARE_BOX,
	HEADLINE,
	isTicked,
	pressApply,
	SETTINGS,
	SOFTWARE_BOX,
	waitForNotice,
	waitForSituation,
} from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { answer, DIALOG } from '../support/trial.ts';
import { closeBrowser, OVERVIEW, visit, waitForText } from '../support/visit.ts';

QUnit.module('settings', { after: closeBrowser }, () => {
	test.scenario('tick the box, apply, see the count, find the box ticked after a reload', async (assert) => {
		await visit('idle', async ({ page, router, complaints }) => {
			await waitForSituation(page, 'off');
			await waitForText(page, HEADLINE, /^No connection is offloaded/);
			assert.notOk(await isTicked(page, SOFTWARE_BOX));
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			assert.ok(router.readConfig('firewall')?.includes("option flow_offloading '1'"));
			router.advance(20_000);
			await waitForSituation(page, 'working');
			await waitForText(page, HEADLINE, /^\d+ connections? (is|are) offloaded/);
			await page.goto(router.url + OVERVIEW);
			assert.ok(await isTicked(page, SOFTWARE_BOX), 'still ticked');
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('a screen reader hears what each box does', async (assert) => {
		await visit('idle', async ({ page }) => {
			const described = async (selector: string) => {
				const box = await page.waitForSelector(selector);
				return (await page.accessibility.snapshot({ root: box! }))?.description;
			};
			assert.true((await described(SOFTWARE_BOX))?.includes('Saves CPU time.'));
			assert.true((await described(HARDWARE_BOX))?.includes('Needs hardware that supports it.'));
		});
	});

	test.scenario('unticking removes the option and offloading ends', async (assert) => {
		await visit('software', async ({ page, router }) => {
			await waitForSituation(page, 'working');
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			assert.notOk(router.readConfig('firewall')?.includes('flow_offloading'), 'the option is gone, not 0');
			router.advance(5000);
			await waitForSituation(page, 'off');
			await waitForText(page, HEADLINE, /^No connection is offloaded/);
		});
	});

	test.scenario('hardware goes with software', async (assert) => {
		await visit('hardware', async ({ page, router }) => {
			await waitForSituation(page, 'working');
			assert.ok(await isTicked(page, HARDWARE_BOX));
			assert.ok(((await counted(page, 'Hardware')) ?? 0) > 0, 'hardware connections are counted');
			await page.locator(SOFTWARE_BOX).click();
			assert.notOk(await isTicked(page, HARDWARE_BOX));
			await pressApply(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			assert.notOk(router.readConfig('firewall')?.includes('flow_offloading'), 'both options are gone');
		});
	});

	test.scenario('hardware is called the second step until software works', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await waitForText(page, SETTINGS, /The second step: try software offloading first/);
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			router.advance(20_000);
			await waitForSituation(page, 'working');
			await page.waitForFunction(
				(settings) => !document.querySelector<HTMLElement>(settings)?.innerText.includes('The second step'),
				{},
				SETTINGS
			);
			assert.notOk(await isTicked(page, HARDWARE_BOX), 'offered, not chosen');
		});
	});

	test.scenario('the boxes follow each other: no hardware without software', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await page.locator(HARDWARE_BOX).click();
			assert.ok(await isTicked(page, SOFTWARE_BOX), 'hardware takes software with it');
			await page.locator(SOFTWARE_BOX).click();
			assert.notOk(await isTicked(page, HARDWARE_BOX), 'without software there is no hardware');
			await page.locator(HARDWARE_BOX).click();
			await pressApply(page);
			await waitForText(page, DIALOG, /is trying “Hardware”/);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Hardware/);
			assert.ok(router.readConfig('firewall')?.includes("option flow_offloading_hw '1'"));
		});
	});

	test.scenario('reset takes back a tick that was not applied', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await page.locator(SOFTWARE_BOX).click();
			await page.locator('.cbi-button-reset').click();
			await page.waitForFunction(
				(box) => !(document.querySelector(box) as HTMLInputElement | null)?.checked,
				{},
				SOFTWARE_BOX
			);
			assert.strictEqual(router.readConfig('firewall'), before);
		});
	});

	test.scenario('applying without a change says that there is nothing to do', async (assert) => {
		await visit('software', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await page.waitForSelector(SOFTWARE_BOX);
			await pressApply(page);
			await waitForNotice(page, /no changes to apply/);
			assert.strictEqual(router.readConfig('firewall'), before);
		});
	});

	test.scenario('the keyboard alone is enough to tick and apply', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await (await page.waitForSelector(SOFTWARE_BOX))?.focus();
			await page.keyboard.press('Space');
			assert.ok(await isTicked(page, SOFTWARE_BOX));
			await (await page.waitForSelector('.cbi-button-apply'))?.focus();
			await page.keyboard.press('Enter');
			await page.waitForSelector(DIALOG);
			for (const key of ['Tab', 'Tab', 'Enter'] as const) await page.keyboard.press(key);
			await waitForNotice(page, /Setting kept/);
			assert.ok(router.readConfig('firewall')?.includes("option flow_offloading '1'"));
		});
	});
});

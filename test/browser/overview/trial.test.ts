import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import { overflow, violations } from '../support/axe.ts';
import {
	isTicked,
	pressApply,
	recordSituations,
	SOFTWARE_BOX,
	waitForNotice,
	waitForSituation,
} from '../support/overview.ts';
import { test } from '../support/spec.ts';
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

QUnit.module('trial > the user answers', { after: closeBrowser }, () => {
	test.scenario('Keep: it stays, whatever happens later', async (assert) => {
		await visit('idle', async ({ page, router, complaints }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.advance(5000);
			await waitForText(page, DIALOG, /Loaded by the kernel\s*Software: br-lan, eth1/);
			router.advance(20_000);
			await waitForText(page, DIALOG, /Offloaded connections\s*[1-9]/);
			await waitForSituation(page, 'working');
			const situations = await recordSituations(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Software/);
			await waitForNoDialog(page);
			assert.deepEqual(await situations(), ['working'], 'the firewall loads nothing for it');
			router.advance(300_000);
			router.reboot();
			assert.true(router.readConfig('firewall')?.includes(ON));
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('Undo now: the file is what it was, byte for byte, and nothing waits', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			assert.true(router.readConfig('firewall')?.includes(ON), 'applied meanwhile');
			await answer(page, 'Undo now');
			await waitForNotice(page, /Old setting restored: Off/);
			assert.strictEqual(router.readConfig('firewall'), before);
			assert.deepEqual(await savedChanges(page, router), {});
			assert.false(await isTicked(page, SOFTWARE_BOX), 'the box shows what is stored');
		});
	});

	test.scenario('switching off is tried too, and Undo brings it back on', async (assert) => {
		await visit('software', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'working');
			await startTrial(page);
			router.advance(5000);
			await waitForText(page, DIALOG, /Loaded by the kernel\s*Off/);
			await answer(page, 'Undo now');
			await waitForNotice(page, /Old setting restored: Software/);
			assert.strictEqual(router.readConfig('firewall'), before);
		});
	});

	test.scenario('the keyboard alone: Tab stays in the dialog, Escape undoes', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
			await page.keyboard.press('Enter');
			assert.true(router.readConfig('firewall')?.includes(ON), 'a key still pressed decides nothing');
			const seen: string[] = [];
			for (let press = 0; press < 4; press++) {
				await page.keyboard.press('Tab');
				seen.push(await focused());
			}
			assert.deepEqual(seen, ['Undo now', 'Keep', 'Undo now', 'Keep']);
			await page.keyboard.press('Escape');
			await waitForNotice(page, /Old setting restored/);
			assert.strictEqual(router.readConfig('firewall'), before);
			assert.true(
				await page.evaluate(() => document.activeElement?.classList.contains('cbi-button-apply') ?? false),
				'the focus is where the page goes on'
			);
		});
	});

	test.scenario('a screen reader is told of what happens, not of every second', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			const { name, timer, spoken } = await page.$eval(DIALOG, (dialog) => ({
				name: dialog.getAttribute('aria-label'),
				timer: dialog.querySelector('[role=timer]')?.getAttribute('aria-live') ?? 'off',
				spoken: dialog.querySelectorAll('[aria-live]').length,
			}));
			assert.deepEqual([name, timer, spoken], ['Keep this setting?', 'off', 1]);
			await page.evaluate((selector) => {
				const said: string[] = [];
				Object.assign(window, { said });
				const region = document.querySelector(`${selector} [aria-live]`)!;
				new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { childList: true });
			}, DIALOG);
			router.advance(5000);
			await waitForText(page, DIALOG, /Software: br-lan/);
			await page.evaluate(() => {
				const now = performance.now.bind(performance);
				performance.now = () => now() + 61_500;
			});
			await waitForText(page, `${DIALOG} [role=timer]`, /0:5[0-4]/);
			const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
			assert.strictEqual(said[0], 'Connections are being offloaded.');
			assert.true(/^(5\d|60) seconds left$/.test(said[1] ?? ''), said[1]);
			assert.strictEqual(said.length, 2);
		});
	});
});

QUnit.module('trial > what it looks like', { after: closeBrowser }, () => {
	for (const scheme of ['light', 'dark'])
		test.scenario(`${scheme}: axe finds nothing in the dialogs, and 360 px are enough`, async (assert) => {
			const look = async (page: Page) => {
				await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
				assert.deepEqual(await violations(page), []);
				assert.strictEqual(await overflow(page), 0);
			};
			const options = { width: 360 };
			await visit(
				'idle',
				async ({ page }) => {
					await waitForSituation(page, 'off');
					await startTrial(page);
					await look(page);
				},
				options
			);
			await visit(
				'module-absent',
				async ({ page }) => {
					await page.locator(SOFTWARE_BOX).click();
					await pressApply(page);
					await applyErrorText(page);
					await page.locator('.modal summary').click();
					await look(page);
				},
				options
			);
		});
});

import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import type { RunningRouter } from '../../emulator/server.ts';
import { overflow, violations } from '../support/axe.ts';
import { isCounting, untilCounting } from '../support/measure.ts';
import { isShown, waitForNotice, waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { answer, DIALOG, waitForNoDialog } from '../support/trial.ts';
import { closeBrowser, visit, waitForText } from '../support/visit.ts';

const SECTION = '#nft-offload-repair';
const VERDICT = '#nft-offload-verdict';
const OFFERED = `${VERDICT} ::-p-aria(Repair wan[role="button"])`;
const IN_PLACE = `${SECTION} [data-repair=in_place]`;
const EFFECT = '#nft-offload-repair-effect';

const press = (page: Page, name: string, within = '') =>
	page.locator(`${within} ::-p-aria(${name}[role="button"])`).click();
const configsOf = (router: RunningRouter) => [router.readConfig('network'), router.readConfig('firewall')];

async function repairAtOnce(page: Page): Promise<void> {
	await press(page, 'Repair wan', VERDICT);
	await press(page, 'Repair without measuring', '.modal');
	await page.waitForSelector(DIALOG);
}

/** Lets the seconds of a measurement pass, less than a lease at a time, as fast as the page reads them. */
async function measured(page: Page, router: RunningRouter): Promise<void> {
	await untilCounting(router, true);
	while (isCounting(router)) {
		const before = await progressOf(page);
		router.advance(3000);
		await page
			.waitForFunction(
				(bar, before) => document.querySelector(bar)?.getAttribute('aria-valuenow') !== before,
				{ timeout: 5000, polling: 50 },
				BAR,
				before
			)
			.catch(() => null);
	}
}

const BAR = '.modal [role=progressbar]';
const progressOf = (page: Page) =>
	page.evaluate((bar) => document.querySelector(bar)?.getAttribute('aria-valuenow') ?? null, BAR);

QUnit.module('repair of a line', { after: closeBrowser }, () => {
	test.scenario('the verdict offers it, and nothing says so twice', async (assert) => {
		await visit('pppoe-vlan', async ({ page }) => {
			await waitForSituation(page, 'uploads-only');
			assert.false(await isShown(page, SECTION));
			await press(page, 'Repair wan', VERDICT);
			await waitForText(page, '.modal', /A repair adds an interface without an address/);
			await press(page, 'Cancel', '.modal');
			await waitForNoDialog(page);
			assert.false(await isShown(page, IN_PLACE));
		});
	});

	test.scenario('Undo now: both files are what they were, byte for byte', async (assert) => {
		await visit('pppoe-vlan', async ({ page, router, complaints }) => {
			const before = configsOf(router);
			await repairAtOnce(page);
			assert.notDeepEqual(configsOf(router), before);
			router.advance(5000);
			await waitForText(page, DIALOG, /Loaded by the kernel\s*br-lan, eth1.7, pppoe-wan/);
			await answer(page, 'Undo now');
			await waitForNotice(page, /wan is as it was before the repair/);
			await waitForNoDialog(page);
			assert.deepEqual(configsOf(router), before);
			router.advance(5000);
			await page.waitForSelector(OFFERED);
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario(
		'Keep: the line works and says that it is repaired; one click takes it back',
		async (assert) => {
			await visit('pppoe-vlan', async ({ page, router }) => {
				await repairAtOnce(page);
				router.advance(5000);
				await waitForText(page, DIALOG, /pppoe-wan/);
				await answer(page, 'Keep');
				await waitForNotice(page, /wan is repaired/);
				await waitForNoDialog(page);
				router.advance(20_000);
				await waitForText(page, IN_PLACE, /wan is repaired: the interface wan_offload puts pppoe-wan/);
				await waitForSituation(page, 'working');
				router.advance(300_000);
				router.reboot();
				assert.true(router.readConfig('network')!.includes("config interface 'wan_offload'"), 'it stays');
			});
			await visit('pppoe-vlan', async ({ page, router }) => {
				const before = configsOf(router);
				await repairAtOnce(page);
				router.advance(5000);
				await answer(page, 'Keep');
				await waitForNoDialog(page);
				router.advance(5000);
				await page.waitForSelector(IN_PLACE);
				await press(page, 'Take back', SECTION);
				await waitForText(page, DIALOG, /The repair of wan is removed on trial/);
				router.advance(5000);
				await waitForText(page, DIALOG, /Loaded by the kernel\s*br-lan, eth1\.7(?!,)/);
				await answer(page, 'Keep');
				await waitForNotice(page, /The repair of wan is removed/);
				assert.deepEqual(configsOf(router), before);
			});
		}
	);

	test.scenario('silence, and a page that is loaded again meanwhile', async (assert) => {
		await visit('pppoe-vlan', async ({ page, router }) => {
			const before = configsOf(router);
			await repairAtOnce(page);
			await page.reload();
			await waitForText(page, DIALOG, /The router is trying the repair of wan/);
			router.advance(131_000);
			await waitForNotice(page, /wan is as it was before the repair/);
			assert.deepEqual(configsOf(router), before);
		});
	});

	test.scenario('measured before and after: says which was better', async (assert) => {
		await visit('pppoe-vlan', async ({ page, router }) => {
			router.advance(60_000);
			await press(page, 'Repair wan', VERDICT);
			await press(page, 'Measure and repair', '.modal');
			await measured(page, router);
			await page.waitForSelector(`${DIALOG} ${EFFECT}`);
			router.advance(3000);
			await measured(page, router);
			await waitForText(page, `${EFFECT} [data-effect=better]`, /The repair is better. Keep it/);
			await waitForText(page, EFFECT, /of downloads\s*[0-9]+ ?%\s*[89][0-9](\.[0-9])? ?%/);
			assert.deepEqual(await violations(page), []);
			assert.strictEqual(await overflow(page), 0);
			await answer(page, 'Keep');
			await waitForNotice(page, /wan is repaired/);
		});
	});

	test.scenario('nothing to repair, no section', async (assert) => {
		await visit('quiet', async ({ page }) => {
			await page.waitForSelector('[data-situation]');
			assert.false(await isShown(page, SECTION));
		});
	});

	test.scenario('who may only look gets no button', async (assert) => {
		await visit(
			'pppoe-vlan',
			async ({ page }) => {
				await waitForSituation(page, 'uploads-only');
				assert.strictEqual((await page.$$(`${SECTION} button, ${VERDICT} button`)).length, 0);
			},
			{ user: 'viewer' }
		);
	});
});

/** WCAG 2.2, 4.1.3: what happens is said once, and a reading that changes no judgement says nothing. */
import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import { hurry } from '../support/hurry.ts';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, visit, waitForText } from '../support/visit.ts';

const READINGS = 20;

/** Writes down from now on what live regions say, as a screen reader hears it: their text whenever it changes or comes to be shown. */
async function recordSpeech(page: Page): Promise<() => Promise<string[]>> {
	await page.evaluate(() => {
		const spoken: string[] = [];
		const live = '[role=status], [role=alert], [aria-live]';
		Object.assign(window, { spoken });
		new MutationObserver((changes) => {
			const regions = new Set(
				changes.flatMap(({ target, addedNodes }) => [
					(target instanceof Element ? target : target.parentElement)?.closest(live),
					...[...addedNodes].map((node) => (node instanceof Element && node.matches(live) ? node : null)),
				])
			);
			for (const region of regions)
				if (region?.checkVisibility() && region.textContent) spoken.push(region.textContent);
		}).observe(document.body, {
			subtree: true,
			childList: true,
			characterData: true,
			attributeFilter: ['hidden'],
		});
	});
	return () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
}

async function read(page: Page, readings: number): Promise<void> {
	for (let reading = 0; reading < readings; reading++)
		await page.waitForResponse((response) => /"counters"/.test(response.request().postData() ?? ''));
}

QUnit.module('overview > status messages', { after: closeBrowser }, () => {
	test.scenario('readings that change no judgement say nothing', async (assert) => {
		await visit(
			'software',
			async ({ page }) => {
				await waitForSituation(page, 'working');
				await waitForText(page, '#nft-offload-settings', /No conflict found/);
				const spoken = await recordSpeech(page);
				await read(page, READINGS);
				assert.deepEqual(await spoken(), []);
			},
			{ prepare: hurry }
		);
	});

	test.scenario('offloading that stops is said once', async (assert) => {
		await visit(
			'software',
			async ({ page, router }) => {
				await waitForSituation(page, 'working');
				await waitForText(page, '#nft-offload-settings', /No conflict found/);
				const spoken = await recordSpeech(page);
				router.setScenario('firewall-stopped');
				await page.waitForSelector('[data-situation]:not([data-situation=working])');
				await read(page, READINGS);
				const verdict = await page.$eval('.nft-offload-sentence', ({ textContent }) => textContent ?? '');
				const said = await spoken();
				assert.deepEqual(
					said.filter((text) => text === verdict),
					[verdict]
				);
				assert.strictEqual(new Set(said).size, said.length, `nothing is said twice: ${said.join(' | ')}`);
			},
			{ prepare: hurry }
		);
	});

	test.scenario('a notice on top of the page is said once', async (assert) => {
		await visit('software', async ({ page }) => {
			await waitForSituation(page, 'working');
			const spoken = await recordSpeech(page);
			await page.locator('.cbi-button-apply').click();
			await waitForText(page, '#maincontent .alert-message', /There are no changes to apply/);
			assert.deepEqual(
				(await spoken()).map((text) => text.replace('Dismiss', '')),
				['There are no changes to apply.']
			);
		});
	});

	test.scenario('reduced motion: nothing moves, and nothing is missing', async (assert) => {
		await visit('shaped-line', async ({ page, router }) => {
			await waitForSituation(page, 'working');
			router.advance(3000);
			await page.waitForSelector('.nft-offload-path .flow');
			const running = () =>
				page.evaluate(
					() =>
						document
							.getAnimations()
							.filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.closest('#view'))
							.length
				);
			assert.notStrictEqual(await running(), 0);
			await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
			assert.strictEqual(await running(), 0);
			assert.strictEqual(
				(await page.$$('.nft-offload-path .arrow')).length,
				4,
				'both arrows and their heads'
			);
		});
	});
});

import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import { hurry } from '../support/hurry.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, visit, waitForText } from '../support/visit.ts';

const PICTURE = '.nft-offload-path';

/** How many ways have points that move along them. */
const moving = (page: Page) =>
	page.$$eval(
		`${PICTURE} .flow`,
		(points) =>
			points.filter((path) => getComputedStyle(path).animationName !== 'none' && path.checkVisibility())
				.length
	);

/** Waits until points move: readings follow each other fast, and after one without traffic they stand still. */
async function someMove(page: Page): Promise<void> {
	const moves = (flows: string) =>
		[...document.querySelectorAll(flows)].some(
			(path) => getComputedStyle(path).animationName !== 'none' && path.checkVisibility()
		);
	await page.waitForFunction(moves, {}, `${PICTURE} .flow`);
}

/** Waits until the picture says something of this form to a screen reader, and gives it. */
async function waitForLabel(page: Page, form: RegExp): Promise<string> {
	const label = await page.waitForFunction(
		(picture, source) => {
			const text = document.querySelector(picture)?.getAttribute('aria-label') ?? '';
			return new RegExp(source).test(text) && text;
		},
		{},
		PICTURE,
		form.source
	);
	return String(await label.jsonValue());
}

QUnit.module('path picture', { after: closeBrowser }, () => {
	test.scenario(
		'it moves where data does, unless people want no motion, and the share stands below',
		async (assert) => {
			await visit(
				'software',
				async ({ page }) => {
					await waitForLabel(page, /^Downloads: fast path\. Uploads: fast path\.$/);
					await waitForText(
						page,
						'.nft-offload-share',
						/^At least \d+ % of the data bypasses the firewall\.$/
					);
					assert.strictEqual((await page.$$('.nft-offload-path .words')).length, 2);
					await someMove(page);
					await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
					assert.strictEqual(await moving(page), 0);
				},
				{ prepare: hurry }
			);
		}
	);

	test.scenario('each direction is drawn on the path that it takes', async (assert) => {
		const drawn = (page: Page) =>
			page.$$eval(`${PICTURE} .arrow`, (arrows) =>
				Object.fromEntries(
					arrows.map((arrow) => [arrow.getAttribute('data-direction'), arrow.getAttribute('data-path')])
				)
			);
		await visit('pppoe-vlan', async ({ page }) => {
			await waitForLabel(page, /Downloads: through the firewall\. Uploads: fast path/);
			assert.deepEqual(await drawn(page), { upload: 'fast-path', download: 'slow-path' });
		});
	});

	test.scenario('where nothing is known it says so and stands still', async (assert) => {
		await visit('plugin-failing', async ({ page }) => {
			await waitForLabel(page, /Unknown which path downloads and uploads take/);
			assert.strictEqual(await moving(page), 0);
		});
	});
});

import QUnit from 'qunit';
import { overflow, violations } from './support/axe.ts';
import { CONNECTIONS } from './support/connections.ts';
import { counted, HEADLINE, isTicked, pressApply, SOFTWARE_BOX, waitForNotice } from './support/overview.ts';
import { test } from './support/spec.ts';
import { APPLY_ERROR, answer, applyErrorText, DIALOG } from './support/trial.ts';
import { closeBrowser, OVERVIEW, type Tab, textOf, visitAny, waitForText } from './support/visit.ts';

const REPORT = `${OVERVIEW}/report`;

/** What tells that a page has shown its first reading. */
const PAGES: Array<{ name: string; path: string; ready: (tab: Tab) => Promise<unknown> }> = [
	{ name: 'overview', path: OVERVIEW, ready: ({ page }) => waitForText(page, HEADLINE, /offloaded/) },
	{
		name: 'connections',
		path: CONNECTIONS,
		ready: ({ page }) => waitForText(page, '.nft-offload-summary', /\d|unknown/),
	},
	{
		name: 'report',
		path: REPORT,
		ready: ({ page }) =>
			page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.nft-offload-preview')?.value),
	},
];

QUnit.module('every router', { after: closeBrowser }, () => {
	for (const { name, path, ready } of PAGES) {
		test.any(`${name}: opens without an error, and asks no other host`, async (assert) => {
			await visitAny(
				async (tab) => {
					await ready(tab);
					assert.deepEqual(tab.complaints, []);
				},
				{ path }
			);
		});

		for (const scheme of ['light', 'dark'])
			test.any(`${name}, ${scheme}: axe finds nothing, and 360 px are enough`, async (assert) => {
				await visitAny(
					async (tab) => {
						await tab.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
						await ready(tab);
						assert.deepEqual(await violations(tab.page), []);
						assert.strictEqual(await overflow(tab.page), 0, 'nothing sticks out to the right');
					},
					{ path, width: 360 }
				);
			});
	}

	test.any('the headline says what the table counts', async (assert) => {
		await visitAny(async ({ page }) => {
			await waitForText(page, HEADLINE, /offloaded/);
			const headline = await textOf(page, HEADLINE);
			const cells = [await counted(page, 'Software'), await counted(page, 'Hardware')];
			if (/unknown/.test(headline)) assert.deepEqual(cells, [null, null], 'unknown is no zero');
			else
				assert.strictEqual(
					Number(/\d+/.exec(headline)?.[0] ?? 0),
					cells.reduce<number>((sum, cell) => sum + (cell ?? Number.NaN), 0)
				);
		});
	});

	test.any('the box shows what the router has stored, and reset takes back a tick', async (assert) => {
		await visitAny(async ({ page }) => {
			const stored = await isTicked(page, SOFTWARE_BOX);
			if (await isDisabled(page)) {
				assert.strictEqual(await page.$('.cbi-button-apply, .cbi-button-reset'), null, 'nothing to press');
				return;
			}
			await page.locator(SOFTWARE_BOX).click();
			assert.strictEqual(await isTicked(page, SOFTWARE_BOX), !stored);
			await page.locator('.cbi-button-reset').click();
			await page.waitForFunction(
				(box, stored) => (document.querySelector(box) as HTMLInputElement | null)?.checked === stored,
				{},
				SOFTWARE_BOX,
				stored
			);
			assert.strictEqual(await isTicked(page, SOFTWARE_BOX), stored);
		});
	});

	test.any('a click on the words of the setting ticks its box', async (assert) => {
		await visitAny(async ({ page, complaints }) => {
			const stored = await isTicked(page, SOFTWARE_BOX);
			await page.locator('.cbi-value-title ::-p-text(Software flow offloading)').click();
			const fixed = await isDisabled(page);
			assert.strictEqual(await isTicked(page, SOFTWARE_BOX), fixed ? stored : !stored);
			assert.deepEqual(complaints, []);
		});
	});

	test.any('the counter is read again and again, with one request each time', async (assert) => {
		await visitAny(async ({ page }) => {
			const bodies: string[] = [];
			page.on('request', (request) => {
				if (request.postData()?.includes('"luci.nft-offload"')) bodies.push(request.postData() ?? '');
			});
			await page.waitForRequest((request) => request.postData()?.includes('"status"') ?? false);
			assert.ok(bodies.length > 0);
			assert.ok(
				bodies.every((body) => body.includes('"counters"')),
				'the status never travels alone'
			);
		});
	});

	test.anyChanging('the box is ticked or unticked, applied, and put back', async (assert) => {
		await visitAny(async (tab) => {
			const before = await isTicked(tab.page, SOFTWARE_BOX);
			let refusal: string | null = null;
			try {
				refusal = await storeTick(tab, !before);
				if (refusal !== null) console.log(`# the router refuses the change: ${refusal}`);
				const expected = refusal === null ? !before : before;
				assert.strictEqual(await storedTick(tab), expected, refusal ?? 'stored');
			} finally {
				await storeTick(tab, before);
			}
			assert.strictEqual(await storedTick(tab), before);
		});
	});
});

/** Whether the user may only read. */
function isDisabled(page: Tab['page']): Promise<boolean> {
	return page.$eval(SOFTWARE_BOX, (box) => (box as HTMLInputElement).disabled);
}

/** Applies the box in this state, unless it is stored so. Gives why the router refuses it, in the words of the page; null where it does not. */
async function storeTick(tab: Tab, ticked: boolean): Promise<string | null> {
	if ((await storedTick(tab)) === ticked) return null;
	await tab.page.locator(SOFTWARE_BOX).click();
	await pressApply(tab.page);
	const dialog = await tab.page.waitForSelector(`${DIALOG}, ${APPLY_ERROR}`);
	if (await dialog?.evaluate((element, selector) => element.matches(selector), APPLY_ERROR))
		return applyErrorText(tab.page);
	await answer(tab.page, 'Keep');
	await waitForNotice(tab.page, /Setting kept/);
	return null;
}

/** The box as a fresh page shows it. */
async function storedTick({ page, url }: Tab): Promise<boolean> {
	await page.goto(url + OVERVIEW);
	return isTicked(page, SOFTWARE_BOX);
}

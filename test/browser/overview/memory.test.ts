import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import { measureOnPage, START } from '../support/measure.ts';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { STORED_ROWS, storedResult, storeResults } from '../support/stored-results.ts';
import { closeBrowser, logIn, OVERVIEW, textOf, visit } from '../support/visit.ts';

const HINT = '#nft-offload-verdict [data-hint=firmware-changed]';
const UPGRADED =
	/^Worked on OpenWrt 25\.12\.0 \([^)]*2026, 9\d %\)\. The firmware has changed since: measure again\./;

/** What the widget of LuCI's status overview says after its first load. */
async function widgetText(page: Page): Promise<string> {
	return page.evaluate(async () => {
		type Widget = { load(): Promise<unknown[]>; render(loaded: unknown[]): HTMLElement };
		const widget = await L.require<Widget>('view.status.include.35_nft-offload');
		return widget.render(await widget.load()).textContent ?? '';
	});
}

QUnit.module('memory', { after: closeBrowser }, () => {
	test.scenario(
		'an upgrade: page and widget say that it worked before, until it is measured again',
		async (assert) => {
			await visit(
				'software',
				async (opened) => {
					const { page, router, complaints } = opened;
					await page.waitForSelector(STORED_ROWS);
					await waitForSituation(page, 'working');
					assert.strictEqual(await page.$(HINT), null, 'the same firmware');
					assert.false(/Worked on/.test(await widgetText(page)));

					router.router().sysupgrade({ release: '25.12.1', kernel: '6.12.90' });
					await logIn(opened, 'root', 'root', OVERVIEW);
					router.advance(60_000);
					await page.waitForSelector(HINT);
					const text = await textOf(page, HINT);
					assert.true(UPGRADED.test(text), text);
					assert.false(
						(await textOf(page, '#nft-offload-verdict')).includes('There is nothing to do.'),
						'there is something to do'
					);
					const widget = await widgetText(page);
					assert.true(/Worked on OpenWrt 25\.12\.0 \(.*measure again\. Details$/.test(widget), widget);

					await page.locator(`${HINT} button`).click();
					assert.true(await page.$eval(START, (start) => start === document.activeElement));
					await measureOnPage(page, router);
					await page.waitForSelector(HINT, { hidden: true });
					assert.strictEqual((await page.$$(STORED_ROWS)).length, 2);
					assert.deepEqual(complaints, []);
				},
				{ prepare: async (opened) => storeResults(opened, [storedResult()]) }
			);
		}
	);

	test.scenario('while offloading is off nothing is said of before', async (assert) => {
		await visit(
			'idle',
			async ({ page }) => {
				await page.waitForSelector(STORED_ROWS);
				await waitForSituation(page, 'off');
				assert.strictEqual(await page.$(HINT), null);
				assert.false(/Worked on/.test(await widgetText(page)));
			},
			{
				prepare: async (opened) =>
					storeResults(opened, [
						storedResult({ environment: { ...storedResult().environment, release: 'OpenWrt 24.10.2 r1' } }),
					]),
			}
		);
	});
});

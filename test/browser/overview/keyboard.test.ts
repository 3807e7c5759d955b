import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import { overflow } from '../support/axe.ts';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, visit } from '../support/visit.ts';

/** What has the focus: its words, and where it stands on the whole page. */
interface Stop {
	words: string;
	top: number;
	bottom: number;
	left: number;
	/** Whether the window shows it, and nothing lies above it. */
	seen: boolean;
}

const MOST_STOPS = 60;

/** The stops of the Tab key within the page's own content. */
async function stopsOf(page: Page): Promise<Stop[]> {
	await page.evaluate(() => {
		const view = document.querySelector<HTMLElement>('#view')!;
		view.tabIndex = -1;
		view.focus();
	});
	const stops: Stop[] = [];
	while (stops.length < MOST_STOPS) {
		await page.keyboard.press('Tab');
		const stop = await page.evaluate(() => {
			const element = document.activeElement as HTMLElement;
			if (!element.closest('#view')) return null;
			const { top, bottom, left, right } = element.getBoundingClientRect();
			const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
			return {
				words: element.textContent || element.id,
				top: top + scrollY,
				bottom: bottom + scrollY,
				left,
				seen: above !== null && (element.contains(above) || above.contains(element)),
			};
		});
		if (!stop) break;
		stops.push(stop);
	}
	return stops;
}

/** Below, or to the right in the next column. */
function follows(next: Stop, before: Stop): boolean {
	return next.bottom > before.top || next.left > before.left;
}

QUnit.module('overview > by keyboard and enlarged', { after: closeBrowser }, () => {
	for (const width of [1280, 360])
		test.scenario(
			`${width} px: the Tab key goes as the page is drawn, and each stop is seen`,
			async (assert) => {
				await visit(
					'pppoe-vlan',
					async ({ page }) => {
						await waitForSituation(page, 'uploads-only');
						const stops = await stopsOf(page);
						const words = stops.map((stop) => stop.words).join(' | ');
						assert.ok(stops.length > 10 && stops.length < MOST_STOPS, words);
						const [first] = stops;
						assert.strictEqual(first?.words, 'Repair wan', 'the button that helps comes first');
						for (const [at, stop] of stops.slice(1).entries())
							assert.true(follows(stop, stops[at]!), `${stops[at]!.words} -> ${stop.words}`);
						assert.deepEqual(
							stops.filter(({ seen }) => !seen).map((stop) => stop.words),
							[]
						);
					},
					{ width, height: 740 }
				);
			}
		);

	for (const [percent, width, height] of [
		[200, 640, 400],
		[400, 320, 256],
	] as const)
		test.scenario(`enlarged to ${percent} %: nothing scrolls sideways`, async (assert) => {
			await visit(
				'pppoe-vlan',
				async ({ page }) => {
					await waitForSituation(page, 'uploads-only');
					assert.strictEqual(await overflow(page), 0);
				},
				{ width, height }
			);
		});

	test.scenario('forced colours: the picture is still drawn', async (assert) => {
		await visit('pppoe-vlan', async ({ page }) => {
			await waitForSituation(page, 'uploads-only');
			const session = await page.createCDPSession();
			await session.send('Emulation.setEmulatedMedia', {
				features: [{ name: 'forced-colors', value: 'active' }],
			});
			assert.true(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
			const hidden = await page.$$eval('.nft-offload-path .way, .nft-offload-path .box', (shapes) => {
				const paper = getComputedStyle(document.body).backgroundColor;
				return shapes.filter((shape) => getComputedStyle(shape).stroke === paper).length;
			});
			assert.strictEqual(hidden, 0);
		});
	});
});

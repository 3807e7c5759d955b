import QUnit from 'qunit';
import { overflow } from '../support/axe.ts';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { MOST_STOPS, type Stop, stopsOf } from '../support/stops.ts';
import { closeBrowser, visit } from '../support/visit.ts';

/** Below, or to the right in the next column. */
function follows(next: Stop, before: Stop): boolean {
	return next.bottom > before.top || next.left > before.left;
}

QUnit.module('overview > by keyboard and enlarged', { after: closeBrowser }, () => {
	for (const width of [1280, 360])
		test.scenario(`${width} px: the Tab key goes as the page is drawn`, async (assert) => {
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
				},
				{ width, height: 740 }
			);
		});

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

	test.scenario('forced colours: picture and bar are still drawn', async (assert) => {
		await visit('pppoe-vlan', async ({ page }) => {
			await waitForSituation(page, 'uploads-only');
			const session = await page.createCDPSession();
			await session.send('Emulation.setEmulatedMedia', {
				features: [{ name: 'forced-colors', value: 'active' }],
			});
			assert.true(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
			const hidden = await page.$$eval('.nft-offload-path .arrow, .nft-offload-path .box', (shapes) => {
				const paper = getComputedStyle(document.body).backgroundColor;
				return shapes.filter((shape) => getComputedStyle(shape).stroke === paper).length;
			});
			assert.strictEqual(hidden, 0);
			const parts = await page.$$eval(
				'.nft-offload-meter span',
				(parts) => new Set(parts.map((part) => getComputedStyle(part).backgroundColor)).size
			);
			assert.strictEqual(parts, 4, 'each part of the bar has its colour');
		});
	});
});

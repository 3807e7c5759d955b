/** WCAG 2.2, 2.4.11: what has the focus is seen, and no header that stays in place covers it. */
import QUnit from 'qunit';
import { test } from './support/spec.ts';
import { stopsOf, stopsUpwards } from './support/stops.ts';
import { PAGES, visitSurface } from './support/surfaces.ts';
import { closeBrowser } from './support/visit.ts';

QUnit.module('focus', { after: closeBrowser }, () => {
	for (const surface of PAGES)
		for (const [width, height] of [
			[1280, 740],
			[360, 740],
			// 1280 by 1024 at 400 %.
			[320, 256],
		] as const)
			test.scenario(
				`${surface.name}, ${width} by ${height}: each stop is seen, down and up`,
				async (assert) => {
					await visitSurface(surface, 'en', width, async ({ page }) => {
						await page.setViewport({ width, height, isMobile: width <= 600 });
						for (const stops of [await stopsOf(page), await stopsUpwards(page)]) {
							assert.ok(stops.length > 5, `${stops.length} stops`);
							assert.deepEqual(
								stops.filter(({ seen }) => !seen).map(({ words }) => words),
								[]
							);
						}
					});
				}
			);
});

import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { HARDWARE_BOX, SOFTWARE_BOX, waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, visit } from '../support/visit.ts';

/** What has to be seen without scrolling, from top to bottom. */
const PARTS = [
	'[data-badge]',
	'.nft-offload-sentence',
	'.nft-offload-checks li:last-child',
	'.nft-offload-path',
	SOFTWARE_BOX,
	HARDWARE_BOX,
];

const SIZES = [
	{ width: 1280, height: 800 },
	{ width: 360, height: 740 },
];

const SITUATIONS: Array<[scenario: ScenarioName, situation: string]> = [
	['idle', 'off'],
	['software', 'working'],
	['hardware', 'working'],
	['pppoe-vlan', 'uploads-only'],
	['module-missing', 'module-missing'],
];

/** Parts of the page that do not lie within the window, or are hidden. */
function outside(page: Page): Promise<string[]> {
	return page.evaluate(
		(parts) =>
			parts.filter((part) => {
				const element = document.querySelector(part);
				if (!element?.checkVisibility()) return true;
				const { top, bottom, left, right } = element.getBoundingClientRect();
				return top < 0 || left < 0 || bottom > innerHeight || right > innerWidth;
			}),
		PARTS
	);
}

QUnit.module('the first screen', { after: closeBrowser }, () => {
	for (const { width, height } of SIZES)
		for (const [scenario, situation] of SITUATIONS)
			test.scenario(`${scenario}, ${width} by ${height}: all of it without scrolling`, async (assert) => {
				await visit(
					scenario,
					async ({ page }) => {
						await waitForSituation(page, situation);
						assert.deepEqual(await outside(page), []);
						const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
						assert.false(isWide, 'nothing scrolls sideways');
					},
					{ width, height }
				);
			});
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import QUnit from 'qunit';
import type { ScenarioName } from '../router/scenarios.ts';
import { HEADLINE } from './overview.ts';
import { closeBrowser, visit, waitForText } from './visit.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong within the page's own content: rule and the elements concerned. */
async function violations(page: Page): Promise<string[]> {
	await page.evaluate(AXE);
	return page.evaluate(async () => {
		type Axe = {
			run(where: string): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>;
		};
		const { violations } = await (window as unknown as { axe: Axe }).axe.run('#view');
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
	});
}

async function overflow(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

QUnit.module('accessibility', { after: closeBrowser }, () => {
	const scenarios: ScenarioName[] = ['software', 'idle', 'module-missing', 'read-only', 'plugin-failing'];
	for (const scenario of scenarios)
		for (const scheme of ['light', 'dark'])
			QUnit.test(`${scenario}, ${scheme}: axe finds nothing, and 360 px are enough`, async (assert) => {
				await visit(
					scenario,
					async ({ page }) => {
						await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
						await waitForText(page, HEADLINE, /offloaded/);
						assert.deepEqual(await violations(page), []);
						assert.strictEqual(await overflow(page), 0, 'nothing sticks out to the right');
					},
					{ width: 360, user: scenario === 'read-only' ? 'viewer' : 'root' }
				);
			});
});

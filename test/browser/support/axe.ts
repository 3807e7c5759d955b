/** Checks that hold for every page: accessibility and width. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer';
import { currentTarget } from './target.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** LuCI's theme bootstrap writes white on a green and an amber of little contrast; what a theme makes of its labels is its own affair. */
const THEMED = /^color-contrast <span class="label /;

/** What axe finds wrong within the page's own content: rule and the elements concerned. */
export async function violations(page: Page): Promise<string[]> {
	await page.evaluate(AXE);
	const found = await page.evaluate(async () => {
		type Axe = {
			run(where: string): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>;
		};
		const { violations } = await (window as unknown as { axe: Axe }).axe.run('#view');
		return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.html}`));
	});
	return found.filter((violation) => hasOwnTheme() || !THEMED.test(violation));
}

function hasOwnTheme(): boolean {
	const target = currentTarget();
	return target.kind === 'emulated' && target.luciDir === undefined;
}

/** Pixels by which the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** axe finds nothing in light and dark, and on phones and tablets nothing sticks out. */
export async function assertFits(assert: Assert, page: Page): Promise<void> {
	for (const scheme of ['light', 'dark']) {
		await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
		assert.deepEqual(await violations(page), [], scheme);
	}
	for (const width of [360, 620, 768]) {
		await page.setViewport({ width, height: 900, isMobile: true });
		assert.strictEqual(await overflow(page), 0, `${width}: nothing sticks out to the right`);
	}
}

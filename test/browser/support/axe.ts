/** Checks that hold for every page: accessibility and width. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
	run(
		where: string,
		options: { rules: Record<string, { enabled: boolean }> }
	): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>;
}

/** What axe finds wrong within the page's own content, or in a dialog: rule and the elements concerned. */
export async function violations(page: Page, selector = '#view'): Promise<string[]> {
	await page.evaluate(AXE);
	// What a header that stays in place covers at the moment is no smaller for that.
	await page.evaluate(() => scrollTo(0, 0));
	return page.evaluate(async (selector) => {
		// Of WCAG 2.2, which axe leaves out unless it is asked for: 24 by 24 pixels, or as much room around.
		const rules = { 'target-size': { enabled: true } };
		const { violations } = await (window as unknown as { axe: Axe }).axe.run(selector, { rules });
		return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.html}`));
	}, selector);
}

/** Pixels by which the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
	return page.$eval(':root', (element) => element.scrollWidth - element.clientWidth);
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

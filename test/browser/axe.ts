/** Checks that hold for every page: accessibility and width. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong within the page's own content: rule and the elements concerned. */
export async function violations(page: Page): Promise<string[]> {
	await page.evaluate(AXE);
	return page.evaluate(async () => {
		type Axe = {
			run(where: string): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>;
		};
		const { violations } = await (window as unknown as { axe: Axe }).axe.run('#view');
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
	});
}

/** Pixels by which the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

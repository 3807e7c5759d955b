import type { Page } from 'puppeteer';
import { waitForText } from './visit.ts';

/** What a person finds on the page Flow Offloading, by the names they read. */
export const SOFTWARE_BOX = 'input[data-widget-id$=".flow_offloading"]';
export const HARDWARE_BOX = 'input[data-widget-id$=".flow_offloading_hw"]';
/** The two checkboxes with what is below them. */
export const SETTINGS = '#nft-offload-settings';
export const HEADLINE = '.nft-offload-headline';
export const VERDICT = '[data-situation]';

/** A number of the counter by its row ('Software', 'Hardware') and column; null where none stands there. */
export async function counted(page: Page, way: string, column = 'All'): Promise<number | null> {
	const rows = await page.$$eval('table[aria-label="Offloaded connections"] tr', (rows) =>
		rows.map((row) => [...row.children].map((cell) => cell.textContent ?? ''))
	);
	const index = rows[0]?.indexOf(column) ?? -1;
	const text = rows.find((cells) => cells[0] === way)?.[index] ?? '';
	return /^\d+$/.test(text) ? Number(text) : null;
}

export async function waitForSituation(page: Page, id: string): Promise<void> {
	await page.waitForSelector(`[data-situation="${id}"]`);
}

/** Writes down what the page says from now on; the function gives it, each situation once it changes. */
export async function recordSituations(page: Page): Promise<() => Promise<string[]>> {
	await page.evaluate((selector) => {
		const verdict = document.querySelector<HTMLElement>(selector)!;
		const said = [verdict.dataset.situation ?? ''];
		Object.assign(window, { said });
		new MutationObserver(() => {
			const now = verdict.dataset.situation ?? '';
			if (now !== said.at(-1)) said.push(now);
		}).observe(verdict, { attributeFilter: ['data-situation'] });
	}, VERDICT);
	return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

export async function pressApply(page: Page): Promise<void> {
	await page.locator('.cbi-button-apply').click();
}

export async function isTicked(page: Page, box: string): Promise<boolean> {
	const input = await page.waitForSelector(box);
	return (await input?.evaluate((node) => (node as HTMLInputElement).checked)) ?? false;
}

export async function waitForNotice(page: Page, form: RegExp): Promise<void> {
	await waitForText(page, '#maincontent .alert-message', form);
}

export async function isShown(page: Page, selector: string): Promise<boolean> {
	const element = await page.$(selector);
	return (await element?.evaluate((node) => node.checkVisibility())) ?? false;
}

import type { Page } from 'puppeteer-core';
import { waitForText } from './visit.ts';

/** What a person finds on the page Flow Offloading, by the names they read. */
export const SOFTWARE_BOX = 'input[type=checkbox][id$=".flow_offloading"]';
export const HARDWARE_BOX = 'input[type=checkbox][id$=".flow_offloading_hw"]';
export const HEADLINE = '.nft-offload-headline';
export const VERDICT = '[data-situation]';

/** The number in column `column` (0: connections) of the row 'Software' or 'Hardware' of the counter; null where none stands there. */
export async function counted(page: Page, row: string, column = 0): Promise<number | null> {
	const cells = await page.$$eval(
		'table[aria-label="Offloaded connections"] tr',
		(rows, name) =>
			rows
				.filter((row) => row.querySelector('th')?.textContent === name)
				.flatMap((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
		row
	);
	const text = cells[column] ?? '';
	return /^\d+$/.test(text) ? Number(text) : null;
}

export async function waitForSituation(page: Page, id: string): Promise<void> {
	await page.waitForSelector(`[data-situation="${id}"]`, { timeout: 20_000 });
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

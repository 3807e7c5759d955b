import type { Page } from 'puppeteer';

/** Presses a button by the keyboard: what moves on the page while it reads the router cannot make a key miss. */
export async function pressKey(page: Page, selector: string): Promise<void> {
	await page.waitForSelector(selector, { visible: true });
	await page.focus(selector);
	await page.keyboard.press('Enter');
}

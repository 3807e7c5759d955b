import type { Page } from 'puppeteer';

/** The text of the first element that matches, without superfluous blanks. Waits until there is one. */
export async function textOf(page: Page, selector: string): Promise<string> {
	const element = await page.waitForSelector(selector);
	return (
		(await element?.evaluate((node) => (node as HTMLElement).innerText.replace(/\s+/g, ' ').trim())) ?? ''
	);
}

/** Waits until the element shows a text of this form; the error names what it showed instead. */
export async function waitForText(page: Page, selector: string, form: RegExp): Promise<string> {
	const matches = (selector: string, source: string) =>
		new RegExp(source).test(document.querySelector(selector)?.textContent ?? '');
	try {
		await page.waitForFunction(matches, {}, selector, form.source);
	} catch {
		throw new Error(`${selector} shows "${await textOf(page, selector)}", not ${form}`);
	}
	return textOf(page, selector);
}

import type { Page } from 'puppeteer';
import type { RunningRouter } from '../../emulator/server.ts';
import { call, code } from '../../unit/emulator/client.ts';
import { pressApply, SOFTWARE_BOX } from './overview.ts';

/** What a person finds while a setting is on trial. */
export const DIALOG = '.modal[aria-label="Keep this setting?"]';

/** What tells that nothing was changed, and why. */
export const APPLY_ERROR = '.modal[aria-label="Nothing was changed"]';

/** Ticks or unticks software offloading and waits until it is on trial. */
export async function startTrial(page: Page): Promise<void> {
	await page.locator(SOFTWARE_BOX).click();
	await pressApply(page);
	await page.waitForSelector(DIALOG);
}

/** Presses a button of the open dialog, by its name. */
export async function answer(page: Page, name: 'Keep' | 'Undo now' | 'Close'): Promise<void> {
	await page.locator(`.modal ::-p-aria(${name}[role="button"])`).click();
}

export async function waitForNoDialog(page: Page): Promise<void> {
	await page.waitForFunction(() => !document.body.classList.contains('modal-overlay-active'));
}

/** What the dialog says that explains why nothing was changed. */
export async function applyErrorText(page: Page): Promise<string> {
	const dialog = await page.waitForSelector(APPLY_ERROR);
	return (await dialog?.evaluate((node) => (node as HTMLElement).innerText)) ?? '';
}

/** The saved but not applied changes of the login that the page has. */
export async function savedChanges(page: Page, router: RunningRouter): Promise<unknown> {
	const { result } = await call(router, await sessionOf(page), 'uci', 'changes');
	return result?.[1]?.changes;
}

/** Saves an option in the login of the page, as another page of LuCI does. */
export async function saveOption(
	page: Page,
	router: RunningRouter,
	config: string,
	section: string,
	values: Record<string, string>
): Promise<void> {
	const status = await code(router, await sessionOf(page), 'uci', 'set', { config, section, values });
	if (status !== 0) throw new Error(`uci set ${config}: ${status}`);
}

export function sessionOf(page: Page): Promise<string> {
	return page.evaluate(() => (window as unknown as { L: { env: { sessionid: string } } }).L.env.sessionid);
}

import type { Browser, Page } from 'puppeteer-core';
import type { ScenarioName } from '../router/scenarios.ts';
import { type RunningRouter, startRouter } from '../router/server.ts';
import { startBrowser } from './browser.ts';

export const OVERVIEW = '/cgi-bin/luci/admin/network/flow-offloading';

/** A tab on the emulated router, and what went wrong in it. */
export interface Visit {
	page: Page;
	router: RunningRouter;
	/** Errors of the console, uncaught exceptions, and requests to other hosts. Empty on a sound page. */
	complaints: string[];
}

interface VisitOptions {
	/** Default: root. The password is the name. */
	user?: 'root' | 'viewer';
	path?: string;
	width?: number;
	/** Runs before the page is opened. */
	prepare?: (visit: Visit) => Promise<void>;
}

let browser: Promise<Browser> | undefined;

/** Opens the page on a fresh router whose time stands still but for `advance`, logged in, and closes both afterwards. */
export async function visit(
	scenario: ScenarioName,
	use: (visit: Visit) => Promise<void>,
	options: VisitOptions = {}
): Promise<void> {
	browser ??= startBrowser();
	const context = await (await browser).createBrowserContext();
	const router = await startRouter({ scenario, clock: 'manual' });
	try {
		const page = await context.newPage();
		const opened = { page, router, complaints: collectComplaints(page, router.url) };
		await page.setViewport({ width: options.width ?? 1280, height: 900 });
		await options.prepare?.(opened);
		await logIn(opened, options.user ?? 'root');
		await page.goto(router.url + (options.path ?? OVERVIEW));
		await use(opened);
	} finally {
		await context.close();
		await router.stop();
	}
}

/** To be called when all tests of a file are done: the browser is shared between them. */
export async function closeBrowser(): Promise<void> {
	await (await browser)?.close();
	browser = undefined;
}

export async function logIn({ page, router }: Visit, user: string): Promise<void> {
	await page.goto(`${router.url}/cgi-bin/luci/`);
	await page.locator('input[name=luci_username]').fill(user);
	await page.locator('input[name=luci_password]').fill(user);
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

function collectComplaints(page: Page, home: string): string[] {
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' && !isLoginNotice(message.location().url)) complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(home) && !url.startsWith('data:')) complaints.push(`request to ${url}`);
	});
	return complaints;
}

/** LuCI answers 403 to a page without a login; that is how a login page comes. */
function isLoginNotice(url: string | undefined): boolean {
	return url?.includes('/cgi-bin/luci') ?? false;
}

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
		await page.waitForFunction(matches, { timeout: 15_000 }, selector, form.source);
	} catch {
		throw new Error(`${selector} shows "${await textOf(page, selector)}", not ${form}`);
	}
	return textOf(page, selector);
}

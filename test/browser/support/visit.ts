import type { Browser, BrowserContext, HTTPResponse, Page } from 'puppeteer';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { type RouterOptions, type RunningRouter, startRouter } from '../../emulator/server.ts';
import { PLAIN_HOST, startBrowser } from './browser.ts';
import { collectComplaints } from './complaints.ts';
import { currentTarget } from './target.ts';

export { textOf, waitForText } from './text.ts';

export const OVERVIEW = '/cgi-bin/luci/admin/network/flow-offloading';

/** A tab on a router, logged in. */
export interface Tab {
	page: Page;
	/** The router's address, without a slash at its end. */
	url: string;
	/** Errors of the console, uncaught exceptions, and requests to other hosts. Empty on a sound page. */
	complaints: string[];
}

/** A tab on an emulated router, with the router behind it. */
export interface Visit extends Tab {
	router: RunningRouter;
}

interface TabOptions {
	path?: string;
	/** Pixels; default 1280 by 900. */
	width?: number;
	height?: number;
}

interface VisitOptions extends TabOptions {
	/** Default: root. The password is the name. */
	user?: 'root' | 'viewer' | 'guest';
	/** By a name that the browser does not take for safe, as routers on plain http have it; else by the loopback address. */
	plainHttp?: boolean;
	/** Further options of the router. */
	setup?: RouterOptions;
	/** Runs before the page is opened. */
	prepare?: (visit: Visit) => Promise<void>;
}

interface AnyOptions extends TabOptions {
	/** What the emulated router plays where the target is one; default: software. */
	scenario?: ScenarioName;
	/** Runs before the page is opened. */
	prepare?: (tab: Tab) => Promise<void>;
}

/** Widest window that is a phone's: themes ask for the width of the device, not of the window. */
const PHONE = 600;

let browser: Promise<Browser> | undefined;

/** Opens the page on a fresh emulated router whose time stands still but for `advance`, logged in, and closes both afterwards. */
export async function visit(
	scenario: ScenarioName,
	use: (visit: Visit) => Promise<void>,
	options: VisitOptions = {}
): Promise<void> {
	const { user = 'root', plainHttp, setup } = options;
	await withRouter({ scenario, clock: 'manual', ...setup }, (router) =>
		withTab(plainHttp ? router.url.replace('127.0.0.1', PLAIN_HOST) : router.url, options, async (tab) => {
			const opened = { ...tab, router };
			await options.prepare?.(opened);
			await openPage(opened, options, user);
			await use(opened);
		})
	);
}

/** Opens the page on the router of this run, emulated or live, logged in; time passes by itself there. */
export async function visitAny(use: (tab: Tab) => Promise<void>, options: AnyOptions = {}): Promise<void> {
	const target = currentTarget();
	const open = (url: string, user: string, password: string) =>
		withTab(url, options, async (tab) => {
			await options.prepare?.(tab);
			await openPage(tab, options, user, password);
			await use(tab);
		});
	if (target.kind === 'live') return open(target.url, target.user, target.password);
	return withRouter({ scenario: options.scenario ?? 'software' }, (router) =>
		open(router.url, 'root', 'root')
	);
}

/** To be called when all tests of a file are done: the browser is shared between them. */
export async function closeBrowser(): Promise<void> {
	await (await browser)?.close();
	browser = undefined;
}

/** Fills in the login page, which stands wherever a page needs a login, and gives the page behind it. Throws where the router refuses. */
export async function logIn(
	{ page, url }: Tab,
	user: string,
	password = user,
	path = '/cgi-bin/luci/'
): Promise<HTTPResponse | null> {
	await page.goto(url + path);
	await page.locator('input[name=luci_username]').fill(user);
	await page.locator('input[name=luci_password]').fill(password);
	await page.focus('input[name=luci_password]');
	const [opened] = await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	if (await page.$('input[name=luci_password]')) throw new Error(`${url} refuses the login of ${user}`);
	return opened;
}

async function withRouter(
	options: RouterOptions,
	use: (router: RunningRouter) => Promise<void>
): Promise<void> {
	const target = currentTarget();
	if (target.kind !== 'emulated')
		throw new Error('a live router plays no scenarios: tag the test `scenario`');
	const { kind: _, ...client } = target;
	const router = await startRouter({ ...options, ...client });
	try {
		await use(router);
	} finally {
		await router.stop();
	}
}

async function withTab(url: string, options: TabOptions, use: (tab: Tab) => Promise<void>): Promise<void> {
	browser ??= startBrowser();
	const context: BrowserContext = await (await browser).createBrowserContext();
	try {
		const page = await context.newPage();
		// Far above what any page takes, also on a busy machine.
		page.setDefaultTimeout(60_000);
		const { width = 1280, height = 900 } = options;
		await page.setViewport({ width, height, isMobile: width <= PHONE });
		if (hasMaterial()) await page.evaluateOnNewDocument(keepTabsInside);
		await use({ page, url, complaints: collectComplaints(page, url) });
	} finally {
		await context.close();
	}
}

function hasMaterial(): boolean {
	const target = currentTarget();
	return target.kind === 'emulated' && target.theme === 'material';
}

/** LuCI's theme material lets the tabs of every page stick out on a phone, whose browser then zooms out: clicks would miss. */
function keepTabsInside(): void {
	document.addEventListener('DOMContentLoaded', () => {
		const style = document.createElement('style');
		style.textContent = '#tabmenu .tabs { margin-inline: 0 }';
		document.head.append(style);
	});
}

/** Not by way of LuCI's start page, which asks a router for much and would be left half loaded. */
async function openPage(
	tab: Tab,
	{ path = OVERVIEW }: TabOptions,
	user: string,
	password?: string
): Promise<void> {
	const response = await logIn(tab, user, password, path);
	if (response?.status() === 404)
		throw new Error(`${tab.url}${path} is not there: is luci-app-nft-offload installed?`);
}

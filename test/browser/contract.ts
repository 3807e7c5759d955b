import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { bundleView } from '../../tools/luci/bundle.ts';
import type { Finding } from './contract/clause.ts';
import type { ChangingPart, ContractHandle, ReadingPart } from './contract/page.ts';
import type { Tab } from './support/visit.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const VIEW = fileURLToPath(new URL('contract/page.ts', import.meta.url));

type Handle = { contract: ContractHandle };
let bundled: Promise<string> | undefined;

/** Puts the contract in the place of the overview's view, whichever router serves the rest of the page. To be called before it is opened. */
export async function serveContract({ page }: Pick<Tab, 'page'>): Promise<void> {
	bundled ??= bundleView(ROOT, VIEW);
	const body = await bundled;
	await page.setRequestInterception(true);
	page.on('request', (request) =>
		request.url().includes('/view/nft-offload/overview.js')
			? request.respond({ contentType: 'text/javascript; charset=utf-8', body })
			: request.continue()
	);
}

export async function readPart(page: Page, part: ReadingPart): Promise<Finding[]> {
	await page.waitForFunction(() => 'contract' in window);
	return page.evaluate((part) => (window as unknown as Handle).contract.read(part), part);
}

export async function changePart(page: Page, part: ChangingPart): Promise<Finding[]> {
	await page.waitForFunction(() => 'contract' in window);
	return page.evaluate((part) => (window as unknown as Handle).contract.change(part), part);
}

import type { HTTPRequest, Page } from 'puppeteer-core';
import type { Visit } from './visit.ts';

export const CONNECTIONS = '/cgi-bin/luci/admin/network/flow-offloading/connections';
export const ROWS = '.nft-offload-connections tbody tr[data-state]';

/** A row of the page as a person reads it. */
export interface SeenRow {
	host: string;
	service: string;
	where: string;
	rate: string;
	bytes: string;
	state: string;
	why: string;
	/** Below the heading of what stays within the network. */
	within: boolean;
}

export async function waitForRows(page: Page, least = 1): Promise<void> {
	await page.waitForFunction(
		(rows, least) => document.querySelectorAll(rows).length >= least,
		{ timeout: 30_000 },
		ROWS,
		least
	);
}

/** Every row in its order. */
export function seenRows(page: Page): Promise<SeenRow[]> {
	// No function of its own in here: what the loader adds to name it is not known to the page.
	return page.$$eval(ROWS, (rows) => {
		const heading = [...document.querySelectorAll('.nft-offload-group')].find((row) =>
			row.textContent?.startsWith('Within your network')
		);
		return rows.map((row) => {
			const cells = [...row.children].map((cell) => cell.textContent ?? '');
			const [service, where, state, why] = ['summary', 'small', '.label', '.nft-offload-why'].map(
				(selector) => row.querySelector(selector)?.textContent ?? ''
			);
			return {
				host: cells[0] ?? '',
				service: service ?? '',
				where: where ?? '',
				rate: cells[2] ?? '',
				bytes: cells[3] ?? '',
				state: state ?? '',
				why: why ?? '',
				within: Boolean(heading && heading.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING),
			};
		});
	});
}

/** Lets time pass on the router, and waits until the page has read and drawn again. */
export async function nextReading({ page, router }: Visit, milliseconds = 3000): Promise<void> {
	router.advance(milliseconds);
	await page.waitForResponse((response) => asksForConnections(response.request()), { timeout: 60_000 });
	// The answer is drawn in the tasks that follow its arrival; a frame later they are done.
	await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

export function asksForConnections(request: HTTPRequest): boolean {
	return request.postData()?.includes('"connections"') ?? false;
}

/** Chooses an option of one of the toolbar's lists by its text. */
export async function choose(page: Page, list: string, text: string): Promise<void> {
	const value = await page.$eval(
		`#nft-offload-${list}`,
		(select, text) =>
			[...(select as HTMLSelectElement).options].find((option) => option.text === text)?.value,
		text
	);
	if (value === undefined) throw new Error(`${list} offers no "${text}"`);
	await page.select(`#nft-offload-${list}`, value);
}

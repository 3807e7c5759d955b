import type { HTTPRequest, Page } from 'puppeteer';
import { type Visit, visit } from './visit.ts';

export const CONNECTIONS = '/cgi-bin/luci/admin/network/flow-offloading/connections';
/** Single connections, those of open devices. */
export const ROWS = '.nft-offload-connections tbody tr[data-state]';
/** The headings: of each device, of what stays within the network, of the router's own. */
export const GROUPS = '.nft-offload-group';
/** Connections that are folded into one row. */
export const FOLDS = '.nft-offload-fold';
/** Connections and folds next to each other, without what is below an open fold. */
export const SIDE_BY_SIDE = `${ROWS}:not(.nft-offload-member), ${FOLDS}`;

export const SUMMARY = '.nft-offload-summary';

/** A row of the page as a person reads it. */
export interface SeenRow {
	/** The device: of the row, or of the heading above it. */
	host: string;
	service: string;
	where: string;
	rate: string;
	bytes: string;
	state: string;
	why: string;
	/** What the heading above it stands for; '' without one. */
	group: string;
}

/** The heading of a device or another group as a person reads it. */
export interface SeenGroup {
	kind: string;
	name: string;
	open: boolean;
	count: string;
	rate: string;
	bytes: string;
	share: string;
	why: string;
}

export async function waitForRows(page: Page, least = 1, rows = ROWS): Promise<void> {
	await page.waitForFunction(
		(rows, least) => document.querySelectorAll(rows).length >= least,
		{},
		rows,
		least
	);
}

/** Every row in its order. */
export function seenRows(page: Page, selector = ROWS): Promise<SeenRow[]> {
	// No function of its own in here: what the loader adds to name it is not known to the page.
	return page.$$eval(selector, (rows) =>
		rows.map((row) => {
			const heading = row.parentElement?.querySelector<HTMLElement>('.nft-offload-group');
			const cells = [...row.children].map((cell) => cell.textContent ?? '');
			const [service, where, state, why] = [
				'summary, .nft-offload-toggle',
				'small',
				'.nft-offload-badge',
				'.nft-offload-why',
			].map((selector) => row.querySelector(selector)?.textContent ?? '');
			const ownName = row.children[0] as HTMLElement | undefined;
			const host = ownName?.hidden ? heading?.querySelector('button')?.textContent : cells[0];
			return {
				host: host ?? '',
				service: service ?? '',
				where: where ?? '',
				rate: cells[2] ?? '',
				bytes: cells[3] ?? '',
				state: state ?? '',
				why: why ?? '',
				group: heading?.dataset.kind ?? '',
			};
		})
	);
}

/** Every heading in its order. */
export function seenGroups(page: Page): Promise<SeenGroup[]> {
	return page.$$eval(GROUPS, (groups) =>
		groups.map((group) => {
			const cells = [...group.children].map((cell) => cell.textContent ?? '');
			const button = group.querySelector('button');
			const share = group.querySelector<HTMLElement>('.nft-offload-group-share');
			return {
				kind: (group as HTMLElement).dataset.kind ?? '',
				name: button?.textContent ?? '',
				open: button?.getAttribute('aria-expanded') === 'true',
				count: cells[1] ?? '',
				rate: cells[2] ?? '',
				bytes: cells[3] ?? '',
				share: (share?.hidden ? '' : share?.textContent) ?? '',
				why: group.querySelector('.nft-offload-why')?.textContent ?? '',
			};
		})
	);
}

/** Opens every device and every fold. */
export async function openAll(page: Page): Promise<void> {
	await page.evaluate(() => {
		// A device that opens shows its folds.
		for (let level = 0; level < 2; level++)
			for (const button of document.querySelectorAll<HTMLElement>(
				'#view .nft-offload-toggle[aria-expanded=false]'
			))
				button.click();
	});
}

/** Lets time pass on the router, and waits until the page has read and drawn again. */
export async function nextReading({ page, router }: Visit, milliseconds = 3000): Promise<void> {
	router.advance(milliseconds);
	const response = await page.waitForResponse((response) => asksForConnections(response.request()));
	// So far only its headers have come.
	await response.text();
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

/** Opens the page, waits for the second reading, from which on rates are known, and opens every device. */
export const openTable = (
	scenario: Parameters<typeof visit>[0],
	use: (visit: Visit) => Promise<void>,
	options = {}
) =>
	visit(
		scenario,
		async (opened) => {
			await waitForRows(opened.page, 1, GROUPS);
			await nextReading(opened);
			await openAll(opened.page);
			await use(opened);
		},
		{ path: CONNECTIONS, ...options }
	);

/** Every page and dialog, opened without a word of their language. */
import type { Page } from 'puppeteer';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { CONNECTIONS, GROUPS, openAll, waitForRows } from './connections.ts';
import { measureOnPage } from './measure.ts';
import { HARDWARE_BOX, pressApply, SOFTWARE_BOX, waitForSituation } from './overview.ts';
import { letTimePass, REPORT, waitForReport } from './report.ts';
import { type Visit, visit } from './visit.ts';

export interface Surface {
	name: string;
	scenario: ScenarioName;
	path?: string;
	/** Where to look: the page's content, or the dialog above it. */
	selector: string;
	open(opened: Visit): Promise<void>;
}

const VIEW = '#view';
const MODAL = '.modal-overlay-active #modal_overlay .modal';

export const PAGES: Surface[] = [
	{
		name: 'overview',
		scenario: 'pppoe-vlan',
		selector: VIEW,
		async open({ page }) {
			await waitForSituation(page, 'uploads-only');
			await unfold(page);
		},
	},
	{
		name: 'connections',
		scenario: 'software',
		path: CONNECTIONS,
		selector: VIEW,
		async open({ page }) {
			await waitForRows(page, 1, GROUPS);
			await openAll(page);
		},
	},
	{
		name: 'report',
		scenario: 'software',
		path: REPORT,
		selector: VIEW,
		async open({ page }) {
			await waitForReport(page);
			await openFolds(page);
		},
	},
];

const DIALOGS: Surface[] = [
	{
		name: 'keep or undo a trial',
		scenario: 'idle',
		selector: MODAL,
		async open({ page, router }) {
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await page.waitForSelector(`${MODAL} [role=timer]`);
			router.advance(5000);
		},
	},
	{
		name: 'enable it anyway',
		scenario: 'sqm',
		selector: MODAL,
		async open({ page }) {
			await page.locator(SOFTWARE_BOX).click();
			await page.locator(HARDWARE_BOX).click();
			await pressApply(page);
			await page.waitForSelector(`${MODAL} .cbi-button-negative`);
		},
	},
	{
		name: 'repair',
		scenario: 'pppoe-vlan',
		selector: MODAL,
		async open({ page }) {
			await page.locator('#nft-offload-verdict .nft-offload-help button').click();
			await page.waitForSelector(`${MODAL} .cbi-button-positive`);
		},
	},
	{
		name: 'an invalid exception',
		scenario: 'software',
		selector: MODAL,
		async open({ page }) {
			await waitForSituation(page, 'working');
			await unfold(page);
			await page.locator('[data-name=port] .add-item input[type=text]').fill('70000');
			await page.locator('#nft-offload-apply-exceptions').click();
			await page.waitForSelector(`${MODAL} button`);
		},
	},
];

const MEASURED: Surface = {
	name: 'measured',
	scenario: 'shaped-line',
	selector: VIEW,
	async open({ page, router }) {
		await waitForSituation(page, 'working');
		await measureOnPage(page, router);
	},
};

export const SURFACES = [...PAGES, MEASURED, ...DIALOGS];

/** Opens it in a language, as a browser names it, in a window of this width. */
export function visitSurface(
	surface: Surface,
	language: string,
	width: number,
	use: (opened: Visit) => Promise<void>
): Promise<void> {
	const { scenario, path } = surface;
	return visit(
		scenario,
		async (opened) => {
			await surface.open(opened);
			await use(opened);
		},
		{
			width,
			height: 740,
			...(path && { path }),
			async prepare(opened) {
				letTimePass(opened);
				await opened.page.setExtraHTTPHeaders({ 'Accept-Language': language });
			},
		}
	);
}

/** Opens every fold of the overview, and waits for the form in one of them. */
async function unfold(page: Page): Promise<void> {
	await openFolds(page);
	await page.waitForSelector('#nft-offload-exceptions details > div');
}

function openFolds(page: Page): Promise<void> {
	return page.$$eval('#view details', (folds) => {
		for (const fold of folds) fold.setAttribute('open', '');
	});
}

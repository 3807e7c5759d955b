import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { HOSTILE_NAME, NEIGHBOURS } from '../emulator/kernel/neighbours.ts';
import type { ScenarioName } from '../emulator/scenarios.ts';
import { except } from '../unit/docs/support/session.ts';
import { bestModeOutcome, findBestMode, TABLE as MODES, shortSeconds } from './support/best-mode.ts';
import { CONNECTIONS, GROUPS, nextReading } from './support/connections.ts';
import { VERDICT as OUTCOME } from './support/measure.ts';
import { SETTINGS, waitForSituation } from './support/overview.ts';
import { closeBrowser, type Visit, visit, waitForText } from './support/visit.ts';

/** `npm run screenshots:answers`: the parts of pages that docs/answers.md shows, 768 px wide, as PNG files in docs/answers. */
const WIDTH = 768;
const EXCEPTIONS = '#nft-offload-exceptions';
const DRAWBACKS = '#nft-offload-drawbacks';
/** Pixels around the element. */
const MARGIN = 4;

interface Picture {
	name: string;
	scenario: ScenarioName;
	/** Selector of the element, or of the first one. */
	selector: string;
	end?: string;
	path?: string;
	prepare?: (opened: Visit) => Promise<void>;
	/** Waits until the element shows what it is to show. */
	show(opened: Visit): Promise<unknown>;
}

const PICTURES: Picture[] = [
	{
		name: 'downloads-slow',
		scenario: 'pppoe-vlan',
		selector: '#nft-offload-verdict',
		show: ({ page }) => waitForSituation(page, 'uploads-only'),
	},
	{
		name: 'connections',
		scenario: 'pppoe-vlan',
		selector: '.nft-offload-connections',
		path: CONNECTIONS,
		async show(opened) {
			await opened.page.waitForSelector(GROUPS);
			for (let readings = 0; readings < 4; readings++) await nextReading(opened);
		},
	},
	{
		name: 'best-mode',
		scenario: 'slow-cores-hardware',
		selector: OUTCOME,
		end: MODES,
		prepare: shortSeconds,
		async show(opened) {
			await findBestMode(opened);
			await bestModeOutcome(opened);
		},
	},
	{
		name: 'sqm',
		scenario: 'sqm',
		selector: SETTINGS,
		async show({ page }) {
			await waitForText(page, DRAWBACKS, /1 warning/);
			await page.click(`${DRAWBACKS} summary`);
		},
	},
	{
		name: 'exceptions',
		scenario: 'software',
		selector: EXCEPTIONS,
		prepare: async ({ router }) => except(router, '02:11:22:33:44:55'),
		show: ({ page }) => waitForText(page, EXCEPTIONS, /The exceptions are loaded\./),
	},
];

const target = fileURLToPath(new URL('../../docs/answers', import.meta.url));

async function take({ name, scenario, selector, end = selector, show, ...options }: Picture): Promise<void> {
	await visit(
		scenario,
		async (opened) => {
			const { page } = opened;
			await show(opened);
			const { y } = await boxOf(page, selector);
			const last = await boxOf(page, end);
			const height = last.y + last.height - y;
			await page.screenshot({
				path: join(target, `${name}.png`),
				clip: { x: 0, y: y - MARGIN, width: WIDTH, height: height + 2 * MARGIN },
				captureBeyondViewport: true,
			});
		},
		{ width: WIDTH, ...options }
	);
	console.log(name);
}

async function boxOf(page: Page, selector: string): Promise<{ y: number; height: number }> {
	const element = await page.waitForSelector(selector);
	const box = await element?.evaluate((node) => {
		const { top, height } = node.getBoundingClientRect();
		return { y: top + window.scrollY, height };
	});
	if (!box) throw new Error(`${selector} is not there`);
	return box;
}

try {
	mkdirSync(target, { recursive: true });
	for (const device of NEIGHBOURS) if (device.name === HOSTILE_NAME) device.name = 'Bens-Laptop';
	for (const picture of PICTURES) await take(picture);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await closeBrowser();
}

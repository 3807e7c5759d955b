import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { isScenario, SCENARIOS, type Scenario, type ScenarioName } from '../emulator/scenarios.ts';
import { CONNECTIONS } from './support/connections.ts';
import { hurry } from './support/hurry.ts';
import { closeBrowser, OVERVIEW, type Visit, visit } from './support/visit.ts';

/**
 * `npm run screenshots [-- SCENARIO...]`: every page in each important scenario at the widths of a phone, a tablet and a desk, light and
 * dark, as PNG files in dist/screenshots. Those that the README shows are copied to docs/screenshots.
 */
const WIDTHS = [360, 768, 1280];
const SCHEMES = ['light', 'dark'];
/** Readings before the picture, so that rates are known; of the overview so many that its chart shows some minutes. */
const READINGS = 4;
const MINUTES = 150;
/** Faults that look different from each other; the scenarios without a fault are all important. */
const FAULTS: ScenarioName[] = ['table-garbage', 'nft-missing', 'config-missing', 'plugin-failing'];

/** The text of the report, which takes two readings of the router. */
const PREVIEW = '.nft-offload-preview';

/** The call of the page whose clock runs faster for its picture. */
const HURRIED = '"counters"';

/** Each page with the calls that it makes again and again, and what tells that it has drawn. */
const PAGES = [
	{ name: 'overview', path: OVERVIEW, call: HURRIED, drawn: '[data-situation]' },
	{ name: 'connections', path: CONNECTIONS, call: '"connections"', drawn: '.nft-offload-summary' },
	{ name: 'report', path: `${OVERVIEW}/report`, call: null, drawn: PREVIEW },
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = join(root, 'dist/screenshots');

function isImportant(name: ScenarioName): boolean {
	const scenario: Scenario = SCENARIOS[name];
	return scenario.group === undefined || FAULTS.includes(name);
}

async function readSomeTimes({ page, router }: Visit, call: string | null): Promise<void> {
	if (call === null)
		await page.waitForFunction(
			(preview) => (document.querySelector(preview) as HTMLTextAreaElement | null)?.value,
			{ timeout: 60_000 },
			PREVIEW
		);
	const hurried = call === HURRIED;
	const readings = hurried ? MINUTES : READINGS;
	for (let reading = 0; call !== null && reading < readings; reading++) {
		if (!hurried) router.advance(3000);
		await page.waitForResponse((response) => response.request().postData()?.includes(call) ?? false);
	}
}

async function takePictures(page: Page, name: string): Promise<void> {
	for (const scheme of SCHEMES)
		for (const width of WIDTHS) {
			await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
			await page.setViewport({ width, height: 900 });
			await page.screenshot({ path: join(target, `${name}-${width}-${scheme}.png`), fullPage: true });
		}
}

function publish(): void {
	const docs = join(root, 'docs/screenshots');
	mkdirSync(docs, { recursive: true });
	for (const scheme of SCHEMES)
		copyFileSync(join(target, `software-overview-1280-${scheme}.png`), join(docs, `overview-${scheme}.png`));
}

async function main(named: string[]): Promise<void> {
	const unknown = named.find((name) => !isScenario(name));
	if (unknown !== undefined) throw new Error(`${unknown}: not a scenario; npm start -- --help lists them`);
	const all = Object.keys(SCENARIOS) as ScenarioName[];
	const scenarios = named.length > 0 ? named.filter(isScenario) : all.filter(isImportant);
	mkdirSync(target, { recursive: true });
	for (const scenario of scenarios) {
		for (const { name, path, call, drawn } of PAGES)
			await visit(
				scenario,
				async (opened) => {
					await opened.page.waitForSelector(drawn);
					await readSomeTimes(opened, call);
					await takePictures(opened.page, `${scenario}-${name}`);
				},
				{
					user: scenario === 'read-only' ? 'viewer' : 'root',
					path,
					...(call === HURRIED && { prepare: hurry }),
				}
			);
		console.log(scenario);
	}
	if (scenarios.includes('software')) publish();
}

try {
	await main(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	await closeBrowser();
}

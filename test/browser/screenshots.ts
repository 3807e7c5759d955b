import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCENARIOS, type ScenarioName } from '../router/scenarios.ts';
import { closeBrowser, type Visit, visit } from './visit.ts';

/**
 * `npm run screenshots [-- SCENARIO...]`: the page in each scenario at the widths of a phone, a tablet and a desk, light and dark, as
 * PNG files in dist/screenshots. The two that the README shows are copied to docs/screenshots.
 */
const WIDTHS = [360, 768, 1280];
const SCHEMES = ['light', 'dark'];
/** Seconds of traffic before the picture, so that the chart has a line. */
const READINGS = 4;

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = join(root, 'dist/screenshots');
const named = process.argv.slice(2) as ScenarioName[];
const scenarios = named.length > 0 ? named : (Object.keys(SCENARIOS) as ScenarioName[]);

mkdirSync(target, { recursive: true });
for (const scenario of scenarios)
	await visit(scenario, (opened) => takePictures(opened, scenario), {
		user: scenario === 'read-only' ? 'viewer' : 'root',
	});
await closeBrowser();
if (scenarios.includes('software')) publish();

async function takePictures({ page, router }: Visit, scenario: ScenarioName): Promise<void> {
	await page.waitForSelector('#nft-offload-verdict[data-situation]');
	for (let reading = 0; reading < READINGS; reading++) {
		router.advance(3000);
		await page.waitForResponse((response) => response.url().includes('/ubus'));
	}
	for (const scheme of SCHEMES)
		for (const width of WIDTHS) {
			await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
			await page.setViewport({ width, height: 900 });
			await page.screenshot({ path: join(target, `${scenario}-${width}-${scheme}.png`), fullPage: true });
		}
}

function publish(): void {
	const docs = join(root, 'docs/screenshots');
	mkdirSync(docs, { recursive: true });
	for (const scheme of SCHEMES)
		copyFileSync(join(target, `software-1280-${scheme}.png`), join(docs, `overview-${scheme}.png`));
}

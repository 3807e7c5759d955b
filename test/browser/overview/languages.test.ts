/** The overview in every language: nothing sticks out on a phone, tables stay in their sections, and texts of the picture fit their boxes. */
import { readdirSync } from 'node:fs';
import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import { PATHS } from '../../emulator/paths.ts';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { assertFits, overflow } from '../support/axe.ts';
import { waitForSituation } from '../support/overview.ts';
import { openReport } from '../support/report.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, type Visit, visit, waitForText } from '../support/visit.ts';

/** Folders of the translations, and what a browser calls those of another name. */
const FOLDERS = readdirSync(PATHS.translations).filter((name) => name !== 'templates');
const TAGS: Record<string, string> = { pt_BR: 'pt-BR', zh_Hans: 'zh-CN', zh_Hant: 'zh-TW' };
/** One of each script, and one from right to left. */
const SCRIPTS = ['ar', 'ru', 'zh_Hans'];

const inLanguage = (folder: string, use: (opened: Visit) => Promise<void>) =>
	visit('software', use, {
		width: 360,
		prepare: ({ page }) => page.setExtraHTTPHeaders({ 'Accept-Language': TAGS[folder] ?? folder }),
	});

/** Tables that stick out of their section. */
function wideTables(page: Page): Promise<string[]> {
	return page.$$eval('#view table', (tables) =>
		tables.flatMap((table) => {
			if (!table.checkVisibility()) return [];
			const section = table.closest('.cbi-section')!.getBoundingClientRect();
			const { left, right } = table.getBoundingClientRect();
			return left < section.left || right > section.right ? [table.textContent ?? ''] : [];
		})
	);
}

/** Texts of the picture that are wider than their box. */
function wideTexts(page: Page): Promise<string[]> {
	return page.$$eval('.nft-offload-path', ([picture]) => {
		const boxes = [...picture!.querySelectorAll<SVGRectElement>('rect')].map((rect) => rect.getBBox());
		const texts = [...picture!.querySelectorAll<SVGTextElement>('text')];
		return texts.flatMap((text) => {
			const { x, y, width, height } = text.getBBox();
			const middle = { x: x + width / 2, y: y + height / 2 };
			const box = boxes.find(
				(one) =>
					middle.x > one.x &&
					middle.x < one.x + one.width &&
					middle.y > one.y &&
					middle.y < one.y + one.height
			);
			return box && width > box.width ? [`${text.textContent}: ${width} > ${box.width}`] : [];
		});
	});
}

QUnit.module('languages', { after: closeBrowser }, () => {
	for (const folder of FOLDERS)
		test.scenario(`${folder}: fits a phone`, async (assert) => {
			await inLanguage(folder, async ({ page, complaints }) => {
				await waitForSituation(page, 'working');
				const title = await page.$eval('h2', (heading) => heading.textContent);
				assert.notStrictEqual(title, 'Flow Offloading', 'it is translated');
				assert.strictEqual(await overflow(page), 0);
				assert.deepEqual(await wideTexts(page), []);
				for (const width of [1280, 768]) {
					await page.setViewport({ width, height: 900 });
					assert.deepEqual(await wideTables(page), [], `${width}`);
				}
				assert.deepEqual(complaints, []);
			});
		});

	for (const folder of SCRIPTS)
		test.scenario(`${folder}: accessible in light and dark, and fits every width`, async (assert) => {
			await inLanguage(folder, async ({ page }) => {
				await waitForSituation(page, 'working');
				await assertFits(assert, page);
			});
		});

	test.scenario('Arabic runs from right to left, and its figures do not', async (assert) => {
		await inLanguage('ar', async ({ page }) => {
			await waitForSituation(page, 'working');
			const [view, chart] = await page.evaluate(() =>
				['#view', '.nft-offload-chart'].map(
					(place) => getComputedStyle(document.querySelector(place)!).direction
				)
			);
			assert.deepEqual([view, chart], ['rtl', 'ltr']);
		});
		await inLanguage('de', async ({ page }) => {
			await waitForSituation(page, 'working');
			assert.strictEqual(await page.$('#view[dir]'), null);
		});
	});

	test.scenario('Arabic: the picture of the report keeps its margins', async (assert) => {
		await openReport(
			'software',
			async ({ page }) => {
				const colours = await page.$eval('.nft-offload-card', (card) => {
					const { height } = card as HTMLCanvasElement;
					const margin = (card as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, 30, height);
					return new Set(new Uint32Array(margin.data.buffer)).size;
				});
				assert.strictEqual(colours, 1);
			},
			{ prepare: ({ page }) => page.setExtraHTTPHeaders({ 'Accept-Language': 'ar' }) }
		);
	});
});

/** Texts of the page and its dialogs that are marked as English, each once. */
async function markedAsEnglish(page: Page): Promise<string[]> {
	const texts = await page.$$eval('#view [lang=en], #modal_overlay [lang=en]', (marked) =>
		marked.map((element) => element.textContent ?? '')
	);
	return [...new Set(texts)].sort();
}

QUnit.module('languages > quotations', { after: closeBrowser }, () => {
	const quoting: Array<[scenario: ScenarioName, quotations: RegExp]> = [
		['plugin-failing', /RPC call to luci\.nft-offload\/\w+ failed with ubus code 5/],
		['nft-failing', /nft/],
	];
	for (const [scenario, quotation] of quoting)
		test.scenario(`${scenario}: what is quoted is marked as English, and said in whole`, async (assert) => {
			await visit(
				scenario,
				async ({ page }) => {
					await page.waitForSelector('#view [lang=en]');
					const marked = await markedAsEnglish(page);
					assert.true(quotation.test(marked.join('\n')), marked.join('\n'));
					const unmarked = await page.$$eval(
						'#view',
						([view], quotations) => {
							const copy = view!.cloneNode(true) as HTMLElement;
							for (const element of copy.querySelectorAll('[lang=en]')) element.remove();
							return quotations.filter((quotation) => copy.textContent?.includes(quotation));
						},
						marked
					);
					assert.deepEqual(unmarked, [], 'nowhere without the mark');
				},
				{ prepare: ({ page }) => page.setExtraHTTPHeaders({ 'Accept-Language': 'de' }) }
			);
		});

	test.scenario('on an English page there is nothing to mark', async (assert) => {
		await visit('plugin-failing', async ({ page }) => {
			await waitForText(page, '#view', /ubus code 5/);
			assert.deepEqual(await markedAsEnglish(page), []);
		});
	});
});

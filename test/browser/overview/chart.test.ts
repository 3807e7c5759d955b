import type { BoundingBox, Page } from 'puppeteer';
import QUnit from 'qunit';
import { test } from '../support/spec.ts';
import { until } from '../support/until.ts';
import { closeBrowser, textOf, type Visit, visit, waitForText } from '../support/visit.ts';

const PLOT = '.nft-offload-plot';
const LEGEND = '.nft-offload-series';

const UNKNOWN = { wan_bits: null, share: null, cpu: null, softirq: null, entries: null };
const STEADY = { wan_bits: 93e6, share: 0.97, cpu: 0.4, softirq: 0.1, entries: 40 };

/** Two minutes of a router, with a gap and two events; `ago` is in seconds before the page is opened. */
const PAST = [
	{ ago: 120, ...STEADY },
	{ ago: 117, ...STEADY, share: 0 },
	{ ago: 110, ...UNKNOWN },
	{ ago: 100, ...UNKNOWN, mark: 'change' },
	{ ago: 97, ...STEADY, mark: 'reload' },
	...[94, 85, 76, 67, 58, 49, 40].map((ago) => ({ ago, ...STEADY })),
];

async function rememberPast({ page }: Visit): Promise<void> {
	await page.evaluateOnNewDocument((past) => {
		const key = 'nft-offload.history';
		const samples = past.map(({ ago, ...sample }) => ({ time: Date.now() / 1000 - ago, ...sample }));
		if (!sessionStorage.getItem(key)) sessionStorage.setItem(key, JSON.stringify(samples));
	}, PAST);
}

const visitChart = (use: (visit: Visit) => Promise<void>) =>
	visit(
		'software',
		async (opened) => {
			await opened.page.waitForSelector(PLOT, { visible: true });
			await use(opened);
		},
		{ prepare: rememberPast }
	);

/** Moves the mouse over a moment of the chart until the legend has its value: the page moves what is below while it reads the router. */
async function pointAt(page: Page, ago: number, words: RegExp): Promise<BoundingBox> {
	const plot = (await page.waitForSelector(PLOT, { visible: true }))!;
	return until(
		async () => {
			await plot.scrollIntoView();
			const box = (await plot.boundingBox())!;
			await page.mouse.move(box.x + box.width * (1 - ago / 600), box.y + box.height / 2);
			return words.test(await textOf(page, LEGEND)) ? box : null;
		},
		async () => `the legend says ${await textOf(page, LEGEND)}`
	);
}

/** How many pieces a line of the chart is drawn in. */
const pieces = (page: Page, series: string) =>
	page.$eval(`${PLOT} .${series}`, (path) => (path.getAttribute('d')?.match(/M/g) ?? []).length);
/** The value of the slider and its greatest one. */
const values = (page: Page) =>
	page.$eval(PLOT, (plot) =>
		['aria-valuenow', 'aria-valuemax'].map((name) => Number(plot.getAttribute(name)))
	);
const spoken = (page: Page) => page.$eval(PLOT, (plot) => plot.getAttribute('aria-valuetext') ?? '');

QUnit.module('chart', { after: closeBrowser }, () => {
	test.scenario(
		'gaps are gaps, reloads and changes are lines across, and the legend says so',
		async (assert) => {
			await visitChart(async ({ page, complaints }) => {
				assert.ok((await pieces(page, 'series.share')) >= 2, 'the line is broken where nothing was read');
				assert.strictEqual(await pieces(page, 'mark.reload'), 1);
				assert.strictEqual(await pieces(page, 'mark.change'), 1);
				const legend = await textOf(page, LEGEND);
				assert.ok(legend.includes('Firewall reloaded') && legend.includes('Settings changed'), legend);
				assert.deepEqual(complaints, []);
			});
		}
	);

	test.scenario('the arrow keys read out each moment, and the end is the latest reading', async (assert) => {
		await visitChart(async ({ page }) => {
			await page.focus(PLOT);
			await page.keyboard.press('Home');
			assert.ok(
				/^At .*Bypasses the firewall: at least 97 %.*Internet connection: 93.0 Mbit\/s$/.test(
					await spoken(page)
				),
				await spoken(page)
			);
			await page.keyboard.press('ArrowRight');
			assert.ok((await spoken(page)).includes('Bypasses the firewall: at least 0 %'), 'zero is a reading');
			await page.keyboard.press('ArrowRight');
			assert.ok((await spoken(page)).includes('Bypasses the firewall: unknown'), 'a gap is none');
			assert.ok(
				(await textOf(page, LEGEND)).includes('Bypasses the firewall unknown'),
				'those who see it read the same'
			);
			await page.keyboard.press('ArrowRight');
			assert.ok((await spoken(page)).includes('settings changed'), await spoken(page));
			await page.keyboard.press('Escape');
			await waitForText(page, LEGEND, /Bypasses the firewall/);
			const [now, max] = await values(page);
			assert.strictEqual(now, max);
		});
	});

	test.scenario('a moment keeps its value when a reading comes', async (assert) => {
		await visitChart(async ({ page, router }) => {
			await page.focus(PLOT);
			await page.keyboard.press('End');
			const [before] = await values(page);
			const text = await spoken(page);
			router.advance(3000);
			await page.waitForFunction(
				(cursor, latest) => document.querySelector(cursor)?.getAttribute('d') !== latest,
				{},
				`${PLOT} .cursor`,
				await page.$eval(`${PLOT} .cursor`, (cursor) => cursor.getAttribute('d'))
			);
			await page.keyboard.press('ArrowRight');
			assert.true((await values(page))[0]! > before!, 'another moment is another value');
			await page.keyboard.press('ArrowLeft');
			assert.deepEqual([(await values(page))[0], await spoken(page)], [before, text]);
		});
	});

	test.scenario('the mouse reads out the moment under it', async (assert) => {
		await visitChart(async ({ page }) => {
			// Well within what is known.
			const box = await pointAt(page, 70, /93\.0 Mbit\/s/);
			await page.mouse.move(box.x + box.width / 2, box.y - 50);
			await page.waitForFunction(() => /latest/.test(document.body.innerText));
			assert.notOk(await page.$eval(`${PLOT} .cursor`, (path) => path.getAttribute('d')));
		});
	});

	test.scenario('a box in the legend switches its line off and on', async (assert) => {
		await visitChart(async ({ page }) => {
			const isShown = () =>
				page.$eval(`${PLOT} .series.cpu`, (path) => path.getAttribute('display') !== 'none');
			const box = `${LEGEND} li:nth-child(2) input`;
			await page.locator(box).click();
			assert.notOk(await isShown());
			await page.locator(box).click();
			assert.ok(await isShown());
		});
	});

	test.scenario('pause holds the picture while readings go on', async (assert) => {
		await visitChart(async ({ page, router }) => {
			const line = () => page.$eval(`${PLOT} .series.share`, (path) => path.getAttribute('d'));
			const count = () =>
				page.evaluate(() => JSON.parse(sessionStorage.getItem('nft-offload.history')!).length);
			await page.locator('.nft-offload-pause').click();
			const [held, before] = [await line(), await count()];
			router.advance(3000);
			await page.waitForFunction(
				(most) => JSON.parse(sessionStorage.getItem('nft-offload.history')!).length > most + 1,
				{},
				before
			);
			assert.strictEqual(await line(), held);
			await page.locator('.nft-offload-pause').click();
			assert.notStrictEqual(await line(), held);
		});
	});

	test.scenario('the past is still there after another page of LuCI', async (assert) => {
		await visitChart(async ({ page, url }) => {
			await page.goto(`${url}/cgi-bin/luci/admin/status/overview`);
			await page.goto(`${url}/cgi-bin/luci/admin/network/flow-offloading`);
			await page.waitForSelector(PLOT, { visible: true });
			assert.strictEqual(await pieces(page, 'mark.reload'), 1);
		});
	});
});

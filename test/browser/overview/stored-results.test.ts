import QUnit from 'qunit';
import { assertFits } from '../support/axe.ts';
import { measureOnPage, SECTION, START } from '../support/measure.ts';
import { isShown } from '../support/overview.ts';
import { pressKey } from '../support/press-key.ts';
import { test } from '../support/spec.ts';
import {
	RESULTS_FILE,
	STORED_RESULTS,
	STORED_ROWS,
	storedResult,
	storedRows,
	storeResults,
} from '../support/stored-results.ts';
import { closeBrowser, OVERVIEW, textOf, type Visit, visit, waitForText } from '../support/visit.ts';

/** The traffic of a home in which a film is being watched, and a page that knows the router. */
async function readAgain({ page, router }: Visit): Promise<void> {
	router.advance(60_000);
	await page.waitForSelector('[data-situation]');
	await page.waitForSelector(START);
}

const DIALOG = '.modal[aria-label="Delete the results?"]';
const DELETE = `${STORED_RESULTS} .cbi-button-remove`;

QUnit.module('stored results', { after: closeBrowser }, () => {
	test.scenario('a result is stored: the table has it at once, and in another browser', async (assert) => {
		const asked: string[] = [];
		const use = async (opened: Visit) => {
			const { page, router, complaints } = opened;
			await readAgain(opened);
			assert.false(await isShown(page, STORED_RESULTS), 'nothing is stored');
			const reading = asked.filter((body) => body.includes('"results"'));
			assert.true(
				reading.length === 1 && reading[0]!.includes('"counters"') && reading[0]!.includes('"status"'),
				'asked once, in the request of the first poll'
			);
			await measureOnPage(page, router);
			await page.waitForSelector(STORED_ROWS);
			const [row, ...others] = await storedRows(page);
			assert.deepEqual(others, []);
			assert.strictEqual(row!.Mode, 'Software');
			assert.strictEqual(row!.Release, 'OpenWrt 25.12.0 r0-emulated');
			assert.true(/^9\d %$/.test(row!['Downloads bypassed'] ?? ''), row!['Downloads bypassed']);
			assert.true(/^\d+\.\d Mbit\/s$/.test(row!.Speed ?? ''), row!.Speed);
			await page.evaluate(() => window.sessionStorage.clear());
			await page.goto(router.url + OVERVIEW);
			await page.waitForSelector(STORED_ROWS);
			assert.deepEqual(await storedRows(page), [row!]);
			assert.strictEqual(await page.$(`${SECTION} table`), null, 'no result of this tab');
			assert.ok(
				await page.$('[data-badge=accelerating]'),
				'what another tab has measured proves nothing now'
			);
			assert.deepEqual(complaints, []);
		};
		await visit('software', use, {
			prepare: async ({ page }) => {
				page.on('request', (request) => asked.push(request.postData() ?? ''));
			},
		});
	});

	test.scenario('the newest is first, and more than three are folded', async (assert) => {
		const results = ['A', 'B', 'C', 'D'].map((release, at) =>
			storedResult({
				time: storedResult().time + at,
				environment: { ...storedResult().environment, release },
			})
		);
		await visit(
			'software',
			async ({ page }) => {
				await page.waitForSelector(`${STORED_RESULTS} summary`, { visible: true });
				assert.false(await isShown(page, STORED_ROWS));
				await page.locator(`${STORED_RESULTS} summary`).click();
				await page.waitForSelector(STORED_ROWS, { visible: true });
				const rows = await storedRows(page);
				assert.deepEqual(
					rows.map(({ Release }) => Release),
					['D', 'C', 'B', 'A']
				);
				assert.strictEqual(rows[0]!['Busiest core'], '42 %');
				assert.true(rows[0]!['Measured at']!.includes('2026'), rows[0]!['Measured at']);
			},
			{ prepare: async (opened) => storeResults(opened, results) }
		);
	});

	test.scenario('the table fits phones and tablets and is accessible, light and dark', async (assert) => {
		const results = ['off', 'software', 'hardware', 'software'].map((mode) =>
			storedResult({ mode: mode as 'off' | 'software' | 'hardware' })
		);
		await visit(
			'software',
			async ({ page }) => {
				await page.locator(`${STORED_RESULTS} summary`).click();
				await page.waitForSelector(STORED_ROWS, { visible: true });
				assert.strictEqual((await storedRows(page)).length, 4);
				await assertFits(assert, page);
				assert.strictEqual((await storedRows(page)).length, 4, 'the table is still there');
			},
			{ width: 360, prepare: async (opened) => storeResults(opened, results) }
		);
	});

	test.scenario('“Delete results” asks once, and deletes the file', async (assert) => {
		await visit(
			'software',
			async ({ page, router }) => {
				await pressKey(page, DELETE);
				await page.waitForSelector(DIALOG);
				await page.keyboard.press('Escape');
				await page.waitForSelector(DIALOG, { hidden: true });
				assert.true(await isShown(page, STORED_ROWS), 'Cancel deletes nothing');
				assert.ok(router.router().readFile(RESULTS_FILE));
				await pressKey(page, DELETE);
				await page.locator(`${DIALOG} .cbi-button-negative`).click();
				await page.waitForSelector(STORED_RESULTS, { hidden: true });
				assert.strictEqual(router.router().readFile(RESULTS_FILE), null);
			},
			{ prepare: async (opened) => storeResults(opened, [storedResult()]) }
		);
	});

	test.scenario('a read-only session sees them and cannot delete them', async (assert) => {
		await visit(
			'software',
			async ({ page, complaints }) => {
				await page.waitForSelector(STORED_ROWS, { visible: true });
				assert.strictEqual((await storedRows(page)).length, 1);
				assert.strictEqual(await page.$(DELETE), null);
				assert.deepEqual(complaints, []);
			},
			{ user: 'viewer', prepare: async (opened) => storeResults(opened, [storedResult()]) }
		);
	});

	test.scenario(
		'a damaged file is a sentence with its reason, and is set aside by the next result',
		async (assert) => {
			await visit(
				'software',
				async (opened) => {
					const { page, router } = opened;
					await readAgain(opened);
					await waitForText(
						page,
						STORED_RESULTS,
						/could not be read: Unexpected format\. \(\/etc\/nft-offload\/results\.json: not JSON\)/
					);
					assert.strictEqual(await page.$(STORED_ROWS), null);
					await measureOnPage(page, router);
					await page.waitForSelector(STORED_ROWS);
					assert.true(/results\.json\.bad/.test(await textOf(page, SECTION)));
					assert.strictEqual(router.router().readFile(`${RESULTS_FILE}.bad`), 'damaged');
				},
				{ prepare: async ({ router }) => router.router().writeFile(RESULTS_FILE, 'damaged') }
			);
		}
	);

	test.scenario(
		'a result that cannot be stored is shown all the same, and the page says why',
		async (assert) => {
			await visit(
				'software',
				async (opened) => {
					const { page, router } = opened;
					await readAgain(opened);
					const { outcome } = await measureOnPage(page, router);
					assert.strictEqual(outcome, 'working');
					await waitForText(page, SECTION, /The router could not keep this result: .*results\.json/);
					assert.ok(await page.$(`${SECTION} table`));
					assert.ok(await page.$('[data-badge=measured]'));
				},
				{
					prepare: async ({ router }) => {
						router.router().writeFile(RESULTS_FILE, 'damaged');
						router.router().writeFile(`${RESULTS_FILE}.bad`, 'damaged before');
					},
				}
			);
		}
	);
});

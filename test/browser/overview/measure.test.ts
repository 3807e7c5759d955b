import QUnit from 'qunit';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { shortSeconds } from '../support/best-mode.ts';
import {
	isCounting,
	measureOnPage,
	outcomeOf,
	passTime,
	SECTION,
	START,
	startMeasuring,
	untilCounting,
	VERDICT,
} from '../support/measure.ts';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, OVERVIEW, textOf, type Visit, visit } from '../support/visit.ts';

/** With short seconds of the page: the router's clock is moved by the test alone. */
const visitQuick = (scenario: ScenarioName, use: (opened: Visit) => Promise<void>) =>
	visit(scenario, use, { prepare: shortSeconds });

/** The traffic of a home in which a film is being watched, and a page that knows the router. */
async function readAgain({ page, router }: Visit): Promise<void> {
	router.advance(60_000);
	await page.waitForSelector('[data-situation]');
	await page.waitForSelector(START);
}

/** What the table of results says under a mode, by its rows; empty where it has no such column. */
async function resultOf({ page }: Visit, mode: string): Promise<Record<string, string>> {
	const [titles = [], ...rows] = await page.$$eval(`${SECTION} tr`, (rows) =>
		rows.map((row) => [...row.children].map((cell) => cell.textContent ?? ''))
	);
	const column = titles.indexOf(mode);
	return column < 0 ? {} : Object.fromEntries(rows.map((cells) => [cells[0], cells[column]]));
}

QUnit.module('measurement > verdicts', { after: closeBrowser }, () => {
	const verdicts = [
		[
			'software',
			'working',
			/^Offloading works\. Downloads: (9\d|100) % of \d+\.\d MiB bypassed the firewall\. Uploads: /,
		],
		[
			'own-traffic',
			'partly',
			/^Offloading works in part\. Downloads: \d\d % of .* router’s own traffic, such as/,
		],
		['idle', 'not-working', /^Offloading is off, so this is as expected\. Downloads: 0 % of/],
		['module-missing', 'not-working', /^Offloading is off, so this is as expected/],
		[
			'speedtest-on-router',
			'partly',
			/^Offloading works in part\. Downloads: \d+ % of .* Uploads: 9\d % .*However, \d+ % of the rest was the router’s own traffic/,
		],
		['quiet', 'not-enough', /^Only 0 B of traffic in 2\d s\. A result needs at least 20 MB/],
		['hardware', 'working', /^Offloading works\. Downloads: (9\d|100) %/],
		[
			'hardware-silent',
			'hardware',
			/^\d+ connections are offloaded to hardware, but the WAN counter barely moved/,
		],
		['pppoe-vlan', 'partly', /^Offloading works in part\. Downloads: \d % of .* Uploads: (9\d|100) % of/],
		['ds-lite', 'partly', /^Offloading works in part\. Downloads: \d % of .* Uploads: 9\d % of/],
		[
			'sqm-ingress',
			'partly',
			/^Offloading works in part\. Downloads: \d % of .*\(SQM\) takes them off the fast path\. SQM keeps working: nothing is wrong\./,
		],
	] as const;
	for (const [scenario, outcome, words] of verdicts)
		test.scenario(`${scenario}: ${outcome}`, async (assert) => {
			await visitQuick(scenario, async (opened) => {
				await readAgain(opened);
				const measured = await measureOnPage(opened.page, opened.router);
				assert.strictEqual(measured.outcome, outcome);
				assert.true(words.test(measured.text), measured.text);
				await untilCounting(opened.router, false);
				assert.deepEqual(opened.complaints, []);
			});
		});

	test.scenario(
		'badge and proof follow, and the results of the modes stand side by side after a reload',
		async (assert) => {
			await visitQuick('software', async (opened) => {
				const { page, router } = opened;
				await readAgain(opened);
				await measureOnPage(page, router);
				await page.waitForSelector('[data-badge=measured]');
				assert.true(/Measured: 9\d % bypassed/i.test(await textOf(page, '[data-badge]')));
				router.setScenario('idle');
				await page.goto(router.url + OVERVIEW);
				await readAgain(opened);
				await waitForSituation(page, 'off');
				await measureOnPage(page, router);
				assert.strictEqual((await resultOf(opened, 'Off'))['Bypassed the firewall'], '0 %');
				const before = await resultOf(opened, 'Software');
				assert.true(/^9\d %$/.test(before['Bypassed the firewall'] ?? ''), 'the result before the reload');
				assert.deepEqual(await resultOf(opened, 'Hardware'), {}, 'never measured');
				assert.ok(await page.$('[data-badge=off]'), 'a result of another mode is no proof now');
			});
		}
	);
});

QUnit.module('measurement > while it runs', { after: closeBrowser }, () => {
	test.scenario('progress and a live reading, in the one request of each tick', async (assert) => {
		await visitQuick('software', async (opened) => {
			const { page, router } = opened;
			await readAgain(opened);
			const bodies: string[] = [];
			page.on('request', (request) => bodies.push(request.postData() ?? ''));
			await startMeasuring(page, router);
			await passTime(page, router, 8);
			assert.true(
				/\d MiB so far, \d+\.\d Mbit\/s right now; bypassed the firewall: 9\d %/.test(
					await textOf(page, SECTION)
				)
			);
			const bar = await page.$eval(`${SECTION} [role=progressbar]`, (node) =>
				node.getAttribute('aria-valuenow')
			);
			assert.strictEqual(bar, '45');
			const reads = bodies.filter((body) => body.includes('measurement_read'));
			// A poll may be on its way while the measurement starts.
			const since = bodies.findIndex((body) => body.includes('measurement_read'));
			const polls = bodies.slice(since).filter((body) => body.includes('"counters"'));
			assert.true(reads.length > 1);
			assert.true(
				polls.every((body) => body.includes('measurement_read')),
				'no poll goes beside the reading of its tick'
			);
		});
	});

	test.scenario('cancel leaves nothing behind, and the next one can start', async (assert) => {
		await visitQuick('software', async (opened) => {
			const { page, router } = opened;
			await readAgain(opened);
			await startMeasuring(page, router);
			assert.true(isCounting(router));
			assert.strictEqual(await textOf(page, START), 'Cancel');
			await page.locator(START).click();
			assert.strictEqual((await outcomeOf(page)).outcome, 'cancelled');
			await page.waitForFunction(
				(start) => document.querySelector(start)?.textContent === 'Start',
				{},
				START
			);
			await untilCounting(router, false);
			assert.strictEqual(await page.$(`${SECTION} table`), null, 'no result');
			assert.strictEqual((await measureOnPage(page, router)).outcome, 'working');
		});
	});

	test.scenario('the keyboard alone starts and cancels it, and keeps its place', async (assert) => {
		await visitQuick('software', async (opened) => {
			const { page, router } = opened;
			await readAgain(opened);
			await page.focus(START);
			await page.keyboard.press('Enter');
			await untilCounting(router, true);
			await passTime(page, router, 1);
			await page.keyboard.press('Enter');
			assert.strictEqual((await outcomeOf(page)).outcome, 'cancelled');
			assert.true(await page.$eval(START, (button) => button === document.activeElement));
		});
	});

	test.scenario(
		'a login that expires in the middle ends it, in words, and leaves nothing behind',
		async (assert) => {
			await visitQuick('software', async (opened) => {
				const { page, router } = opened;
				await readAgain(opened);
				await startMeasuring(page, router);
				router.expireSessions();
				const { outcome, text } = await outcomeOf(page);
				assert.strictEqual(outcome, 'failed');
				assert.true(/session/i.test(text), text);
				assert.strictEqual(await page.$(`${SECTION} table`), null, 'no result');
				router.advance(13_000);
				assert.false(isCounting(router));
			});
		}
	);

	test.scenario(
		'a second tab is told that a measurement goes on, and does not disturb it',
		async (assert) => {
			await visitQuick('software', async (opened) => {
				const { page, router } = opened;
				await readAgain(opened);
				const second = await page.browserContext().newPage();
				await second.goto(router.url + OVERVIEW);
				await second.waitForSelector(START);
				await page.bringToFront();
				await startMeasuring(page, router);
				await second.bringToFront();
				await second.locator(START).click();
				const { outcome, text } = await outcomeOf(second);
				assert.strictEqual(outcome, 'failed');
				assert.true(text.startsWith('Another measurement is running'), text);
				await page.bringToFront();
				await passTime(page, router, 20);
				assert.strictEqual((await outcomeOf(page)).outcome, 'working');
			});
		}
	);

	test.scenario('it goes on while the tab is hidden, as by the download in another one', async (assert) => {
		await visitQuick('software', async (opened) => {
			const { page, router } = opened;
			await readAgain(opened);
			await startMeasuring(page, router);
			await page.evaluate(() => {
				Object.defineProperty(document, 'hidden', { value: true, configurable: true });
				// What a hidden tab never gets.
				window.requestAnimationFrame = () => 0;
			});
			await passTime(page, router, 20);
			assert.strictEqual((await outcomeOf(page)).outcome, 'working');
		});
	});

	test.scenario('a closed tab: the router clears up by itself', async (assert) => {
		await visitQuick('software', async (opened) => {
			const { page, router } = opened;
			await readAgain(opened);
			await startMeasuring(page, router);
			assert.true(isCounting(router));
			await page.close();
			router.advance(13_000);
			assert.false(isCounting(router));
		});
	});

	test.scenario('the router ended it: said so', async (assert) => {
		await visitQuick('software', async (opened) => {
			const { page, router } = opened;
			await readAgain(opened);
			await startMeasuring(page, router);
			router.advance(13_000);
			const { outcome, text } = await outcomeOf(page);
			assert.strictEqual(outcome, 'failed');
			assert.true(text.includes('did not read it for 10 seconds'), text);
		});
	});

	test.scenario('a user who may only read is told why, and has no button', async (assert) => {
		await visit(
			'read-only',
			async ({ page }) => {
				await page.waitForSelector(SECTION);
				assert.strictEqual(await page.$(START), null);
				assert.true((await textOf(page, SECTION)).includes('needs permission to change settings'));
				assert.strictEqual(await page.$(`${VERDICT}:not([hidden])`), null);
			},
			{ user: 'viewer' }
		);
	});
});

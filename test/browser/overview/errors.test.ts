import type { HTTPRequest, Page } from 'puppeteer';
import QUnit from 'qunit';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import { CONNECTIONS } from '../support/connections.ts';
import { counted, HEADLINE, isTicked, pressApply, SOFTWARE_BOX } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { applyErrorText, DIALOG } from '../support/trial.ts';
import { closeBrowser, logIn, OVERVIEW, textOf, type Visit, visit, waitForText } from '../support/visit.ts';

const PAGE = '#view';
const SUMMARY = '.nft-offload-summary';

/** What a router that offloads 40 connections shows of a fault. */
interface Fault {
	scenario: ScenarioName;
	/** On the overview. */
	words: RegExp;
	/** Offloaded in software; null: unknown. */
	software: number | null;
	/** Behind "Loaded by the kernel": the mode, or why it is unknown. */
	loaded: RegExp;
	/** On the page of connections. */
	connections: RegExp;
}

const COUNTED = { software: 40, loaded: /^Software$/, connections: /^\d+ connections are shown/ } as const;
const UNCOUNTED = { ...COUNTED, software: null, connections: /^Number of connections: unknown/ } as const;

/** Where nft tells nothing: the same reason as a verdict and behind "Loaded by the kernel". */
function unloaded(scenario: ScenarioName, reason: string): Fault {
	const words = new RegExp(`Unknown whether.*${reason}. \\(nft`);
	return { ...COUNTED, scenario, words, loaded: new RegExp(`${reason}. \\(nft`) };
}

const FAULTS: Fault[] = [
	{ ...COUNTED, scenario: 'netlink-refused', words: /Permission denied. \(netlink/ },
	{ ...COUNTED, scenario: 'netlink-missing', words: /does not have it. \(netlink/ },
	{ ...COUNTED, scenario: 'netlink-overrun', words: /Too much changed.*No buffer space/ },
	{ ...COUNTED, scenario: 'netlink-interrupted', words: /Too much changed.*NLM_F_DUMP_INTR/ },
	{ ...COUNTED, scenario: 'netlink-empty', words: /answer is incomplete. \(ctnetlink/ },
	{ ...COUNTED, scenario: 'netlink-truncated', words: /answer is incomplete. \(ctnetlink/ },
	{ ...COUNTED, scenario: 'netlink-garbage', words: /answer is incomplete. \(ctnetlink/ },
	{ ...UNCOUNTED, scenario: 'table-missing', words: /connections is unknown: .*does not have it/ },
	{ ...UNCOUNTED, scenario: 'table-empty', words: /connections is unknown: .*empty, with \d+ tracked/ },
	{
		...UNCOUNTED,
		scenario: 'table-truncated',
		words: /connections is unknown: .*answer is incomplete/,
		connections: /^3\d connections are shown/,
	},
	{ ...UNCOUNTED, scenario: 'table-garbage', words: /connections is unknown: .*Unexpected format/ },
	unloaded('nft-missing', 'does not have it'),
	unloaded('nft-failing', 'Permission denied'),
	unloaded('nft-hanging', 'No answer in time'),
	unloaded('nft-half', 'answer is incomplete'),
	{ ...COUNTED, scenario: 'netifd-denied', words: /Unknown whether.*Permission denied. \(ubus/ },
];

/** Where no call of the router half succeeds. */
const SILENCES: Array<[scenario: ScenarioName, words: RegExp]> = [
	['plugin-failing', /or the backend crashed/],
	['plugin-garbage', /backend sent an invalid reply/],
	['plugin-missing', /This page’s backend is not installed/],
	['plugin-hanging', /took too long to answer/],
	['calls-denied', /Permission denied\. Your session may have expired/],
];

QUnit.module('errors', { after: closeBrowser }, () => {
	for (const { scenario, words, software, loaded, connections } of FAULTS)
		test.scenario(`${scenario}: words, no zero, and the rest of the page works`, async (assert) => {
			await visit(scenario, async ({ page, url, complaints }) => {
				await waitForText(page, PAGE, words);
				await waitForText(page, HEADLINE, software === null ? /: unknown$/ : /^40 connections/);
				assert.strictEqual(await counted(page, 'Software'), software);
				const mode = (await fact(page, 'Loaded by the kernel')) ?? '';
				assert.ok(loaded.test(mode), mode);
				assert.ok(await isTicked(page, SOFTWARE_BOX), 'the form has the stored setting');
				await page.goto(url + CONNECTIONS);
				await waitForText(page, SUMMARY, connections);
				assert.ok(await reportIsWritten(page, url));
				assert.deepEqual(complaints, []);
			});
		});

	for (const [scenario, words] of SILENCES)
		test.scenario(`${scenario}: words, no zero, and no change that nobody would undo`, async (assert) => {
			await visit(scenario, async (opened) => {
				const { page, router, url } = opened;
				const stop = letTimePass(opened);
				await waitForText(page, HEADLINE, /: unknown$/);
				await waitForText(page, PAGE, words);
				for (const column of ['Software', 'Hardware']) assert.strictEqual(await counted(page, column), null);
				assert.strictEqual(await fact(page, 'Tracked connections'), 'unknown');
				const before = router.readConfig('firewall');
				await page.locator(SOFTWARE_BOX).click();
				await pressApply(page);
				assert.ok(/the change is not undone automatically/.test(await applyErrorText(page)));
				assert.strictEqual(router.readConfig('firewall'), before);
				stop();
				await page.goto(url + CONNECTIONS);
				const stopAgain = letTimePass(opened);
				await waitForText(page, SUMMARY, /^Number of connections: unknown/);
				await waitForText(page, PAGE, words);
				stopAgain();
			});
		});

	test.scenario('config-missing: words in place of the form, and everything else', async (assert) => {
		await visit('config-missing', async ({ page, url, complaints }) => {
			await waitForText(page, PAGE, /does not have it. \(RPC call to uci\/get/);
			await waitForText(page, HEADLINE, /^40 connections are offloaded/);
			assert.ok(/does not have it/.test((await fact(page, 'Enabled')) ?? ''));
			assert.strictEqual(await fact(page, 'Loaded by the kernel'), 'Software');
			await page.goto(url + CONNECTIONS);
			await waitForText(page, SUMMARY, /^\d+ connections are shown/);
			assert.ok(await reportIsWritten(page, url));
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('a login that ends in the middle is asked for anew, and nothing shows 0', async (assert) => {
		await visit('software', async (opened) => {
			const { page, router, url } = opened;
			await waitForText(page, HEADLINE, /^40 connections are offloaded/);
			router.expireSessions();
			await page.waitForFunction(() => /expired/i.test(document.body.innerText));
			assert.notStrictEqual(await counted(page, 'Software'), 0);
			await logIn(opened, 'root');
			await page.goto(url + OVERVIEW);
			await waitForText(page, HEADLINE, /^40 connections are offloaded/);
		});
	});

	test.scenario('a backend that is too busy is waited for: what was read stays', async (assert) => {
		await visit('software', async ({ page, router, complaints }) => {
			await waitForText(page, HEADLINE, /^40 connections are offloaded/);
			await page.waitForSelector('[data-situation=working]');
			const busy = await answerBusy(page);
			router.advance(60_000);
			for (let poll = 0; poll < 2; poll++) await busy.answered();
			assert.strictEqual(await counted(page, 'Software'), 40);
			assert.strictEqual(await textOf(page, HEADLINE), '40 connections are offloaded');
			assert.ok(await page.$('[data-situation=working]'));
			assert.strictEqual(await fact(page, 'Loaded by the kernel'), 'Software');
			await busy.end();
			await page.waitForFunction(
				(headline) => !document.querySelector(headline)?.textContent?.startsWith('40 '),
				{},
				HEADLINE
			);
			assert.notStrictEqual(await counted(page, 'Software'), null);
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('a backend that is too busy to begin a trial is asked again', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await page.waitForSelector('[data-situation=off]');
			await page.locator(SOFTWARE_BOX).click();
			const busy = await answerBusy(page, 'trial_start');
			await pressApply(page);
			await busy.answered();
			const before = router.readConfig('firewall');
			await busy.end();
			await page.waitForSelector(DIALOG);
			assert.notStrictEqual(router.readConfig('firewall'), before);
		});
	});

	test.scenario('one that stays too busy is not called another trial', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await page.waitForSelector('[data-situation=off]');
			await page.locator(SOFTWARE_BOX).click();
			const before = router.readConfig('firewall');
			const busy = await answerBusy(page, 'trial_start');
			await pressApply(page);
			const text = await applyErrorText(page);
			assert.true(text.includes('The router is busy with other requests.'), text);
			assert.false(text.includes('Another change'), text);
			assert.strictEqual(router.readConfig('firewall'), before);
			await busy.end();
		});
	});

	test.scenario('a backend that is too busy at first: the page reads again', async (assert) => {
		await visit('software', async ({ page, url }) => {
			const busy = await answerBusy(page);
			await page.goto(url + OVERVIEW);
			await busy.answered();
			assert.strictEqual(await textOf(page, HEADLINE), 'Reading the counter…');
			await busy.end();
			await waitForText(page, HEADLINE, /^\d+ connections are offloaded/);
			await page.waitForSelector('[data-situation=working]');
			await waitForText(page, '#nft-offload-settings [aria-live]', /router/);
		});
	});

	test.scenario(
		'clocks that go back: the counter and the chart go on, and nothing falls below zero',
		async (assert) => {
			await visit('clock-back', async ({ page, router, complaints }) => {
				await waitForText(page, HEADLINE, /^40 connections are offloaded/);
				await nextCounters({ page, router }, 12_000);
				await page.evaluate(() => {
					const now = Date.now;
					Date.now = () => now() - 3_600_000;
				});
				for (let reading = 0; reading < 3; reading++) await nextCounters({ page, router }, 3000);
				await waitForText(page, '.nft-offload-series', /Internet connection \d/);
				const shown = await textOf(page, PAGE);
				assert.notOk(/[-−]\d[\d.]* *(%|.?bit|.?B)/.test(shown), shown);
				assert.ok(((await counted(page, 'Software')) ?? 0) > 0);
				assert.deepEqual(complaints, []);
			});
		}
	);

	test.scenario('a router that was started anew counts from the beginning', async (assert) => {
		await visit('software', async (opened) => {
			const { page, router, url } = opened;
			await waitForText(page, HEADLINE, /^40 connections are offloaded/);
			await nextCounters(opened, 60_000);
			router.reboot();
			await logIn(opened, 'root');
			await page.goto(url + OVERVIEW);
			await waitForText(page, HEADLINE, /offloaded/);
			await nextCounters(opened, 3000);
			const shown = await textOf(page, PAGE);
			assert.notOk(/[-−]\d[\d.]* *(%|.?bit|.?B)/.test(shown), shown);
		});
	});
});

/** What a table of facts says behind this name. */
async function fact(page: Page, name: string): Promise<string | undefined> {
	const rows = await page.$$eval('#view tr', (rows) =>
		rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim()))
	);
	return rows.find(([title]) => title === name)?.[1];
}

/** Whether the page of the report has a text for a helper. */
async function reportIsWritten(page: Page, url: string): Promise<boolean> {
	await page.goto(`${url}${OVERVIEW}/report`);
	const written = await page.waitForFunction(() => {
		const preview = document.querySelector<HTMLTextAreaElement>('.nft-offload-preview');
		return preview?.value.includes('Flow offloading report');
	});
	return written.jsonValue().then(Boolean);
}

/** Lets time pass on the router until it is stopped: a call that hangs ends with it. */
function letTimePass({ router }: Visit): () => void {
	const timer = setInterval(() => router.advance(5000), 100);
	return () => clearInterval(timer);
}

/** Answers calls of the backend, or only requests with that method, in its place: too many at once. */
async function answerBusy(
	page: Page,
	method = ''
): Promise<{ answered(): Promise<unknown>; end(): Promise<void> }> {
	const busy = { ok: false, error: { code: 'busy', text: 'too many calls' } };
	const isOurs = (request: HTTPRequest) =>
		request.url().includes('/ubus') &&
		(request.postData()?.includes(`"luci.nft-offload"${method && `,"${method}"`}`) ?? false);
	const respond = (request: HTTPRequest) => {
		if (!isOurs(request)) return request.continue();
		const calls = JSON.parse(request.postData() ?? '[]');
		const answerOf = ({ id, params }: { id: unknown; params: unknown[] }) => ({
			jsonrpc: '2.0',
			id,
			result: [0, params[1] === 'luci.nft-offload' ? busy : { changes: {} }],
		});
		const answers = Array.isArray(calls) ? calls.map(answerOf) : answerOf(calls);
		return request.respond({ contentType: 'application/json', body: JSON.stringify(answers) });
	};
	await page.setRequestInterception(true);
	page.on('request', respond);
	return {
		answered: () => page.waitForResponse((response) => isOurs(response.request())),
		async end() {
			page.off('request', respond);
			await page.setRequestInterception(false);
		},
	};
}

async function nextCounters(
	{ page, router }: Pick<Visit, 'page' | 'router'>,
	milliseconds: number
): Promise<void> {
	router.advance(milliseconds);
	await page.waitForResponse((response) => response.request().postData()?.includes('"counters"') ?? false);
}

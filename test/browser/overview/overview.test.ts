import QUnit from 'qunit';
import { counted, HEADLINE, pressApply, SOFTWARE_BOX, waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { applyErrorText } from '../support/trial.ts';
import { closeBrowser, logIn, OVERVIEW, textOf, visit, waitForText } from '../support/visit.ts';

/** To LuCI's own page of the setting. */
const FIREWALL_LINK = '#view a[href$="/admin/network/firewall"]';

QUnit.module('overview', { after: closeBrowser }, () => {
	test.scenario(
		'a working router shows what is loaded and how many connections are offloaded',
		async (assert) => {
			await visit('software', async ({ page, router, complaints }) => {
				await waitForSituation(page, 'working');
				await waitForText(page, HEADLINE, /^\d+ connections are offloaded/);
				const shown = await counted(page, 'Software');
				assert.strictEqual(shown, 40, 'as many as the recorded table holds');
				assert.strictEqual(await counted(page, 'Software', 'IPv4 UDP'), 40, 'all of them IPv4 UDP');
				assert.strictEqual(await counted(page, 'Hardware'), 0, 'a reading of zero, not unknown');
				assert.ok(await page.$(FIREWALL_LINK));
				router.advance(60_000);
				await page.waitForFunction(
					(before) => !document.body.innerText.includes(before),
					{},
					'40 connections are'
				);
				assert.notStrictEqual(await counted(page, 'Software'), null, 'the counter moved with the traffic');
				assert.deepEqual(complaints, []);
			});
		}
	);

	test.scenario('a missing module is named, with the package that has it', async (assert) => {
		await visit('module-missing', async ({ page }) => {
			await waitForSituation(page, 'module-missing');
			assert.ok((await textOf(page, '[data-situation]')).includes('kmod-nft-offload'));
			await waitForText(page, HEADLINE, /^No connection is offloaded/);
		});
	});

	test.scenario('a user who may only read sees everything and can change nothing', async (assert) => {
		await visit(
			'read-only',
			async ({ page, router }) => {
				await waitForSituation(page, 'working');
				await waitForText(page, HEADLINE, /^\d+ connections are offloaded/);
				const before = router.readConfig('firewall');
				const disabled = await page.$eval(SOFTWARE_BOX, (box) => (box as HTMLInputElement).disabled);
				assert.ok(disabled, 'the checkbox cannot be ticked');
				assert.strictEqual(await page.$('.cbi-button-apply'), null, 'there is no button to apply');
				assert.strictEqual(router.readConfig('firewall'), before);
			},
			{ user: 'viewer' }
		);
	});

	test.scenario('only who may open a page of LuCI gets a link to it', async (assert) => {
		for (const user of ['root', 'guest'] as const)
			await visit(
				'unblocker',
				async ({ page }) => {
					await page.waitForSelector('[data-situation]');
					await page.waitForSelector('[data-conflict]');
					const count = user === 'root' ? 1 : 0;
					assert.strictEqual((await page.$$(FIREWALL_LINK)).length, count, user);
					assert.strictEqual((await page.$$('#view a[href$="/system/startup"]')).length, count, user);
				},
				{ user }
			);
	});

	test.scenario(
		'a router half that crashes gives words and no zero, and no change that nobody would undo',
		async (assert) => {
			await visit('plugin-failing', async ({ page, router }) => {
				await waitForText(page, HEADLINE, /unknown/);
				await page.waitForFunction(() => document.body.innerText.includes('crashed'));
				assert.strictEqual(await counted(page, 'Software'), null);
				assert.strictEqual(await counted(page, 'Hardware'), null);
				await page.locator(SOFTWARE_BOX).click();
				const before = router.readConfig('firewall');
				await pressApply(page);
				assert.ok(
					/the change is not undone automatically/.test(await applyErrorText(page)),
					'without it nothing is tried'
				);
				assert.strictEqual(router.readConfig('firewall'), before);
			});
		}
	);

	test.scenario(
		'counters and status of one poll travel in one HTTP request, and a hidden tab asks nothing',
		async (assert) => {
			await visit('software', async ({ page, router }) => {
				await waitForSituation(page, 'working');
				const polls: string[] = [];
				page.on('request', (request) => {
					if (request.postData()?.includes('"luci.nft-offload"')) polls.push(request.postData() ?? '');
				});
				await page.evaluate(() =>
					Object.defineProperty(document, 'hidden', { value: true, configurable: true })
				);
				// The counters stay as they were through two further ticks of LuCI's poll timer (its own requests go on).
				router.advance(30_000);
				const headline = await textOf(page, HEADLINE);
				await page.evaluate(() => {
					Object.defineProperty(window, 'ticks', { value: 0, writable: true });
					window.setInterval(() => {
						(window as unknown as { ticks: number }).ticks++;
					}, 1000);
				});
				await page.waitForFunction(() => (window as unknown as { ticks: number }).ticks >= 5);
				assert.deepEqual(polls, [], 'nothing was asked while hidden');
				assert.strictEqual(await textOf(page, HEADLINE), headline);
				await page.evaluate(() =>
					Object.defineProperty(document, 'hidden', { value: false, configurable: true })
				);
				await page.waitForFunction((text) => !document.body.innerText.includes(text), {}, headline);
				const both = polls.find((body) => body.includes('"status"'));
				assert.ok(polls.length > 0);
				if (both) assert.ok(both.includes('"counters"'), 'both calls are in one request');
			});
		}
	);

	test.scenario('a login that expires is asked for anew, and nothing pretends to be zero', async (assert) => {
		await visit('software', async (opened) => {
			const { page, router } = opened;
			await waitForSituation(page, 'working');
			router.expireSessions();
			await page.waitForFunction(() => /expired|log in|login/i.test(document.body.innerText));
			assert.notStrictEqual(await counted(page, 'Software'), 0);
			await logIn(opened, 'root');
			await page.goto(router.url + OVERVIEW);
			await waitForSituation(page, 'working');
		});
	});
});

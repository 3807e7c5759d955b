import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import type { ScenarioName } from '../../emulator/scenarios.ts';
import {
	counted,
	HARDWARE_BOX,
	HEADLINE,
	isTicked,
	pressApply,
	SETTINGS,
	SOFTWARE_BOX,
	waitForNotice,
	waitForSituation,
} from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { answer, applyErrorText, DIALOG } from '../support/trial.ts';
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

	test.scenario('tick the box, apply, see the count, find the box ticked after a reload', async (assert) => {
		await visit('idle', async ({ page, router, complaints }) => {
			await waitForSituation(page, 'off');
			await waitForText(page, HEADLINE, /^No connection is offloaded/);
			assert.notOk(await isTicked(page, SOFTWARE_BOX));
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			assert.ok(router.readConfig('firewall')?.includes("option flow_offloading '1'"));
			router.advance(20_000);
			await waitForSituation(page, 'working');
			await waitForText(page, HEADLINE, /^\d+ connections? (is|are) offloaded/);
			await page.goto(router.url + OVERVIEW);
			assert.ok(await isTicked(page, SOFTWARE_BOX), 'still ticked');
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('unticking removes the option and offloading ends', async (assert) => {
		await visit('software', async ({ page, router }) => {
			await waitForSituation(page, 'working');
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			assert.notOk(router.readConfig('firewall')?.includes('flow_offloading'), 'the option is gone, not 0');
			router.advance(5000);
			await waitForSituation(page, 'off');
			await waitForText(page, HEADLINE, /^No connection is offloaded/);
		});
	});

	test.scenario('hardware goes with software', async (assert) => {
		await visit('hardware', async ({ page, router }) => {
			await waitForSituation(page, 'working');
			assert.ok(await isTicked(page, HARDWARE_BOX));
			assert.ok(((await counted(page, 'Hardware')) ?? 0) > 0, 'hardware connections are counted');
			await page.locator(SOFTWARE_BOX).click();
			assert.notOk(await isTicked(page, HARDWARE_BOX));
			await pressApply(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			assert.notOk(router.readConfig('firewall')?.includes('flow_offloading'), 'both options are gone');
		});
	});

	test.scenario('hardware is called the second step until software works', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await waitForText(page, SETTINGS, /The second step: try software offloading first/);
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			router.advance(20_000);
			await waitForSituation(page, 'working');
			await page.waitForFunction(
				(settings) => !document.querySelector<HTMLElement>(settings)?.innerText.includes('The second step'),
				{},
				SETTINGS
			);
			assert.notOk(await isTicked(page, HARDWARE_BOX), 'offered, not chosen');
		});
	});

	test.scenario('the boxes follow each other: no hardware without software', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await page.locator(HARDWARE_BOX).click();
			assert.ok(await isTicked(page, SOFTWARE_BOX), 'hardware takes software with it');
			await page.locator(SOFTWARE_BOX).click();
			assert.notOk(await isTicked(page, HARDWARE_BOX), 'without software there is no hardware');
			await page.locator(HARDWARE_BOX).click();
			await pressApply(page);
			await waitForText(page, DIALOG, /is trying “Hardware”/);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Hardware/);
			assert.ok(router.readConfig('firewall')?.includes("option flow_offloading_hw '1'"));
		});
	});

	test.scenario('reset takes back a tick that was not applied', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await page.locator(SOFTWARE_BOX).click();
			await page.locator('.cbi-button-reset').click();
			await page.waitForFunction(
				(box) => !(document.querySelector(box) as HTMLInputElement | null)?.checked,
				{},
				SOFTWARE_BOX
			);
			assert.strictEqual(router.readConfig('firewall'), before);
		});
	});

	test.scenario('applying without a change says that there is nothing to do', async (assert) => {
		await visit('software', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await page.waitForSelector(SOFTWARE_BOX);
			await pressApply(page);
			await waitForNotice(page, /no changes to apply/);
			assert.strictEqual(router.readConfig('firewall'), before);
		});
	});

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
				await page.waitForFunction(
					(text) => !document.body.innerText.includes(text),
					{ timeout: 20_000 },
					headline
				);
				const both = polls.find((body) => body.includes('"status"'));
				assert.ok(polls.length > 0);
				if (both) assert.ok(both.includes('"counters"'), 'both calls are in one request');
			});
		}
	);

	test.scenario('the keyboard alone is enough to tick and apply', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await (await page.waitForSelector(SOFTWARE_BOX))?.focus();
			await page.keyboard.press('Space');
			assert.ok(await isTicked(page, SOFTWARE_BOX));
			await (await page.waitForSelector('.cbi-button-apply'))?.focus();
			await page.keyboard.press('Enter');
			await page.waitForSelector(DIALOG);
			for (const key of ['Tab', 'Tab', 'Enter'] as const) await page.keyboard.press(key);
			await waitForNotice(page, /Setting kept/);
			assert.ok(router.readConfig('firewall')?.includes("option flow_offloading '1'"));
		});
	});

	test.scenario('a login that expires is asked for anew, and nothing pretends to be zero', async (assert) => {
		await visit('software', async (opened) => {
			const { page, router } = opened;
			await waitForSituation(page, 'working');
			router.expireSessions();
			await page.waitForFunction(() => /expired|log in|login/i.test(document.body.innerText), {
				timeout: 20_000,
			});
			assert.notStrictEqual(await counted(page, 'Software'), 0);
			await logIn(opened, 'root');
			await page.goto(router.url + OVERVIEW);
			await waitForSituation(page, 'working');
		});
	});
});

QUnit.module('overview > help', { after: closeBrowser }, () => {
	test.scenario('one button switches offloading on', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await page.locator('.nft-offload-help button').click();
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept/);
			assert.ok(router.readConfig('firewall')?.includes("option flow_offloading '1'"));
			router.advance(20_000);
			await waitForSituation(page, 'working');
		});
	});

	test.scenario(
		'a missing module comes with the Software page, filtered, and the command',
		async (assert) => {
			await visit('module-missing', async ({ page }) => {
				await waitForSituation(page, 'module-missing');
				const href = await page.$eval('.nft-offload-help a', (link) => link.getAttribute('href') ?? '');
				assert.ok(href.endsWith('/admin/system/package-manager?query=kmod-nft-offload'), href);
				assert.ok((await textOf(page, '.nft-offload-help code')).includes('add kmod-nft-offload'));
			});
		}
	);

	test.scenario('a user who may only read is offered no button', async (assert) => {
		await visit(
			'waiting-changes',
			async ({ page }) => {
				await page.waitForSelector('[data-situation]');
				assert.strictEqual(await page.$('.nft-offload-help button'), null);
			},
			{ user: 'viewer' }
		);
	});
});

/** What the widget of LuCI's status overview shows, and where it leads; its page is not in the emulation, its module is. */
async function widgetOf(page: Page): Promise<{ text: string; links: string[] }> {
	await page.waitForSelector('[data-situation]');
	return page.evaluate(async () => {
		type Widget = { load(): Promise<unknown>; render(facts: unknown): HTMLElement };
		const widget = await L.require<Widget>('view.status.include.35_nft-offload');
		const element = widget.render(await widget.load());
		const links = [...element.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
		return { text: element.textContent ?? '', links };
	});
}

QUnit.module('overview widget', { after: closeBrowser }, () => {
	const lines: Array<[ScenarioName, line: RegExp]> = [
		['software', /^On: 40 connections offloaded Details$/],
		['idle', /^Off Details$/],
		[
			'pppoe-vlan',
			/^Uploads only: downloads go through the firewall Downloads on wan, wan6 \(PPPoE\) .* Details$/,
		],
		['module-missing', /^Enabled, but not working .*kmod-nft-offload.* Details$/],
		['plugin-failing', /^Unknown .+ Details$/],
		['plugin-missing', /^Unknown .+ Details$/],
		['calls-denied', /^Unknown .+ Details$/],
	];
	for (const [scenario, line] of lines)
		test.scenario(
			`${scenario}: one line, why where it does not work, and a link to the page`,
			async (assert) => {
				await visit(scenario, async ({ page }) => {
					const { text, links } = await widgetOf(page);
					assert.ok(line.test(text), text);
					assert.ok(links[0]?.endsWith('/admin/network/flow-offloading'), links.join());
				});
			}
		);

	test.scenario('without marks, the counters of two loads prove that offloading works', async (assert) => {
		await visit('table-garbage', async ({ page, router }) => {
			router.advance(20_000);
			const first = (await widgetOf(page)).text;
			assert.ok(/^Unknown .+ Details$/.test(first), `nothing to compare with: ${first}`);
			router.advance(5000);
			const second = (await widgetOf(page)).text;
			assert.ok(/^On: at least \d+ % bypassed Details$/.test(second), second);
		});
	});
});

/** Exceptions from offloading: added and removed on the page, applied, and whether they are loaded. */
import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import type { RunningRouter } from '../../emulator/server.ts';
import { counters } from '../../unit/emulator/client.ts';
import { overflow, violations } from '../support/axe.ts';
import { waitForSituation } from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { applyErrorText, savedChanges, saveOption, sessionOf } from '../support/trial.ts';
import { closeBrowser, textOf, visit, waitForText } from '../support/visit.ts';

const SECTION = '#nft-offload-exceptions';
const NOTICE = `${SECTION} details + [aria-live]`;
const APPLY = '#nft-offload-apply-exceptions';
const INCLUDE = "config include 'nft_offload'";
/** LuCI's count of unsaved changes. */
const UNSAVED = '#indicators [data-indicator="uci-changes"]';
const PHONE = '02:11:22:33:44:55';

const fieldOf = (option: string) => `${SECTION} [data-name="${option}"] .add-item input[type=text]`;

/** Opens the section, which is folded away while there is no exception, and waits for its form. */
async function unfold(page: Page): Promise<void> {
	await page.waitForSelector(`${SECTION} details`);
	const isOpen = await page.$eval(`${SECTION} details`, (fold) => (fold as HTMLDetailsElement).open);
	if (!isOpen) await page.locator(`${SECTION} summary`).click();
	await page.waitForSelector(`${SECTION} details > div`);
}

/** Types a word into a list, as a user with a keyboard. */
async function addWord(page: Page, option: string, word: string): Promise<void> {
	await unfold(page);
	await page.locator(fieldOf(option)).click();
	await page.keyboard.type(word);
	await page.keyboard.press('Enter');
}

async function removeWord(page: Page, option: string): Promise<void> {
	await page.focus(`${SECTION} [data-name="${option}"] .item`);
	await page.keyboard.press('Delete');
}

function words(page: Page, option: string): Promise<string[]> {
	return page.$$eval(`${SECTION} [data-name="${option}"] .item > input[type=hidden]`, (items) =>
		items.map((item) => (item as HTMLInputElement).value)
	);
}

async function applyExceptions(page: Page): Promise<void> {
	await unfold(page);
	await page.locator(APPLY).click();
}

QUnit.module('exceptions', { after: closeBrowser }, () => {
	test.scenario('a screen reader hears what each list is for', async (assert) => {
		await visit('software', async ({ page }) => {
			await unfold(page);
			const silent = await page.$$eval(`${SECTION} .cbi-value-description`, (descriptions) =>
				descriptions
					.filter(({ id }) => !id || !document.querySelector(`[aria-describedby="${id}"]`))
					.map(({ textContent }) => textContent)
			);
			assert.deepEqual(silent, []);
			const list = await page.$(fieldOf('port'));
			const { description } = (await page.accessibility.snapshot({ root: list! })) ?? {};
			assert.true(description?.includes('Connections that use one of these ports'), description);
		});
	});

	test.scenario(
		'a device by its name, a network, a port and first packets: applied, loaded, and removed again',
		async (assert) => {
			await visit('software', async ({ page, router, complaints }) => {
				const before = router.readConfig('firewall');
				await waitForSituation(page, 'working');
				assert.strictEqual(await textOf(page, `${SECTION} summary`), 'Exceptions: none');
				await unfold(page);
				await page.select(`${SECTION} select[aria-label="Device of your network"]`, PHONE.toUpperCase());
				await page.locator(`${SECTION} ::-p-text(Add device)`).click();
				assert.deepEqual(await words(page, 'device'), [PHONE.toUpperCase()]);
				await addWord(page, 'network', '198.51.100.0/24');
				await addWord(page, 'port', 'udp/3478-3481');
				await page.select(`${SECTION} [data-name="first_packets"] select`, '30');
				await applyExceptions(page);
				await waitForText(page, NOTICE, /are not loaded/);
				router.advance(3000);
				await waitForText(page, NOTICE, /^The exceptions are loaded\.$/);
				assert.strictEqual(await textOf(page, `${SECTION} summary`), 'Exceptions: 4');
				const config = router.readConfig('nft-offload') ?? '';
				for (const line of [
					`list device '${PHONE.toUpperCase()}'`,
					"list network '198.51.100.0/24'",
					"list port 'udp/3478-3481'",
					"option first_packets '30'",
				])
					assert.true(config.includes(line), line);
				assert.true(router.readConfig('firewall')?.includes(INCLUDE));
				assert.deepEqual(await savedChanges(page, router), {}, 'nothing waits');
				assert.strictEqual(await page.$(UNSAVED), null, 'nor does LuCI say so');
				router.advance(60_000);
				assert.true(router.readConfig('firewall')?.includes(INCLUDE), 'and nothing is rolled back');

				for (const option of ['device', 'network', 'port']) await removeWord(page, option);
				await page.select(`${SECTION} [data-name="first_packets"] select`, '0');
				await applyExceptions(page);
				await page.waitForFunction(() => !document.querySelector('.spinning'));
				router.advance(3000);
				await page.waitForSelector(`${NOTICE}[hidden]`);
				assert.strictEqual(router.readConfig('firewall'), before, 'the include is gone, byte for byte');
				assert.strictEqual(await page.$(UNSAVED), null);
				assert.deepEqual(complaints, []);
			});
		}
	);

	test.scenario(
		'words that are not valid are not taken, and the page says what is expected',
		async (assert) => {
			await visit('software', async ({ page }) => {
				await waitForSituation(page, 'working');
				const wrong = { device: 'tv', network: '0.0.0.0/0', port: '70000' };
				for (const [option, word] of Object.entries(wrong)) {
					await addWord(page, option, word);
					assert.deepEqual(await words(page, option), [], option);
					assert.ok(await page.$(`${fieldOf(option)}.cbi-input-invalid`), option);
				}
				await applyExceptions(page);
				assert.true(/“tv” is not a valid entry/.test(await applyErrorText(page)));
			});
		}
	);

	test.scenario(
		'where the section or its file is missing, the page says how to create it',
		async (assert) => {
			const damages: Array<(router: RunningRouter) => void> = [
				(router) => router.router().store.writeText('nft-offload', '# empty\n'),
				(router) => router.router().store.remove('nft-offload'),
			];
			for (const damage of damages)
				await visit(
					'software',
					async ({ page }) => {
						await unfold(page);
						await waitForText(
							page,
							`${SECTION} .alert-message`,
							/^The section for exceptions is missing\. .*>> \/etc\/config\/nft-offload$/
						);
						assert.false(await page.$eval(APPLY, (button) => button.checkVisibility()));
					},
					{ prepare: async ({ router }) => damage(router) }
				);
		}
	);

	test.scenario('nothing changed: nothing is applied', async (assert) => {
		await visit('software', async ({ page, router }) => {
			const before = router.readConfig('nft-offload');
			await waitForSituation(page, 'working');
			await applyExceptions(page);
			await waitForText(page, '#maincontent .alert-message', /There are no changes to apply/);
			assert.strictEqual(router.readConfig('nft-offload'), before);
		});
	});

	test.scenario('other unsaved changes are not applied along', async (assert) => {
		await visit('software', async ({ page, router }) => {
			await waitForSituation(page, 'working');
			await saveOption(page, router, 'firewall', '@defaults[0]', { flow_offloading: '0' });
			await addWord(page, 'port', '443');
			await applyExceptions(page);
			assert.true(/unsaved changes/.test(await applyErrorText(page)));
			assert.false(router.readConfig('nft-offload')?.includes('443'));
		});
	});

	test.scenario('with offloading off there is nothing to except, and the page says so', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await addWord(page, 'port', '443');
			await applyExceptions(page);
			await waitForText(page, NOTICE, /Nothing is offloaded right now/);
			router.advance(3000);
			assert.true(router.readConfig('firewall')?.includes(INCLUDE));
		});
	});

	test.scenario(
		'a flush says how many connections it was, and none of them is offloaded then',
		async (assert) => {
			await visit('software', async ({ page, router }) => {
				await waitForSituation(page, 'working');
				await unfold(page);
				await page.locator('#nft-offload-flush').click();
				await waitForText(
					page,
					'#maincontent .alert-message',
					/^[1-9]\d* offloaded connections were flushed/
				);
				const { offloaded } = await counters(router, await sessionOf(page));
				assert.strictEqual(offloaded?.software.total.entries, 0);
			});
		}
	);

	test.scenario('DPI-bypass tools: one click keeps their packets in the firewall', async (assert) => {
		await visit('unblocker', async ({ page, router }) => {
			await page.locator('[data-fix="unblockers"]').click();
			await page.waitForFunction(() => !document.querySelector('.spinning'));
			router.advance(3000);
			await waitForText(page, NOTICE, /Nothing is offloaded right now/);
			assert.true(router.readConfig('nft-offload')?.includes("option first_packets '30'"));
			await page.waitForSelector('[data-confirmation="unblockers-served"]');
			assert.strictEqual(await page.$('[data-conflict="unblockers"]'), null);
		});
	});

	test.scenario('the page Connections says which ones are excluded', async (assert) => {
		await visit('software', async ({ page, router }) => {
			await waitForSituation(page, 'working');
			await addWord(page, 'port', 'tcp/443');
			await applyExceptions(page);
			await waitForText(page, NOTICE, /are not loaded/);
			router.advance(5000);
			await waitForText(page, NOTICE, /^The exceptions are loaded\.$/);
			await page.goto(page.url().replace(/overview$|flow-offloading$/, 'flow-offloading/connections'));
			await waitForText(page, '#view', /Excluded by you: an exception keeps it in the firewall/);
			assert.ok(true);
		});
	});

	test.scenario('who may only read sees them and can change nothing', async (assert) => {
		await visit(
			'read-only',
			async ({ page }) => {
				await page.waitForSelector(SECTION);
				await unfold(page);
				assert.strictEqual(await page.$(APPLY), null);
				assert.true(await page.$eval(fieldOf('port'), (input) => (input as HTMLInputElement).disabled));
			},
			{ user: 'viewer' }
		);
	});

	test.scenario('is accessible, and fits a phone', async (assert) => {
		for (const width of [1280, 360])
			await visit(
				'software',
				async ({ page }) => {
					await waitForSituation(page, 'working');
					await addWord(page, 'network', '2001:db8:aaaa:bbbb:cccc:dddd:eeee:0/112');
					// LuCI lets a new word fade in.
					await page.waitForFunction(
						(item) => document.querySelector(item)?.getAnimations().length === 0,
						{},
						`${SECTION} .item`
					);
					assert.deepEqual(await violations(page), []);
					assert.strictEqual(await overflow(page), 0);
				},
				{ width }
			);
	});
});

import QUnit from 'qunit';
import { survivors } from '../../unit/model/redact/leaks.ts';
import { overflow, violations } from '../support/axe.ts';
import { FORMS, openReport, PREVIEW, preview, STATE, waitForReport, written } from '../support/report.ts';
import { test } from '../support/spec.ts';
import { closeBrowser, textOf, waitForText } from '../support/visit.ts';

QUnit.module('report', { after: closeBrowser }, () => {
	test.scenario('what a helper asks for, in every form, without anything private', async (assert) => {
		await openReport('software', async ({ page, complaints }) => {
			for (const form of FORMS) {
				const text = await written(page, form);
				for (const needed of [
					/On: 4\d connections offloaded|"badge": "accelerating"/,
					/br-lan/,
					/flow add @ft/,
					/mediatek\/filogic/,
					/OpenWrt 25\.12\.0/,
					/6\.12\.87/,
					/2025\.03\.17~b6e51575-r1/,
					/mtk_soc_eth/,
					/acct/,
					/PPE started/,
					/262144/,
					/name_1/,
					/ipv4_1/,
				])
					assert.ok(needed.test(text), `${form}: ${needed}`);
				assert.deepEqual(survivors(text), [], form);
				assert.notOk(/annas|media-server|games/i.test(text), form);
			}
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('the load while it was made', async (assert) => {
		await openReport('software', async ({ page }) => {
			const text = await written(page, 'text');
			assert.ok(/Busiest CPU core: \d+ %/.test(text), text);
			assert.ok(/Internet connection: [\d.]+ .?bit\/s/.test(text), text);
		});
	});

	test.scenario('the longer parts can be left out', async (assert) => {
		await openReport('software', async ({ page }) => {
			assert.ok(/bytes=/.test(await preview(page)));
			await page.locator('#nft-offload-connections').click();
			assert.notOk(/bytes=/.test(await preview(page)));
			assert.ok(/PPE started/.test(await preview(page)));
			await page.locator('#nft-offload-messages').click();
			assert.notOk(/PPE started/.test(await preview(page)));
		});
	});

	test.scenario('all of one moment in one HTTP request', async (assert) => {
		const asked: string[] = [];
		await openReport(
			'software',
			async () => {
				const calls = asked.map((body) => JSON.parse(body).length);
				assert.strictEqual(calls.length, 2, asked.join('\n'));
			},
			{
				prepare: async ({ page }) => {
					page.on('request', (request) => {
						const body = request.postData() ?? '';
						if (body.includes('nft-offload')) asked.push(body);
					});
				},
			}
		);
	});

	test.scenario('by keyboard alone: switch, form, copy', async (assert) => {
		await openReport('software', async ({ page }) => {
			const reach = async (id: string) => {
				for (let steps = 0; steps < 40; steps++) {
					if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
					await page.keyboard.press('Tab');
				}
				throw new Error(`${id} cannot be reached`);
			};
			await page.focus('.nft-offload-report button');
			await reach('nft-offload-addresses');
			await page.keyboard.press('Space');
			assert.ok(/198\.51\.100/.test(await preview(page)));
			await reach('nft-offload-form');
			await page.keyboard.press('ArrowDown');
			assert.ok((await preview(page)).startsWith('[b]'));
			await reach('nft-offload-copy');
			await page.keyboard.press('Enter');
			await page.waitForFunction(() => document.body.innerText.includes('Copied.'));
			await page.focus('#nft-offload-save');
			await reach('nft-offload-picture');
		});
	});

	for (const scheme of ['light', 'dark'])
		test.scenario(`${scheme}: axe finds nothing, and 360 px are enough`, async (assert) => {
			await openReport(
				'software',
				async ({ page }) => {
					await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
					await page.locator('.nft-offload-report summary').click();
					assert.deepEqual(await violations(page), []);
					assert.strictEqual(await overflow(page), 0, 'nothing sticks out to the right');
				},
				{ width: 360 }
			);
		});

	test.scenario('a user who may only read makes the same report', async (assert) => {
		await openReport(
			'read-only',
			async ({ page, complaints }) => {
				const text = await written(page, 'text');
				assert.ok(/On: \d+ connections offloaded/.test(text) && /name_1/.test(text) && /bytes=/.test(text));
				assert.notOk(/annas|media-server/i.test(text));
				assert.deepEqual(complaints, []);
			},
			{ user: 'viewer' }
		);
	});

	test.scenario(
		'where the router half crashes: words, no verdict, and no promise that names are hidden',
		async (assert) => {
			await openReport('plugin-failing', async ({ page }) => {
				const text = await written(page, 'text');
				assert.ok(/Flow offloading report: Unknown/.test(text) && /crashed/.test(text), text);
				assert.ok(/Not all names could be read/.test(await textOf(page, '.alert-message.warning')));
			});
		}
	);

	test.scenario('reading again brings what has changed since', async (assert) => {
		await openReport('software', async ({ page, router }) => {
			router.advance(60_000);
			const before = await preview(page);
			await page.locator('#nft-offload-ask').click();
			await page.waitForFunction(
				(preview, text) => (document.querySelector(preview) as HTMLTextAreaElement).value !== text,
				{},
				PREVIEW,
				before
			);
			await waitForReport(page);
			assert.strictEqual(await waitForText(page, STATE, /^From/), 'From this router.');
		});
	});
});

import type { Page } from 'puppeteer';
import QUnit from 'qunit';
import { call, code, session } from '../../unit/emulator/client.ts';
import { overflow, violations } from '../support/axe.ts';
import {
	HARDWARE_BOX,
	isTicked,
	pressApply,
	recordSituations,
	SOFTWARE_BOX,
	waitForNotice,
	waitForSituation,
} from '../support/overview.ts';
import { test } from '../support/spec.ts';
import { textOf } from '../support/text.ts';
import {
	answer,
	applyErrorText,
	DIALOG,
	savedChanges,
	saveOption,
	sessionOf,
	startTrial,
	waitForNoDialog,
} from '../support/trial.ts';
import { closeBrowser, logIn, OVERVIEW, visit, waitForText } from '../support/visit.ts';

const ON = "option flow_offloading '1'";
const SOFTWARE = { flow_offloading: true, flow_offloading_hw: false };

QUnit.module('trial > the user answers', { after: closeBrowser }, () => {
	test.scenario('Keep: it stays, whatever happens later', async (assert) => {
		await visit('idle', async ({ page, router, complaints }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.advance(5000);
			await waitForText(page, DIALOG, /Loaded by the kernel\s*Software: br-lan, eth1/);
			router.advance(20_000);
			await waitForText(page, DIALOG, /Offloaded connections\s*[1-9]/);
			await waitForSituation(page, 'working');
			const situations = await recordSituations(page);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Software/);
			await waitForNoDialog(page);
			assert.deepEqual(await situations(), ['working'], 'the firewall loads nothing for it');
			router.advance(300_000);
			router.reboot();
			assert.true(router.readConfig('firewall')?.includes(ON));
			assert.deepEqual(complaints, []);
		});
	});

	test.scenario('Undo now: the file is what it was, byte for byte, and nothing waits', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			assert.true(router.readConfig('firewall')?.includes(ON), 'applied meanwhile');
			await answer(page, 'Undo now');
			await waitForNotice(page, /Old setting restored: Off/);
			assert.strictEqual(router.readConfig('firewall'), before);
			assert.deepEqual(await savedChanges(page, router), {});
			assert.false(await isTicked(page, SOFTWARE_BOX), 'the box shows what is stored');
		});
	});

	test.scenario('switching off is tried too, and Undo brings it back on', async (assert) => {
		await visit('software', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'working');
			await startTrial(page);
			router.advance(5000);
			await waitForText(page, DIALOG, /Loaded by the kernel\s*Off/);
			await answer(page, 'Undo now');
			await waitForNotice(page, /Old setting restored: Software/);
			assert.strictEqual(router.readConfig('firewall'), before);
		});
	});

	test.scenario('the keyboard alone: Tab stays in the dialog, Escape undoes', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
			await page.keyboard.press('Enter');
			assert.true(router.readConfig('firewall')?.includes(ON), 'a key still pressed decides nothing');
			const seen: string[] = [];
			for (let press = 0; press < 4; press++) {
				await page.keyboard.press('Tab');
				seen.push(await focused());
			}
			assert.deepEqual(seen, ['Undo now', 'Keep', 'Undo now', 'Keep']);
			await page.keyboard.press('Escape');
			await waitForNotice(page, /Old setting restored/);
			assert.strictEqual(router.readConfig('firewall'), before);
			assert.true(
				await page.evaluate(() => document.activeElement?.classList.contains('cbi-button-apply') ?? false),
				'the focus is where the page goes on'
			);
		});
	});

	test.scenario('a screen reader is told of what happens, not of every second', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			const { name, timer, spoken } = await page.$eval(DIALOG, (dialog) => ({
				name: dialog.getAttribute('aria-label'),
				timer: dialog.querySelector('[role=timer]')?.getAttribute('aria-live') ?? 'off',
				spoken: dialog.querySelectorAll('[role=status]').length,
			}));
			assert.deepEqual([name, timer, spoken], ['Keep this setting?', 'off', 1]);
			await page.evaluate((selector) => {
				const said: string[] = [];
				Object.assign(window, { said });
				const region = document.querySelector(`${selector} [role=status]`)!;
				new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { childList: true });
			}, DIALOG);
			router.advance(5000);
			await waitForText(page, DIALOG, /Software: br-lan/);
			await page.evaluate(() => {
				const now = performance.now.bind(performance);
				performance.now = () => now() + 61_500;
			});
			await waitForText(page, `${DIALOG} [role=timer]`, /0:5[0-4]/);
			const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
			assert.strictEqual(said[0], 'Connections are being offloaded.');
			assert.true(/^(5\d|60) seconds left$/.test(said[1] ?? ''), said[1]);
			assert.strictEqual(said.length, 2);
		});
	});
});

QUnit.module('trial > what it looks like', { after: closeBrowser }, () => {
	for (const scheme of ['light', 'dark'])
		test.scenario(`${scheme}: axe finds nothing in the dialogs, and 360 px are enough`, async (assert) => {
			const look = async (page: Page) => {
				await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
				assert.deepEqual(await violations(page), []);
				assert.strictEqual(await overflow(page), 0);
			};
			const options = { width: 360 };
			await visit(
				'idle',
				async ({ page }) => {
					await waitForSituation(page, 'off');
					await startTrial(page);
					await look(page);
				},
				options
			);
			await visit(
				'module-absent',
				async ({ page }) => {
					await page.locator(SOFTWARE_BOX).click();
					await pressApply(page);
					await applyErrorText(page);
					await page.locator('.modal summary').click();
					await look(page);
				},
				options
			);
		});
});

QUnit.module('trial > nobody answers', { after: closeBrowser }, () => {
	test.scenario('the router takes it back at its end, and the page says so', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.advance(5000);
			await waitForText(page, DIALOG, /Software: br-lan/);
			router.advance(135_000);
			await waitForNotice(page, /Old setting restored: Off/);
			await waitForNoDialog(page);
			assert.strictEqual(router.readConfig('firewall'), before);
			assert.deepEqual(await savedChanges(page, router), {});
		});
	});

	test.scenario('the page undoes at the end of its countdown, in a hidden tab too', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			const other = await page.browserContext().newPage();
			await other.bringToFront();
			await page.evaluate(() => {
				const now = performance.now.bind(performance);
				performance.now = () => now() + 120_000;
			});
			await page.waitForResponse((response) => response.request().postData()?.includes('trial_end') ?? false);
			assert.strictEqual(router.readConfig('firewall'), before);
			await page.bringToFront();
			await waitForNotice(page, /Old setting restored: Off/);
		});
	});

	test.scenario('a closed tab: the old setting comes back, and the next page clears up', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			const other = await page.browserContext().newPage();
			await page.close();
			router.advance(135_000);
			assert.strictEqual(router.readConfig('firewall'), before);
			await other.goto(router.url + OVERVIEW);
			await waitForNotice(other, /Old setting restored: Off/);
			assert.deepEqual(await savedChanges(other, router), {});
			assert.false(await isTicked(other, SOFTWARE_BOX));
		});
	});

	for (const [accident, happen] of [
		['a reload of rpcd', async ({ router }) => router.reloadRpcd()],
		[
			'another login’s unchecked apply',
			async ({ router, other }) => code(router, other, 'uci', 'apply', { rollback: false }),
		],
	] as Array<[string, (given: { router: Parameters<typeof session>[0]; other: string }) => Promise<unknown>]>)
		test.scenario(`${accident} meanwhile: the old setting comes back`, async (assert) => {
			await visit('idle', async ({ page, router }) => {
				const other = await session(router, 'root');
				const before = router.readConfig('firewall');
				await waitForSituation(page, 'off');
				await startTrial(page);
				router.advance(5000);
				await waitForText(page, DIALOG, /Software: br-lan/);
				await happen({ router, other });
				router.advance(135_000);
				await waitForNotice(page, /Old setting restored: Off/);
				assert.strictEqual(router.readConfig('firewall'), before);
				assert.deepEqual(await savedChanges(page, router), {});
			});
		});

	test.scenario('a reload of rpcd meanwhile: Keep keeps it all the same', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.reloadRpcd();
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Software/);
			router.advance(200_000);
			assert.true(router.readConfig('firewall')?.includes(ON));
		});
	});

	test.scenario('a reboot: the old setting is back, and the page says so after the login', async (assert) => {
		await visit('idle', async (opened) => {
			const { page, router } = opened;
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.reboot();
			assert.strictEqual(router.readConfig('firewall'), before);
			await logIn(opened, 'root');
			await page.goto(router.url + OVERVIEW);
			await waitForNotice(page, /Old setting restored: Off/);
		});
	});
});

QUnit.module('trial > pages and logins', { after: closeBrowser }, () => {
	test.scenario('a page loaded anew goes on with the countdown', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			router.advance(40_000);
			await page.reload();
			await page.waitForSelector(DIALOG);
			assert.true(/1:(20|1\d)/.test(await textOf(page, `${DIALOG} [role=timer]`)), 'the end has not moved');
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Software/);
			router.advance(200_000);
			assert.true(router.readConfig('firewall')?.includes(ON));
		});
	});

	test.scenario('another login sees that a setting is being tried, and cannot answer', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const other = await session(router, 'root');
			await call(router, other, 'luci.nft-offload', 'trial_start', { seconds: 120, tried: SOFTWARE });
			await waitForText(page, '#nft-offload-other-trial', /Another session is trying “Off”/);
			assert.strictEqual(await page.$(DIALOG), null);
			const before = router.readConfig('firewall');
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			assert.true(/being tried or applied/.test(await applyErrorText(page)));
			assert.strictEqual(router.readConfig('firewall'), before);
			assert.deepEqual(await savedChanges(page, router), {});
		});
	});

	test.scenario('while another apply waits for its answer nothing is written', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			const other = await session(router, 'root');
			await code(router, other, 'uci', 'set', {
				config: 'firewall',
				section: '@defaults[0]',
				values: { input: 'ACCEPT' },
			});
			await code(router, other, 'uci', 'apply', { timeout: 90, rollback: true });
			const before = router.readConfig('firewall');
			await waitForSituation(page, 'off');
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			assert.true(/being tried or applied/.test(await applyErrorText(page)));
			assert.strictEqual(router.readConfig('firewall'), before);
			assert.deepEqual(await savedChanges(page, router), {});
		});
	});

	test.scenario('other changes that wait are listed with a link, without their values', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await saveOption(page, router, 'firewall', '@defaults[0]', { input: 'a-secret-word' });
			const before = router.readConfig('firewall');
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			const text = await applyErrorText(page);
			assert.true(text.includes('firewall.cfg01e63d.input'), text);
			assert.false(text.includes('a-secret-word'));
			assert.true(
				await page.$eval(
					'.modal a',
					(link) => link.getAttribute('href')?.endsWith('/admin/network/firewall') ?? false
				)
			);
			await answer(page, 'Close');
			await waitForNoDialog(page);
			assert.true(await isTicked(page, SOFTWARE_BOX), 'what was ticked is not lost');
			assert.strictEqual(router.readConfig('firewall'), before);
		});
	});

	test.scenario('LuCI’s own dialog applies without a trial: the page notices', async (assert) => {
		await visit('idle', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await saveOption(page, router, 'firewall', '@defaults[0]', { flow_offloading: '1' });
			await page.reload();
			await waitForSituation(page, 'unapplied');
			await page.locator('[data-indicator="uci-changes"]').click();
			await Promise.all([
				page.waitForNavigation({ timeout: 20_000 }),
				page.locator('.modal .cbi-button-positive').click(),
			]);
			await waitForNotice(page, /outside this page, without a trial. It is now “Software”/);
			assert.true(router.readConfig('firewall')?.includes(ON));
			await page.reload();
			await page.waitForSelector('[data-situation]:not([data-situation="unknown"])');
			assert.false(/outside this page/.test(await textOf(page, '#maincontent')), 'said once');
		});
	});

	test.scenario(
		'what was saved on another page is applied on trial, and undone with nothing left',
		async (assert) => {
			await visit('idle', async ({ page, router }) => {
				const before = router.readConfig('firewall');
				await waitForSituation(page, 'off');
				await saveOption(page, router, 'firewall', '@defaults[0]', { flow_offloading: '1' });
				await page.reload();
				await waitForSituation(page, 'unapplied');
				await page.locator('.nft-offload-help button').click();
				await page.waitForSelector(DIALOG);
				await answer(page, 'Undo now');
				await waitForNotice(page, /Old setting restored: Off/);
				assert.strictEqual(router.readConfig('firewall'), before);
				assert.deepEqual(await savedChanges(page, router), {});
			});
		}
	);

	test.scenario('who may only read sees the trial and no dialog', async (assert) => {
		await visit(
			'read-only',
			async ({ page, router }) => {
				await waitForSituation(page, 'working');
				const root = await session(router, 'root');
				await call(router, root, 'luci.nft-offload', 'trial_start', { seconds: 120, tried: SOFTWARE });
				await page.reload();
				await waitForText(page, '#nft-offload-other-trial', /Another session is trying “Software”/);
				assert.strictEqual(await page.$(DIALOG), null);
				assert.strictEqual(await page.$('.cbi-button-apply'), null);
				assert.notStrictEqual(await sessionOf(page), root);
			},
			{ user: 'viewer' }
		);
	});
});

QUnit.module('trial > refused before anything is written', { after: closeBrowser }, () => {
	for (const [scenario, words] of [
		['module-absent', /kmod-nft-offload/],
		['flowtable-refused', /does not support offloading/],
		['rule-refused', /Another firewall rule is at fault/],
	] as const)
		test.scenario(`${scenario}: the file stays byte-identical, and the reason is told`, async (assert) => {
			await visit(scenario, async ({ page, router, complaints }) => {
				const before = router.readConfig('firewall');
				await page.waitForSelector('[data-situation]');
				await page.locator(SOFTWARE_BOX).click();
				await pressApply(page);
				const text = await applyErrorText(page);
				assert.true(words.test(text), text);
				assert.strictEqual(router.readConfig('firewall'), before);
				assert.deepEqual(await savedChanges(page, router), {});
				await answer(page, 'Close');
				await waitForNoDialog(page);
				router.advance(200_000);
				assert.strictEqual(router.readConfig('firewall'), before);
				assert.deepEqual(complaints, []);
			});
		});

	test.scenario(
		'what the kernel says can be read, and the package can be installed from there',
		async (assert) => {
			await visit('module-absent', async ({ page }) => {
				await page.waitForSelector('[data-situation="off"]');
				await page.locator(SOFTWARE_BOX).click();
				await pressApply(page);
				await applyErrorText(page);
				await page.locator('.modal summary').click();
				await waitForText(page, '.modal pre', /flow offload @ft/);
				assert.true(/apk add kmod-nft-offload/.test(await textOf(page, '.modal code')));
			});
		}
	);

	test.scenario(
		'hardware that the kernel refuses falls back to software, and the dialog names the device',
		async (assert) => {
			await visit('flag-refused', async ({ page, router }) => {
				await waitForSituation(page, 'working');
				await page.locator(HARDWARE_BOX).click();
				await pressApply(page);
				await waitForText(page, DIALOG, /rejects hardware offloading on eth1\. The firewall falls back/);
				await answer(page, 'Undo now');
				await waitForNotice(page, /Old setting restored: Software/);
				assert.false(router.readConfig('firewall')?.includes('flow_offloading_hw'));
			});
		}
	);

	test.scenario('where only a small table could be tried, the trial says so', async (assert) => {
		await visit('firewall-slow', async ({ page, router }) => {
			await waitForSituation(page, 'off');
			await startTrial(page);
			await waitForText(page, DIALOG, /Only a flowtable was checked in advance.*No answer in time/);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Software/);
			assert.true(router.readConfig('firewall')?.includes(ON));
		});
	});

	test.scenario('where nothing tells what the kernel says, the trial says so', async (assert) => {
		await visit('nft-missing', async ({ page, router }) => {
			await page.waitForSelector('[data-situation]');
			await page.locator(SOFTWARE_BOX).click();
			await pressApply(page);
			await waitForText(page, DIALOG, /Could not check in advance/);
			await answer(page, 'Keep');
			await waitForNotice(page, /Setting kept: Off/);
			assert.false(router.readConfig('firewall')?.includes('flow_offloading'));
		});
	});
});

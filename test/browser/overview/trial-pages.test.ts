import QUnit from 'qunit';
import { call, code, session } from '../../unit/emulator/client.ts';
import { isTicked, pressApply, SOFTWARE_BOX, waitForNotice, waitForSituation } from '../support/overview.ts';
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
import { closeBrowser, visit, waitForText } from '../support/visit.ts';

const ON = "option flow_offloading '1'";
const SOFTWARE = { flow_offloading: true, flow_offloading_hw: false };

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
			await Promise.all([page.waitForNavigation(), page.locator('.modal .cbi-button-positive').click()]);
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
